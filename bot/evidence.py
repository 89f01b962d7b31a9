"""What a reply's lines cite, page by page. Pure: the articles are handed in."""

from __future__ import annotations

from collections.abc import Mapping

from briefs.chatting import Evidence, Proven, Sentence
from briefs.delivery import Kept
from briefs.model import Card, CardLine, Proof, Tone

LINES_OF_PAGE = 5
"""Lines of one page of evidence: with their sentences they fill a screen."""


def proven_lines(card: Card) -> tuple[tuple[str, CardLine], ...]:
    """The lines of a card that cite something, each with its part's label."""
    return tuple((part.label, line) for part in card.parts for line in part.lines if line.proofs)


def cited(card: Card, page: int) -> tuple[str, ...]:
    """The addresses of the articles that a page of evidence cites, each once."""
    shown, _, _ = _of_page(card, page)
    return tuple(dict.fromkeys(_url(card, line) for _, _, line in shown))


def page_of(card: Card, page: int, kept: Mapping[str, Kept | None]) -> Evidence:
    """A page of evidence; one that there is not is the nearest. `kept` by address."""
    shown, page, pages = _of_page(card, page)
    proven = tuple(
        Proven(number, label, line, _sentences(line, kept[_url(card, line)]))
        for number, label, line in shown
    )
    return Evidence(card.headline, proven, page, pages)


def _of_page(card: Card, page: int) -> tuple[list[tuple[int, str, CardLine]], int, int]:
    lines = [(number, *one) for number, one in enumerate(proven_lines(card), 1)]
    pages = max(1, -(-len(lines) // LINES_OF_PAGE))
    page = min(max(page, 0), pages - 1)
    return lines[page * LINES_OF_PAGE : (page + 1) * LINES_OF_PAGE], page, pages


def _url(card: Card, line: CardLine) -> str:
    return line.url or card.url or ""


def _sentences(line: CardLine, kept: Kept | None) -> tuple[Sentence, ...] | None:
    """The sentences behind a line; None unless the article still has them so."""
    if kept is None:
        return None
    url = kept.briefing.url
    shown = None if url.startswith("urn:") else url
    found: list[Sentence] = []
    for proof in line.proofs:
        text = _cited(kept, proof)
        if text is None:
            return None
        found.append(Sentence(proof, text, shown))
    whole = " ".join(sentence.text for sentence in found)
    quotes = [run.text.strip(" “”") for run in line.runs if run.tone is Tone.QUOTE]
    return tuple(found) if all(quote in whole for quote in quotes) else None


def _cited(kept: Kept, proof: Proof) -> str | None:
    for cited in kept.briefing.cited:
        if cited.paragraph.number == proof.paragraph and proof.span in cited.paragraph.sentences:
            start = cited.paragraph.span.start
            return cited.text[proof.span.start - start : proof.span.end - start]
    return None
