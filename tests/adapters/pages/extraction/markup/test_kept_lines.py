"""A style that shows new lines parts paragraphs by them; without it they are blanks."""

from __future__ import annotations

import pytest

from adapters.pages.extraction import extract_article
from tests.adapters.pages.extraction.pages_of import page, read

FIRST = "The harbour board met on Tuesday to look at the plans for the new quay and its two cranes."
SECOND = "It agreed to keep the old crane until the spring, when the first of the new boats is due."
THIRD = (
    "The families who have worked on the quay for long were asked to bring their pictures of it."
)
LINES = [FIRST, SECOND, THIRD]


def lines_of(attributes: str, *, text: str = "\n\n".join(LINES), tag: str = "div") -> list[str]:
    body = f"<article><h1>Old crane stays</h1><{tag} {attributes}>{text}</{tag}></article>"
    return read(body).text.split("\n")


@pytest.mark.parametrize(
    "attributes",
    [
        'style="white-space: pre-line"',
        'style="color:#222;white-space:pre-wrap;"',
        'style="WHITE-SPACE: Pre-Line !important"',
        'style="white-space: break-spaces"',
        'style="white-space-collapse: preserve-breaks"',
        'class="text-lg whitespace-pre-line mt-4"',
        'class="whitespace-pre-wrap"',
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n", "\n \n\t"])
def test_kept_lines_are_paragraphs(attributes: str, between: str) -> None:
    assert lines_of(attributes, text=between.join(LINES)) == LINES


@pytest.mark.parametrize("attributes", ["", 'style="white-space: normal"', 'class="pre-line"'])
def test_other_lines_are_blanks(attributes: str) -> None:
    assert lines_of(attributes, tag="p") == [" ".join(LINES)]


def test_lines_within_a_link_and_around_it_are_kept() -> None:
    text = f'{FIRST}\n\nIt <a href="/plan">agreed</a> to keep {SECOND[18:]}\n\n<b>{THIRD}</b>'
    assert lines_of('style="white-space:pre-line"', text=text) == LINES


def test_a_line_broken_by_hand_goes_on() -> None:
    text = FIRST.replace("look at", "look\nat") + f"\n\n{SECOND}\n\n{THIRD}"
    assert lines_of('style="white-space:pre-line"', text=text) == LINES


def test_boxes_within_boxes_are_broken_once() -> None:
    deep = '<div style="white-space:pre-line">' * 300 + "\n".join(LINES) + "</div>" * 300
    assert read(f"<article><h1>Old crane stays</h1>{deep}</article>").text.split("\n") == LINES


def test_a_crowd_of_lines_is_read() -> None:
    crowd = "\n".join(f"{FIRST} It was meeting {number}." for number in range(20_000))
    assert len(lines_of('style="white-space:pre-line"', text=crowd)) > 1_000


def test_a_deep_page_is_no_fault() -> None:
    deep = (
        '<div style="white-space:pre">' + "<span>\n" * 1_500 + FIRST + "</span>" * 1_500 + "</div>"
    )
    body = f"<html><body><article>{deep}<p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    assert SECOND in extract_article(page(body)).text
