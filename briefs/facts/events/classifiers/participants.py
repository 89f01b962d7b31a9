"""A sentence that reports an event -> candidate participants, each with features.

Candidates are names, pronouns, and descriptions of people, as the registry resolves them; an
unresolved one is used in training only (its `parties` is empty).
"""

from __future__ import annotations

from dataclasses import dataclass

from briefs.facts.document.dependencies import is_nominal
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.events.arguments import EventContext, hyphenated_countries
from briefs.facts.events.classifiers.triggers import PARTY_ENTITIES, PRONOUNS, Trigger, Words
from briefs.facts.lexicon.event_words import GROUP_OF
from briefs.model.facts import Party
from briefs.word_lists import words

_SAYING = words("say tell add ask announce argue warn claim state write note report explain insist")
_JOINING = frozenset({"conj", "appos", "compound", "amod", "nmod", "vconj"})
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """`at`: the head's token; `how`: name, pronoun, role (resolved), description or entity."""

    at: int
    how: str
    parties: tuple[Party, ...]


def find_candidates(words: Words, context: EventContext, sentence: Range) -> list[Candidate]:
    """A sentence -> its candidates in the order of the text."""
    found = (_candidate(words, context, i) for i in range(*sentence))
    return [one for one in found if one is not None]


def _candidate(words: Words, context: EventContext, i: int) -> Candidate | None:
    tokens = words.tokens
    token, block = tokens.token(i), tokens.block[i]
    registry = context.registry
    joined = hyphenated_countries(token)
    if len(joined) > 1:
        return Candidate(i, "name", tuple(joined))
    named = registry.party_named(token, block)
    head = tokens.head[i]
    if named is not None:
        near = head != i and abs(head - i) < 6
        if near and registry.party_named(tokens.token(head), block) == named:
            return None
        return Candidate(i, "name", registry.actors_of_head(token, block) or (named,))
    if tokens.lower[i] in PRONOUNS:
        if tokens.tag[i][:3] not in {"PRP", "WP", "CD", "DT"}:
            return None
        return Candidate(i, "pronoun", registry.actors_of_head(token, block))
    entity = tokens.ent[i]
    if not (is_nominal(token) and tokens.tag[i] != "NNP") and entity not in PARTY_ENTITIES:
        return None
    if tokens.dep[i] in {"compound", "amod", "nmod"} and head > i and not entity:
        return None
    if entity in PARTY_ENTITIES and tokens.ent[head] == entity and head - i in {1, 2}:
        return None
    known = registry.actors_of_head(token, block)
    described = () if known else context.described(token, block)
    if not (known or described or entity in PARTY_ENTITIES):
        return None
    how = "role" if known else "description" if described else "entity"
    return Candidate(i, how, known or described)


def describe(
    words: Words, trigger: Trigger, one: Candidate, everyone: list[Candidate]
) -> list[str]:
    """A candidate and the event's trigger -> features by name."""
    tokens, base, i = words.tokens, words.base, one.at
    head = tokens.head[i]
    kinds = "+".join(sorted({p.kind.value for p in one.parties})) or "-"
    found = [
        f"k_{one.how}", f"kk_{kinds}", f"e_{tokens.ent[i]}", f"t_{tokens.tag[i]}",
        f"d_{tokens.dep[i]}", f"w_{tokens.lower[i]}", f"np_{min(3, len(one.parties))}",
        f"h_{base[head]}>{tokens.dep[i]}", f"nc_{min(6, len(everyone))}",
        f"pv_{base[i - 1] if i else '^'}", f"nx_{base[i + 1] if i + 1 < len(base) else '$'}",
    ]  # fmt: skip
    if tokens.dep[i] == "pobj":
        above = base[tokens.head[head]]
        found += [f"g_{above}>{base[head]}", f"gc_{GROUP_OF.get(above)}>{base[head]}"]
    found += [
        f"kd_{tokens.dep[k]}_{base[k] if tokens.dep[k] in {'det', 'case', 'poss'} else ''}"
        for k in tokens.kids[i]
    ]
    return found + _towards(words, trigger, one, kinds) + _beside(trigger, one, everyone)


def _beside(trigger: Trigger, one: Candidate, everyone: list[Candidate]) -> list[str]:
    """Features of order, and of candidates nearer to the trigger."""
    at, i = trigger.at, one.at
    between = sum(min(i, at) < c.at < max(i, at) for c in everyone)
    before = [c.at for c in everyone if c.at < at and c.how != "pronoun"]
    after = [c.at for c in everyone if c.at > at]
    return [
        f"ord_{'B' if i < at else 'A'}_{min(4, between)}",
        f"self_{i == at}",
        f"nb_{bool(before) and i == before[-1]}",
        f"na_{bool(after) and i == after[0]}",
    ]


def _towards(words: Words, trigger: Trigger, one: Candidate, kinds: str) -> list[str]:
    """Features of the path through the tree from the candidate to the trigger."""
    tokens, base = words.tokens, words.base
    up, passed, down, top = tree_path(tokens, base, one.at, trigger.at)
    steps = [*up, *down]
    path = ">".join(steps)
    plain = ">".join(s for s in steps if s not in _JOINING)
    group, word = trigger.group, trigger.word
    first, last = up[-1] if up else "", down[0] if down else ""
    over = base[top]
    kind = "SAY" if over in _SAYING else GROUP_OF.get(over) or tokens.tag[top][:2]
    found = [f"s_{step}" for step in steps] + [f"pw_{x}" for x in passed]
    found += [
        f"p_{path}", f"pc_{group}_{path}", f"pb_{word}_{path}", f"pk_{kinds}_{path}",
        f"q_{plain}", f"qc_{group}_{plain}", f"qb_{word}_{plain}", f"ct_{one.how}_{plain}",
        f"n_{min(len(steps), 8)}", f"in_{top == trigger.at}", f"lca_{over}",
        f"tb_{word}", f"tc_{group}_{kinds}",
        f"lc_{first}_{kind}", f"lw_{first}_{over}", f"ld_{first}_{kind}_{last}",
    ]  # fmt: skip
    return found


def tree_path(
    tokens: TokenTable, base: list[str], one: int, other: int
) -> tuple[list[str], list[str], list[str], int]:
    """Path through the tree -> (steps up from `one`, verbs passed, steps down to `other`, top)."""
    above = {other}
    at = other
    while tokens.head[at] != at and len(above) < _STEPS:
        at = tokens.head[at]
        above.add(at)
    up: list[str] = []
    passed: list[str] = []
    at = one
    while at not in above and tokens.head[at] != at and len(up) < _STEPS:
        up.append(_step(tokens, base, at))
        at = tokens.head[at]
        if tokens.tag[at].startswith("VB"):
            passed.append(base[at])
    down: list[str] = []
    here = other
    while here != at and tokens.head[here] != here and len(down) < _STEPS:
        down.append("v" + _step(tokens, base, here))
        here = tokens.head[here]
    return up, passed, down[::-1], at


def _step(tokens: TokenTable, base: list[str], at: int) -> str:
    dep = tokens.dep[at]
    return f"{dep}:{base[at]}" if dep in {"prep", "agent", "pcomp"} else dep
