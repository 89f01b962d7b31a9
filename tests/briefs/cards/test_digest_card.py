"""The digest as it is read, and its parts when it is long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.cards.digest_card import (
    IN_THREAD,
    LATE,
    QUIET,
    digest_card,
    name_above,
    overview,
)
from briefs.cards.splitting import split
from briefs.digest.compose_digest import Limits, compose
from briefs.model.articles import Span
from briefs.model.briefings import Proof
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.model.places import Slot
from tests.briefs.brief_text import NOON, PLACE, briefing, candidate

TREATY = "Velland and Ostmark signed a fishing treaty in Karsholm after nine years of talks."
TREATY_TOO = "A fishing treaty between Ostmark and Velland was signed in Karsholm."
FIRE = "A fire in the Dunmore theatre killed 12 people on Sunday night."
FIRE_TOO = "Fifteen people died when the Dunmore theatre burned on Sunday night."
RESIGNED = "Fisheries minister Anders Bjelke resigned an hour after the treaty of Karsholm."
COST = "The pact of Karsholm splits the cost of $12 million evenly between both towns of the bay."
SLOT = Slot("S1", "2026-05-05", "14:00", NOON)


def read(card: Card) -> list[str]:
    """A card as lines of text."""
    out = [card.headline, *card.notes]
    for part in card.parts:
        out += [f"# {part.title}"] if part.title else []
        out += [f"- {part.label}"] if part.label else []
        out += [line.text + (f" [{line.mark}]" if line.mark else "") for line in part.lines]
    return out


def test_a_digest_as_it_is_read() -> None:
    fresh = [
        candidate(briefing(TREATY), sharers=("U1", "U2")),
        candidate(briefing(TREATY_TOO, RESIGNED, site="Coast Echo"), hours=1),
        candidate(briefing(FIRE, site="Tide", url="https://tide.example/fire")),
    ]
    card = digest_card(compose(PLACE, SLOT, fresh=fresh, limits=Limits(stories=1)))
    assert card.kind is CardKind.DIGEST
    assert read(card) == [
        f"Digest of 5 May 2026: {TREATY_TOO}",
        f"# {TREATY_TOO}",
        f"{RESIGNED} [Coast Echo]",
        "Reported by Coast Echo, The Inland Post, shared here by 2 readers",
        "- More",
        f"{FIRE} [Tide]",
    ]
    assert card.source == "2 stories from 3 articles"
    assert read(replace(card, headline="", parts=card.detail))[1:] == [
        f"# {TREATY_TOO}",
        "Reported by Coast Echo, 5 May 2026; The Inland Post, 5 May 2026",
        "- What happened",
        TREATY_TOO,
        f"{RESIGNED} [Coast Echo]",
    ]


def test_lines_of_many_articles_hold_a_few_each() -> None:
    fresh = [
        candidate(briefing(TREATY, site=f"Post {n}", url=f"https://{n}.example")) for n in range(7)
    ]
    lines = digest_card(compose(PLACE, SLOT, fresh=fresh)).detail[0].lines
    assert [len(line.text.split("; ")) for line in lines] == [5, 2]


def test_a_story_has_two_lines_and_the_rest_in_the_detail() -> None:
    many = [f"Boat {n * 7} of Karsholm left for reef {n * 13}." for n in range(1, 7)]
    fresh = [candidate(briefing(TREATY, *many)), candidate(briefing(TREATY_TOO, site="Coast Echo"))]
    card = digest_card(compose(PLACE, SLOT, fresh=fresh))
    (story,) = card.parts
    assert len(story.lines) == 3, "two lines, and who reported it"
    assert card.more == sum(len(part.lines) for part in card.detail) - 3 > 0
    shown = {line.text for part in card.detail for line in part.lines}
    assert {line.text for line in story.lines[:2]} <= shown


def test_the_lead_is_told_once_above_the_stories() -> None:
    card = digest_card(compose(PLACE, SLOT, fresh=[candidate(briefing(TREATY))]))
    assert card.headline == f"Digest of 5 May 2026: {TREATY}"
    assert {name_above(one) for one in (card, *overview(card))} == {"Digest of 5 May 2026"}
    assert name_above(replace(card, parts=())) == card.headline


def test_a_line_that_points_back_goes_after_one_that_does_not() -> None:
    fresh = [
        candidate(briefing(TREATY, f"That {RESIGNED}", "Boats of Karsholm left for the reef."))
    ]
    (story,) = digest_card(compose(PLACE, SLOT, fresh=fresh)).parts
    assert [line.text for line in story.lines[:2]] == [
        "Boats of Karsholm left for the reef.",
        f"That {RESIGNED}",
    ]


def test_a_title_that_is_no_title_is_not_the_storys() -> None:
    stamp = briefing("Article posted on 8 July.", TREATY, RESIGNED)
    other = briefing(TREATY_TOO, site="Coast Echo")
    third = briefing(TREATY, site="Tide", url="https://tide.example/treaty")
    card = digest_card(compose(PLACE, SLOT, fresh=[*map(candidate, (stamp, other, third))]))
    assert card.parts[0].title in (TREATY, TREATY_TOO)
    assert card.parts[0].url != stamp.url


def test_a_long_headline_leaves_the_name_alone() -> None:
    long = " ".join(["The fishing treaty of Karsholm"] * 6)
    card = digest_card(compose(PLACE, SLOT, fresh=[candidate(briefing(long))]))
    assert card.headline == "Digest of 5 May 2026"


def test_origins_are_told_where_they_are_fewer_than_the_outlets() -> None:
    wire = "KARSHOLM (AP) — Velland and Ostmark signed a fishing treaty in Karsholm."
    fresh = [
        candidate(briefing(wire, site="Post")),
        candidate(briefing(wire, RESIGNED, site="Echo")),
        candidate(briefing(TREATY_TOO, site="Tide")),
    ]
    card = digest_card(compose(PLACE, SLOT, fresh=fresh))
    assert "Reported by Echo, Post, Tide (2 origins: AP)" in read(card)


def test_a_new_count_has_the_earlier_one_beside_it() -> None:
    old = candidate(briefing(FIRE, site="Post", published="2026-05-03"), hours=-50, shown_at=NOON)
    now = FIRE.replace("12", "19")
    digest = compose(
        PLACE, SLOT, fresh=[candidate(briefing(RESIGNED, now, site="Post"))], before=[old]
    )
    texts = [text for text in read(digest_card(digest)) if text.startswith("A fire")]
    assert texts == [f"{now} [before: “killed 12 people”]"]


def test_the_overview_has_every_headline_with_its_proof_and_the_stories_apart() -> None:
    fresh = [
        candidate(briefing(TREATY)),
        candidate(briefing(FIRE, site="Tide", url="https://tide.example/fire")),
    ]
    card = digest_card(compose(PLACE, SLOT, fresh=fresh, limits=Limits(stories=1)))
    short, stories = overview(card)
    assert read(short) == [
        f"Digest of 5 May 2026: {TREATY}",
        IN_THREAD,
        TREATY,
        "- More",
        f"{FIRE} [Tide]",
    ]
    assert all(line.proofs and line.url for part in short.parts for line in part.lines)
    assert read(stories) == read(replace(card, parts=card.detail))


def test_every_line_keeps_its_article_and_sentence() -> None:
    post, echo = briefing(TREATY), briefing(TREATY_TOO, RESIGNED, site="Coast Echo")
    card = digest_card(compose(PLACE, None, fresh=[candidate(post), candidate(echo, hours=1)]))
    (happened,) = [part for part in card.detail if part.label == "What happened"]
    both, alone = happened.lines
    assert both.url == alone.url == echo.url
    assert [witness.url for witness in both.witnesses] == [echo.url, post.url]
    assert [proof.sentence for proof in alone.proofs] == [2]
    assert alone.proofs[0].span.of(echo.cited[0].text) == RESIGNED


def test_contradictions_stand_side_by_side_with_who_says_so() -> None:
    fresh = [
        candidate(briefing(FIRE, site="Post")),
        candidate(briefing(FIRE_TOO, site="Echo"), hours=1),
    ]
    card = digest_card(compose(PLACE, None, fresh=fresh))
    (short,) = [line for line in card.parts[0].lines if line.text.startswith("Outlets differ")]
    assert short.text == "Outlets differ: killed 12 people (Post) / Fifteen people died (Echo)"
    assert [witness.outlet for witness in short.witnesses] == ["Post", "Echo"]
    lines = read(replace(card, parts=card.detail))
    at = lines.index("- Outlets differ on the number")
    assert lines[at + 1 :] == ["killed", "killed 12 people [Post]", "Fifteen people died [Echo]"]


def test_new_since_a_weekday_as_the_place_reads_it() -> None:
    late_on_sunday = datetime(2026, 5, 3, 23, 30, tzinfo=UTC)
    old = candidate(briefing(TREATY), hours=-50, shown_at=late_on_sunday)
    fresh = briefing(RESIGNED, TREATY_TOO, title="x")
    digest = compose(PLACE, SLOT, fresh=[candidate(fresh)], before=[old])
    assert digest_card(digest).parts[0].label == "new since Sunday"
    oslo = digest_card(digest, zone=ZoneInfo("Europe/Oslo"))
    assert oslo.parts[0].label == "new since Monday"
    far = digest_card(digest, today=date(2026, 5, 20))
    assert far.parts[0].label == "new since 3 May 2026"
    assert f"{RESIGNED} [new]" in read(replace(oslo, parts=oslo.detail))


def test_a_story_without_news_says_so_in_its_one_line() -> None:
    old = candidate(briefing(TREATY), hours=-50, shown_at=NOON - timedelta(days=1))
    digest = compose(
        PLACE, SLOT, fresh=[candidate(briefing(TREATY_TOO, site="Echo"))], before=[old]
    )
    assert read(digest_card(digest))[1:] == [
        "- More",
        f"{TREATY_TOO} [nothing new since Monday; Echo]",
    ]


def test_late_and_empty_are_said() -> None:
    digest = compose(PLACE, SLOT, fresh=[], late=True)
    card = digest_card(digest)
    assert card.notes == (LATE, QUIET)
    assert (card.headline, card.source) == ("Digest of 5 May 2026", None)


# ------------------------------------------------------------------------- splitting


def size(card: Card) -> int:
    """Characters, as a platform might count them."""
    return sum(map(len, read(card)))


def line(text: str) -> CardLine:
    return CardLine((Run(text),))


PARTS = st.builds(
    CardPart,
    st.sampled_from(["", "Said", "More"]),
    st.lists(st.text("ab ", min_size=1, max_size=40).map(line), max_size=6).map(tuple),
    st.sampled_from([None, "A story"]),
)
CARDS = st.builds(
    Card,
    st.just(CardKind.DIGEST),
    st.just("Digest"),
    st.lists(PARTS, max_size=5).map(tuple),
    notes=st.lists(st.text("n", min_size=1, max_size=30), max_size=2).map(tuple),
    more=st.integers(0, 3),
)


@given(CARDS, st.integers(40, 200))
def test_splitting_loses_no_line_and_cuts_none(card: Card, limit: int) -> None:
    cards = split(card, limit=limit, size=size)
    assert [x for c in cards for p in c.parts for x in p.lines] == [
        x for p in card.parts for x in p.lines
    ]
    assert [c.notes for c in cards if c.notes] == ([card.notes] if card.notes else [])
    assert sum(c.more for c in cards) == card.more
    for each in cards:
        lines = [x for p in each.parts for x in p.lines]
        assert size(each) <= limit or (len(lines) <= 1 and len(each.parts) <= 1)
    titles = [p.title for p in card.parts if p.title]
    assert [p.title for c in cards for p in c.parts if p.title][: len(titles[:1])] == titles[:1]
    assert split(card, limit=limit, size=size) == cards


def test_a_card_that_fits_is_left_as_it_is() -> None:
    card = Card(CardKind.DIGEST, "Digest", (CardPart("Said", (line("a"),)),))
    assert split(card, limit=1000, size=size) == (card,)


def test_a_part_that_goes_on_repeats_its_label_and_its_storys_title() -> None:
    lines = tuple(line(f"line {n} " + "x" * 20) for n in range(6))
    parts = (CardPart("", (), "A story", "https://a.example/"), CardPart("Said", lines))
    cards = split(Card(CardKind.DIGEST, "Digest", parts), limit=100, size=size)
    assert len(cards) > 1
    assert all(size(card) <= 100 for card in cards)
    assert [card.headline for card in cards[1:]] == [
        f"Digest ({n})" for n in range(2, len(cards) + 1)
    ]
    for card in cards[1:]:
        assert (card.parts[0].title, card.parts[0].label) == ("A story", "Said")


def test_a_line_over_the_limit_stands_alone_and_whole() -> None:
    long = line("y" * 500)
    card = Card(CardKind.DIGEST, "D", (CardPart("Said", (line("a" * 60), long, line("b" * 60))),))
    cards = split(card, limit=100, size=size)
    assert [[x for p in c.parts for x in p.lines] for c in cards] == [
        [line("a" * 60)],
        [long],
        [line("b" * 60)],
    ]


def test_notes_that_do_not_fit_come_after() -> None:
    full = Card(CardKind.DIGEST, "D", (CardPart("", (line("a" * 90),)),), notes=("n" * 50,))
    first, last = split(full, limit=100, size=size)
    assert (first.notes, last.notes) == ((), full.notes)
    assert replace(last, notes=()).parts == ()


def test_measuring_is_asked_for_seldom() -> None:
    lines = tuple(CardLine((Run(f"Line {number} of an inventory"),)) for number in range(400))
    calls = 0

    def counted(card: Card) -> int:
        nonlocal calls
        calls += 1
        return size(card)

    cards = split(Card(CardKind.BRIEFING, "All", (CardPart("", lines),)), limit=2_000, size=counted)
    assert sum(len(part.lines) for card in cards for part in card.parts) == 400
    assert calls < 20 * len(cards)


def test_a_storys_title_goes_on_with_its_proofs() -> None:
    proofs = (Proof(Span(0, 9), 1, 1),)
    lines = tuple(CardLine((Run("x" * 40),)) for _ in range(4))
    story = CardPart("", (), title="A river is shared", url="https://a.example/", proofs=proofs)
    cards = split(
        Card(CardKind.DIGEST, "D", (story, CardPart("Said", lines))), limit=100, size=size
    )
    assert len(cards) > 1
    assert all(card.parts[0].proofs == proofs for card in cards)


def many_outlets(count: int) -> Card:
    sites = ["Coast Echo", "Tide", "Harbour News", "Olse Post", "Reef Courier"][:count]
    fresh = [candidate(briefing(TREATY, site=site, url=address_of(site))) for site in sites]
    return digest_card(compose(PLACE, SLOT, fresh=fresh))


def address_of(site: str) -> str:
    return f"https://{site.lower().replace(' ', '-')}.example/treaty"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "Reported by Coast Echo"),
        (2, "Reported by Coast Echo, Tide"),
        (3, "Reported by Coast Echo, Harbour News, Tide"),
        (4, "Reported by Coast Echo, Harbour News and 2 more"),
        (5, "Reported by Coast Echo, Harbour News and 3 more"),
    ],
)
def test_each_outlet_that_is_named_leads_to_its_own_article(count: int, words: str) -> None:
    card = many_outlets(count)
    reported = card.parts[0].lines[-1]
    assert reported.text.startswith(words)
    named = {run.text: run.url for run in reported.runs if run.tone is Tone.NAME}
    assert named == {site: address_of(site) for site in named}
    assert reported.url is None, "no one address is that of all"


@pytest.mark.parametrize("count", [1, 3, 5])
def test_every_article_of_a_story_is_one_click_away(count: int) -> None:
    lines = many_outlets(count).detail[0].lines
    assert len({run.url for line in lines for run in line.runs if run.url}) == count
    assert len(lines) == 1, "one line, not one for each"


def test_so_is_every_article_of_a_story_with_one_line() -> None:
    fresh = [
        candidate(
            briefing(f"{town} {what}.", site=site, url=f"https://{site.lower()}.example/{town}")
        )
        for town, what in (
            ("Karsholm", "signed a fishing treaty with Ostmark on Monday after nine rounds"),
            ("Marnford", "closed its shipyard because orders for ferries have dried up"),
            ("Velborg", "elected a mayor who promised to sell the opera house"),
            ("Dunmore", "banned bicycles from the harbour wall after four accidents"),
        )
        for site in ("Post", "Echo")
    ]
    digest = compose(PLACE, SLOT, fresh=fresh)
    assert [len(story.briefings) for story in digest.rest] == [2]
    lines = [line for part in digest_card(digest).detail for line in part.lines]
    shown = {run.url for line in lines for run in line.runs}
    assert shown >= {one.briefing.url for one in fresh}


@pytest.mark.parametrize(
    ("one", "other", "subjects"),
    [
        (FIRE, FIRE.replace("12", "15"), []),
        (FIRE, FIRE.replace("12", "at least 15"), []),
        (FIRE, FIRE_TOO, ["killed"]),
        (COST, COST.replace("12", "15"), []),
    ],
)
def test_what_outlets_differ_on_is_named_where_their_words_do_not(
    one: str, other: str, subjects: list[str]
) -> None:
    fresh = [
        candidate(briefing(words, site=site, url=address_of(site), published="2026-05-05"))
        for words, site in ((one, "Post"), (other, "Echo"))
    ]
    detail = digest_card(compose(PLACE, SLOT, fresh=fresh)).detail
    [differ] = [part for part in detail if part.label == "Outlets differ on the number"]
    assert [line.text for line in differ.lines if not line.witnesses] == subjects
