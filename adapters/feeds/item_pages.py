"""An item that gives its whole text -> a page that holds it, to be extracted like any other."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Final

from briefs.model.articles import Page
from briefs.model.feeds import FeedItem

MIN_WORDS: Final = 120
"""Fewer words are a teaser: WordPress's excerpts have 55 words, Ghost's up to 500 characters."""

MAX_CONTENT_CHARS: Final = 300_000
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
# How an excerpt ends: WordPress, Blogger, Ghost, Substack.
_CUT: Final = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\b(?:continue reading|read (?:more|the (?:rest|full|whole)|on)|"
    r"keep reading|full (?:story|article)|subscribe (?:now|to)|"
    r"sign (?:in|up) to)\b[^.]{0,120})[\s→»›>.]*$",
    re.IGNORECASE,
)
_SYNDICATED: Final = re.compile(
    r"The post .{1,300} (?:appeared first on|first appeared on) .{1,200}$", re.IGNORECASE
)


def whole_text(markup: object) -> str | None:
    """An item's content -> the same if it is the whole text, None if it is a teaser."""
    if not isinstance(markup, str) or len(markup) > MAX_CONTENT_CHARS:
        return None
    # Lone surrogates cannot be stored, nor NUL in PostgreSQL.
    markup = markup.replace("\0", " ").encode("utf-8", "replace").decode()
    words = " ".join(html.unescape(_TAG.sub(" ", markup)).split())
    words = _SYNDICATED.sub("", words).rstrip()
    return None if words.count(" ") < MIN_WORDS or _CUT.search(words[-300:]) else markup


def item_page(item: FeedItem, *, now: datetime) -> Page:
    """An item with its content -> HTML in UTF-8 at the item's address: headline, day and text.

    `now` becomes the page's `fetched_at`. No request is made.
    """
    content = item.content or ""
    if not _TAG.search(content):
        content = "".join(f"<p>{html.escape(line)}</p>" for line in content.split("\n") if line)
    content = _SYNDICATED_MARKUP.sub("", content)
    day = html.escape(item.published or "", quote=True)
    head = f'<meta property="article:published_time" content="{day}">' if day else ""
    title = html.escape(item.title)
    body = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{content}</article></body></html>"
    )
    return Page(
        asked=item.url,
        url=item.url,
        status=200,
        content_type="text/html; charset=utf-8",
        body=body.encode(),
        fetched_at=now,
    )


_SYNDICATED_MARKUP: Final = re.compile(
    r"<p>\s*The post\s+<a [^<>]*>[^<>]*</a>\s+(?:appeared first on|first appeared on)\s+"
    r"<a [^<>]*>[^<>]*</a>\.?\s*</p>\s*$",
    re.IGNORECASE,
)
