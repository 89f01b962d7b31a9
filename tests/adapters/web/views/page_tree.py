"""An answer of the page -> its parts."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import lxml.html  # type: ignore[import-untyped]

LINK = "https://inland-post.example/river-accord"


def tree(answer: httpx.Response) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(answer.text)


def labels(page: lxml.html.HtmlElement) -> Iterator[str]:
    """The id that each visible field is labelled by."""
    return (label.get("for", "") for label in page.iter("label"))


def stage_states(answer: httpx.Response) -> list[str]:
    return [item.get("class", "") for item in tree(answer).cssselect(".stages li")]
