"""Rendered messages: as they look, at their limits, and with hostile text in every field."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from adapters.discord.markdown import escaped, escaped_to_fit, linked, units
from adapters.discord.phrases import phrases_for
from adapters.discord.rendering import (
    Press,
    evidence,
    full_list,
    parts,
    render,
    size,
    text_components,
)
from adapters.discord.threads import name_of
from briefs.cards.briefing_card import card
from briefs.errors import Paywalled
from briefs.links.sanitizing import plain
from briefs.model.articles import Span
from briefs.model.briefings import Proof
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.model.chat import CitedSentence, Evidence, EvidenceLine
from briefs.model.messages import Post
from briefs.model.places import Place
from briefs.translatable import translatable
from tests.conftest import examples
from tests.fakes.briefings import plain_briefing, river_accord
from tests.fakes.discord_limits import V2, Limits, every, published, totals
from tests.fakes.named_outlets import LEAD, OTHER, PLAIN, reported
from tests.vectors import TEXTS

NONCE = "0123456789abcdef012345678"
VECTORS: list[dict[str, Any]] = [
    vector for vector in TEXTS if vector["platform"] != "slack" and isinstance(vector["input"], str)
]
PROOF = Proof(Span(0, 10), 3, 1)


@pytest.fixture(scope="module")
def limits() -> Limits:
    return published()


def body(components: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "components": components,
        "flags": V2,
        "allowed_mentions": {"parse": []},
        "nonce": NONCE,
        "enforce_nonce": True,
    }


def texts(components: list[dict[str, Any]]) -> str:
    return "\n".join(one["content"] for one in every(components) if one["type"] == 10)


def line(text: str, *, url: str | None = None, tone: Tone = Tone.PLAIN) -> CardLine:
    return CardLine((Run(text, tone),), proofs=(PROOF,), url=url)


def filled(text: str, *, url: str, kind: CardKind = CardKind.BRIEFING) -> Card:
    """The same text in every field of a card."""
    runs = (Run(text, Tone.NAME), Run(": "), Run(f"“{text}”", Tone.QUOTE))
    lines = (line(text), CardLine(runs, (PROOF,), mark=text), CardLine(runs, url=url, mark=text))
    return Card(
        kind,
        text,
        parts=(CardPart(text, lines, title=text, url=url),),
        url=url,
        source=text,
        more=3,
        detail=(CardPart(text, lines),),
        notes=(text, text),
    )


# ----------------------------------------------------------------------- as it looks


def test_a_briefing(snapshot: SnapshotAssertion) -> None:
    assert render(card(river_accord()), nonce=NONCE) == snapshot


def test_a_briefing_in_german_buttons(snapshot: SnapshotAssertion) -> None:
    dressed = render(card(river_accord()), nonce=NONCE, say=phrases_for("de"))
    assert [one["label"] for one in every(dressed) if one["type"] == 2] == snapshot
    assert "“at least four-tenths of the river’s yearly flow”" in texts(dressed)


def test_a_notice(snapshot: SnapshotAssertion) -> None:
    refusal = Paywalled()
    notice = Card(CardKind.NOTICE, str(refusal), url="https://a.example/x", notes=(refusal.hint,))
    assert render(notice, nonce=NONCE) == snapshot


def test_a_digest(snapshot: SnapshotAssertion) -> None:
    story = CardPart(
        "new since Tuesday",
        (
            CardLine(
                (Run("Reported by "), Run("The Inland Post", Tone.NAME)), url="https://a.example/1"
            ),
        ),
        title="Harbour towns sign a ferry pact",
        url="https://a.example/1",
    )
    part = CardPart("What happened", (replace(line("Ostrey and Vell agreed"), mark="only in B"),))
    digest = Card(CardKind.DIGEST, "1 story from 2 articles", parts=(story, part), notes=("Late.",))
    assert render(digest, nonce=NONCE) == snapshot


def test_names_are_bold_and_marks_touch_no_blank() -> None:
    runs = (Run(" Ada  Moor ", Tone.NAME), Run("says:"), Run("A", Tone.NAME), Run("B", Tone.NAME))
    shown_ = Card(CardKind.BRIEFING, "x", parts=(CardPart("", (CardLine(runs),)),))
    assert "- **Ada Moor** says:**AB**" in texts(render(shown_, nonce=NONCE))


def test_each_button_belongs_to_what_the_card_has() -> None:
    full = card(river_accord())
    assert presses(full) == {Press.EVIDENCE, Press.FULL, Press.MORE}
    followed = replace(full, kind=CardKind.DIGEST, follows="1a2b3c4d")
    assert presses(followed) >= {Press.UNFOLLOW, Press.FULL}
    assert Press.FULL not in presses(replace(followed, detail=()))
    assert presses(replace(full, parts=(), detail=())) == {Press.MORE}
    assert presses(Card(CardKind.NOTICE, "x")) == {Press.DELETE}
    assert presses(Card(CardKind.NOTICE, "x", url=full.url)) == {Press.AGAIN, Press.DELETE}


def links(components: list[dict[str, Any]]) -> list[str]:
    """Addresses of the link buttons; such a button has no custom_id."""
    found = [one for one in every(components) if one["type"] == 2 and one["style"] == 5]
    assert all(set(one) == {"type", "style", "label", "url"} for one in found)
    return [one["url"] for one in found]


def test_an_article_opens_from_where_its_headline_is_not(limits: Limits) -> None:
    url = "https://a.example/1"
    say = phrases_for("de")
    failed = Card(CardKind.NOTICE, "The page cannot be read", url=url)
    sentence = CitedSentence(PROOF, "They agreed.", url)
    proven = Evidence("Head", (EvidenceLine(1, "", line("x"), (sentence,)),), 0, 1)
    shown = {
        "notice": render(failed, nonce=NONCE, say=say),
        "evidence": evidence(proven, message="1", say=say),
        "list": full_list(card(river_accord()), page=0, message="1", say=say),
    }
    assert links(shown["notice"]) == links(shown["evidence"]) == [url]
    assert links(shown["list"]) == [card(river_accord()).url]
    for one in shown.values():
        assert "Artikel öffnen" in str(one)
        assert limits.faults("POST", "/channels/100000/messages", body(one)) == []
    assert links(render(card(river_accord()), nonce=NONCE)) == [], "the headline is the link"
    for unsafe in ("javascript:alert(1)", "https://a.example/" + "y" * 512):
        assert links(render(replace(failed, url=unsafe), nonce=NONCE)) == []
    two = replace(sentence, url="https://b.example/2")
    both = replace(proven, lines=(EvidenceLine(1, "", line("x"), (sentence, two)),))
    assert links(evidence(both, message="1", say=say)) == []


def presses(shown_: Card) -> set[Press]:
    buttons = [one for one in every(render(shown_, nonce=NONCE)) if one["type"] == 2]
    names = [one["custom_id"] for one in buttons if one["style"] != 5]
    assert all(name.endswith(f":{NONCE}") for name in names)
    return {Press(name.split(":")[1]) for name in names}


# ------------------------------------------------------------------------ the limits


@pytest.mark.parametrize("length", [299, 301, 4_001, 20_000])
@pytest.mark.parametrize("letter", ["[", "𝔸", "e\u0301"])
def test_a_card_of_any_length_fits(limits: Limits, length: int, letter: str) -> None:
    text = letter * length
    url = "https://a.example/" + "y" * min(length, 1_900)
    for kind in CardKind:
        bodies = [
            body(render(part, nonce=NONCE)) for part in parts(filled(text, url=url, kind=kind))
        ]
        assert [list(totals(one)) for one in bodies] == [[] for _ in bodies]
        if kind is CardKind.DIGEST and length in {301, 20_000} and letter == "[":
            assert limits.faults("POST", "/channels/100000/messages", bodies[-1]) == []


def test_a_long_digest_is_split_and_no_line_is_lost(limits: Limits) -> None:
    stories = tuple(
        CardPart("What happened", (line(f"Line {n} " + "of a pact " * 12),), title=f"Story {n}")
        for n in range(60)
    )
    split = parts(Card(CardKind.DIGEST, "60 stories", parts=stories))
    joined = "\n".join(texts(render(part, nonce=NONCE)) for part in split)
    assert [int(n) for n in re.findall(r"- Line (\d+) ", joined)] == list(range(60))
    assert len(split) > 1
    for part in split:
        assert (
            limits.faults("POST", "/channels/100000/messages", body(render(part, nonce=NONCE)))
            == []
        )


def test_many_parts_stay_below_the_number_of_components(limits: Limits) -> None:
    many = tuple(CardPart(f"P{n}", (line("x"),)) for n in range(100))
    for part in parts(
        Card(CardKind.BRIEFING, "x", parts=many, url="https://a.example", detail=many)
    ):
        assert (
            limits.faults("POST", "/channels/100000/messages", body(render(part, nonce=NONCE)))
            == []
        )


def test_what_was_not_split_still_fits(limits: Limits) -> None:
    long = Card(
        CardKind.NOTICE, "x", parts=(CardPart("", tuple(line("y" * 900) for _ in range(9))),)
    )
    assert limits.faults("POST", "/channels/100000/messages", body(render(long, nonce=NONCE))) == []


def test_at_the_limits(snapshot: SnapshotAssertion) -> None:
    full = filled("[ab] " * 400, url="https://a.example/" + "y" * 400)
    sizes = [size(part) for part in parts(full)]
    assert texts(render(parts(full)[0], nonce=NONCE)) == snapshot
    assert max(sizes) <= 4_000


@pytest.mark.parametrize("length", [10, 50_000])
def test_a_page_of_evidence_fits(limits: Limits, length: int) -> None:
    sentence = CitedSentence(PROOF, "[w] " * length, "https://a.example/" + "y" * 1_000)
    lines = tuple(
        EvidenceLine(number, "Said", line("z" * length), (sentence,) * 2 if number > 1 else None)
        for number in range(1, 6)
    )
    dressed = evidence(Evidence("h" * length, lines, 1, 3), message="1" * 20, say=phrases_for(None))
    assert limits.faults("POST", "/channels/100000/messages", body(dressed)) == []
    assert "was changed since" in texts(dressed)


def test_the_ends_of_the_evidence_have_no_way_on() -> None:
    dressed = evidence(Evidence("h", (), 0, 2), message="77", say=phrases_for(None))
    buttons = [one for one in every(dressed) if one["type"] == 2]
    assert [bool(one.get("disabled")) for one in buttons] == [True, False]
    assert [one["custom_id"] for one in buttons] == ["readout:page:77:-1", "readout:page:77:1"]


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.integers(1, 400))
def test_a_cut_keeps_its_limit_and_no_half_escape(text: str, limit: int) -> None:
    cut = escaped_to_fit(text, limit)
    assert units(cut) <= limit
    assert not re.search(r"(?<!\\)(?:\\\\)*\\$", cut)
    json.dumps(cut).encode()


# -------------------------------------------------------------------- hostile text

LIVE_TOKEN = re.compile(r"(?<!\\)<(@[!&]?|#|:|a:|t:|id:|/)[^>]*>")
MASKED = re.compile(r"(?<!\\)(?:\\\\)*\[(?:\\.|[^\[\]\\])*\]\(([^)]*)\)")
OURS = "https://ours.example/a"


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["id"] for vector in VECTORS])
def test_hostile_text(vector: dict[str, Any]) -> None:
    hostile = vector["input"]
    url = hostile if vector["field"] == "url" else OURS
    for kind in CardKind:
        for part in parts(filled(hostile, url=url, kind=kind)):
            check(render(part, nonce=NONCE), url)
    check(render(card(plain_briefing(hostile or "x", url=url)), nonce=NONCE), url)
    proven = EvidenceLine(1, hostile, line(hostile), (CitedSentence(PROOF, hostile, url),))
    check(evidence(Evidence(hostile, (proven,), 0, 1), message="1", say=phrases_for(None)), url)


def check(components: list[dict[str, Any]], url: str) -> None:
    assert list(totals(body(components))) == []
    json.dumps(components).encode()
    content = texts(components)
    assert not LIVE_TOKEN.search(content)
    for target in MASKED.findall(content):
        assert target == OURS or url != OURS
        assert target.isascii()
        assert target.startswith(("http://", "https://"))
        assert not set(target) & set('|<>()" \\')
        assert "@" not in target.partition("://")[2].partition("/")[0]
    assert not re.search(r"(?<!\\)://", MASKED.sub("", content))
    assert not re.search(r"discord(?:app)?\.(?:com|gg)/", re.sub(MASKED, "", content))
    for char in content.replace("\u200d", ""):  # it holds emoji together
        assert char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}


@pytest.mark.parametrize(
    "vector",
    [v for v in VECTORS if v["category"] in {"link_spoof", "mention", "template", "unicode"}],
    ids=lambda vector: vector["id"],
)
def test_a_markdown_reader_sees_one_run_of_text(vector: dict[str, Any]) -> None:
    for line_ in ("{}", "- {}", "> {}", "### {}", "**{}**"):
        text = " ".join(plain(vector["input"]).split())
        if not text:
            continue
        tokens = MarkdownIt("commonmark").enable("strikethrough").parse(line_.format(escaped(text)))
        [inline] = [token for token in tokens if token.type == "inline"]
        kinds = {child.type for child in inline.children or []}
        assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
        assert "strong_open" not in kinds or line_.startswith("**")
        assert "".join(child.content for child in inline.children or []) == text


@settings(max_examples=examples(300), deadline=None)
@given(st.text(alphabet="[]()<>:/\\*_~|`#@-+.1! ax\n", max_size=40))
def test_escaped_text_reads_as_it_is(text: str) -> None:
    expected = " ".join(plain(text).split())
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(f"- w {escaped(text).strip()}")
    said_ = "".join(
        child.content for t in tokens if t.type == "inline" for child in t.children or []
    )
    assert " ".join(said_.split()) == f"w {expected}".strip()


def test_unsafe_addresses_are_no_links() -> None:
    for url in (
        "discord://-/channels/1",
        "https://a@evil.example",
        "javascript:x",
        "https://é.example",
    ):
        assert linked("words", url, limit=512) == "words"
    assert linked("words", "https://a.example/" + "x" * 600, limit=512) == "words"
    assert linked("", OURS, limit=512) == ""


def test_a_locale_leads_to_the_nearest_language() -> None:
    assert [phrases_for(one).language for one in ("de", "de-AT", "en-GB", "xx", None)] == [
        "de", "de", "en", "en", "en",
    ]  # fmt: skip


def test_size_is_what_is_sent() -> None:
    full = card(river_accord())
    assert size(full) >= units(texts(render(full, nonce=NONCE)).replace("\n", ""))
    assert text_components("")[0]["components"][0]["content"]


def test_each_outlet_that_is_named_leads_to_its_own_article() -> None:
    assert (
        f"- Reported by [**The Inland Post**]({LEAD}), [**Coast Echo**]({OTHER}), "
        f"[**tide.example**]({PLAIN}) and 2 more"
    ) in texts(render(reported(), nonce=NONCE))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "https://", "data:text/html,x", "ftp://a"]
)
def test_an_outlet_without_a_safe_address_is_named_alone(url: str) -> None:
    assert f"({LEAD}), **Coast Echo**, [" in texts(render(reported(url), nonce=NONCE))


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_digest_names_its_first_story_once(language: str) -> None:
    """In a notification, and as a forum post's name, the whole headline stands alone."""
    lead = "Ostrey and Vell sign a ferry pact"
    story = CardPart("", (CardLine((Run("Twelve sailings a day"),)),), title=lead)
    headline = translatable("Digest of {day}: {lead}", day="5 May 2026", lead=lead)
    digest = Card(CardKind.DIGEST, headline, (story,))
    made = render(digest, nonce=NONCE, say=phrases_for(language))
    said = "\n".join(one["content"] for one in every(made) if one["type"] == 10)
    name = {"en": "Digest of 5 May 2026", "de": "Überblick vom 5 May 2026"}[language]
    assert said.splitlines()[0] == f"## {name}"
    assert said.count("ferry pact") == 1
    assert name_of(Post("digest:s1#0", Place("discord", "1", "2"), digest)) == headline
