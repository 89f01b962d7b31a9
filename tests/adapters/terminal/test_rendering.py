"""What a terminal shows: snapshots at 80 and 120 columns, and what no page can do to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from adapters.terminal.rendering import NOTHING, Evidence, clean, render
from briefs.briefing.compose_briefing import brief
from briefs.cards.briefing_card import card, notice
from briefs.errors import Paywalled
from briefs.model.articles import Span
from briefs.model.briefings import Briefing
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.model.stories import Witness
from tests.briefs.random_articles import Telling, bakery, ferry, glacier
from tests.conftest import examples
from tests.fakes.named_outlets import LEAD, OTHER, PLAIN, reported


def shown(
    card: Card,
    width: int,
    *,
    colour: bool = False,
    full: bool = False,
    evidence: Evidence = NOTHING,
) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(render(card, width=width, full=full, evidence=evidence))
    return out.getvalue()


def briefed(telling: Telling) -> Briefing:
    return brief(telling.article, telling.reading)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("make", [ferry, bakery, glacier])
def test_a_briefing(make: Callable[[], Telling], width: int, snapshot: SnapshotAssertion) -> None:
    assert shown(card(briefed(make())), width) == snapshot


@pytest.mark.parametrize("width", [80, 120])
def test_evidence_stands_under_each_line(width: int, snapshot: SnapshotAssertion) -> None:
    briefing = briefed(ferry())
    assert shown(card(briefing), width, evidence={"": briefing.cited}) == snapshot


def test_the_full_list(snapshot: SnapshotAssertion) -> None:
    assert shown(card(briefed(ferry())), 80, full=True) == snapshot


def test_with_colour(snapshot: SnapshotAssertion) -> None:
    assert shown(card(briefed(bakery())), 80, colour=True) == snapshot


def test_a_notice(snapshot: SnapshotAssertion) -> None:
    assert shown(notice(Paywalled()), 80) == snapshot


def digest() -> Card:
    """Two stories, and one that has a line only."""
    line = CardLine((Run("Brandt signed an agreement"),), mark="only in The Vell Post")
    by = (Run("Reported by "), Run("The Vell Post", Tone.NAME))
    ferry, quarry = "https://vell.example/ferry", "https://vell.example/quarry"
    return Card(
        kind=CardKind.DIGEST,
        headline="3 stories from 3 articles on 2 March 2026",
        parts=(
            CardPart("", (CardLine(by, url=ferry),), title="Towns share a ferry", url=ferry),
            CardPart("What happened", (line,)),
            CardPart("New since Tuesday", (), title="A quarry closes", url=quarry),
            CardPart("More", (CardLine((Run("A library"),), url="https://vell.example/library"),)),
        ),
    )


def test_a_digest(snapshot: SnapshotAssertion) -> None:
    assert shown(digest(), 80) == snapshot


def test_every_story_of_a_digest_has_its_title_and_its_address() -> None:
    text = shown(digest(), 80)
    for words in ("Towns share a ferry", "A quarry closes", "New since Tuesday"):
        assert words in text.splitlines()
    for name in ("ferry", "quarry", "library"):
        assert text.count(f"https://vell.example/{name}") == 1


def test_colour_adds_nothing_but_colour() -> None:
    ferry_card = card(briefed(ferry()))
    out = Console(file=io.StringIO(), width=80, record=True, force_terminal=True, _environ={})
    out.print(render(ferry_card, width=80))
    assert out.export_text() == shown(ferry_card, 80)


def test_no_colour_is_respected() -> None:
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=True, _environ={"NO_COLOR": "1"})
    console.print(render(card(briefed(bakery())), width=80))
    assert "\x1b[36m" not in out.getvalue()
    assert "\x1b[1;36m" not in out.getvalue()


def one_line(text: str) -> Card:
    line = CardLine((Run(text, Tone.QUOTE), Run(text, Tone.NAME)), mark=text, url=text)
    return Card(
        kind=CardKind.BRIEFING,
        headline=text,
        parts=(CardPart(text, (line,), title=text, url=text + text),),
        source=text,
        notes=(text,),
    )


HOSTILE = [
    "[bold red]not red[/bold red]",
    "[link=https://evil.example]click[/link]",
    "\x1b[2J\x1b[1;31mcleared",
    "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "a\rb\bc\x00d\x7fe\x9bf",
    "right \u202eto left\u202c",
    "zero\u200bwidth\u2066isolate\u2069",
    "two\nlines\u2028and\u2029more\x85still",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_cannot_format_or_move_the_terminal(text: str) -> None:
    out = shown(one_line(text), 80)
    for sign in "\x1b\r\b\x00\x07\x7f\x9b\u202e\u202c\u200b\u2066\u2069\u2028\u2029\x85":
        assert sign not in out
    if text.startswith("["):
        assert text in out


def test_markup_is_shown_as_it_is_written() -> None:
    assert "\x1b[31m" not in shown(one_line("[red]x[/red]"), 80, colour=True)


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=200), st.integers(20, 140))
def test_any_text_keeps_to_its_width(text: str, width: int) -> None:
    for line in shown(one_line(text), width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert all(c == " " or not c.isspace() for c in clean(text))


def test_long_words_are_folded_not_lost() -> None:
    word = "x" * 200
    assert shown(one_line(word), 40).replace("\n", "").replace(" ", "").count("x") >= 200


def test_a_digests_lines_show_the_sentences_of_each_outlet() -> None:
    ours, theirs = briefed(ferry()), briefed(bakery())
    one, other = ours.sections[0].lines[0], theirs.sections[0].lines[0]
    post, courier = "https://post.example/a", "https://courier.example/b"
    both = (Witness(post, "The Post", one.proofs), Witness(courier, "The Courier", other.proofs))
    lines = (
        CardLine((Run(one.text),), one.proofs, post, witnesses=both),
        CardLine((Run(other.text),), other.proofs, courier),
        CardLine((Run("Gone"),), one.proofs, "https://gone.example/c"),
    )
    part = CardPart("", lines, title="A story", url=courier, proofs=other.proofs)
    digest = Card(CardKind.DIGEST, "1 story", (part,))
    text = shown(digest, 120, evidence={post: ours.cited, courier: theirs.cited})

    def sentence(briefing: Briefing) -> str:
        proof = briefing.sections[0].lines[0].proofs[0]
        [cited] = (c for c in briefing.cited if c.paragraph.number == proof.paragraph)
        start = cited.paragraph.span.start
        words = cited.text[proof.span.start - start : proof.span.end - start]
        return f"¶{proof.paragraph}.{proof.sentence} {clean(words)}"

    read = " ".join(text.split())
    assert f"The Post {sentence(ours)}" in read
    assert f"The Courier {sentence(theirs)}" in read
    # of the title, of the line of both and of the line that one outlet alone has
    assert read.count(sentence(theirs)) == 3
    assert "¶" not in read.partition("• Gone ¶1")[2]


def test_a_sentence_that_was_worded_anew_is_not_shown() -> None:
    briefing = briefed(ferry())
    line = briefing.sections[0].lines[0]
    moved = tuple(replace(p, span=Span(p.span.start, p.span.end - 1)) for p in line.proofs)
    digest = Card(CardKind.DIGEST, "1 story", (CardPart("", (CardLine((Run("It"),), moved),)),))
    assert "¶1.1" not in shown(digest, 80, evidence={"": briefing.cited})


def test_the_articles_of_named_outlets_stand_below_the_line() -> None:
    lines = shown(reported(), 80).splitlines()
    at = next(n for n, line in enumerate(lines) if "Reported by" in line)
    assert [line.strip() for line in lines[at + 1 : at + 4]] == [LEAD, OTHER, PLAIN]
