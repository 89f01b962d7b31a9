"""Cue -> the words that may name the source, and their features.

Takes the tokens and a cue, gives source candidates: the subjects, agents and objects of the
verbs above the cue, the noun that it modifies, the possessor of a noun, and the nearest nouns on
either side. The scorer chooses one of them, or none.

- its subject         `[Ann Example] said`, `said [Ann Example]`
- above               `[Ann Example] rose, saying ...`, `led [Ann Example] to say`
- a passive's agent   `was announced by [the ministry]`
- a relative pronoun  `Ann Example, [who] said`
- possessor           `[her] claim that`, `the claim by [Ann Example]`
- nearest             `"We won," [Example] notes` where the parser saw a compound
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefs.facts.attribution.claim_spans.cues import (
    DEP_CODE,
    TAG_CODE,
    Cue,
    agent_of,
    object_of,
    subject_features,
)
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.lexicon.stemming import stem
from briefs.word_lists import columns

# Prepositions whose phrase belongs to the source: "minister of health".
_OF = frozenset(("of", "for", "at", "from", "with", "in", "to"))
_LOOSE = frozenset(
    (
        "relcl",
        "acl",
        "appos",
        "punct",
        "advcl",
        "cc",
        "conj",
        "parataxis",
        "ccomp",
        "npadvmod",
        "dep",
    )
)
RELATIVES = frozenset(("who", "which", "that", "whom"))


def source_range(tokens: TokenTable, head: int) -> Range:
    """Head of the source -> its words, without clauses and asides that describe it."""
    if tokens.lower[head] in RELATIVES:
        return head, head + 1
    a, b = tokens.left[head], tokens.right[head]
    for k in tokens.kids[head]:
        loose = tokens.dep[k] in _LOOSE or (tokens.dep[k] == "prep" and k > head)
        who = tokens.lower[k] in _OF and not _is_reason(tokens, k)
        if k > head and loose and not who and not _joins(tokens, head, k):
            b = min(b, tokens.left[k])
        elif k < head and tokens.dep[k] in ("advcl", "ccomp", "parataxis", "punct", "prep", "intj"):
            a = max(a, tokens.right[k])
    a = max(a, _after_another(tokens, head))
    a, b = tokens.trim((min(a, head), max(b, head + 1)))
    return _whole(tokens, a, b) if a <= head < b else _whole(tokens, head, head + 1)


def _after_another(tokens: TokenTable, head: int) -> int:
    """Where a plural begins that the parser joined to a noun: `a practice [critics] say is unfair`.

    "A" and "an" come before a plural only with a number: `a dozen critics`.
    """
    left = [k for k in tokens.kids[head] if k < head]
    if (
        tokens.tag[head] not in ("NNS", "NNPS")
        or not left
        or tokens.lower[left[0]] not in ("a", "an")
    ):
        return 0
    counted = any(tokens.tag[k] == "CD" or tokens.lower[k] in _NUMBERS for k in left)
    nouns = [k for k in left if tokens.dep[k] == "compound"]
    return 0 if counted or not nouns else nouns[-1] + 1


def _whole(tokens: TokenTable, a: int, b: int) -> Range:
    """A range -> extended to whole hyphenated words: `OVR-[Data]`."""
    while a > 1 and tokens.lower[a - 1] == "-" and tokens.end[a - 1] == tokens.start[a]:
        if tokens.end[a - 2] != tokens.start[a - 1]:
            break
        a -= 2
    while b + 1 < len(tokens) and tokens.lower[b] == "-" and tokens.end[b] == tokens.start[b + 1]:
        if tokens.end[b - 1] != tokens.start[b]:
            break
        b += 2
    return a, b


def _is_reason(tokens: TokenTable, prep: int) -> bool:
    """`criticised by unions [for closing it]`."""
    return any(tokens.dep[j] == "pcomp" for j in tokens.kids[prep])


def _joins(tokens: TokenTable, head: int, k: int) -> bool:
    """Whether a coordinated head belongs to the source: `Example and Muster`, without a comma."""
    return tokens.dep[k] in ("cc", "conj") and not any(
        tokens.lower[i] == "," for i in range(head, tokens.left[k])
    )


def bare(tokens: TokenTable, part: Range) -> str:
    """The range's words without an article or a possessive ending."""
    a, b = part
    if b - a > 1 and tokens.lower[a] == "the":
        a += 1
    if b - a > 1 and tokens.tag[b - 1] == "POS":
        b -= 1
    return " ".join(tokens.words((a, b)).split())


HOWS = columns(
    """
    own rule agent above above_object above_agent above_passive noun relative owner pobj left
    right none
    """
)
_HOW = {name: float(i) for i, name in enumerate(HOWS)}
# Verbs looked at above a cue; measured: higher ones never have the source.
_STEPS = 5
_NEAR = 14
# Nouns and adjectives that count a plural (own list).
_NUMBERS = frozenset(("few", "dozen", "hundred", "thousand", "million", "couple", "score", "many"))


@dataclass(frozen=True, slots=True)
class Source:
    """A candidate: head token (None: nobody is named), how it was found, steps above the cue."""

    head: int | None
    how: str
    steps: int
    verb: int


def find_sources(tokens: TokenTable, cue: Cue) -> list[Source]:
    """(TokenTable, cue) -> distinct candidates; of equal heads the first found stays."""
    found: dict[int | None, Source] = {}
    for source in _propose(tokens, cue):
        if source.head not in found and (source.head is None or _may_speak(tokens, source.head)):
            found[source.head] = source
    return list(found.values())


