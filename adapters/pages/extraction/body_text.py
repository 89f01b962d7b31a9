"""The article's text: what trafilatura extracts, or JSON-LD's articleBody if that is far longer."""

from __future__ import annotations

import logging
import re
from collections import Counter
from html import unescape

from trafilatura import bare_extraction, html2txt
from trafilatura.settings import Document

from adapters.pages.extraction.markup.inline_markup import raised_in_text
from adapters.pages.extraction.markup.markup_parser import INVISIBLE, Node, words_of
from adapters.pages.extraction.metadata.linked_data import LinkedData
from adapters.pages.extraction.plain_text import rejoined

# If these libraries cannot read a page, an error or a verdict says so already; no log is needed.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

MOST_CHARACTERS = 400_000  # the length of a book; a briefing reads far less
# Share of JSON-LD's articleBody: with less, the extraction missed the article or cut it.
_SHARE = 0.67
_ONE_LINE = 2_500  # characters: a longer line is a whole page without breaks, not a paragraph
_LONG = 60  # characters: a story does not repeat a line as long as this
_COPY = 3  # so many repeated lines are a second copy of the text, for narrow screens
_BREAK = re.compile(r"(?i)</(?:p|div|h\d|li|blockquote)>|<br\s*/?>")
_TAG = re.compile(r"<[^<>]{1,2000}>")
_TABLE = re.compile(r"\s*\|(?:\s*-{3,}\s*\|)+\s*|\s*-{3,}\s*")
# Joiners of emoji and of letters, and the tags that make a flag that of a country: trafilatura
# drops these invisible characters. Anatolian hieroglyphs replace them while it works.
_TAG_LAST = "\U000e007f"
_JOINERS = [0x200C, 0x200D, *range(0xE0020, 0xE0080)]
_AWAY = {sign: 0x14400 + number for number, sign in enumerate(_JOINERS)}
_BACK = {put: sign for sign, put in _AWAY.items()}
# Beside a Latin letter, digit or blank, a joiner is a template's leftover: "\u200ciPhone\u200c".
_JOINS_NOTHING = re.compile(
    "(?<![^\\x00-\\u024f])[\\u200c\\u200d]|[\\u200c\\u200d](?![^\\x00-\\u024f])"
)
_BLANKS = re.compile(r"[^\S\n]+")


def body(tree: Node, data: LinkedData) -> str:
    """Root element and its JSON-LD -> paragraphs, one a line; "" where there is no text."""
    held = _holds_joiners(tree)
    if held:
        _translate(tree, _AWAY)
    found = bare_extraction(tree, include_comments=False)
    back = _BACK if held else {}
    text = tidy((found.text or "").translate(back)) if isinstance(found, Document) else ""
    bare = "" if text else tidy(html2txt(tree).translate(back))
    if held:
        _translate(tree, _BACK)
    linked_body = plain(data.body or "")
    if len(text) < _SHARE * len(linked_body):
        return linked_body
    if "\n" not in text and len(text) > _ONE_LINE:
        text = _in_paragraphs(tree, text)
    return rejoined(_once(text or bare))


def _holds_joiners(tree: Node) -> bool:
    """Whether it has joiners to keep, and none of their temporary substitutes."""
    text = tree.text_content()
    return any(sign in text for sign in ("\u200c", "\u200d", _TAG_LAST)) and not any(
        chr(put) in text for put in _BACK
    )


def _translate(tree: Node, signs: dict[int, int]) -> None:
    """Replace characters in the whole tree, in place."""
    for node in tree.iter():
        if node.text and not node.text.isascii():
            node.text = node.text.translate(signs)
        if node.tail and not node.tail.isascii():
            node.tail = node.tail.translate(signs)


def _in_paragraphs(tree: Node, text: str) -> str:
    """The same text, a line for each paragraph of the page's markup, if that covers most of it."""
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
    unique: list[str] = []
    for line in lines:
        if line not in counted or line in left:
            unique.append(line)
            left.discard(line)
    return "\n".join(unique)


def plain(markup: str) -> str:
    """A text that may hold markup, escaped or not -> paragraphs, one a line."""
    text = unescape(markup) if "&lt;" in markup else markup
    return tidy(unescape(_TAG.sub("", _BREAK.sub("\n", raised_in_text(text)))))


def tidy(text: str) -> str:
    """Lines with runs of blanks folded, without empty lines and the horizontal rules of tables."""
    if "\u200c" in text or "\u200d" in text:
        text = _JOINS_NOTHING.sub("", text)
    lines = (
        _BLANKS.sub(" ", line).strip()
        for line in text[:MOST_CHARACTERS].translate(INVISIBLE).replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line and not _TABLE.fullmatch(line))
