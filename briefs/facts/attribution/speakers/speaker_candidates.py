"""Statement -> everybody who may have made it, with features.

- the rules' answer             speaker_rules.py: from the registry, the last speaker ...
- the source's own words        `a senior official`, `he`
- earlier speakers              the last three
- names nearby                  in the sentence and the three before it, unless the source is a
                                name itself
Each is described by numbers; a trained model chooses (speaker_model.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from briefs.facts.attribution.claim_spans.cues import DEP_CODE, SUBJECTS, TAG_CODE, Cue
from briefs.facts.attribution.claim_spans.source_spans import HOWS, Source
from briefs.facts.attribution.speakers.nominal_speakers import BODIES, EarlierStatement
from briefs.facts.attribution.speakers.speaker_rules import DOCUMENTS, own_words_of
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.entities.registry import Registry
from briefs.facts.entities.role_phrases import is_role
from briefs.facts.lexicon.outlets import OUTLETS
from briefs.model.facts import Kind, Party
from briefs.word_lists import columns

SOURCES = 3
"""How many sources of a statement are looked at, likeliest first."""
BACK = 4
"""Sentences before the source in which names are looked for."""
MOST = 6
TURNS = 3
_PRONOUN = {low: n + 1.0 for n, low in enumerate(columns("he she they it i we who which that"))}
_GENDER = {"he": "m", "she": "f"}
_KIND = {kind: n + 1.0 for n, kind in enumerate(Kind)}
_HOW = {name: float(n) for n, name in enumerate(HOWS)}
_ENT = {
    name: n + 1.0
    for n, name in enumerate(columns("PERSON ORG GPE NORP DATE CARDINAL LOC FAC WORK_OF_ART EVENT"))
}
_FIRST = frozenset(("i", "my", "me", "we", "our", "us"))
_FAR = 99.0


@dataclass(frozen=True, slots=True)
class Mentions:
    """`places`: token numbers of each party's names, in order; `at`: token -> the party named."""

    places: dict[Party, list[int]]
    at: dict[int, Party]


def mentions_in(tokens: TokenTable, registry: Registry) -> Mentions:
    """(TokenTable, registry) -> Mentions."""
    at = {tokens.base[block] + i: party for (block, i), party in registry.names().items()}
    places: dict[Party, list[int]] = {}
    for i in sorted(at):
        if at.get(i - 1) != at[i]:
            places.setdefault(at[i], []).append(i)
    return Mentions(places, at)


