"""Articles -> the statements that Readout finds in them, beside those that the gold has.

Each article is read with the scorer that was trained without its fold, so that what is learned
from its statements has seen them as they come on unseen text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from briefs.facts.attribution.claim_spans.scorer import Scorer, load_scorer
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.entities.registry import Registry, register
from tools.learning.gold import FOLD_NUMBERS, Row, folder, rows, scoring_rules
from tools.learning.parsed import parsed, table_of

ANNOTATED = ("facts_more", "facts_train", "facts_dev")
"""Sets in which every statement is annotated."""


@dataclass
class Article:
    """A row of gold, its tokens and its parties."""

    row: Row
    tokens: TokenTable
    registry: Registry = field(repr=False)

    @property
    def fold(self) -> int:
        """The fold that the article is measured in."""
        return int(self.row["fold"])


def articles(name: str) -> Iterator[Article]:
    """A set -> its articles, fold by fold."""
    found = rows(name)
    for fold in FOLD_NUMBERS:
        mine = [row for row in found if row["fold"] == fold]
        for row, one in zip(mine, parsed(mine), strict=True):
            yield Article(row, table_of(row, one), register(one[1]))


@cache
def scorer_without(fold: int) -> Scorer:
    """The scorer that has not seen a fold."""
    files = (folder(fold) / name for name in ("attribution.json", "attribution.npz"))
    return load_scorer(*(file.read_bytes() for file in files))


def matched(article: Article, contents: Sequence[Sequence[Range]]) -> dict[int, int]:
    """(Article, content of each statement found) -> index of each one's row in the gold."""
    score, tokens, text = scoring_rules(), article.tokens, article.row["text"]
    wanted = [score.letters(text, [score.place(text, r)]) for r in article.row["reactions"]]
    spans = [[(s.start, s.end) for s in map(tokens.span, parts)] for parts in contents]
    got = [score.letters(text, found) for found in spans]

    def near(i: int, j: int) -> float:
        both, either = len(wanted[i] & got[j]), len(wanted[i] | got[j])
        good = both and both >= 0.6 * len(wanted[i]) and both >= 0.25 * either
        return both / either if good else 0.0

    pairs: dict[int, int] = score.match(range(len(wanted)), range(len(got)), near)
    return {j: i for i, j in pairs.items()}


def token_ranges(tokens: TokenTable, spans: Sequence[Sequence[int]]) -> tuple[Range, ...]:
    """Character spans -> the token ranges that they touch; empty ones are left out."""
    found = []
    for start, end in spans:
        inside = [i for i in range(len(tokens)) if tokens.end[i] > start and tokens.start[i] < end]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found)
