"""Text and blocks -> the segments in quote marks.

A state machine over every quote mark of every block. A segment is one piece of one quote in one
block, marks included. Segments of a quote that runs on share a `chain`.

- a plain quote                 `"We will rebuild," he said.`
- a quote that runs on          `"We will rebuild.` / `"It will take years," he said.`
- no mark at the next start     `"We will rebuild.` / `It will take years," he said.`
- a lost opening mark           `It will take years," he said.`
- a quote in a quote            `"He told me 'never' and left."` (inner one, `depth` 1)
- a title or a scare quote      `the so-called "deal"` is a segment too; attribution decides

Marks with a direction (`“ ”`, `« »`) are taken as they are; a straight mark opens after a blank and
before a letter, and closes the other way round; `''` and two backquotes are marks too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.facts.document.paragraphs import Block

_OPEN, _CLOSE, _EITHER = 1, -1, 0
_BEFORE_OPEN = frozenset(" \t\n([{—–-―/:,;…\u00a0")
# Most blocks without a mark that an unclosed quote runs over.
_RUN_ON_BLOCKS = 4
# Longest quote in single marks: an apostrophe must not open half an article.
_SINGLE_CHARS = 400
_QUOTE = re.compile("[“”„‟«»\"″＂'`‘’]")  # what a double mark, of one character or two, begins with
_SINGLE = re.compile("[‘']")


@dataclass(frozen=True, slots=True)
class Segment:
    """`article.text[start:end]`, marks included. `opened`, `closed`: whether it has that mark.

    `block` is the index of its block (from 0).
    """

    start: int
    end: int
    block: int
    opened: bool
    closed: bool
    chain: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    end: int
    way: int


def find_quotes(text: str, blocks: Sequence[Block]) -> tuple[Segment, ...]:
    """(Article text, blocks) -> the segments in quote marks, in the order of the text."""
    marks = [list(_marks(text, block)) for block in blocks]
    found: list[Segment] = []
    chain = 0
    running = False  # a quote is open at the head of this block
    for number, block in enumerate(blocks):
        start = block.start if running else None
        opened = False
        for mark in marks[number]:
            way = mark.way or (_CLOSE if start is not None else _OPEN)
            if way == _OPEN:
                if start is not None and mark.at > start:
                    # A second opening mark: the first was never closed; it ends here.
                    found.append(Segment(start, mark.at, number, opened, False, chain))
                    chain += 1
                elif start is None and not (running and mark.at == block.start):
                    chain += 1
                start, opened = mark.at, True
            else:
                if start is None:
                    # A closing mark alone: the opening one is missing at the start.
                    start = _head(found, block, number)
                    chain += 1
                if mark.end > start:
                    found.append(Segment(start, mark.end, number, opened, True, chain))
                start, opened = None, False
        running = start is not None
        if start is not None:
            if start < block.end:
                found.append(Segment(start, block.end, number, opened, False, chain))
            running = _runs_on(marks, blocks, number)
    found.extend(_single(text, blocks, found, chain + 1))
    return tuple(sorted(found, key=lambda s: (s.start, -s.end)))


def _runs_on(marks: Sequence[Sequence[_Mark]], blocks: Sequence[Block], number: int) -> bool:
    """Whether a quote left open at the end of a block goes on in the next one."""
    for later in range(number + 1, min(number + 1 + _RUN_ON_BLOCKS, len(blocks))):
        if marks[later]:
            first = marks[later][0]
            at_head = first.at == blocks[later].start
            return first.way == _CLOSE or (at_head and later == number + 1)
    return False


def _head(found: Sequence[Segment], block: Block, number: int) -> int:
    """Where a quote without an opening mark begins: at the block's start, or after a quote."""
    if found and found[-1].block == number:
        return found[-1].end
    return block.start


def _marks(text: str, block: Block) -> Iterator[_Mark]:
    """The double quote marks of one block, with their direction."""
    end = block.end
    past = block.start
    for found in _QUOTE.finditer(text, block.start, end):
        at, char = found.start(), found.group()
        if at < past:
            continue
        size = 2 if text[at : at + 2] in ("''", "``", "‘‘", "’’") and at + 2 <= end else 1
        if char in "“„«‟" or text[at : at + 2] in ("``", "‘‘"):
            yield _Mark(at, at + size, _OPEN)
        elif char in "”»" or text[at : at + 2] == "’’":
            # At the start a closing mark can only be a typo for an opening one.
            yield _Mark(at, at + size, _CLOSE if at > block.start else _OPEN)
        elif char in '"″＂' or text[at : at + 2] == "''":
            yield _Mark(at, at + size, _direction(text, at, at + size, block))
        past = at + size


def _direction(text: str, at: int, end: int, block: Block) -> int:
    """Whether a straight mark opens or closes, judged by its neighbours."""
    before = text[at - 1] if at > block.start else " "
    after = text[end] if end < block.end else " "
    if before in _BEFORE_OPEN and not after.isspace():
        return _OPEN if before.isspace() or before in "([{" else _EITHER
    if not before.isspace() and (after.isspace() or not after.isalnum()):
        return _CLOSE
    return _EITHER


def _single(
    text: str, blocks: Sequence[Block], doubles: Sequence[Segment], chain: int
) -> Iterator[Segment]:
    """Quotes in single marks: `‘never again’`. Inside a double quote they have depth 1."""
    for number, block in enumerate(blocks):
        inside = [s for s in doubles if s.block == number]
        past = block.start
        for found in _SINGLE.finditer(text, block.start, block.end):
            at = found.start()
            end = _closes(text, at, block) if at >= past and _opens(text, at, block) else None
            if end:
                depth = int(any(s.start <= at and end <= s.end for s in inside))
                clear = depth or not any(s.start < end and at < s.end for s in inside)
                if clear:
                    yield Segment(at, end, number, True, True, chain, depth)
                    chain += 1
                    past = end


def _opens(text: str, at: int, block: Block) -> bool:
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    near = text[max(block.start, at - 1) : at + 2]
    return before in " (—–[" and after.isalpha() and "''" not in near


def _closes(text: str, at: int, block: Block) -> int | None:
    """The end of a quote in single marks that opens at `at`; None where it is an apostrophe."""
    own = "’" if text[at] == "‘" else "'’"
    for i in range(at + 2, min(block.end, at + _SINGLE_CHARS)):
        if text[i] in own and not text[i - 1].isspace():
            after = text[i + 1] if i + 1 < block.end else " "
            possessive = text[i - 1] == "s" and after == " " and own != "’"
            if not after.isalnum() and after not in "'’" and not possessive:
                return i + 1
    return None
