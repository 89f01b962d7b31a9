"""Which sentences a busy reader needs most, and what each is worth to readers.

Takes the article's words, its sentences and its facts, gives spans of sentences, best first.
A sentence is described by numbers (what it shares with the title, where it stands, quote
marks, a day, figures, what it adds to those before, which facts it tells) and weighed by
boosted trees that learned from annotated articles (tools/learning/train_gist.py,
docs/decisions/0160). Each further one is chosen to add to those before. No parse is needed.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import assert_never

import numpy as np

from briefs.facts.learned.calibration import Calibration, load_calibration
from briefs.facts.learned.forest import Forest, load_forest
from briefs.model.articles import Paragraph, Span
from briefs.model.facts import Agreement, Facts, Meeting, Reaction, Stance
from briefs.text.boilerplate import tells_nothing
from briefs.text.guard_words import word_set

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d[\d.,]*")
TAIL = re.compile(r"\s*[-–—|]\s*[A-Z][A-Z ,.]{3,}[\s–—-]*$")
"""A dateline or a site's name in capitals after a title."""
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


DIGITS = re.compile(r"\d")
SAYS = re.compile(r"\bsa(?:id|ys)\b")
NUMBER = re.compile(r"\d[\d.,]*")
LETTERS = re.compile(r"[^\W\d_]+")
READER = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
WRITER = re.compile(r"\b(?:i|my|me|we|our|us)\b", re.IGNORECASE)
AMOUNT = re.compile(r"[$€£%]|\b(?:percent|per cent|million|billion|thousand)\b", re.IGNORECASE)
NAME = re.compile(r"(?<!^)(?<![.!?“\"] )\b[A-Z][\w’'-]+")
"""A capital that does not only begin a sentence."""
PAST = re.compile(r"\b(?:\w+ed|said|was|were|had|made|won|took|came|became|found)\b")
STOPPED = re.compile(r"[.!?”\")’]$")
HEADING_WORDS = 10
REPEATS = 3.0
"""What saying a chosen sentence over again costs, in log-odds, for one that is wholly alike."""
COUNT = 12
"""Sentences that are given; the briefing takes of them what it has room for."""


@dataclass(frozen=True, slots=True)
class GistModel:
    """`needed`: how much a reader needs a sentence; `share`: what it is worth, 0 to 1."""

    needed: Forest
    share: Calibration


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what its score needs."""

    span: Span
    words: str
    stems: frozenset[str]
    opens: bool = False


@dataclass(slots=True)
class FactFeatures:
    """What the facts say of one sentence: statements, their letters, events, sides."""

    statements: int = 0
    quoted: int = 0
    reported: int = 0
    sources: int = 0
    events: int = 0
    news: int = 0
    sides: int = field(default=0)


def load_gist(weights: bytes) -> GistModel:
    """An npz -> GistModel."""
    with np.load(BytesIO(weights), allow_pickle=False) as file:
        return GistModel(load_forest(file, "needed"), load_calibration(file, "share"))


def choose_gist(
    text: str,
    title: str,
    paragraphs: Sequence[Paragraph],
    facts: Facts,
    model: GistModel,
    *,
    count: int = COUNT,
) -> tuple[tuple[Span, float], ...]:
    """Text, its sentences and facts -> at most `count` sentence spans with shares, best first."""
    candidates = candidates_of(text, paragraphs)
    telling = [n for n, c in enumerate(candidates) if not tells_nothing(c.words)]
    telling = telling or list(range(len(candidates)))
    scores = model.needed.score(features(candidates, title, facts)).tolist()
    chosen: list[int] = []
    nearest = [0.0] * len(candidates)
    while len(chosen) < min(count, len(telling)):
        left = [n for n in telling if n not in chosen]
        best = max(left, key=lambda n: (scores[n] - REPEATS * nearest[n], -n))
        chosen.append(best)
        for n in left:
            nearest[n] = max(nearest[n], alike(candidates[n].stems, candidates[best].stems))
    return tuple((candidates[n].span, model.share(scores[n])) for n in chosen)


def features(candidates: Sequence[Candidate], title: str, facts: Facts) -> list[tuple[float, ...]]:
    """Sentences in the article's order -> a row of numbers for each."""
    if not candidates:
        return []
    wanted = frozenset(stems(TAIL.sub("", title)))
    counts = Counter(stem for c in candidates for stem in c.stems)
    lead, before, seen = candidates[0].stems, 0, set[str]()
    wordings = _wordings([c.words for c in candidates])
    rows: list[tuple[float, ...]] = []
    for place, (c, of_facts) in enumerate(
        zip(candidates, fact_features(candidates, facts), strict=True)
    ):
        letters = max(1, c.span.end - c.span.start)
        size = len(c.words.split())
        rows.append(
            (
                len(c.stems & wanted) / max(1, len(wanted)),
                min(size, 60) / 20,
                float(QUOTE.search(c.words) is not None),
                float(QUOTE.match(c.words) is not None),
                float(DAY.search(c.words) is not None),
                alike(c.stems, lead) if place else 0.0,
                sum(math.log(counts[stem]) for stem in sorted(c.stems)) / (8 + len(c.stems)),
                place / len(candidates),
                math.log1p(place),
                math.log1p(before),
                float(c.opens),
                len(c.stems - seen) / (4 + len(c.stems)),
                float(LEANING.match(c.words) is not None),
                len(DIGITS.findall(c.words)) / 10,
                float(tells_nothing(c.words)),
                float(SAYS.search(c.words) is not None),
                float(of_facts.statements),
                of_facts.quoted / letters,
                of_facts.reported / letters,
                float(of_facts.sources),
                float(of_facts.events),
                float(of_facts.news),
                float(of_facts.sides),
                *wordings[place],
            )
        )
        seen |= c.stems
        before += size
    return rows


