"""Text that was wrapped, quoted or escaped -> its paragraphs."""

from __future__ import annotations

from textwrap import fill

import pytest

from adapters.pages.extraction import article_from_text
from adapters.pages.extraction.plain_text import unwrapped

ONE = (
    "The harbour board met on Tuesday to look at the plans for the new quay and its two cranes, "
    "and agreed to keep the old crane until the spring, when the first of the new boats is due."
)
OTHER = (
    "“We are glad that the boats can go out again,” the mayor said, and added that the families "
    "who have worked on the quay were asked to bring their pictures of it to the library."
)


@pytest.mark.parametrize("width", [50, 60, 65, 72, 76, 80])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_paragraphs_are_joined(width: int, end: str) -> None:
    text = f"Old crane stays\n\n{fill(ONE, width)}\n\n{fill(OTHER, width)}\n".replace("\n", end)
    article = article_from_text(text)
    assert article.title == "Old crane stays"
    assert article.text == f"{ONE}\n{OTHER}"


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n{OTHER}",
        f"{ONE}\n\n{OTHER}",
        "Roses are red\nViolets are blue\nThe crane is old\nAnd so are you",
        "Boats:\n- one that came home from the north on Monday\n- another\n- a third\n- a fourth",
        "A line.\nAnother line of words that is much longer than it.\nA third.\nAnd a fourth.",
    ],
)
def test_lines_that_mean_something_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_a_list_within_wrapped_text_stays_a_list() -> None:
    text = f"{fill(ONE, 70)}\n\n- the old crane\n- the new quay\n\n{fill(OTHER, 70)}"
    assert unwrapped(text) == f"{ONE}\n\n- the old crane\n- the new quay\n\n{OTHER}"


def test_quoted_mail_loses_its_marks() -> None:
    wrapped = f"{fill(ONE, 70)}\n\n{fill(OTHER, 70)}"
    quoted = "\n".join(f"> {line}".rstrip() for line in wrapped.split("\n"))
    assert unwrapped(quoted) == f"{ONE}\n\n{OTHER}"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("&quot;We will sign&quot;, she said", '"We will sign", she said'),
        ("It&#39;s signed &amp; sealed", "It's signed & sealed"),
        ("&ldquo;Yes&rdquo;&nbsp;&mdash; no", "“Yes”\xa0— no"),
        ("R&D at AT&T", "R&D at AT&T"),
        ("a &lt; b", "a < b"),
    ],
)
def test_escapes_are_read(text: str, want: str) -> None:
    assert unwrapped(text) == want