@dataclass(frozen=True, slots=True)
class SpeakerQuery:
    """A statement whose speaker is looked for: its cue, its content, the statements before it."""

    cue: Cue
    parts: tuple[Range, ...]
    turns: Sequence[EarlierStatement]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible speaker, the head of the source that led there, and its features."""

    party: Party
    head: int
    features: tuple[float, ...]


def candidates_of(
    tokens: TokenTable,
    registry: Registry,
    names: Mentions,
    query: SpeakerQuery,
    sources: Sequence[tuple[Source, float, Party]],
) -> list[Candidate]:
    """(..., sources with their score and the rules' answer, best first) -> candidates."""
    found: list[Candidate] = []
    best = sources[0][1] if sources else 0.0
    for rank, (source, score, ruled) in enumerate(sources[:SOURCES]):
        if source.head is None:
            continue
        about = _of_source(tokens, source, query, (score, score - best, float(rank)))
        own = own_words_of(tokens, source.head)
        for party in _parties(tokens, names, query, source.head, ruled, own):
            known = _of_party(tokens, registry, names, query, source.head, party)
            marks = (1.0 * (party == ruled), 1.0 * (party.name == own), 1.0 * (ruled.name == own))
            found.append(Candidate(party, source.head, (*about, *marks, *known)))
    return found


def _parties(
    tokens: TokenTable, names: Mentions, query: SpeakerQuery, head: int, ruled: Party, own: str
) -> Iterator[Party]:
    """The rules' answer, the source's own words, then earlier speakers and names nearby."""
    seen = {ruled.name}
    yield ruled
    if own not in seen:
        seen.add(own)
        yield Party(own)
    if head in names.at:
        return
    near = (turn.party for turn in reversed(query.turns[-TURNS:]))
    for party in (*near, *_nearby(tokens, names, head)):
        if party.name not in seen and _may_mean(tokens, head, party):
            seen.add(party.name)
            yield party


def _may_mean(tokens: TokenTable, head: int, party: Party) -> bool:
    """Whether a word can refer to such a party: "he" to no body, "the council" to no person."""
    low = tokens.lower[head]
    match party.kind:
        case Kind.PERSON:
            return low != "it" and low not in BODIES
        case Kind.BODY | Kind.COUNTRY:
            return low not in ("he", "she", "i")
        case Kind.OTHER:
            return True
        case _:
            assert_never(party.kind)


def _nearby(tokens: TokenTable, names: Mentions, head: int) -> Iterator[Party]:
    """The parties named before the source, nearest first, and after it in its sentence."""
    first = tokens.sents[max(0, tokens.sent[head] - BACK)][0]
    last = tokens.sents[tokens.sent[head]][1]
    order = [*range(head - 1, first - 1, -1), *range(head + 1, last)]
    found: dict[Party, None] = {}
    for i in order:
        party = names.at.get(i)
        if party is not None and tokens.dep[i] != "compound":
            found.setdefault(party)
            if len(found) == MOST:
                break
    yield from found


def _of_source(
    tokens: TokenTable, source: Source, query: SpeakerQuery, scores: tuple[float, float, float]
) -> tuple[float, ...]:
    """Features of the source, whoever it refers to."""
    head = source.head or 0
    low, at = tokens.lower[head], query.parts[0][0]
    left = {tokens.lower[k] for k in tokens.kids[head] if k < head}
    content = [tokens.lower[i] for a, b in query.parts for i in range(a, b)]
    return (
        *scores,
        _HOW[source.how],
        TAG_CODE.get(tokens.tag[head], 0.0),
        DEP_CODE.get(tokens.dep[head], 0.0),
        _PRONOUN.get(low, 0.0),
        _ENT.get(tokens.ent[head], 0.0),
        1.0 * (low in BODIES),
        1.0 * (low in DOCUMENTS),
        1.0 * (low in OUTLETS),
        1.0 * is_role(tokens.token(head)),
        1.0 * ("the" in left) + 2.0 * bool(left & {"a", "an", "another", "one"}),
        float(len(tokens.kids[head])),
        1.0 * (tokens.quote[at] >= 0),
        1.0 * bool(_FIRST & set(content)),
        1.0 * (tokens.quote[query.cue.at - 1] >= 0 if query.cue.at else False),
        float(query.cue.how),
        float(min(9, len(query.turns))),
    )


def _of_party(
    tokens: TokenTable,
    registry: Registry,
    names: Mentions,
    query: SpeakerQuery,
    head: int,
    party: Party,
) -> tuple[float, ...]:
    """Features of a party as the speaker."""
    places = names.places.get(party, [])
    turns = [n for n, turn in enumerate(reversed(query.turns[-TURNS:])) if turn.party == party]
    since = query.turns[-1 - turns[0]].sent if turns else None
    low = tokens.lower[head]
    gender, wanted = registry.gender(party), _GENDER.get(low, "")
    called = {w.lower() for w in (party.role or "").split()}
    inside = sum(bisect_left(places, b) - bisect_left(places, a) for a, b in query.parts)
    return (
        _KIND[party.kind],
        1.0 * (names.at.get(head) == party),
        1.0 * (registry.party(tokens.token(head), tokens.block[head]) == party),
        float(turns[0] + 1) if turns else 0.0,
        float(tokens.sent[head] - since) if since is not None else _FAR,
        float(len(query.turns[-TURNS:])),
        float((gender == wanted) - (gender not in ("", wanted))) if wanted else 0.0,
        1.0 * (low in party.name.lower().split()) + 2.0 * (low in called),
        float(inside),
        1.0 * any(w in OUTLETS for w in party.name.lower().split()),
        1.0 * (" and " in party.name),
        float(len(party.name.split())),
        1.0 * party.name[:1].isupper(),
        1.0 * bool(party.role),
        *_of_mention(tokens, names, head, party, places),
    )


def _of_mention(
    tokens: TokenTable, names: Mentions, head: int, party: Party, places: Sequence[int]
) -> tuple[float, ...]:
    """Features of a party's mentions: how far before the source, in which role, how often."""
    before = bisect_left(places, head)
    if not places:
        return (_FAR, _FAR, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, _FAR, 0.0, 0.0)
    here = tokens.sent[head]
    last = places[before - 1] if before else places[0]
    verb = tokens.head[last]
    between = {
        names.at[i]
        for i in range(min(last, head) + 1, max(last, head))
        if i in names.at and tokens.quote[i] < 0
    }
    rivals = sum(one.kind is party.kind and one != party for one in between)
    return (
        float(min(50, here - tokens.sent[last])),
        float(min(200, head - last)),
        1.0 * (tokens.dep[last] in SUBJECTS),
        1.0 * (tokens.dep[verb] in ("ROOT", "conj") and tokens.dep[last] in SUBJECTS),
        1.0 * (tokens.quote[last] >= 0),
        float(before),
        float(len(places)),
        float(rivals),
        float(min(50, tokens.sent[places[0]])),
        1.0 * (tokens.block[last] == tokens.block[head]),
        DEP_CODE.get(tokens.dep[last], 0.0),
    )
