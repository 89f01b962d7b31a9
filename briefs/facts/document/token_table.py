"""Parsed blocks -> a table over the whole article: one row per token, one list per column.

The rules read the same few attributes of every token many times; lists are several times
faster than token objects, and one running number for all tokens of the article lets a rule
look across paragraphs. Ranges are `[start, end)` in token numbers; `start[i]` and `end[i]` are
character offsets into `article.text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Token

from briefs.facts.document.paragraphs import Block
from briefs.facts.document.quotation_marks import Segment
from briefs.model.articles import Span

Range = tuple[int, int]

_COLUMNS: list[int | str] = [
    "LOWER",
    "TAG",
    "DEP",
    "ENT_TYPE",
    "HEAD",
    "IDX",
    "LENGTH",
    "SENT_START",
]


@dataclass(slots=True)
class TokenTable:
    """The columns. `word[i]`: the token holds a letter or a digit.

    `quote[i]` is the index of the outermost segment that holds it, or -1.

    `left[i]`, `right[i]`: the range of the subtree of token i. `sents` are ranges, and
    `sent[i]` is the index of the sentence of token i; `block[i]` that of its block;
    `base[b]` is the number of block b's first token.
    """

    text: str
    docs: Sequence[Doc]
    blocks: Sequence[Block]
    segments: Sequence[Segment]
    lower: list[str] = field(default_factory=list)
    word: list[bool] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    ent: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    block: list[int] = field(default_factory=list)
    base: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    sents: list[Range] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    seg_tokens: list[Range] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lower)

    def token(self, i: int) -> Token:
        """Token number -> the token of its paragraph's Doc."""
        b = self.block[i]
        return self.docs[b][i - self.base[b]]

    def span(self, part: Range) -> Span:
        """Token range -> span of the article's text."""
        return Span(self.start[part[0]], self.end[part[1] - 1])

    def words(self, part: Range) -> str:
        """Token range -> the article's own words."""
        return self.text[self.start[part[0]] : self.end[part[1] - 1]]

    def is_word(self, i: int) -> bool:
        """Whether a token holds a letter or a digit."""
        return self.word[i]

    def trim(self, part: Range) -> Range:
        """A range without punctuation at its ends; it may become empty.

        Signs of a number stay: "$4 million", "74%".
        """
        a, b = part
        word = self.word
        while a < b and not word[a]:
            a += 1
        while a < b and not word[b - 1]:
            b -= 1
        if part[0] < a < b and self.lower[a - 1] in _CURRENCIES:
            a -= 1
        if a < b < part[1] and self.lower[b] in _UNITS and self.tag[b - 1] == "CD":
            b += 1
        return a, b


_CURRENCIES = frozenset("$€£¥")
_UNITS = frozenset(("%", "°"))


def make_token_table(
    text: str, blocks: Sequence[Block], docs: Sequence[Doc], segments: Sequence[Segment]
) -> TokenTable:
    """(Text, blocks, their Docs, quotes) -> TokenTable."""
    tokens = TokenTable(text, docs, blocks, segments)
    names: dict[int, str] = {0: ""}
    for number, (block, doc) in enumerate(zip(blocks, docs, strict=True)):
        _add(tokens, number, block, doc, names)
    _link(tokens)
    _mark_quotes(tokens)
    return tokens


def _add(tokens: TokenTable, number: int, block: Block, doc: Doc, names: dict[int, str]) -> None:
    base = len(tokens.lower)
    tokens.base.append(base)
    if not len(doc):
        return
    table = doc.to_array(_COLUMNS)
    lower, tag, dep, ent = (column.tolist() for column in table.T[:4])
    strings = doc.vocab.strings
    for key in {*lower, *tag, *dep, *ent}:
        if key not in names:
            names[key] = strings[key]
    low = [names[k] for k in lower]
    tokens.lower += low
    tokens.word += [_is_word(w) for w in low]
    tokens.tag += [names[k] for k in tag]
    tokens.dep += [names[k] for k in dep]
    tokens.ent += [names[k] for k in ent]
    moves = table[:, 4].astype("int64").tolist()
    tokens.head += [base + i + move for i, move in enumerate(moves)]
    starts = table[:, 5].tolist()
    tokens.start += [block.start + s for s in starts]
    tokens.end += [block.start + s + n for s, n in zip(starts, table[:, 6].tolist(), strict=True)]
    tokens.block += [number] * len(doc)
    at = len(tokens.sents) - 1
    for i, opens in enumerate(table[:, 7].astype("int64").tolist()):
        if opens == 1 or i == 0:
            at += 1
            tokens.sents.append((base + i, base + i + 1))
        else:
            tokens.sents[at] = (tokens.sents[at][0], base + i + 1)
        tokens.sent.append(at)


@lru_cache(maxsize=20_000)
def _is_word(low: str) -> bool:
    return any(c.isalnum() for c in low)


def _link(tokens: TokenTable) -> None:
    """Children and the edges of every subtree, from the heads."""
    size = len(tokens.lower)
    head = tokens.head
    kids: list[list[int]] = [[] for _ in range(size)]
    left = list(range(size))
    right = [i + 1 for i in range(size)]
    pending = [0] * size
    for i in range(size):
        if head[i] != i:
            kids[head[i]].append(i)
            pending[head[i]] += 1
    ready = [i for i in range(size) if not pending[i]]
    for i in ready:  # grows during the loop: leaves first, then their heads
        h = head[i]
        if h != i:
            left[h] = min(left[h], left[i])
            right[h] = max(right[h], right[i])
            pending[h] -= 1
            if not pending[h]:
                ready.append(h)
    tokens.kids, tokens.left, tokens.right = kids, left, right


def _mark_quotes(tokens: TokenTable) -> None:
    """Fill in each token's outermost segment, and each segment's tokens."""
    size = len(tokens.lower)
    tokens.quote = [-1] * size
    at = 0
    for index, segment in enumerate(tokens.segments):
        first = tokens.base[segment.block]
        at = first if segment.depth or at < first else at
        while at > first and at < size and tokens.start[at] > segment.start:
            at -= 1
        while at < size and tokens.end[at] <= segment.start:
            at += 1
        stop = at
        while stop < size and tokens.start[stop] < segment.end:
            if tokens.quote[stop] < 0:
                tokens.quote[stop] = index
            stop += 1
        tokens.seg_tokens.append((at, stop))
        at = stop
