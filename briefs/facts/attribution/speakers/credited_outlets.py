"""A claim's sentence -> the outlet that it credits for the words.

- addressee       `told [Example News]`, `said on [Example TV]`
- credited        `per [the Example Post]`, `according to [Example News]`
- occasion        `in an interview with [Example Radio]`, `in a piece for [the Example Post]`
- an aside        `as [Example TV] reports`
An outlet that speaks for itself is the speaker; then no outlet is credited.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.facts.attribution.claim_spans.cues import Cue, agent_of
from briefs.facts.attribution.claim_spans.source_spans import bare, source_range
from briefs.facts.attribution.speakers.nominal_speakers import BODIES
from briefs.facts.document.token_table import TokenTable
from briefs.facts.entities.registry import Registry
from briefs.facts.lexicon.outlets import OUTLETS
from briefs.facts.lexicon.stemming import stem
from briefs.model.facts import Kind
from briefs.word_lists import words

# "told reporters", "in an interview" name no outlet.
_CREDITS = frozenset(("per", "via"))
_STAGES = frozenset(
    (
        "interview",
        "interviews",
        "piece",
        "article",
        "column",
        "op-ed",
        "opinion",
        "essay",
        "appearance",
        "editorial",
    )
)


def outlet_of(tokens: TokenTable, cue: Cue, registry: Registry) -> str | None:
    """Cue -> the outlet that the sentence credits for the words, or None."""
    for i in (*_credited(tokens, cue), *_quoting(tokens, cue)):
        if i != cue.subject and (is_outlet(tokens, i) or _is_messenger(tokens, i)):
            party = registry.party(tokens.token(i), tokens.block[i])
            a, b = source_range(tokens, i)
            name = bare(tokens, (a, b))
            if party is not None and party.kind is Kind.BODY:
                return party.name if name.endswith(party.name) else name
            return name
    return None


def messenger_of(tokens: TokenTable, head: int | None) -> str | None:
    """Head token of a messenger -> the messenger's words: "two aides", "Norfax Times"."""
    return None if head is None else bare(tokens, source_range(tokens, head))


def is_outlet(tokens: TokenTable, head: int) -> bool:
    """Whether a head token is the name of a news outlet."""
    a, b = source_range(tokens, head)
    capital = any(tokens.text[tokens.start[i]].isupper() for i in range(a, b))
    return capital and any(tokens.lower[i] in OUTLETS for i in range(a, b))


def _quoting(tokens: TokenTable, cue: Cue) -> Iterator[int]:
    """`was quoted by [Norfax]`, `[the Ostrey Times] reported, citing two officials`."""
    for i in range(*tokens.sents[tokens.sent[cue.at]]):
        if tokens.tag[i] == "VBN" and stem(tokens.lower[i]) in _QUOTES and tokens.quote[i] < 0:
            agent = agent_of(tokens, i)
            if agent is not None:
                yield agent
    if tokens.lower[cue.at] in ("citing", "quoting"):
        yield from (k for k in tokens.kids[tokens.head[cue.at]] if tokens.dep[k] == "nsubj")


def _is_messenger(tokens: TokenTable, head: int) -> bool:
    """Whether an unlisted body may be an outlet: `told [Norfax]`, not `told the council`."""
    verb = tokens.head[head]
    is_source = stem(tokens.lower[verb]) == "tell" or tokens.lower[verb] == "by"
    bare_name = tokens.tag[head] == "NNP" and tokens.ent[head] == "ORG"
    return is_source and bare_name and tokens.lower[head] not in BODIES | _ASSEMBLIES


_ASSEMBLIES = words("parliament congress senate house assembly bundestag knesset diet duma cabinet")
_QUOTES = frozenset(stem(word) for word in words("quote cite carry report publish"))


def _credited(tokens: TokenTable, cue: Cue) -> Iterator[int]:
    """Heads of outlets that may be credited: addressees, "per X", "in an interview with X"."""
    at = cue.at
    a, b = tokens.sents[tokens.sent[at]]
    for k in tokens.kids[at]:
        if tokens.dep[k] in ("dobj", "dative") and k > at:
            yield k
            yield from (j for j in tokens.kids[k] if tokens.dep[j] == "pobj")
    for i in range(a, b):
        if tokens.quote[i] >= 0:
            continue
        word = tokens.lower[i]
        if word in _CREDITS or (word == "to" and i and tokens.lower[i - 1] == "according"):
            yield from (j for j in tokens.kids[i] if tokens.dep[j] == "pobj")
        elif word in _STAGES:
            for k in tokens.kids[i]:
                if tokens.dep[k] == "prep" and tokens.lower[k] in ("with", "for", "on", "in", "by"):
                    yield from (j for j in tokens.kids[k] if tokens.dep[j] == "pobj")
                elif tokens.dep[k] in ("poss", "compound", "nmod"):
                    yield k
        elif word == "as" and i + 1 < b:
            yield from (
                j
                for j in tokens.kids[tokens.head[i]]
                if tokens.dep[j] == "nsubj" and tokens.head[i] != at and j > i
            )
        elif word == "on" and tokens.head[i] == at:
            yield from (j for j in tokens.kids[i] if tokens.dep[j] == "pobj")
