"""What stands above a headline, paragraphs wrapped by hand, and offers before the first sentence."""

from __future__ import annotations

from textwrap import wrap

import pytest

from briefs.model.articles import Verdict
from tests.adapters.pages.extraction.pages_of import FILLER, read

HEADLINE = "Harbour treaty signed in Vell"
FIRST = "The harbour board met on Tuesday to look at the plans for the new quay and its two cranes."
OTHER = (
    "Ferries stop for the winter after the storm took the last of the piers, and forty people "
    "wait in Ostrey for a boat home."
)
PARAGRAPHS = [
    (
        "The harbour board of Vell met on Tuesday to look at the plans for the new quay and its two "
        "cranes, which were drawn in the winter by an office in Ostrey."
    ),
    (
        "It agreed to keep the old crane until the spring, when the first of the new boats is due, "
        "and to look for a place where it can stand for good."
    ),
    (
        "Lea Roe, who leads the board, said that the families who have worked on the quay for three "
        "generations were asked to bring their pictures of it to the library."
    ),
    (
        "Norland has promised to pay for half of it. Tomas Berg, its minister, will come to Vell in "
        "May, as the board was told in a letter that it made public."
    ),
]
WRAPPED = [wrap(paragraph, 70) for paragraph in PARAGRAPHS]


@pytest.mark.parametrize(
    "body",
    [
        f"<main><section><p>{OTHER}</p></section><h1>{HEADLINE}</h1>{FILLER}</main>",
        f"<div class='content'><p>{OTHER}</p><h1>{HEADLINE}</h1>{FILLER}</div>",
        f"<main><div><p><a href='/2'>{OTHER}</a></p></div><h1>{HEADLINE}</h1>{FILLER}</main>",
        f"<article><header><p>{OTHER}</p><h1>{HEADLINE}</h1></header>{FILLER}</article>",
        f"<div><p>{OTHER}</p></div><div><h1>{HEADLINE}</h1><div>{FILLER}</div></div>",
        (
            f"<article><h1>{HEADLINE}</h1><p>Get the Vell Post app on the App Store and read every "
            f"story first.</p>{FILLER}</article>"
        ),
        (
            f"<article><h1>{HEADLINE}</h1><p>We need your help: readers like you pay for every line of "
            f"the Vell Post, so give five crowns a month.</p>{FILLER}</article>"
        ),
    ],
)
def test_the_lead_is_the_story_s_own(body: str) -> None:
    assert read(body, f"<title>{HEADLINE}</title>").text.startswith(FIRST)


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{FILLER}<h1>{HEADLINE}</h1><p>{OTHER}</p></article>",
        f"<article>{FILLER}<h2>{HEADLINE}</h2><p>{OTHER}</p></article>",
        f"<article><h1>The Vell Post</h1>{FILLER}<h1>{HEADLINE}</h1><p>{OTHER}</p></article>",
    ],
)
def test_a_story_above_its_heading_stays(body: str) -> None:
    assert FIRST in read(body, f"<title>{HEADLINE}</title>").text


@pytest.mark.parametrize(
    ("start", "line", "end"),
    [
        ("<p>", "\n", "</p>"),
        ("<p>", "\r\n", "</p>"),
        ("<p>", "<br>", "</p>"),
        ("<p>", "<br />\n", "</p>"),
        ("<p>\n\t", "\n\t", "\n</p>"),
        ("<p>", "</p><p>", "</p>"),
        ("", "<br>", "<br><br>"),
        ("", "\n", "<br><br>"),
        ("<pre>", "\n", "</pre>"),
    ],
)
def test_lines_wrapped_by_hand_are_paragraphs(start: str, line: str, end: str) -> None:
    story = "".join(f"{start}{line.join(lines)}{end}" for lines in WRAPPED)
    got = read(f"<article><h1>{HEADLINE}</h1><div>{story}</div></article>")
    assert got.text.split("\n") == PARAGRAPHS


@pytest.mark.parametrize(
    "lines",
    [
        ["Old crane", "New crane", "No crane at all"],
        ["Lea Roe, chair", "Tom Berg, clerk", "Mia Lund, treasurer"],
        ["It met on Monday.", "It met on Tuesday.", "It will meet again in May."],
    ],
)
def test_short_lines_stay_lines(lines: list[str]) -> None:
    got = read(f"<article><h1>{HEADLINE}</h1>{FILLER}<p>{'<br>'.join(lines)}</p></article>")
    assert got.text.split("\n")[-len(lines) :] == lines


TEASERS = [
    (
        f"<h3><a href='/s/{sign}'>Ferry {sign} stays in Vell</a></h3><p>The {sign} ferry left the quay "
        "on Tuesday with forty people on board, and came back at noon with none.</p>"
    )
    for sign in ("red", "blue", "green", "white", "old", "new")
]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<article>", "</article>"),
        ("<div class='card'>", "</div>"),
        ("<div class='story-teaser'>", "</div>"),
        ("<li class='related'>", "</li>"),
        ("<section class='recommended'>", "</section>"),
    ],
)
def test_teasers_below_a_short_story_are_no_part_of_it(start: str, end: str) -> None:
    others = "".join(f"{start}{one}{end}" for one in TEASERS)
    long = f"<p>{PARAGRAPHS[0]}</p>{FILLER}"
    for body in (f"<article>{{}}{long}</article><div>{others}</div>", f"{{}}{long}{others}"):
        got = read(body.format(f"<h1>{HEADLINE}</h1>"), f"<title>{HEADLINE}</title>")
        assert got.verdict is Verdict.ARTICLE
        assert got.text.startswith(PARAGRAPHS[0])
        assert "ferry" not in got.text
    alone = read(f"<h1>Ferries</h1>{others}", "<title>Ferries</title>")
    assert alone.verdict is Verdict.NOT_ARTICLE
