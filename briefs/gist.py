"""Which sentences a busy reader needs most.

Takes the article's words and its sentences, gives spans of sentences, best first.
A sentence is scored by where it stands, what it shares with the title, how much it
holds and which facts it carries; the second is chosen to add to the first. No parse is
needed, so it costs next to nothing and gives the same answer everywhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefs.model import Agreement, Facts, Meeting, Paragraph, Span
from briefs.wording import word_set

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d[\d.,]*")
DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|this week)\b"
)
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what its score needs. `place` counts sentences from 0."""

    span: Span
    words: str
    place: int
    stems: frozenset[str]
    length: int


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

    `docs` (a parse) is accepted so that a later scorer may use one; this one does not.
    """
    del docs
    candidates = _candidates(text, paragraphs)
    if not candidates:
        return ()
    title_stems = frozenset(stems(title))
    weight = _weights(candidates)
    scores = {c: _score(c, len(candidates), title_stems, weight, facts) for c in candidates}
    chosen: list[Candidate] = []
    while len(chosen) < min(count, len(candidates)):
        left = [c for c in candidates if c not in chosen]
        chosen.append(max(left, key=lambda c: (scores[c] - _repeats(c, chosen), -c.place)))
    return tuple(c.span for c in chosen)


def stems(words: str) -> Iterable[str]:
    """Words -> the stems of those that carry topic; a crude stem is enough to compare."""
    for word in WORD.findall(words):
        low = re.sub(r"['’]s?$", "", word.lower())
        if low not in EMPTY:
            yield _stem(low)


def _stem(word: str) -> str:
    for ending in ("ies", "ing", "edly", "ed", "es", "s", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _candidates(text: str, paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    found: list[Candidate] = []
    for paragraph in paragraphs:
        for span in paragraph.sentences:
            words = span.of(text)
            kept = frozenset(stems(words))
            length = len(WORD.findall(words))
            found.append(Candidate(span, words, len(found), kept, length))
    return found


def _weights(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Stem -> how central it is: log of the number of sentences that hold it."""
    counts = Counter(stem for c in candidates for stem in c.stems)
    return {stem: math.log(n) for stem, n in counts.items()}


def _score(
    c: Candidate, total: int, title: frozenset[str], weight: dict[str, float], facts: Facts
) -> float:
    early = 1.6 * math.exp(-c.place / 2.5) - 0.8 * c.place / total
    topic = 2.0 * len(c.stems & title) / len(title) if title else 0.0
    central = sum(weight[s] for s in c.stems) / (10 + len(c.stems))
    form = 0.4 * bool(DAY.search(c.words)) - 0.5 * bool(QUOTE.search(c.words))
    form -= 0.8 * bool(QUOTE.match(c.words)) + 0.5 * c.words.rstrip().endswith("?")
    form -= 0.4 * bool(LEANING.match(c.words)) + 1.5 * (c.length < 8)
    form += 0.8 * min(c.length, 28) / 28
    return early + topic + central + form + 0.3 * _carries(c.span, facts)


def _carries(span: Span, facts: Facts) -> bool:
    events: list[Meeting | Agreement] = [*facts.meetings, *facts.agreements]
    return any(
        not e.background and e.evidence.start < span.end and span.start < e.evidence.end
        for e in events
    )


def _repeats(c: Candidate, chosen: Sequence[Candidate]) -> float:
    """What choosing `c` would say again."""
    if not chosen:
        return 0.0
    return 1.5 * max(len(c.stems & d.stems) / (len(c.stems | d.stems) or 1) for d in chosen)
