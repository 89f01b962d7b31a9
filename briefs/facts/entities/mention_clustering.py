"""Mentions of the whole article -> one `Entity` for each person, body, country or place.

Takes the mentions in order and the Docs, gives entities and, for each token, its entity.
Persons: a full name opens an entity; "Kerry", "John F. Kerry" and "Mr. Kerry" join the one
person with that family name; two persons with one family name are distinguished by honorific or
title, or not at all. East Asian names are also found by their first word ("Kim"). A lone family
name takes the office table's full name where the table knows one holder and the article gives
the title ("President Mora") or nobody else has the name.
Bodies: "the National Reef Association (NRA)", "NRA" and the long form are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc

from briefs.facts.entities.name_mentions import Mention
from briefs.facts.entities.role_phrases import roles_at
from briefs.facts.lexicon import gazetteer
from briefs.facts.lexicon.role_nouns import HONORIFICS, office
from briefs.model.facts import Kind, Party

_NEAR = 3  # paragraphs within which a full name may follow its family name
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "s"})


@dataclass(slots=True)
class Entity:
    """One person, body, country or place, filled mention by mention."""

    name: str
    kind: Kind
    words: tuple[str, ...]
    places: list[tuple[int, int, int]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    gender: str = ""
    first: tuple[int, int] = (0, 0)

    @property
    def offices(self) -> frozenset[str]:
        """Classes of office, by the article or the table."""
        return frozenset(filter(None, map(office, self.roles))) | frozenset(
            row.office for row in gazetteer.BY_NAME.get(self.name, ())
        )

    def party(self) -> Party:
        """Entity -> Party, with the longest role in the article."""
        role = None
        if self.kind is Kind.PERSON and self.roles:
            role = max(self.roles, key=lambda r: min(len(r.split()), 5))
        return Party(self.name, role, self.kind)


@dataclass(frozen=True, slots=True)
class MentionClusters:
    """Entities in order of first mention; `at[block, token]` is an index into them.

    `adjectives` and `seats` are the tokens that name a country by a demonym or a capital.
    """

    entities: tuple[Entity, ...]
    at: dict[tuple[int, int], int]
    adjectives: frozenset[tuple[int, int]]
    seats: frozenset[tuple[int, int]]


def cluster_mentions(docs: Sequence[Doc], mentions: Sequence[Mention]) -> MentionClusters:
    """Docs and their mentions -> the article's entities."""
    kinds = _majority(mentions)
    mentions = [_with_majority_kind(m, kinds) for m in mentions]
    persons, bodies = _Persons(), _Bodies()
    for m in mentions:
        if m.kind is Kind.PERSON and len(gazetteer.fold(m.name)) > 1:
            person = persons.full(m)
            person.gender = person.gender or _honorific_gender(docs[m.block], m)
        elif m.kind is not Kind.PERSON and len(m.name.split()) > 1:
            bodies.add(m)
    owners = [(m, persons.find(m, docs) or bodies.find(m)) for m in mentions]
    for m, entity in owners:
        entity.places.append((m.block, m.start, m.end))
        if entity.kind is Kind.PERSON:
            _add_attributes(entity, docs[m.block], m)
    return _index(owners)


def _index(owners: Sequence[tuple[Mention, Entity]]) -> MentionClusters:
    entities: list[Entity] = []
    index: dict[int, int] = {}
    at: dict[tuple[int, int], int] = {}
    adjectives, seats = set(), set()
    for m, entity in owners:
        if id(entity) not in index:
            index[id(entity)] = len(entities)
            entities.append(entity)
        for token in range(m.start, m.end):
            at[m.block, token] = index[id(entity)]
            if m.adjective:
                adjectives.add((m.block, token))
            if m.seat:
                seats.add((m.block, token))
    for entity in entities:
        if entity.kind is Kind.PERSON:
            _complete_from_tables(entity, entities)
    return MentionClusters(tuple(entities), at, frozenset(adjectives), frozenset(seats))


