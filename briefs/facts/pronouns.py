"""Pronoun -> the one person it can mean; "they", "the two" -> the pair last named.

Takes linked names, gives indexes into the entities. A singular pronoun is resolved within
its paragraph and the two sentences before it, in this order: the only person of a fitting
gender in the nearest sentence that names one; else its only subject. Anything else is left.
Gender comes from the office table, from honorifics and from the article itself: where a
sentence and the one before it name one person only and say "she", that person is a she.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from briefs.facts.linking import Linked
from briefs.model import Kind

GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_BACK = 3  # sentences that are looked at: the pronoun's own and two before it
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Pronouns:
    """Who "he", "they" and "the two" are."""

    def __init__(self, docs: Sequence[Doc], linked: Linked) -> None:
        self._entities = linked.entities
        self._sentences: list[tuple[int, int, int]] = []  # block, first token, end
        self._of: dict[tuple[int, int], int] = {}
        self._named: list[list[tuple[Token, int]]] = []  # head of a name, whose
        for block, doc in enumerate(docs):
            for sent in doc.sents:
                self._of[block, sent.start] = len(self._sentences)
                self._sentences.append((block, sent.start, sent.end))
                self._named.append(_named(doc, block, sent.start, sent.end, linked))
        self._genders = [e.gender for e in self._entities]
        self._learn(docs)

    def _learn(self, docs: Sequence[Doc]) -> None:
        """Vote on genders where only one person is in reach."""
        votes: dict[int, Counter[str]] = {}
        for at, (block, start, end) in enumerate(self._sentences):
            near = {i for k in (at - 1, at) if k >= 0 for i in self._persons(k)}
            if len(near) != 1:
                continue
            for token in docs[block][start:end]:
                gender = GENDERS.get(token.lower_)
                if gender:
                    votes.setdefault(next(iter(near)), Counter())[gender] += 1
        for index, count in votes.items():
            best = count.most_common(1)[0]
            if not self._genders[index] and best[1] > sum(count.values()) / 2:
                self._genders[index] = best[0]

    def _persons(self, sentence: int) -> list[int]:
        return [i for _, i in self._named[sentence] if self._entities[i].kind is Kind.PERSON]

    def _here(self, token: Token, block: int) -> int | None:
        return self._of.get((block, token.sent.start))

    def resolve(self, token: Token, block: int) -> int | None:
        """A singular third-person pronoun -> index, or None."""
        gender = GENDERS.get(token.lower_)
        here = self._here(token, block)
        if gender is None or here is None:
            return None
        for at in range(here, max(here - _BACK, -1), -1):
            named = [
                (head, i)
                for head, i in self._named[at]
                if self._entities[i].kind is Kind.PERSON
                and self._genders[i] in {"", gender}
                and (at < here or (head.i < token.i and not _same_clause(head, token)))
            ]
            found = {i for _, i in named}
            if len(found) > 1:
                sure = {i for i in found if self._genders[i] == gender}
                found = sure if len(sure) == 1 else found
            if len(found) > 1:
                found = _foremost(named) or found
            if len(found) == 1:
                return next(iter(found))
            if found:
                return None
        return None

    def pair(self, token: Token, block: int, kind: Kind | None) -> tuple[int, ...]:
        """Group noun -> the two persons (countries, bodies) of the nearest sentence."""
        here = self._here(token, block)
        if here is None:
            return ()
        wanted = {Kind.PERSON, Kind.COUNTRY, Kind.BODY} if kind is None else {kind}
        for at in range(here, max(here - 2 * _BACK, -1), -1):
            found = dict.fromkeys(
                i
                for head, i in self._named[at]
                if self._entities[i].kind in wanted and (at < here or head.i < token.i)
            )
            if len(found) == 2:
                return tuple(found)
            if len(found) > 2:
                return ()
        return ()

    def plural(self, token: Token, block: int) -> tuple[int, ...]:
        """Plural pronoun -> the parties coordinated as subject of the sentence before."""
        here = self._here(token, block)
        if here is None:
            return ()
        for at in range(here, max(here - _BACK, -1), -1):
            heads = [(h, i) for h, i in self._named[at] if at < here or h.i < token.i]
            for head, index in heads:
                if head.dep_ in _SUBJECTS:
                    joined = [i for h, i in heads if h.dep_ == "conj" and head in h.ancestors]
                    if joined:
                        return (index, *joined)
            if heads:
                return ()
        return ()


def _named(doc: Doc, block: int, start: int, end: int, linked: Linked) -> list[tuple[Token, int]]:
    """The names of a sentence, each by its head word."""
    found: dict[int, Token] = {}
    order: list[tuple[Token, int]] = []
    for token in doc[start:end]:
        index = linked.at.get((block, token.i))
        if index is None or (block, token.i) in linked.adjectives:
            continue
        inside = linked.at.get((block, token.head.i)) == index and token.head.i != token.i
        if not inside and found.get(index) is None:
            found[index] = token
            order.append((token, index))
    return order


def _foremost(named: Sequence[tuple[Token, int]]) -> set[int]:
    """The persons who are subjects of main clauses; else those of whom "who ..." tells."""
    main = {
        i
        for head, i in named
        if head.dep_ in _SUBJECTS and head.head.dep_ in {"ROOT", "conj", "parataxis"}
    }
    return main or {i for head, i in named if any(c.dep_ == "relcl" for c in head.children)}


def _same_clause(name: Token, pronoun: Token) -> bool:
    """Whether both hang on one verb, so that "Bell told him" is not Bell."""
    if pronoun.dep_ == "poss":
        return False
    return _verb(name) == _verb(pronoun)


def _verb(token: Token) -> int:
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token.i