def _may_speak(tokens: TokenTable, head: int) -> bool:
    """Whether a word may be a source: it stands outside quotes."""
    return tokens.is_word(head) and tokens.quote[head] < 0


def _propose(tokens: TokenTable, cue: Cue) -> Iterator[Source]:
    at = cue.at
    if cue.subject is not None:
        yield Source(cue.subject, "own" if cue.how == 1 else "rule", cue.how, at)
    yield from _above(tokens, at)
    for k in tokens.kids[at]:
        if tokens.dep[k] == "poss":
            yield Source(k, "owner", 0, at)
        elif tokens.dep[k] == "prep":
            goal = object_of(tokens, k)
            if goal is not None and tokens.lower[k] in ("by", "from", "to"):
                yield Source(goal, "pobj", 0, at)
    yield from _beside(tokens, cue)
    yield Source(None, "none", 0, at)


def _above(tokens: TokenTable, cue: int) -> Iterator[Source]:
    """Subjects, objects and agents of the verbs above the cue, and nouns that it modifies."""
    at = cue
    for step in range(1, _STEPS + 1):
        head = tokens.head[at]
        if head == at:
            return
        if tokens.tag[head][0] in "NP" and tokens.dep[at] in ("acl", "relcl", "amod", "compound"):
            yield Source(head, "noun", step, head)
            for k in tokens.kids[head]:
                if tokens.dep[k] == "poss":
                    yield Source(k, "owner", step, head)
        at = head
        if tokens.tag[at][0] != "V":
            continue
        for k in tokens.kids[at]:
            if tokens.dep[k] == "nsubj":
                yield Source(k, "above", step, at)
            elif tokens.dep[k] == "nsubjpass":
                yield Source(k, "above_passive", step, at)
            elif tokens.dep[k] == "dobj" and k < cue:
                yield Source(k, "above_object", step, at)
        agent = agent_of(tokens, at)
        if agent is not None:
            yield Source(agent, "above_agent", step, at)


def _beside(tokens: TokenTable, cue: Cue) -> Iterator[Source]:
    """The nearest heads of noun phrases outside quotes, on either side, in the paragraph."""
    first = tokens.base[tokens.block[cue.at]]
    count = 0
    for i in range(cue.at - 1, max(first, cue.at - _NEAR) - 1, -1):
        if tokens.quote[i] >= 0:
            break
        if _is_head(tokens, i):
            count += 1
            yield Source(i, "left", count, cue.at)
            if count == 3:
                break
    count = 0
    for i in range(cue.at + 1, min(len(tokens), cue.at + _NEAR)):
        if tokens.quote[i] >= 0 or tokens.block[i] != tokens.block[cue.at]:
            break
        if _is_head(tokens, i):
            count += 1
            yield Source(i, "right", count, cue.at)
            if count == 2:
                break


def _is_head(tokens: TokenTable, i: int) -> bool:
    tag = tokens.tag[i]
    if tag not in ("NN", "NNS", "NNP", "NNPS", "PRP", "WP", "CD", "DT"):
        return False
    return tokens.dep[i] not in ("compound", "nummod", "nmod", "det", "predet", "quantmod")


def describe_source(
    tokens: TokenTable,
    cue: Cue,
    source: Source,
    parts: tuple[Range, ...],
    table: Mapping[str, tuple[float, ...]],
) -> tuple[float, ...]:
    """Candidate -> its features, given the content; `SOURCE_FEATURES` names them."""
    at, head, verb = cue.at, source.head, source.verb
    unknown = (0.0, 0.0, 0.0)
    shared = (
        _HOW[source.how],
        float(source.steps),
        TAG_CODE.get(tokens.tag[at], 0.0),
        DEP_CODE.get(tokens.dep[at], 0.0),
        TAG_CODE.get(tokens.tag[verb], 0.0),
        DEP_CODE.get(tokens.dep[verb], 0.0),
        table.get(f"V:{stem(tokens.lower[verb])}", unknown)[0],
        1.0 * (tokens.tag[verb] == tokens.tag[at]),
        float(cue.how),
        1.0 * any(tokens.dep[k] == "auxpass" for k in tokens.kids[at]),
        *table.get(cue.key, unknown)[:2],
        1.0 * (parts[0][0] < at),
        1.0 * (tokens.quote[parts[0][0]] >= 0),
    )
    if head is None:
        return (*shared, *subject_features(tokens, None, at, table), *((0.0,) * 8))
    between = range(min(head, at) + 1, max(head, at))
    return (
        *shared,
        *subject_features(tokens, head, at, table),
        DEP_CODE.get(tokens.dep[head], 0.0),
        1.0 * (tokens.quote[head] >= 0),
        1.0 * any(a <= head < b for a, b in parts),
        1.0 * (tokens.sent[head] == tokens.sent[at]),
        float(sum(tokens.lower[i] == "," for i in between)),
        float(sum(tokens.tag[i][0] == "V" for i in between)),
        1.0 * any(tokens.quote[i] >= 0 for i in between),
        float(sum(_is_head(tokens, i) for i in between)),
    )


SOURCE_FEATURES = columns(
    """
    how steps tag dep verb_tag verb_dep verb_speech same_tag rule passive speech any content_first
    quoted pronoun entity subject_tag subject_any at head_dep in_quote in_content same_sentence
    commas verbs quotes heads
    """
)