def _majority(mentions: Sequence[Mention]) -> dict[tuple[str, ...], Kind]:
    """{Folded name: the kind that most of its mentions have}; known names do not vote."""
    votes: dict[tuple[str, ...], Counter[Kind]] = {}
    for m in mentions:
        if not m.known:
            votes.setdefault(gazetteer.fold(m.name), Counter())[m.kind] += 1
    return {key: max(count, key=lambda k: (count[k], k.value)) for key, count in votes.items()}


def _with_majority_kind(m: Mention, kinds: dict[tuple[str, ...], Kind]) -> Mention:
    kind = kinds.get(gazetteer.fold(m.name), m.kind)
    if m.known or kind is m.kind:
        return m
    return Mention(m.block, m.start, m.end, m.name, kind, label=m.label)


@lru_cache(maxsize=4096)
def _core_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Name words without regnal titles, initials and suffixes."""
    core = tuple(w for w in words if len(w) > 1 and w not in {"jr", "sr", "ii", "iii", "iv"})
    return core or words


class _Persons:
    """The persons named so far."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self._by_first: dict[str, list[Entity]] = {}

    def full(self, m: Mention) -> Entity:
        words = gazetteer.fold(m.name)
        bearers = self._by_first.setdefault(
            _core_words(words)[0], []
        )  # one person has one first word
        for person in bearers:
            if _same_person(person.words, words):
                if len(words) > len(person.words) and not gazetteer.BY_NAME.get(person.name):
                    person.name, person.words = m.name, words
                return person
        person = Entity(m.name, Kind.PERSON, words, first=(m.block, m.start))
        if m.country:
            person.countries.append(m.country)
        self.all.append(person)
        bearers.append(person)
        return person

    def find(self, m: Mention, docs: Sequence[Doc]) -> Entity | None:
        """The person that the mention refers to, new if need be; None where it is no person."""
        words = gazetteer.fold(m.name)
        if not words:
            return None
        if m.kind is Kind.PERSON and len(words) > 1:
            return self.full(m)
        if m.known and self._is_family(m, docs[m.block]):
            words = (docs[m.block][m.start].lower_,)
        elif m.known or len(words) > 1:
            return None
        bearers = self._bearers(words[0])
        if m.kind is not Kind.PERSON and (not bearers or m.label in {"GPE", "ORG", "NORP"}):
            family = any(_core_words(p.words)[-1] == words[0] for p in bearers)
            if not (family and m.label != "NORP" and not _has_article(docs[m.block], m)):
                return None
        if len(bearers) > 1:
            bearers = self._with_same_title(bearers, docs[m.block], m)
        if len(bearers) == 1 and not _much_later(bearers[0], m):
            return bearers[0]
        lone = next((p for p in self.all if p.words == words), None)
        if lone is None:
            lone = Entity(m.name, Kind.PERSON, words)
            self.all.append(lone)
        return lone

    def _is_family(self, m: Mention, doc: Doc) -> bool:
        """Whether a demonym is somebody's name here: "Mark Cuban ... |Cuban| also said"."""
        word = doc[m.start]
        if not m.adjective or m.end - m.start > 1 or word.dep_ in {"amod", "compound"}:
            return False
        low = word.lower_
        return any(len(p.words) > 1 and _core_words(p.words)[-1] == low for p in self.all)

    def _bearers(self, word: str) -> list[Entity]:
        """Who has the word as a family name; else who has it as a first name."""
        family = [
            p
            for p in self.all
            if len(p.words) > 1
            and (
                _core_words(p.words)[-1] == word
                or (_is_family_name_first(p) and p.words[0] == word)
            )
        ]
        return family or [
            p for p in self.all if len(p.words) > 1 and _core_words(p.words)[0] == word
        ]

    def _with_same_title(self, bearers: list[Entity], doc: Doc, m: Mention) -> list[Entity]:
        """Persons of one name -> those whose honorific or office is the mention's."""
        before = doc[m.start - 1] if m.start else None
        if before is None:
            return bearers
        gender = HONORIFICS.get(before.lower_.rstrip("."), "")
        if gender:
            return [p for p in bearers if p.gender in {"", gender}]
        title_office = office(before.text)
        if title_office:
            return [p for p in bearers if title_office in p.offices] or bearers
        known = [p for p in bearers if gazetteer.BY_NAME.get(p.name)]
        return known if len(known) == 1 else bearers


