"""Pages for the tests of extraction: markup of a body -> the article that is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from adapters.pages.extraction import extract_article
from briefs.model.articles import Article, Page

REPORTED = Path(__file__).parents[3] / "corpus" / "reported"
FILLER = (
    "<p>The harbour board met on Tuesday to look at the plans for the new quay and its two cranes."
    "</p><p>It agreed to keep the old crane until the spring, when the first of the new boats is "
    "due, and to look for a place where it can stand for good.</p><p>The families who have worked "
    "on the quay for three generations were asked to bring their pictures of it to the library.</p>"
)


def page(body: bytes | str, *, url: str = "https://paper.example/story/1", kind: str = "") -> Page:
    data = body.encode() if isinstance(body, str) else body
    at = datetime(2026, 6, 1, tzinfo=UTC)
    return Page(url, url, 200, kind or "text/html; charset=utf-8", data, at)


def html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def read(body: str, head: str = "", *, url: str = "https://paper.example/story/1") -> Article:
    """A body's markup, in a page of its own -> the article."""
    return extract_article(page(html(body, head), url=url))


def line_of(paragraph: str) -> str:
    """The markup of a first paragraph, in a story -> the line that is read of it."""
    return read(f"<article><h1>Old crane stays</h1>{paragraph}{FILLER}</article>").text.split("\n")[
        0
    ]


def reported(name: str, *, url: str = "https://www.dailypaper.example/world/ports") -> Article:
    return extract_article(page((REPORTED / f"{name}.html").read_bytes(), url=url))
