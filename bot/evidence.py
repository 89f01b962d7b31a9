"""The sentences that a reply's lines cite, page by page. Pure: the articles are arguments."""

from __future__ import annotations

from collections.abc import Mapping

from briefs.model.briefings import Proof
from briefs.model.cards import Card, CardLine, Tone
from briefs.model.chat import CitedSentence, Evidence, EvidenceLine
from briefs.model.delivery import StoredBriefing

LINES_OF_PAGE = 5
"""Lines of one page of evidence: with their sentences they fill a screen."""


def proven_lines(card: Card) -> tuple[tuple[str, CardLine], ...]:
    """The lines of a card that cite something, each with its part's label."""
    return tuple((part.label, line) for part in card.parts for line in part.lines if line.proofs)


def cited(card: Card, page: int) -> tuple[str, ...]:
    """The addresses of the articles that a page of evidence cites, each once."""
    shown, _, _ = _of_page(card, page)
    return tuple(dict.fromkeys(_url(card, line) for _, _, line in shown))


def page_of(card: Card, page: int, stored: Mapping[str, StoredBriefing | None]) -> Evidence:
    """A page of evidence, the nearest one if there is no such page. `stored`: by address."""
    shown, page, pages = _of_page(card, page)
    proven = tuple(
        EvidenceLine(number, label, line, _sentences(line, stored[_url(card, line)]))
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


def _sentences(line: CardLine, stored: StoredBriefing | None) -> tuple[CitedSentence, ...] | None:
    """The sentences behind a line; None if the stored article no longer has them."""
    if stored is None:
        return None
    url = stored.briefing.url
    shown = None if url.startswith("urn:") else url
    found: list[CitedSentence] = []
    for proof in line.proofs:
        text = _cited(stored, proof)
        if text is None:
            return None
        found.append(CitedSentence(proof, text, shown))
    whole = " ".join(sentence.text for sentence in found)
    quotes = [run.text.strip(" “”") for run in line.runs if run.tone is Tone.QUOTE]
    return tuple(found) if all(quote in whole for quote in quotes) else None


def _cited(stored: StoredBriefing, proof: Proof) -> str | None:
    for cited in stored.briefing.cited:
        if cited.paragraph.number == proof.paragraph and proof.span in cited.paragraph.sentences:
            start = cited.paragraph.span.start
            return cited.text[proof.span.start - start : proof.span.end - start]
    return None