def _much_later(person: Entity, m: Mention) -> bool:
    """Whether the full name comes only paragraphs later: then it is rarely the same person."""
    return person.first > (m.block + _NEAR, 0) and not gazetteer.BY_NAME.get(person.name)


def _has_article(doc: Doc, m: Mention) -> bool:
    return m.start > 0 and doc[m.start - 1].lower_ == "the"


def _is_family_name_first(person: Entity) -> bool:
    return bool(set(person.countries) & gazetteer.FAMILY_FIRST)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: "john f kerry" and "john kerry"."""
    if a == b:
        return True
    if ("sr" in a) is not ("sr" in b):
        return False  # a father is another person
    a, b = _core_words(a), _core_words(b)
    if len(a) < 2 or len(b) < 2:
        return False
    short, long = sorted((a, b), key=len)
    if short[-1] == long[-1] and short[0] == long[0]:
        return True
    return len(short) > 1 and long[: len(short)] == short


class _Bodies:
    """The bodies, countries and places named so far."""

    def __init__(self) -> None:
        self.by_words: dict[tuple[str, ...], Entity] = {}
        self.by_initials: dict[str, Entity] = {}

    def add(self, m: Mention) -> Entity:
        words = gazetteer.fold(m.name)
        words = words[1:] if words[:1] == ("the",) else words
        entity = self.by_words.get(words)
        if entity is not None and m.surface and entity.kind is Kind.BODY:
            entity.name = max(entity.name, m.surface, key=len)
        if entity is None:
            name = m.surface or m.name
            entity = Entity(name.removeprefix("the ").removeprefix("The "), m.kind, words)
            if m.country:
                entity.countries.append(m.country)
            self.by_words[words] = entity
            initials = "".join(w[0] for w in words if w not in _SMALL)
            if len(initials) > 1 and m.kind is not Kind.COUNTRY:
                self.by_initials.setdefault(initials, entity)
        return entity

    def find(self, m: Mention) -> Entity:
        words = gazetteer.fold(m.name)
        if not m.known and len(words) == 1 and m.name.replace(".", "").isupper():
            entity = self.by_initials.get(words[0])
            if entity is not None:
                return entity
        return self.add(m)


def _add_attributes(person: Entity, doc: Doc, m: Mention) -> None:
    """Add the roles, countries and gender that the mention's context gives."""
    for role in roles_at(doc, m.start, m.end):
        if role not in person.roles:
            person.roles.append(role)
        for country in gazetteer.countries_in(_words(role)):
            if country not in person.countries:
                person.countries.append(country)
    person.gender = person.gender or _honorific_gender(doc, m)


def _honorific_gender(doc: Doc, m: Mention) -> str:
    """The gender of the honorific before a name: "|Mrs.| Bell"."""
    return HONORIFICS.get(doc[m.start - 1].lower_.rstrip("."), "") if m.start else ""


def _words(text: str) -> list[str]:
    return text.replace("'s", " 's").replace("’s", " ’s").split()


def _complete_from_tables(person: Entity, entities: Sequence[Entity]) -> None:
    """Fill in from the office table: a lone family name's full name, gender, countries."""
    if len(person.words) == 1 and not (len(person.name) > 2 and person.name.isupper()):
        rows = gazetteer.BY_SURNAME.get(person.words[0], ())
        names = dict.fromkeys(row.name for row in rows)
        if len(names) > 1:
            titled = dict.fromkeys(r.name for r in rows if r.office in person.offices)
            names = titled if len(titled) == 1 else {}
        named = next(iter(names), None)
        held = {row.office for row in rows}
        fits = person.words[0] not in gazetteer.COMMON or bool(held & person.offices)
        clash = any(e is not person and e.name == named for e in entities)
        if named is not None and fits and not clash:
            person.name = named
    rows = gazetteer.BY_NAME.get(person.name, ())
    if rows:
        person.gender = person.gender or rows[0].gender
        for row in rows:
            if row.where not in person.countries:
                person.countries.append(row.where)
