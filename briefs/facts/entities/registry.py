"""Docs of an article -> `Registry`: the party that each head word refers to, or None.

`register(docs)` finds the names once (name_mentions.py, mention_clustering.py); the registry then
answers for single tokens:
- `party(token, block)`: the one party that the token heads: a name ("Kerry"), a role ("the
  Russian leader", "his North Korean counterpart", "the NATO chief"), an apposition ("a
  representative, Ada Bell"), a relative pronoun, or "he" where one candidate is left;
- `parties(token, block)`: the same for coordinated heads ("Bell and Mora") and groups
  ("the two leaders", "both countries", "they");
- `actors(token, block)`: the same for whoever acts; a description stands for the country or
  body that it comes from ("Afghan negotiators", "leaders of Congress").
They return None or () when unknown, and never guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from briefs.facts.document.dependencies import base, heads, is_nominal
from briefs.facts.entities.coordination import find_coordinations
from briefs.facts.entities.mention_clustering import Entity, MentionClusters, cluster_mentions
from briefs.facts.entities.name_mentions import mentions
from briefs.facts.entities.pronouns import Pronouns
from briefs.facts.entities.role_phrases import is_role, role_phrase
from briefs.facts.lexicon.gazetteer import AMERICAN
from briefs.facts.lexicon.role_nouns import ENVOYS, LEADERS, TEAMS, office, same_office
from briefs.model.facts import Kind, Party

_GROUPS = {
    "leader": Kind.PERSON, "president": Kind.PERSON, "man": Kind.PERSON, "woman": Kind.PERSON,
    "minister": Kind.PERSON, "premier": Kind.PERSON, "diplomat": Kind.PERSON,
    "senator": Kind.PERSON, "lawmaker": Kind.PERSON, "official": Kind.PERSON,
    "rival": Kind.PERSON, "candidate": Kind.PERSON,
    "country": Kind.COUNTRY, "nation": Kind.COUNTRY, "side": Kind.COUNTRY,
    "government": Kind.COUNTRY, "ally": Kind.COUNTRY, "neighbor": Kind.COUNTRY,
    "neighbour": Kind.COUNTRY, "state": Kind.COUNTRY, "power": Kind.COUNTRY,
    "company": Kind.BODY, "firm": Kind.BODY, "group": Kind.BODY, "party": Kind.BODY,
    "bank": Kind.BODY, "carrier": Kind.BODY, "airline": Kind.BODY, "club": Kind.BODY,
}  # fmt: skip
_HIS = frozenset({"his", "her", "their", "its"})


def register(docs: Sequence[Doc]) -> Registry:
    """Docs of the blocks in order -> Registry.

    Names are looked for in the text only: in a headline in title case every word looks like a name.
    """
    found = [m for block, doc in enumerate(docs) for m in mentions(doc, block)]
    return Registry(docs, cluster_mentions(docs, found))


class Registry:
    """The article's persons, bodies and countries, and what each word refers to."""

    def __init__(self, docs: Sequence[Doc], clusters: MentionClusters) -> None:
        self._entities = clusters.entities
        self._at = clusters.at
        self._seats = clusters.seats
        self._lists = find_coordinations(docs, clusters)
        self._roles: dict[tuple[int, int], int] = {}
        for block, doc in enumerate(docs):
            for token in doc:
                if (block, token.i) in clusters.at or not _may_be_role(token):
                    continue
                index = self._by_role(token, block)
                if index is not None:
                    self._roles[block, token.i] = index
                    self._note_role(token, index)
        self._parties = tuple(e.party() for e in clusters.entities)
        self._pronouns = Pronouns(docs, clusters, self._roles, self._lists)
        self._genders = dict(zip(self._parties, self._pronouns.genders, strict=True))

    def _note_role(self, token: Token, index: int) -> None:
        """Give a person without a role the one that this role phrase states."""
        role = role_phrase(token)
        if role and not self._entities[index].roles and base(token) != "counterpart":
            self._entities[index].roles.append(role)

    @property
    def everyone(self) -> tuple[Party, ...]:
        """All parties in order of their first mention."""
        return self._parties

    def party(self, token: Token, block: int) -> Party | None:
        """Head token -> the party that it refers to, or None."""
        index = self._index(token, block)
        return None if index is None else self._parties[index]

    def parties(self, token: Token, block: int) -> tuple[Party, ...]:
        """Head token -> every party that it and its coordinated heads refer to."""
        found: list[int] = []
        for head in heads(token):
            group = self._group(head, block)
            if group:
                found += group
                continue
            index = self._index(head, block)
            if index is not None:
                found += self._listed(head, index, block)
        return tuple(self._parties[i] for i in dict.fromkeys(found))

    def actors(self, token: Token, block: int) -> tuple[Party, ...]:
        """Like `parties`, but descriptions count as the country or body that they come from."""
        found = [p for head in heads(token) for p in self.actors_of_head(head, block)]
        return tuple(dict.fromkeys(found))

    def actors_of_head(self, head: Token, block: int) -> tuple[Party, ...]:
        """`actors` of one head, without those that the parser coordinates with it."""
        indexes = list(self._group(head, block))
        if not indexes:
            index = self._index(head, block)
            indexes = (
                self._represented(head, block)
                if index is None
                else self._listed(head, index, block)
            )
        return tuple(self._parties[i] for i in dict.fromkeys(indexes))

    def party_named(self, token: Token, block: int) -> Party | None:
        """Token -> the party whose name it is part of (as a modifier too), or None."""
        index = self._at.get((block, token.i))
        return None if index is None else self._parties[index]

    def names(self) -> Mapping[tuple[int, int], Party]:
        """(Block, token) of every word of every name -> the party."""
        return {place: self._parties[index] for place, index in self._at.items()}

    def gender(self, party: Party) -> str:
        """A person's gender: "m", "f", or "" if unknown."""
        return self._genders.get(party, "")

    def is_seat(self, token: Token, block: int) -> bool:
        """Whether the token is the name of a capital, which may stand for its country."""
        return (block, token.i) in self._seats

    def home_country(self) -> tuple[Party, ...]:
        """The country mentioned most, by name, people, capital or bodies; () if there is none."""
        counts: Counter[str] = Counter()
        for entity in self._entities:
            if entity.kind is Kind.COUNTRY:
                counts[entity.name] += len(entity.places)
            elif entity.name in AMERICAN:
                counts["United States"] += len(entity.places)
            for country in entity.countries if entity.kind is Kind.PERSON else ():
                counts[country] += len(entity.places)
        if not counts:
            return ()
        best = max(counts, key=lambda name: (counts[name], name))
        return (Party(best, None, Kind.COUNTRY),)

    def signatories(self, party: Party) -> tuple[Party, ...]:
        """Party -> who is bound by its signature: a person's country, else the party itself."""
        if party.kind is not Kind.PERSON:
            return (party,)
        own = self.countries(party)[:1]
        return tuple(Party(name, None, Kind.COUNTRY) for name in own) or (party,)

    def countries(self, party: Party) -> tuple[str, ...]:
        """The countries or bodies that a person belongs to."""
        for entity, known in zip(self._entities, self._parties, strict=True):
            if known == party:
                return tuple(entity.countries)
        return ()

    def _listed(self, head: Token, index: int, block: int) -> list[int]:
        """A named head -> it and the names listed with it, whatever the parse."""
        for token in (head, *(c for c in head.children if c.dep_ in {"appos", "compound"})):
            if self._at.get((block, token.i)) == index:
                return list(self._lists.get((block, token.i), (index,)))
        return [index]

    # ------------------------------------------------------------------ single heads

    def _index(self, token: Token, block: int, depth: int = 0) -> int | None:
        if depth > 3:
            return None
        here = self._at.get((block, token.i))
        if here is not None:
            return here
        if token.tag_ in {"WP", "WDT"} or (token.lower_ == "that" and token.dep_ == "nsubj"):
            verb = token.head
            if verb.dep_ == "relcl" and verb.head.i < token.i:
                return self._index(verb.head, block, depth + 1)
            return None
        if token.tag_ in {"PRP", "PRP$"}:
            return self._pronouns.resolve(token, block)
        beside = self._apposition(token, block)
        if beside is not None:
            return beside
        if _may_be_role(token):
            return self._roles.get((block, token.i))
        return self._body_by_last_word(token) if is_nominal(token) else None

    def _apposition(self, token: Token, block: int) -> int | None:
        """Head -> its apposition: "a representative, |Ada Bell|", "the carmaker |Volta|"."""
        for child in token.children:
            if child.dep_ == "appos":
                index = self._at.get((block, child.i))
                if index is not None and self._entities[index].kind is not Kind.COUNTRY:
                    person = self._entities[index].kind is Kind.PERSON
                    if person == is_role(token):
                        return index
        return None

    def _by_role(self, token: Token, block: int) -> int | None:
        """Role noun -> the only person in the article called so: "the Russian leader"."""
        if token.tag_ in {"NNS", "NNPS"} or not _definite(token):
            return None
        phrase = _words_of(token)
        whose = self._countries_named(token, block)
        if base(token) == "counterpart":
            return self._counterpart(token, block, whose)
        role_office = office(" ".join(phrase))
        if role_office is None:
            return None
        fitting = [
            (i, e)
            for i, e in enumerate(self._entities)
            if e.kind is Kind.PERSON
            and any(same_office(role_office, held) for held in e.offices)
            and (not whose or set(whose) & set(e.countries))
        ]
        return self._only(fitting, token, block)

    def _counterpart(self, token: Token, block: int, whose: Sequence[str]) -> int | None:
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        other = None if owner is None else self._owner(token, owner, block)
        fitting = [
            (i, e)
            for i, e in enumerate(self._entities)
            if e.kind is Kind.PERSON and i != other and set(whose) & set(e.countries)
        ]
        leaders = [(i, e) for i, e in fitting if e.offices & LEADERS]
        if other is not None:
            same = [(i, e) for i, e in fitting if e.offices & self._entities[other].offices]
            fitting = same or leaders or fitting
        return self._only(fitting, token, block)

    def _owner(self, token: Token, owner: Token, block: int) -> int | None:
        """Whose counterpart: a name's, or "his" of the role or name it is coordinated with."""
        if owner.lower_ not in _HIS:
            return self._at.get((block, owner.i))
        first = token.head
        return self._at.get((block, first.i), self._roles.get((block, first.i)))

    def _only(self, fitting: Sequence[tuple[int, Entity]], token: Token, block: int) -> int | None:
        """The only candidate, or the one named far more often than the others."""
        if len(fitting) == 1:
            return fitting[0][0]
        if not fitting:
            return None
        before = [(sum(place[:2] < (block, token.i) for place in e.places), i) for i, e in fitting]
        before.sort(key=lambda pair: (-pair[0], pair[1]))
        if before[0][0] >= 2 * before[1][0] and before[0][0] >= 2:
            return before[0][1]
        return None

    def _countries_named(self, token: Token, block: int) -> tuple[str, ...]:
        """Countries and bodies that the noun's own phrase names: "|Russia|'s leader"."""
        found = []
        for part in _own_words(token):
            index = self._at.get((block, part.i))
            if index is not None and self._entities[index].kind is not Kind.PERSON:
                entity = self._entities[index]
                found.append(entity.name)
        return tuple(dict.fromkeys(found))

    def _body_by_last_word(self, token: Token) -> int | None:
        """Body noun -> the only body in the article whose name ends so: "the committee"."""
        if token.tag_ != "NN" or not any(c.lower_ == "the" for c in token.children):
            return None
        if any(c.dep_ in {"amod", "compound", "poss", "prep"} for c in token.children):
            return None
        word = token.lower_
        fitting = [
            i
            for i, e in enumerate(self._entities)
            if e.kind is Kind.BODY and len(e.words) > 1 and e.words[-1] == word
        ]
        return fitting[0] if len(fitting) == 1 else None

    # ----------------------------------------------------------------------- groups

    def _group(self, token: Token, block: int) -> tuple[int, ...]:
        """Group noun -> the last such pair: "the two leaders", "both sides", "they"."""
        kind = _GROUPS.get(base(token))
        number = next((c.lower_ for c in token.children if c.lower_ in {"two", "both"}), None)
        lone = token.lower_ in {"two", "both"} and token.tag_ in {"CD", "DT", "PDT"}
        if lone and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj", "conj"}:
            return self._pronouns.pair(token, block, None)
        if kind is not None and number and token.tag_ in {"NNS", "NNPS"}:
            return self._pronouns.pair(token, block, kind)
        if token.lower_ in {"they", "them"}:
            return self._pronouns.plural(token, block)
        return ()

    def _is_only_place(self, part: Token, index: int, block: int) -> bool:
        """Whether a name after a preposition is only a place: "lawmakers |in the Oval Office|"."""
        if self._entities[index].kind is Kind.COUNTRY:
            return False
        return part.head.lower_ == "in" or (block, part.i) in self._seats

    def _represented(self, token: Token, block: int, depth: int = 0) -> list[int]:
        """Description -> the parties that it represents: "Afghan negotiators" -> Afghanistan."""
        if not is_nominal(token) or base(token) not in ENVOYS or depth > 2:
            return []
        found: list[int] = []
        for part in _own_words(token):
            index = self._at.get((block, part.i))
            if index is None:
                found += self._represented(part, block, depth + 1) if part.i > token.i else []
            elif self._is_only_place(part, index, block) and part.i > token.i:
                continue
            elif self._entities[index].kind in {Kind.COUNTRY, Kind.BODY} or (
                part.dep_ in {"poss", "compound"} and base(token) in TEAMS
            ):
                found += self._listed(part, index, block)
        return list(dict.fromkeys(found))


