"""The article's text: trafilatura's, or the publisher's own where that is far longer."""

from __future__ import annotations

import re
from html import unescape

from trafilatura import bare_extraction, html2txt
from trafilatura.settings import Document

from adapters.pages.extraction.linked_data import LinkedData
from adapters.pages.extraction.markup import Node

MOST_CHARACTERS = 400_000  # a book; what a briefing reads is cut far shorter
_SHARE = 0.5  # of JSON-LD's articleBody: with less, trafilatura has missed the article
_BREAK = re.compile(r"(?i)</(?:p|div|h\d|li|blockquote)>|<br\s*/?>")
_TAG = re.compile(r"<[^<>]{1,2000}>")
_TABLE = re.compile(r"\s*\|(?:\s*-{3,}\s*\|)+\s*|\s*-{3,}\s*")
_BLANKS = re.compile(r"[^\S\n]+")


def body(tree: Node, data: LinkedData) -> str:
    """Root element and its JSON-LD -> paragraphs, one a line; "" where there is no text."""
    found = bare_extraction(tree, include_comments=False)
    text = tidy(found.text or "") if isinstance(found, Document) else ""
    told = plain(data.body or "")
    if len(text) < _SHARE * len(told):
        return told
    return text or tidy(html2txt(tree))


def plain(markup: str) -> str:
    """A text that may hold markup, escaped or not -> paragraphs, one a line."""
    text = unescape(markup) if "&lt;" in markup else markup
    return tidy(unescape(_TAG.sub("", _BREAK.sub("\n", text))))


def tidy(text: str) -> str:
    """Lines with their blanks folded, without empty ones and without rules of tables."""
    lines = (
        _BLANKS.sub(" ", line).strip()
        for line in text[:MOST_CHARACTERS].replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line and not _TABLE.fullmatch(line))
