"""An article with its facts and paragraphs, against which lines are checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefs.facts.document.paragraphs import normal
from briefs.model.articles import Article, Paragraph, Span
from briefs.model.briefings import Proof
from briefs.model.facts import Facts, Kind, LineQuality, Party, Reading, StatementKey
from briefs.text import surface_scope
from briefs.text.first_person import in_first_person
from briefs.text.party_names import (
    JOINT,
    given_name,
    is_name_of,
    is_role,
    short_name,
    unaccented,
    words_of_names,
)
from briefs.text.references import bare_parts, full_name, lone_names

MAX_BEARERS = 4
"""A word in the names of more parties identifies none of them."""
MUCH_SAID, DENSE = 9, 0.2
"""With fewer statements, and fewer of them for each sentence, an article is likely no report."""
NEAR = 4
"""Paragraphs over which a quote may run without a mark."""
MARKS = re.compile(r"[\"“”]")
TOKEN = re.compile(r"\w+")

Index = Mapping[str, tuple[Party, ...]]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What lines are checked against: one article as it was read.

    `is_guide`: so little is said in it that it is likely a guide or a blog, no report;
    `in_first_person`: it is one, and its author says "I" or "we". `complete`: the sentences whose
    main verb is finite and has a subject.
    """

    text: str
    title: str
    facts: Facts
    paragraphs: dict[int, Paragraph]
    shorts: dict[str, str]
    names: dict[str, str]
    flat: str
    everyone: tuple[Party, ...] = ()
    year: int | None = None
    sentences: Mapping[Span, LineQuality] = field(default_factory=dict, repr=False)
    statements: Mapping[StatementKey, LineQuality] = field(default_factory=dict, repr=False)
    is_guide: bool = False
    in_first_person: bool = False
    complete: frozenset[Span] = frozenset()
    _by_word: Index = field(default_factory=dict, repr=False, compare=False)
    _called: dict[str, tuple[Party, ...]] = field(default_factory=dict, repr=False, compare=False)
    _bare: dict[str, tuple[tuple[str, list[str]], ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _quoted: dict[int, list[Span]] = field(default_factory=dict, repr=False, compare=False)

    def sentence(self, proof: Proof) -> str | None:
        """The sentence that the proof names, None where its numbers and span disagree."""
        paragraph = self.paragraphs.get(proof.paragraph)
        if paragraph is None or not 1 <= proof.sentence <= len(paragraph.sentences):
            return None
        span = paragraph.sentences[proof.sentence - 1]
        return span.of(self.text) if span == proof.span else None

    def is_authors(self, proof: Proof) -> bool:
        """Whether "I" and "we" of a sentence, outside quote marks, are the article's author's.

        Not after a colon, which may lead up to somebody else's words.
        """
        before = self.paragraphs.get(proof.paragraph - 1)
        colon = before is not None and before.span.of(self.text).rstrip().endswith(":")
        return self.in_first_person and not colon

    def parties_called(self, words: str) -> tuple[Party, ...]:
        """The parties of the facts with these words as name or role.

        Called for each piece of each line, so it looks only at parties that share a word.
        """
        if words not in self._called:
            tokens = _tokens(words)
            named = self._by_word.get(tokens[-1], ()) if tokens else self.everyone
            self._called[words] = tuple(
                party
                for party in named
                if is_name_of(words, party.name) or is_role(words, party.role)
            )
        return self._called[words]

    def bare_names(self, sentence: str) -> tuple[tuple[str, list[str]], ...]:
        """(Full name, parts of it that the sentence has alone), for persons named by a part only.

        Persons of the facts, and others whom the article first names by more than that word.
        """
        if sentence not in self._bare:
            words = dict.fromkeys(_tokens(sentence))
            bearers = [self._by_word.get(word, ()) for word in words]
            few = [party for some in bearers if len(some) <= MAX_BEARERS for party in some]
            names = dict.fromkeys(self.name(p) for p in few if p.kind is Kind.PERSON)
            found = ((n, bare_parts(n, sentence)) for n in names if not JOINT.search(n))
            bare = {name: parts for name, parts in found if parts}
            for word in lone_names(sentence):
                full = full_name(word, self.text)
                if full is not None and not any(word in n for n in [*names, *bare] if " " in n):
                    bare[full] = [word]
            self._bare[sentence] = tuple(bare.items())
        return self._bare[sentence]

    def name(self, party: Party) -> str:
        """The party's full name in the article."""
        return self.names.get(party.name, party.name)

    def contains(self, words: str) -> bool:
        """Whether the words occur in the article or its title; blanks and quote marks may differ.

        The first letter may be a capital, since a line may begin with it.
        """
        flat = normal(words)
        if flat in self.flat or flat[:1].lower() + flat[1:] in self.flat:
            return True
        several = JOINT.split(words)
        return len(several) > 1 and all(map(self.contains, several))

    def _is_inside(self, number: int) -> bool:
        """Whether the paragraph lies in a quote that opens in a paragraph before and ends after."""
        if MARKS.search(self.paragraphs[number].span.of(self.text)):
            return False
        opened = self._marks(number, -1)
        closed = self._marks(number, 1)
        if not (opened and closed and surface_scope.leaves_open(opened)):
            return False
        first = MARKS.findall(closed)
        return first[0] == "”" or (first[0] == '"' and len(first) % 2 == 1)

    def _marks(self, number: int, step: int) -> str:
        """The nearest paragraph, at most NEAR away, that has quote marks; "" if none has."""
        for other in range(number + step, number + step * (NEAR + 1), step):
            paragraph = self.paragraphs.get(other)
            words = "" if paragraph is None else paragraph.span.of(self.text)
            if MARKS.search(words):
                return words
        return ""

    def short(self, party: Party) -> str:
        """The party's short name, as the article uses it after the first mention."""
        return self.shorts.get(party.name, party.name)

    def quoted(self, number: int) -> list[Span]:
        """The text between quote marks in a paragraph, as spans."""
        if number not in self._quoted:
            self._quoted[number] = self._quoted_in(number)
        return self._quoted[number]

    def _quoted_in(self, number: int) -> list[Span]:
        paragraph, before = self.paragraphs[number], self.paragraphs.get(number - 1)
        continued = before is not None and surface_scope.leaves_open(before.span.of(self.text))
        start = paragraph.span.start
        if self._is_inside(number):
            return [paragraph.span]
        ranges = surface_scope.quoted_ranges(paragraph.span.of(self.text), continued=continued)
        return [Span(start + s, start + e) for s, e in ranges]


def _parties(facts: Facts) -> Iterator[Party]:
    for fact in facts.walk():
        yield from fact.parties


def _tokens(words: str) -> list[str]:
    """The words of a name, normalised as `is_name_of` and `is_role` compare them."""
    return TOKEN.findall(unaccented(words).lower())


def _by_word(everyone: Iterable[Party]) -> Index:
    """Each word of a name or a role -> who has it."""
    index: dict[str, list[Party]] = defaultdict(list)
    for party in everyone:
        for token in {*_tokens(party.name), *_tokens(party.role or "")}:
            index[token].append(party)
    return {token: tuple(parties) for token, parties in index.items()}


def _year(article: Article) -> int | None:
    """The year of the article, None if it is not certain."""
    stated = (article.published or "")[:4] if article.published_certain else ""
    return int(stated) if stated.isascii() and stated.isdigit() else None


def _is_guide(reading: Reading) -> bool:
    """Whether so little is said that it is likely a guide or a blog."""
    said = len(reading.facts.reactions)
    sentences = sum(len(paragraph.sentences) for paragraph in reading.paragraphs)
    return said < MUCH_SAID and said < DENSE * sentences


def make_source_document(article: Article, reading: Reading) -> SourceDocument:
    """(Article, its reading) -> SourceDocument.

    Only the paragraphs that were read are searched for names, and each name once: the rest of
    the page has no bound.
    """
    by_number = {p.number: p for p in reading.paragraphs}
    everyone = tuple(dict.fromkeys(_parties(reading.facts)))
    by_name = {p.name: p for p in everyone}
    read = article.text[: max((p.span.end for p in reading.paragraphs), default=0)]
    whole = f"{article.title}\n{read}"
    words = words_of_names(by_name)
    guide = _is_guide(reading)
    return SourceDocument(
        article.text,
        article.title,
        reading.facts,
        by_number,
        {name: short_name(party, read, words) for name, party in by_name.items()},
        {name: given_name(party, whole) for name, party in by_name.items()},
        " ".join(normal(whole).split()),
        everyone,
        _year(article),
        dict(reading.sentences),
        dict(reading.statements),
        guide,
        guide
        and in_first_person(article.title, [p.span.of(article.text) for p in reading.paragraphs]),
        frozenset(reading.complete),
        _by_word(everyone),
    )
