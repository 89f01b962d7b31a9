"""Every payload passes Slack's types, slack_sdk and our limits; foreign text formats nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.slack.phrases import phrases_for
from adapters.slack.rendering import (
    LETTERS,
    LIKE_AN_ADDRESS,
    MAX_ROWS,
    blocks,
    fallback,
    parts,
    render,
)
from briefs.cards import briefing_card
from briefs.cards.digest_card import overview
from briefs.cards.one_screen import on_one_screen
from briefs.i18n.translation import notice
from briefs.links.sanitizing import host_of, safe_url
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.translatable import translatable
from tests.conftest import examples
from tests.fakes.briefings import river_accord
from tests.fakes.named_outlets import LEAD, OTHER, PLAIN, reported
from tests.fakes.slack_cards import (
    EMOJI,
    LIMITS,
    URL,
    briefing,
    line,
    long_title,
    proof,
    thirty_reactions,
    twelve_stories,
)
from tests.fakes.slack_rules import block_faults, posted_faults, shown, texts
from tests.vectors import TEXTS

VECTORS = [one for one in TEXTS if one["platform"] in {"slack", "both", "any"}]


@pytest.mark.parametrize("name", LIMITS)
def test_a_message_at_the_limits_is_taken_and_reads_so(
    name: str, snapshot: SnapshotAssertion
) -> None:
    dressed = [render(part) for part in parts(LIMITS[name]())]
    for body in dressed:
        assert posted_faults(body) == []
    assert dressed == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", LIMITS)
def test_no_line_is_lost_or_cut(name: str) -> None:
    card = LIMITS[name]()
    seen = Counter(text for part in parts(card) for text in [shown(blocks(part))])
    whole = "".join("\n".join(seen).replace("\u200d", "").split())
    for part in card.parts:
        for one in part.lines:
            for run in one.runs:
                words = "".join(run.text.replace("\u200d", "").split())
                assert words in whole


def test_a_short_message_is_one_and_what_it_leaves_out_is_posted_nowhere() -> None:
    """A button shows the rest; posted in the thread too, everybody would see it twice."""
    for card in (briefing(), thirty_reactions()):
        [short] = parts(card)
        assert "Full list" in shown(blocks(short))
        assert "Delegate 30" not in shown(blocks(short))


def test_two_buttons_and_a_menu_for_the_rest() -> None:
    [row] = [block for block in blocks(briefing()) if block["type"] == "actions"]
    assert [one.get("action_id") for one in row["elements"]] == ["evidence", "full", "more"]
    assert {one["type"] for one in row["elements"]} == {"button"}  # no overflow menu


def test_a_digest_that_leaves_something_out_has_a_button_for_all_of_it() -> None:
    whole = briefing()
    short = replace(whole, kind=CardKind.DIGEST, url=None, parts=whole.parts[:1])
    assert "full" in pressed(short)
    assert "full" not in pressed(replace(short, detail=()))


def pressed(card: Card) -> list[Any]:
    rows = [block for block in blocks(card) if block["type"] == "actions"]
    return [one.get("action_id") for row in rows for one in row["elements"]]


def test_a_long_digest_has_its_headlines_in_the_channel_and_its_stories_in_the_thread() -> None:
    card = twelve_stories()
    short, *thread = parts(card)
    assert [len(part.lines) for part in short.parts] == [12]
    assert all(line.proofs and line.url for line in short.parts[0].lines)
    assert "Show evidence" in shown(blocks(short))
    assert "in the thread" in shown(blocks(short))
    in_thread = "".join(shown(blocks(part)) for part in thread)
    assert "Town 12.4 signed" in in_thread
    assert "in the thread" not in in_thread
    small = replace(card, parts=card.parts[:3])
    assert parts(small) == (small,)


def test_a_reference_stays_beside_its_line() -> None:
    assert "Veldmark on Tuesday\n\u00a0\n¶1" in shown(blocks(briefing()))


def test_a_reference_opens_the_article_at_its_words() -> None:
    links = {
        e["text"]: e["url"]
        for block in blocks(briefing())
        for e in _elements(block)
        if e.get("type") == "link"
    }
    assert links["¶4"] == f"{URL}#:~:text=nobody%20asked%20the%20boatmen"
    assert links["Ada Brandt and Ivo Marsh signed a river accord"] == URL


@pytest.mark.parametrize(
    "headline",
    [
        "https://bank.example",
        "Log in at bank.example now",
        "//bank.example/x",
        "www.bank.example is down",
        "bank.example",
    ],
)
def test_a_headline_that_could_pass_for_an_address_is_no_link(headline: str) -> None:
    found = _elements(blocks(replace(briefing(), headline=headline))[0])
    assert [one for one in found if one.get("type") == "link"] == []


def test_a_long_headline_is_no_header_and_is_not_cut() -> None:
    head = blocks(long_title())[0]
    assert head["type"] == "rich_text"
    assert len(shown([head])) > 390


def test_the_fallback_says_what_the_blocks_say() -> None:
    text = fallback(briefing())
    for words in ("What happened:", "met in Veldmark", "Against:", "inland-post.example"):
        assert words in text
    assert "🇲🇹" in render(replace(briefing(), headline=EMOJI))["text"]


@pytest.mark.parametrize(
    ("site", "shown_as"),
    [
        (None, "inland-post.example, 7 May 2026"),
        ("inland-post.example", "inland-post.example, 7 May 2026"),
        ("The Inland Post", "The Inland Post, 7 May 2026 · inland-post.example"),
        ("inland-post.examples", "inland-post.examples, 7 May 2026 · inland-post.example"),
        ("bank.example", "bank.example, 7 May 2026 · inland-post.example"),
    ],
)
def test_a_site_without_a_name_is_named_once(site: str | None, shown_as: str) -> None:
    read = replace(river_accord(), site=site, published="2026-05-07")
    made = briefing_card.card(replace(read, url="https://www.inland-post.example/river-accord"))
    head, *_ = blocks(made)
    assert shown([head]).splitlines()[-1] == shown_as
    spoken = fallback(made).splitlines()[1]
    assert spoken == shown_as.replace(" · ", ", ")


def test_a_link_says_its_own_host() -> None:
    lying = replace(briefing(), source="bank.example", url="https://evil.example/x")
    links = [e for b in blocks(lying) for e in _elements(b) if e.get("type") == "link"]
    assert {e["url"].partition("#")[0] for e in links} == {"https://evil.example/x"}
    assert "bank.example · evil.example" in shown(blocks(lying))


def _elements(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(e for inner in value.values() for e in _elements(inner))]
    return [e for inner in value for e in _elements(inner)] if isinstance(value, list) else []


def hostile(text: str) -> Card:
    """A card with a foreign text in every field."""
    here = CardLine(
        (Run(text, Tone.NAME), Run(f"“{text}”", Tone.QUOTE), Run(text)),
        line().proofs,
        url=text,
        mark=text,
    )
    part = CardPart(text, (here,), title=text, url=text)
    return Card(
        CardKind.BRIEFING,
        text,
        (part,),
        url=text,
        source=text,
        more=1,
        detail=(part,),
        notes=(text,),
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_hostile_text_formats_nothing(vector: dict[str, Any]) -> None:
    text = vector["input"] if vector["input"] is not None else "x" * vector.get("length", 8_000)
    cards = [replace(hostile(text), kind=kind) for kind in CardKind]
    for part in (part for card in cards for part in parts(card)):
        body = render(part)
        assert posted_faults(body) == []
        kinds = {e.get("type") for e in _elements(body["blocks"])}
        assert not kinds & {"mrkdwn", "user", "usergroup", "broadcast", "channel", "emoji"}
        for element in _elements(body["blocks"]):
            if element.get("type") == "link":
                address = element["url"].partition("#:~:text=")[0]
                assert address == safe_url(address)
                says = element["text"]
                host = host_of(element["url"])
                assert says == host or says[0] == "¶" or not LIKE_AN_ADDRESS.search(says)
        assert all("emoji" not in e or e["emoji"] is False for e in _elements(body["blocks"]))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=4000), st.integers(1, 40))
def test_any_text_at_any_length_is_taken(text: str, count: int) -> None:
    card = hostile(text)
    many = replace(card, parts=card.parts * count, detail=card.parts * count)
    for part in parts(many):
        assert posted_faults(render(part)) == []


def test_the_rules_catch_what_slack_refuses() -> None:
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    assert block_faults([header])
    assert block_faults([{"type": "nonsense"}])
    assert block_faults([{"type": "divider", "block_id": "a"}] * 2)
    assert block_faults([{"type": "divider"}] * 51)
    assert block_faults([{"type": "divider", "extra": 1}])
    good = render(briefing())
    assert posted_faults({**good, "text": "<!channel>"})
    assert posted_faults({**good, "text": "a\u202eb"})
    assert posted_faults({**good, "unfurl_links": True})
    assert [text for key, text in texts(good) if key == "text"]


def row_of(words: int) -> CardLine:
    return CardLine((Run("harbour " * words),), proofs=(proof(1),))


@pytest.mark.parametrize("longest", [0, 1])
def test_a_briefing_that_fills_more_than_a_screen_gives_up_lines_of_its_longest_part(
    longest: int,
) -> None:
    counts = [8 if number == longest else 3 for number in range(2)]
    card_parts = tuple(
        CardPart(f"Part {number}", (row_of(12),) * count) for number, count in enumerate(counts)
    )
    card = replace(briefing(), parts=card_parts, more=4)
    made, rest = on_one_screen(card, MAX_ROWS, LETTERS)
    counts = [len(part.lines) for part in made.parts]
    assert sum(counts) < 11
    assert min(counts) == 3  # the other part keeps all
    left_out = sum(len(part.lines) for part in rest)
    assert sum(counts) + left_out == 11
    assert f"{4 + left_out} more in the full list" in shown(blocks(card))


def test_what_has_no_full_list_loses_no_line() -> None:
    card = replace(briefing(), parts=(CardPart("All", tuple(row_of(20) for _ in range(9))),))
    assert on_one_screen(replace(card, detail=()), 1, LETTERS)[0].parts == card.parts


def test_the_only_line_of_a_part_stays_however_long_it_is() -> None:
    card = replace(briefing(), parts=tuple(CardPart(f"{n}", (row_of(90),)) for n in range(3)))
    assert on_one_screen(card, 1, LETTERS) == (card, ())


def test_each_outlet_that_is_named_is_linked_once_by_its_host() -> None:
    body = render(reported())
    assert posted_faults(body) == []
    assert "Coast Echo" in shown(body["blocks"])
    links = [one for one in elements(body) if one["type"] == "link"]
    assert [one["url"] for one in links] == [LEAD, OTHER, PLAIN], "the title has the lead's"
    assert [one["text"] for one in links] == [host_of(url) for url in (LEAD, OTHER, PLAIN)]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("www.bay.example", "www.bay.example · bay.example"),
        ("bay.example", "bay.example"),
        ("bay.example, 7 May 2026", "bay.example, 7 May 2026"),
        ("bay.example.evil", "bay.example.evil · bay.example"),
        ("Bay, bay.example", "Bay, bay.example · bay.example"),
    ],
)
def test_an_outlet_named_by_its_host_is_linked_there(name: str, told: str) -> None:
    line = CardLine((Run(name, Tone.NAME, url="https://www.bay.example/1"),))
    body = render(replace(briefing(), url=None, parts=(CardPart("", (line,)),)))
    assert posted_faults(body) == []
    assert told in shown(body["blocks"]).replace("\n", "")
    (link,) = (one for one in elements(body) if one.get("url") == "https://www.bay.example/1")
    assert link["text"] == "bay.example"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "https://", "data:text/html,x", "ftp://a"]
)
def test_an_outlet_without_a_safe_address_is_named_alone(url: str) -> None:
    links = [one["url"] for one in elements(render(reported(url))) if one["type"] == "link"]
    assert links == [LEAD, PLAIN]


def elements(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Every element of rich text, in order."""
    found: list[dict[str, Any]] = []

    def walk(one: Any) -> None:
        if isinstance(one, dict):
            if one.get("type") in ("text", "link"):
                found.append(one)
            for value in one.values():
                walk(value)
        elif isinstance(one, list):
            for value in one:
                walk(value)

    walk(body["blocks"])
    return found


def digest_of_one() -> Card:
    """A digest whose headline names the story that it begins with."""
    lead = "Ostrey and Vell sign a ferry pact"
    story = CardPart("", (CardLine((Run("Twelve sailings a day"),)),), title=lead)
    name = translatable("Digest of {day}: {lead}", day="5 May 2026", lead=lead)
    return Card(CardKind.DIGEST, name, (story,))


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_digest_names_its_first_story_once_and_in_the_notification(language: str) -> None:
    card, say = digest_of_one(), phrases_for(language)
    for one in (card, *overview(card)):
        assert shown(blocks(notice(one, language), say)).count("ferry pact") == 1
    name = {"en": "Digest of 5 May 2026", "de": "Überblick vom 5 May 2026"}[language]
    body = render(card, say)
    assert body["text"].startswith(f"{name}: Ostrey and Vell sign a ferry pact\n")
    assert name in shown(body["blocks"])