def _wordings(sentences: Sequence[str]) -> list[tuple[float, ...]]:
    """Sentences in the article's order -> how each is worded, and what page they stand on.

    Guides, shops and blogs say "you", "we" and nothing in sentences without names and figures.
    """
    words = [LETTERS.findall(sentence.lower()) for sentence in sentences]
    often = Counter(word for found in words for word in set(found))
    sizes = [len(sentence.split()) for sentence in sentences]
    headings = sum(
        size <= HEADING_WORDS and STOPPED.search(sentence.strip()) is None
        for sentence, size in zip(sentences, sizes, strict=True)
    )
    page = (headings / len(sentences), float(len(sentences)), sum(sizes) / len(sentences))
    rows: list[tuple[float, ...]] = []
    for sentence, found in zip(sentences, words, strict=True):
        size = max(1, len(found))
        names = len(NAME.findall(sentence))
        rows.append(
            (
                float(len(READER.findall(sentence))),
                float(len(WRITER.findall(sentence))),
                float(len(NUMBER.findall(sentence))),
                float(len(AMOUNT.findall(sentence))),
                float(names),
                names / size,
                len(PAST.findall(sentence)) / size,
                sum(map(len, found)) / size,
                float(STOPPED.search(sentence.strip()) is None),
                sum(often[word] == 1 for word in found) / size,
                *page,
            )
        )
    return rows


def fact_features(candidates: Sequence[Candidate], facts: Facts) -> list[FactFeatures]:
    """Sentences in the article's order -> what the facts say of each."""
    found = [FactFeatures() for _ in candidates]
    starts = [c.span.start for c in candidates]

    def at(where: int) -> int:
        return max(0, bisect_right(starts, where) - 1)

    for fact in facts.walk():
        match fact:
            case Meeting() | Agreement():
                of_event = found[at(fact.evidence.start)]
                of_event.events += 1
                of_event.news += not fact.background
            case Reaction():
                for span in fact.source:
                    found[at(span.start)].sources += 1
                _add_words(fact, candidates, found, at)
            case _:
                assert_never(fact)
    return found


def _add_words(
    reaction: Reaction,
    candidates: Sequence[Candidate],
    found: Sequence[FactFeatures],
    at: Callable[[int], int],
) -> None:
    """Count what was said in each sentence that holds some of it."""
    touched = set[int]()
    for span in reaction.content:
        for n in range(at(span.start), at(span.end - 1) + 1):
            inside = candidates[n].span
            shared = min(inside.end, span.end) - max(inside.start, span.start)
            if shared <= 0:
                continue
            touched.add(n)
            if reaction.quoted:
                found[n].quoted += shared
            else:
                found[n].reported += shared
    for n in touched:
        found[n].statements += 1
        found[n].sides += reaction.stance is not Stance.NEUTRAL


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
    spans = [
        (span, number == 0)
        for paragraph in paragraphs
        for number, span in enumerate(paragraph.sentences)
    ]
    return [Candidate(s, s.of(text), frozenset(stems(s.of(text))), opens) for s, opens in spans]
