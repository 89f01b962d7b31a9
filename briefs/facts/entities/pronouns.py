"""Pronoun -> the one person that it can refer to; "they", "the two" -> the pair last named.

Takes mention clusters and resolved roles, gives indexes into the entities. The article is read
once from its beginning, so that a resolved "he" helps to resolve the next. Tried in order:
- "his": the subject of its own clause        "the mayor, in |his| meeting with Bell, ..."
- below a verb: the subject above             "Mora said that |he| would sign"
- the only person before it in its sentence   "After Mora's talk |he| left"
- the subject of the sentence before, else the only person there; then one sentence further.
Persons of the other gender are excluded, and whoever shares the pronoun's clause ("Bell told
|him|"). Gender comes from the office table, from honorifics, and from the article itself:
where two sentences name one person only and say "she", that person is female.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from briefs.facts.document.dependencies import SUBJECTS, is_verb
from briefs.facts.entities.mention_clustering import MentionClusters
from briefs.model.facts import Kind

GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_BACK = 2  # sentences before the pronoun's own that are looked at
_NamedHeads = list[tuple[Token, int]]


class Pronouns:
    """Resolves "he", "they" and "the two"."""

    def __init__(
        self,
        docs: Sequence[Doc],
        clusters: MentionClusters,
        roles: Mapping[tuple[int, int], int],
        lists: Mapping[tuple[int, int], tuple[int, ...]],
    ) -> None:
        self._lists = lists
        self._entities = clusters.entities
        self._of: dict[tuple[int, int], int] = {}
        self._demonyms: list[list[tuple[int, int]]] = []  # token, which country
        self._named_heads: list[_NamedHeads] = []  # heads of names, roles and resolved pronouns
        sentences: list[tuple[int, int, int]] = []
        for block, doc in enumerate(docs):
            for sent in doc.sents:
                self._of[block, sent.start] = len(sentences)
                sentences.append((block, sent.start, sent.end))
                self._named_heads.append(
                    _named_heads(doc[sent.start : sent.end], block, clusters, roles)
                )
                self._demonyms.append(_demonyms(sent.start, sent.end, block, clusters))
        self._genders = [e.gender for e in self._entities]
        self._infer_genders(docs, sentences)
        self._resolved: dict[tuple[int, int], int | None] = {}
        for at, (block, start, end) in enumerate(sentences):
            for token in docs[block][start:end]:
                if token.lower_ in GENDERS:
                    self._read(token, block, at)

    @property
    def genders(self) -> Sequence[str]:
        """The gender of each entity: "m", "f", or "" if unknown."""
        return self._genders

    def _infer_genders(
        self, docs: Sequence[Doc], sentences: Sequence[tuple[int, int, int]]
    ) -> None:
        """Infer genders by vote, where only one person is in reach of a pronoun."""
        votes: dict[int, Counter[str]] = {}
        for at, (block, start, end) in enumerate(sentences):
            near = {
                i for k in (at - 1, at) if k >= 0 for _, i in self._persons(self._named_heads[k])
            }
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

    def _persons(self, named: Iterable[tuple[Token, int]], gender: str = "") -> _NamedHeads:
        return [
            (head, i)
            for head, i in named
            if self._entities[i].kind is Kind.PERSON
            and (not gender or self._genders[i] in {"", gender})
        ]

    def _read(self, token: Token, block: int, at: int) -> None:
        index = self._who(token, block, at)
        self._resolved[block, token.i] = index
        if index is not None:
            self._named_heads[at].append((token, index))
            self._named_heads[at].sort(key=lambda pair: pair[0].i)

    def resolve(self, token: Token, block: int) -> int | None:
        """A singular third-person pronoun -> index, or None."""
        return self._resolved.get((block, token.i))

    def _who(self, token: Token, block: int, at: int) -> int | None:
        gender = GENDERS[token.lower_]
        before = [p for p in self._persons(self._named_heads[at], gender) if p[0].i < token.i]
        whole = {head.i: i for head, i in self._persons(self._named_heads[at], gender)}
        if token.dep_ == "poss" or token.lower_.endswith("self"):
            own = _clause_subject(token)
            if own is not None and own.i in whole:
                return whole[own.i]
        else:
            before = [p for p in before if not _same_clause(p[0], token)]
        above = _subject_above(token)
        leans_on = above is not None and above.i > token.i  # "As |she| left, Bell said ..."
        reach = {head.i for head, _ in before}
        if above is not None and above.i in whole and (leans_on or above.i in reach):
            return whole[above.i]
        found = {
            i
            for head, i in before
            if not _one_of_several(head) and (block, head.i) not in self._lists
        }
        if len(found) == 1:
            return next(iter(found))
        if found:
            return self._only_known(found, gender)
        for back in range(at - 1, max(at - _BACK - 1, -1), -1):
            named = self._persons(self._named_heads[back], gender)
            found = _main_subjects(named) or {i for _, i in named}
            if found:
                return next(iter(found)) if len(found) == 1 else self._only_known(found, gender)
        return None

    def _only_known(self, found: set[int], gender: str) -> int | None:
        """The only candidate whose gender is known and fits, or None."""
        sure = [i for i in sorted(found) if self._genders[i] == gender]
        return sure[0] if len(sure) == 1 else None

    # ----------------------------------------------------------------------- plurals

    def pair(self, token: Token, block: int, kind: Kind | None) -> tuple[int, ...]:
        """Group noun -> the two persons (countries, bodies) of the nearest sentence."""
        here = self._of.get((block, token.sent.start))
        if here is None:
            return ()
        kinds = (Kind.PERSON, Kind.COUNTRY) if kind is None else (kind,)
        for at in range(here, max(here - 6, -1), -1):
            named = [(h, i) for h, i in self._named_heads[at] if at < here or h.i < token.i]
            for wanted in kinds:
                found = dict.fromkeys(i for _, i in named if self._entities[i].kind is wanted)
                if wanted is Kind.COUNTRY and len(found) < 2:
                    found |= {i: None for t, i in self._demonyms[at] if at < here or t < token.i}
                if len(found) == 2:
                    return tuple(found)
                if len(found) > 2:
                    return ()
        return ()

    def plural(self, token: Token, block: int) -> tuple[int, ...]:
        """Plural pronoun -> the parties coordinated as subject of the sentence before."""
        here = self._of.get((block, token.sent.start))
        if here is None:
            return ()
        for at in range(here, max(here - _BACK - 1, -1), -1):
            named = [(h, i) for h, i in self._named_heads[at] if at < here or h.i < token.i]
            for head, index in named:
                if head.dep_ in SUBJECTS:
                    joined = [i for h, i in named if h.dep_ == "conj" and head in h.ancestors]
                    if joined:
                        return (index, *joined)
            if named:
                return ()
        return ()


def _named_heads(
    sent: Iterable[Token],
    block: int,
    clusters: MentionClusters,
    roles: Mapping[tuple[int, int], int],
) -> _NamedHeads:
    """The names and roles of a sentence, each by its head word."""
    order: _NamedHeads = []
    for token in sent:
        index = clusters.at.get((block, token.i))
        if index is None:
            index = roles.get((block, token.i))
            if index is not None:
                order.append((token, index))
            continue
        if (block, token.i) in clusters.adjectives:
            continue
        inside = clusters.at.get((block, token.head.i)) == index and token.head.i != token.i
        if not inside:
            order.append((token, index))
    return order


def _demonyms(start: int, end: int, block: int, clusters: MentionClusters) -> list[tuple[int, int]]:
    """The countries of a sentence that only a demonym names."""
    return [
        (t, clusters.at[block, t]) for t in range(start, end) if (block, t) in clusters.adjectives
    ]


def _main_subjects(named: _NamedHeads) -> set[int]:
    """The persons that are subjects of main clauses; else those that "who ..." describes."""
    main = {
        i
        for head, i in named
        if head.dep_ in SUBJECTS and head.head.dep_ in {"ROOT", "conj", "parataxis"}
    }
    return main or {i for head, i in named if any(c.dep_ == "relcl" for c in head.children)}


def _verb(token: Token) -> Token | None:
    """The verb above a word, through nouns and prepositions."""
    return next((a for a in token.ancestors if is_verb(a)), None)


def _one_of_several(name: Token) -> bool:
    """Whether a name is coordinated with another: then "he" is rarely that person."""
    return name.dep_ == "conj" or any(c.dep_ == "conj" for c in name.children)


def _same_clause(name: Token, pronoun: Token) -> bool:
    """Whether both are arguments of one verb: in "Bell told him" he is not Bell."""
    one, two = _verb(name), _verb(pronoun)
    return one is not None and two is not None and one.i == two.i


def _subject_of(verb: Token) -> Token | None:
    """A verb's own subject, unless it is coordinated."""
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if own is not None and any(c.dep_ == "conj" for c in own.children):
        return None
    return own


def _clause_subject(token: Token) -> Token | None:
    """The subject of the pronoun's clause, or of the clause above it."""
    verb = _verb(token)
    while verb is not None:
        own = _subject_of(verb)
        if own is not None and own.i != token.i:
            return own
        if verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp"}:
            return None
        verb = _verb(verb)
    return None


def _subject_above(token: Token) -> Token | None:
    """The subject of the verb above the pronoun's clause: "|Mora| said that he ..."."""
    verb = _verb(token)
    if verb is None or verb.dep_ not in {"ccomp", "advcl", "xcomp", "relcl"}:
        return None
    above = _verb(verb)
    return None if above is None else _subject_of(above)
