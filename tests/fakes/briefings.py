"""Hand-made briefings of invented articles: text and lines -> Briefing with true spans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.model.articles import Paragraph, Span, Verdict
from briefs.model.briefings import (
    Briefing,
    CitedParagraph,
    Line,
    Part,
    Piece,
    Proof,
    Section,
    Wording,
)
from briefs.model.facts import Facts

SENTENCE = re.compile(r"\S.*?[.!?]”?(?=\s|$)", re.DOTALL)


class Source:
    """Paragraphs of an invented article, and the pieces that cite them."""

    def __init__(self, *paragraphs: str) -> None:
        self.paragraphs: list[Paragraph] = []
        self.text = "\n\n".join(paragraphs)
        at = 0
        for number, text in enumerate(paragraphs, 1):
            sentences = tuple(
                Span(at + m.start(), at + m.end()) for m in SENTENCE.finditer(text)
            ) or (Span(at, at + len(text)),)
            self.paragraphs.append(Paragraph(number, Span(at, at + len(text)), sentences))
            at += len(text) + 2

    def proof(self, paragraph: int, sentence: int) -> Proof:
        span = self.paragraphs[paragraph - 1].sentences[sentence - 1]
        return Proof(span, paragraph, sentence)

    def quote(self, text: str, paragraph: int, sentence: int) -> Piece:
        proof = self.proof(paragraph, sentence)
        assert text in proof.span.of(self.text), text
        return Piece(text, Wording.QUOTE, proof)

    def words(self, text: str, paragraph: int, sentence: int) -> Piece:
        return Piece(text, Wording.WORDS, self.proof(paragraph, sentence))

    def briefing(
        self,
        headline: Line,
        sections: Sequence[tuple[Part, Sequence[Line]]],
        *,
        full: Sequence[tuple[Part, Sequence[Line]]] | None = None,
        url: str = "https://inland-post.example/river-accord",
        title: str = "An invented article",
        site: str | None = "The Inland Post",
        published: str | None = "2026-05-07T16:20:00+00:00",
        verdict: Verdict = Verdict.ARTICLE,
    ) -> Briefing:
        short = tuple(Section(part, tuple(lines)) for part, lines in sections)
        everything = tuple(Section(part, tuple(lines)) for part, lines in full or sections)
        lines = [headline, *(line for each in (*short, *everything) for line in each.lines)]
        numbers = sorted({proof.paragraph for line in lines for proof in line.proofs})
        cited = tuple(
            CitedParagraph(paragraph, paragraph.span.of(self.text))
            for paragraph in (self.paragraphs[number - 1] for number in numbers)
        )
        return Briefing(
            url=url,
            title=title,
            site=site,
            published=published,
            headline=headline,
            sections=short,
            full=everything,
            facts=Facts(),
            cited=cited,
            version="test-1",
            verdict=verdict,
        )


def name(text: str) -> Piece:
    return Piece(text, Wording.NAME)


def fixed(text: str) -> Piece:
    return Piece(text, Wording.TEMPLATE)


def line(*pieces: Piece) -> Line:
    return Line(pieces)


def _accord_source() -> Source:
    return Source(
        "President Anton Reyes of Keldria and Norvanian Prime Minister Helena Marsh met in Port "
        "Sorrel on Thursday and signed an agreement that shares the water of the River Tamse. "
        "It was their first meeting since March.",
        "The accord guarantees Norvania “at least four-tenths of the river’s yearly flow”. A "
        "joint commission will measure the river every month.",
        "“This is the first time in my life that the river has been good news,” Marsh told "
        "reporters. Reyes called the accord “a promise to two million farmers”.",
        "Dora Lindqvist, the leader of Keldria’s opposition, condemned the agreement as “a gift "
        "wrapped in Keldrian water”.",
        "The two countries signed a ceasefire in 1976.",
    )


def _accord_statements(source: Source) -> tuple[Line, Line, Line]:
    marsh = line(
        name("Helena Marsh"),
        fixed(": “"),
        source.quote("the first time in my life that the river has been good news", 3, 1),
        fixed("”"),
    )
    reyes = line(
        name("Anton Reyes"), fixed(": "), source.quote("a promise to two million farmers", 3, 2)
    )
    against = line(
        name("Dora Lindqvist"),
        fixed(", "),
        source.words("the leader of Keldria’s opposition", 4, 1),
        fixed(": “"),
        source.quote("a gift wrapped in Keldrian water", 4, 1),
        fixed("”"),
    )
    return marsh, reyes, against


def river_accord() -> Briefing:
    """The briefing of a short invented article about a river."""
    source = _accord_source()
    met = line(
        source.words("Anton Reyes", 1, 1),
        fixed(" and "),
        source.words("Helena Marsh met in Port Sorrel on Thursday", 1, 1),
    )
    terms = line(
        source.words("The accord guarantees Norvania ", 2, 1),
        fixed("“"),
        source.quote("at least four-tenths of the river’s yearly flow", 2, 1),
        fixed("”"),
    )
    marsh, reyes, against = _accord_statements(source)
    before = line(source.words("The two countries signed a ceasefire in 1976", 5, 1))
    both = line(
        source.words("It was their first meeting since March", 1, 2),
        fixed(" · "),
        source.words("A joint commission will measure the river every month", 2, 2),
    )
    sections = [
        (Part.HAPPENED, [met, terms]),
        (Part.SAID, [marsh, reyes]),
        (Part.REACTED_AGAINST, [against]),
        (Part.BEFORE, [before]),
    ]
    full = [
        (Part.HAPPENED, [met, terms, both]),
        *sections[1:],
    ]
    headline = line(
        source.words(
            "Anton Reyes of Keldria and Norvanian Prime Minister Helena Marsh signed an agreement",
            1,
            1,
        )
    )
    return source.briefing(headline, sections, full=full, title="A river is shared")


def plain_briefing(text: str, *, url: str = "https://plain.example/a", **fields: str) -> Briefing:
    """A briefing with this text in every place where it shows foreign text."""
    whole = Span(0, len(text))
    source = Source()
    source.text, source.paragraphs = text, [Paragraph(1, whole, (whole,))]
    quoted = Piece(text, Wording.QUOTE, source.proof(1, 1))
    words = Piece(text, Wording.WORDS, source.proof(1, 1))
    lines = [line(words), line(name(text), fixed(": “"), quoted, fixed("”"))]
    return source.briefing(
        line(words),
        [(Part.HAPPENED, lines)],
        url=url,
        title=text,
        site=fields.get("site", text),
        published=fields.get("published", text),
    )
