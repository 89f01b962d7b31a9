"""Plain text that was wrapped by hand or by mail (RFC 5322 asks for 78 columns) -> paragraphs."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

_ENTITY = re.compile(r"&(?:quot|amp|apos|nbsp|lt|gt|#39|#x27|[lr][sd]quo|[mn]dash|hellip);")
_QUOTED = re.compile(r"(?m)^(?:>[ \t]?)+")
_INDENTED = re.compile(r"\n(?=(?: {2,8}|\t)\S)")
_ITEM = re.compile(r"\s*(?:[-*•–]\s|\d{1,3}[.)]\s)")
_WRAPPED_AT = range(45, 101)  # columns
_FULL = 0.75  # share of a block's longest line: a longer line had no room for the next word
_MOST_WRAPPED = 0.8  # share of the lines that another line follows
_FEWEST = 3  # lines
_FEWEST_OF_PAGE = 6
_SENTENCE_END = re.compile(r"[.!?:…][\"”’')\]]*$")


def unwrapped(text: str) -> str:
    """A text -> the same with each paragraph in one line, if its lines were wrapped.

    HTML entities are decoded, and the ">" marks of quoted mail are removed.
    """
    if _ENTITY.search(text):
        text = unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith(">") or "\n>" in text:
        text = _QUOTED.sub("", text)
    parted = _INDENTED.sub("\n\n", text) if _begins_by_indent(text) else text
    blocks = re.split(r"\n[ \t]*\n", parted)
    lines = [line for block in blocks for line in block.strip("\n").split("\n")[:-1]]
    longest = max((len(line.rstrip()) for line in lines), default=0)
    if len(lines) < _FEWEST or longest not in _WRAPPED_AT:
        return text
    full = sum(len(line.rstrip()) >= _FULL * longest for line in lines)
    if full < _MOST_WRAPPED * len(lines):
        return text
    return "\n\n".join(_joined(block, longest) for block in blocks)


def _begins_by_indent(text: str) -> bool:
    """Whether blanks at the start of a line mark paragraphs, because few lines have them."""
    return len(_INDENTED.findall(text)) < text.count("\n") / 2


def _joined(block: str, longest: int) -> str:
    """The lines of a block, joined wherever the next word would not have fitted."""
    whole: list[str] = []
    before = ""
    for line in block.strip("\n").split("\n"):
        goes_on = whole and not _ITEM.match(line) and len(before.rstrip()) >= _FULL * longest
        if goes_on:
            end = "" if before.rstrip().endswith(("-", "—")) and line[:1].islower() else " "
            whole[-1] = f"{whole[-1].rstrip()}{end}{line.strip()}"
        else:
            whole.append(line)
        before = line
    return "\n".join(whole)


def rejoined(text: str) -> str:
    """Hard-wrapped lines of a page, without blank lines -> its paragraphs.

    A line is joined with the next if it does not end a sentence, or had no room for the next word.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    if longest not in _WRAPPED_AT or len(lines) < _FEWEST_OF_PAGE:
        return text
    open_ones = [line for line in lines[:-1] if not _SENTENCE_END.search(line)]
    full = sum(len(line) >= _FULL * longest for line in open_ones)
    if len(open_ones) < len(lines) / 2 or full < _MOST_WRAPPED * len(open_ones):
        return text
    whole = [lines[0]]
    for before, line in pairwise(lines):
        fits = len(before) + 1 + len(line.partition(" ")[0]) <= longest
        ended = fits if _SENTENCE_END.search(before) else len(before) < _FULL * longest
        if ended or _ITEM.match(line):
            whole.append(line)
        else:
            whole[-1] = f"{whole[-1]} {line}"
    return "\n".join(whole)
