"""A sentence -> its triggers, the words that may report an event, with features.

All features are names for a hashed regression (learned/linear.py). A trigger is described twice,
by its own word and by its group, so that what is learned of "met" holds for "conferred" too.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from briefs.facts.document.dependencies import base_form
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.entities.registry import Registry
from briefs.facts.events.arguments import PEOPLE
from briefs.facts.events.factuality import factuality_of
from briefs.facts.lexicon.event_words import GROUP_OF
from briefs.word_lists import words

PARTY_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PRONOUNS = words("he she they him her them his their we it its who both two i you us our")
_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "CD", "DT"})
_SHOWN = frozenset({"PERSON", "GPE", "DATE", "CARDINAL", "TIME", "MONEY", "NORP"})
_MARKS = frozenset({"det", "poss", "neg", "aux", "auxpass", "amod", "prt", "advmod", "mark"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """`at`: its token; `names`: features of its context; `reality`: see factuality.py."""

    at: int
    word: str
    group: str
    reality: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """A sentence with triggers; `own`: features of its words."""

    sentence: Range
    own: tuple[str, ...]
    triggers: tuple[Trigger, ...]

    def names(self, more: Iterable[str] = ()) -> list[str]:
        """All features of the sentence."""
        return [*self.own, *(name for t in self.triggers for name in t.names), *more]


class Words:
    """The tokens, the base form of each, and which of them may be a party."""

    def __init__(self, tokens: TokenTable, registry: Registry) -> None:
        self.tokens = tokens
        self.registry = registry
        self.base = [base_form(w, t) for w, t in zip(tokens.lower, tokens.tag, strict=True)]

    def is_party(self, i: int) -> bool:
        """Whether a token may head the name, pronoun or description of a party."""
        tokens = self.tokens
        if tokens.ent[i] in PARTY_ENTITIES:
            return True
        if tokens.lower[i] in PRONOUNS:
            return tokens.tag[i] in _PRONOUN_TAGS
        if tokens.tag[i].startswith("NN") and self.base[i] in PEOPLE:
            return True
        return self.registry.party_named(tokens.token(i), tokens.block[i]) is not None

    def shape(self, i: int) -> str:
        """A token -> its kind: "PARTY", an entity label, "n" or a tag."""
        tokens = self.tokens
        if self.is_party(i):
            return "PARTY"
        return tokens.ent[i] or ("n" if tokens.tag[i].startswith("NN") else tokens.tag[i][:2])


def find_clues(words: Words) -> list[Clue]:
    """Words -> the sentences with a trigger."""
    found = []
    for a, b in words.tokens.sents:
        at = [i for i in range(a, b) if words.base[i] in GROUP_OF]
        if at:
            triggers = tuple(_trigger(words, i) for i in at)
            found.append(Clue((a, b), tuple(_of_words(words, a, b)), triggers))
    return found


def _of_words(words: Words, a: int, b: int) -> Iterable[str]:
    tokens, base = words.tokens, words.base
    denied = {tokens.head[i] for i in range(a, b) if tokens.dep[i] == "neg"}
    shown = [tokens.ent[i] if tokens.ent[i] in _SHOWN else base[i] for i in range(a, b)]
    for i in range(a, b):
        yield f"w_{base[i]}{'_N' if i in denied else ''}"
    for one, other in itertools.pairwise(shown):
        yield f"b_{one}_{other}"
    for kind in sorted({tokens.ent[i] for i in range(a, b)}):
        yield f"e_{kind}"


def _trigger(words: Words, at: int) -> Trigger:
    tokens, base = words.tokens, words.base
    word = base[at]
    group = GROUP_OF[word]
    head = tokens.head[at]
    # "denied meeting Mora", read as "denied |meeting-Mora|"
    real = str(factuality_of(tokens.token(head if tokens.dep[at] == "compound" else at)))
    around: list[str] = [f"{tokens.tag[at]}_{tokens.dep[at]}", f"r_{real}"]
    around += [
        f"h_{tokens.dep[at]}_{base[head]}",
        f"h_{tokens.dep[at]}_{GROUP_OF.get(base[head])}",
    ]
    around += _below(words, at)
    verb = clause_of(tokens, at)
    around.append(f"s_{base[verb]}")
    own = [k for k in tokens.kids[verb] if tokens.dep[k] in {"nsubj", "nsubjpass"}]
    around.append(f"s_{words.shape(own[0]) if own else '-'}")
    names = tuple(f"c_{x}_{name}" for x in (group, word) for name in around)
    return Trigger(at, word, group, real, names)


def _below(words: Words, at: int) -> list[str]:
    tokens, base = words.tokens, words.base
    found: list[str] = []
    parties = 0
    for k in tokens.kids[at]:
        dep = tokens.dep[k]
        if dep in _MARKS:
            found.append(f"k_{dep}_{base[k]}")
        found.append(f"k_{dep}_{words.shape(k)}")
        parties += words.is_party(k)
        if dep in _PREPOSITIONS:
            for goal in tokens.kids[k]:
                found.append(f"p_{base[k]}_{words.shape(goal)}")
                parties += words.is_party(goal)
    return [*found, f"n_{min(parties, 3)}"]


def clause_of(tokens: TokenTable, at: int) -> int:
    """A token -> the verb of its clause, at most four steps up."""
    for _ in range(4):
        if tokens.tag[at].startswith("VB"):
            break
        at = tokens.head[at]
    return at
