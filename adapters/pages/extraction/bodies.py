"""The article's text: trafilatura's, or the publisher's own where that is far longer."""

from __future__ import annotations

import logging
import re
from collections import Counter
from html import unescape

from trafilatura import bare_extraction, html2txt
from trafilatura.settings import Document

from adapters.pages.extraction.linked_data import LinkedData
from adapters.pages.extraction.markup import Node, words_of

# What they cannot read is told by an error or a verdict, not on standard error as well.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

MOST_CHARACTERS = 400_000  # a book; what a briefing reads is cut far shorter
# Of JSON-LD's articleBody: with less than two thirds, the article was missed or cut.
_SHARE = 0.67
_ONE_LINE = 2_500  # characters: a page poured into one line, not a paragraph
_LONG = 60  # characters of a line that no story says twice
_COPY = 3  # such lines: not a refrain but a second copy, for narrow screens
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
    if "\n" not in text and len(text) > _ONE_LINE:
        text = _in_paragraphs(tree, text)
    return _once(text or tidy(html2txt(tree)))


def _in_paragraphs(tree: Node, text: str) -> str:
    """The same story, line by line as the page marks its paragraphs, where it marks most."""
    blocks = (words_of(node) for node in tree.iter("p", "h2", "h3", "li", "blockquote"))
    lines = [block for block in blocks if block and block in text]
    return "\n".join(lines) if sum(map(len, lines)) > len(text) / 2 else text


def _once(text: str) -> str:
    """A text without the second copy of its lines."""
    lines = text.split("\n")
    counted = Counter(line for line in lines if len(line) >= _LONG)
    if counted.total() - len(counted) < _COPY:
        return text
    left = set(counted)
    kept: list[str] = []
    for line in lines:
        if line not in counted or line in left:
            kept.append(line)
            left.discard(line)
    return "\n".join(kept)


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
