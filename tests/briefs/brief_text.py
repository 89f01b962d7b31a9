"""Invented briefings for digests: sentences in, candidates out, with true spans and proofs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from briefs.model.articles import Article, Paragraph, Span
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
from briefs.model.places import Place
from briefs.model.stories import DigestCandidate
from briefs.stories.fingerprints import fingerprint

PLACE = Place("slack", "T1", "C1")
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


def line_of(text: str, sentence: Span, number: int) -> Line:
    """A sentence -> a line; "Name: “words”" is a name and a quote."""
    proof = Proof(sentence, 1, number)
    name, colon, rest = text.partition(": ")
    if colon and rest.startswith("“"):
        return Line(
            (
                Piece(name, Wording.NAME, proof),
                Piece(": “", Wording.TEMPLATE),
                Piece(rest.strip("“”"), Wording.QUOTE, proof),
                Piece("”", Wording.TEMPLATE),
            )
        )
    return Line((Piece(text, Wording.WORDS, proof),))


def briefing(
    *sentences: str,
    site: str = "The Inland Post",
    url: str | None = None,
    said: Sequence[str] = (),
    published: str | None = "2026-05-05",
    title: str | None = None,
    facts: Facts | None = None,
) -> Briefing:
    """One paragraph; every sentence is a line of what happened, or said."""
    everything = [*sentences, *said]
    text = " ".join(everything)
    spans: list[Span] = []
    at = 0
    for words in everything:
        spans.append(Span(at, at + len(words)))
        at += len(words) + 1
    lines = [line_of(words, span, n) for n, (words, span) in enumerate(zip(everything, spans, strict=True), 1)]  # fmt: skip
    parts = [(Part.HAPPENED, lines[: len(sentences)]), (Part.SAID, lines[len(sentences) :])]
    sections = tuple(Section(part, tuple(each)) for part, each in parts if each)
    return Briefing(
        url=url
        or f"https://{site.lower().replace(' ', '-')}.example/{len(text)}-{sum(map(ord, text))}",
        title=title or everything[0],
        site=site,
        published=published,
        headline=lines[0],
        sections=sections,
        full=sections,
        facts=facts or Facts(),
        cited=(CitedParagraph(Paragraph(1, Span(0, len(text)), tuple(spans)), text),),
        version="test",
    )


def candidate(
    one: Briefing,
    *,
    hours: float = 0,
    sharers: Sequence[str] = (),
    shown_at: datetime | None = None,
) -> DigestCandidate:
    """A briefing as it comes into a digest, so many hours after NOON."""
    article = Article(one.url, one.title, one.cited[0].text, published=one.published)
    return DigestCandidate(
        one, fingerprint(article), NOON + timedelta(hours=hours), tuple(sharers), (), shown_at
    )


def span_in(one_text: str, words: str) -> Span:
    """Where words stand."""
    at = one_text.index(words)
    return Span(at, at + len(words))