def _may_be_role(token: Token) -> bool:
    return token.tag_ in {"NN", "NNP", "JJ"} and is_role(token)


def _definite(token: Token) -> bool:
    """Whether the phrase is definite: "the", "his", "Russia's", "Russian"."""
    for child in token.children:
        if child.lower_ in {"a", "an", "any", "another", "every", "no", "some", "each", "one"}:
            return False
    return any(
        c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} | _HIS for c in token.children
    )


def _own_words(token: Token) -> Iterable[Token]:
    """The phrase's words that say whose or from where: to the left, after "of", "from", "in"."""
    for child in token.children:
        if child.i < token.i and child.dep_ in {"amod", "compound", "poss", "nmod", "npadvmod"}:
            yield child
            yield from (c for c in child.children if c.dep_ in {"amod", "compound", "conj"})
        if child.dep_ == "prep" and child.lower_ in {"of", "from", "for"}:
            for goal in child.children:
                if goal.dep_ == "pobj":
                    yield from heads(goal)


def _words_of(token: Token) -> list[str]:
    left = [c.text for c in token.children if c.i < token.i and c.dep_ in {"amod", "compound"}]
    after = [
        word.text
        for c in token.children
        if c.dep_ == "prep" and c.lower_ == "of" and c.i == token.i + 1
        for word in c.subtree
    ]
    return [*left, token.text, *after[:3]]
