"""What lines are checked against: one article as it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefs import scope
from briefs.facts.clean import normal
from briefs.model import Article, Facts, Paragraph, Party, Proof, Reading, Span
from briefs.naming import JOINT, given_name, short_name


@dataclass(frozen=True, slots=True)
class Ground:
    """What lines are checked against: one article as it was read."""

    text: str
    title: str
    facts: Facts
    paragraphs: dict[int, Paragraph]
    shorts: dict[str, str]
    names: dict[str, str]
    flat: str
    year: int | None = None

    def sentence(self, proof: Proof) -> str | None:
        """The sentence that the proof names, None where its numbers and span disagree."""
        paragraph = self.paragraphs.get(proof.paragraph)
        if paragraph is None or not 1 <= proof.sentence <= len(paragraph.sentences):
            return None
        span = paragraph.sentences[proof.sentence - 1]
        return span.of(self.text) if span == proof.span else None

    def parties(self) -> Iterable[Party]:
        """Everyone that the facts name."""
        return _parties(self.facts)

    def name(self, party: Party) -> str:
        """What the article calls the party in full."""
        return self.names.get(party.name, party.name)

    def gives(self, words: str) -> bool:
        """Whether the words stand in the article or its title, blanks and quote marks alike.

        The first letter may be a capital, since a line may begin with it.
        """
        flat = normal(words)
        if flat in self.flat or flat[:1].lower() + flat[1:] in self.flat:
            return True
        several = JOINT.split(words)
        return len(several) > 1 and all(map(self.gives, several))

    def short(self, party: Party) -> str:
        """What the article calls the party after the first time."""
        return self.shorts.get(party.name, party.name)

    def quoted(self, number: int) -> list[Span]:
        """What stands between quote marks in a paragraph, as spans of the text."""
        paragraph, before = self.paragraphs[number], self.paragraphs.get(number - 1)
        continued = before is not None and scope.leaves_open(before.span.of(self.text))
        start = paragraph.span.start
        ranges = scope.quoted_ranges(paragraph.span.of(self.text), continued=continued)
        return [Span(start + s, start + e) for s, e in ranges]


def _parties(facts: Facts) -> Iterable[Party]:
    for meeting in facts.meetings:
        yield from meeting.participants
    for agreement in facts.agreements:
        yield from agreement.parties
    yield from (reaction.speaker for reaction in facts.reactions)


def _year(article: Article) -> int | None:
    """The year of the article, as far as it is known for certain."""
    stated = (article.published or "")[:4] if article.published_certain else ""
    return int(stated) if stated.isascii() and stated.isdigit() else None


def ground(article: Article, reading: Reading) -> Ground:
    """An article and its reading -> what its lines are checked against."""
    by_number = {p.number: p for p in reading.paragraphs}
    everyone = list(_parties(reading.facts))
    shorts = {p.name: short_name(p, article.text, everyone) for p in everyone}
    whole = f"{article.title}\n{article.text}"
    names = {p.name: given_name(p, whole) for p in everyone}
    return Ground(
        article.text,
        article.title,
        reading.facts,
        by_number,
        shorts,
        names,
        " ".join(normal(whole).split()),
        _year(article),
    )
