"""Which sentences a busy reader needs most.

Takes the article's words and its sentences, gives spans of sentences, best first.
A sentence is scored by eight features with learned weights (docs/decisions/0043): what it
shares with the title, its length, quote marks, a day, what it repeats of the first
sentence, how central its words are and where it stands. Each further one is chosen to add
to those before. No parse is needed: it costs next to nothing and is the same everywhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefs.idle import tells_nothing
from briefs.model import Facts, Paragraph, Span
from briefs.wording import word_set

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d[\d.,]*")
TAIL = re.compile(r"\s*[-–—|]\s*[A-Z][A-Z ,.]{3,}[\s–—-]*$")
"""A dateline or a site's name in capitals after a title."""
DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|this week)\b"
)
LONG = 32
"""Words beyond which a sentence gains nothing by its length."""
QUOTE = re.compile(r'["“”]')
LEANING = re.compile(
    r"(?:he|she|it|they|that|this|these|those|i|we|you|there|his|her|their|its|such)\b",
    re.IGNORECASE,
)
# English function words by word class (determiners, pronouns, auxiliaries, prepositions,
# conjunctions) and the reporting verbs "say" and "tell": they carry no topic.
EMPTY = word_set(
    """a an the this that these those some any all each every no i me my we us our you your he him
    his she her hers it its they them their who whom whose which what where when why how be am is
    are was were been being have has had having do does did doing will would shall should can could
    may might must not of in on at to for from by with about into over under after before between
    against during through without within upon and or but nor so yet if than as because while
    although though unless until since whether there here also just only more most very such own
    other another new one two first last say says said saying tell tells told up down out off
    again then now s t"""
)


# Learned from facts_train by bench/train_gist.py (ridge-penalised logistic regression); the
# values are per unit of each feature as `features` gives it.
WEIGHTS = (2.343, 0.818, -0.349, -0.376, 0.855, -2.176, 0.39, -1.376)
REPEATS = 4.0
"""What saying a chosen sentence over again costs, for one that is wholly alike."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what its score needs."""

    span: Span
    words: str
    stems: frozenset[str]


def choose_gist(
    text: str,
    title: str,
    paragraphs: Sequence[Paragraph],
    docs: object | None,
    facts: Facts,
    *,
    count: int = 4,
) -> tuple[Span, ...]:
    """Text and its sentences -> at most `count` sentence spans, best first.

    `docs` and `facts` are taken so that a later scorer may use them; they were tried and
    added nothing (docs/decisions/0043).
    """
    del docs, facts
    candidates = candidates_of(text, paragraphs)
    telling = [n for n, c in enumerate(candidates) if not tells_nothing(c.words)]
    telling = telling or list(range(len(candidates)))
    scores = [
        sum(weight * value for weight, value in zip(WEIGHTS, row, strict=True))
        for row in (features(candidates, title) if candidates else ())
    ]
    chosen: list[int] = []
    while len(chosen) < min(count, len(telling)):
        left = [n for n in telling if n not in chosen]
        chosen.append(max(left, key=lambda n: (scores[n] - _repeats(n, chosen, candidates), -n)))
    return tuple(candidates[n].span for n in chosen)


def features(candidates: Sequence[Candidate], title: str) -> list[tuple[float, ...]]:
    """Sentences in the article's order -> a row of eight numbers for each."""
    wanted = frozenset(stems(TAIL.sub("", title)))
    counts = Counter(stem for c in candidates for stem in c.stems)
    lead = candidates[0].stems
    return [
        (
            len(c.stems & wanted) / max(1, len(wanted)),
            min(len(c.words.split()), LONG) / LONG,
            float(QUOTE.search(c.words) is not None),
            float(QUOTE.match(c.words) is not None),
            float(DAY.search(c.words) is not None),
            alike(c.stems, lead) if place else 0.0,
            sum(math.log(counts[stem]) for stem in sorted(c.stems)) / (8 + len(c.stems)),
            place / len(candidates),
        )
        for place, c in enumerate(candidates)
    ]


def alike(one: frozenset[str], two: frozenset[str]) -> float:
    """How much two sentences share, 0 to 1 (Jaccard)."""
    return len(one & two) / max(1, len(one | two))


def stems(words: str) -> Iterable[str]:
    """Words -> the stems of those that carry topic; a crude stem is enough to compare."""
    return filter(None, map(_topic, WORD.findall(words)))


@lru_cache(maxsize=20_000)
def _topic(word: str) -> str:
    """Word -> its stem, "" where it carries no topic."""
    low = re.sub(r"['’]s?$", "", word.lower())
    return "" if low in EMPTY else _stem(low)


def _stem(word: str) -> str:
    for ending in ("ies", "ing", "edly", "ed", "es", "s", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def candidates_of(text: str, paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Text and its sentences -> what is scored, in the article's order."""
    spans = [span for paragraph in paragraphs for span in paragraph.sentences]
    return [Candidate(s, s.of(text), frozenset(stems(s.of(text)))) for s in spans]


def _repeats(one: int, chosen: Sequence[int], candidates: Sequence[Candidate]) -> float:
    stems_of = candidates[one].stems
    return REPEATS * max((alike(stems_of, candidates[n].stems) for n in chosen), default=0.0)
