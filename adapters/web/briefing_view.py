"""Briefing -> what the page shows of it: numbered lines, each with its paragraphs marked.

Pure; the templates only lay out what is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefs.cards.briefing_card import LABELS
from briefs.model.briefings import Briefing, CitedParagraph, Line, Piece, Proof, Section, Wording

QUOTED = re.compile(r"“([^“”]+)”")
OPENING, CLOSING = "“\"‘'«", "”\"’'»"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text that is shown in one style.

    `marked`: a cited sentence; `exact`: quoted, or the origin of a quote.
    `url`: the article of the outlet that is named, to link to.
    """

    text: str
    marked: bool = False
    exact: bool = False
    name: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cited paragraph, its cited sentences marked. `sentences` are their numbers in it."""

    paragraph: int
    sentences: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    from_feed: bool = False

    @property
    def label(self) -> str:
        """Position in the article, or in the text from its feed: "Paragraph 3, sentence 2"."""
        numbers = " and ".join(str(number) for number in self.sentences)
        noun = "sentence" if len(self.sentences) == 1 else "sentences"
        of_what = " of the feed's text" if self.from_feed else ""
        return f"Paragraph {self.paragraph}, {noun} {numbers}{of_what}"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is shown. `anchor` is its name in addresses ("line-3", "fact-12")."""

    anchor: str
    stretches: tuple[Stretch, ...]
    evidence: tuple[Evidence, ...]

    @property
    def number(self) -> str:
        """What `?line=` calls it: "3", or "fact-12" for a line of the full list."""
        return self.anchor.removeprefix("line-")


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A labelled group of lines."""

    label: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class BriefingView:
    """A briefing as it is shown: the short form and all facts."""

    headline: ShownLine
    sections: tuple[ShownSection, ...]
    full: tuple[ShownSection, ...]

    @property
    def facts(self) -> int:
        """Number of lines in the full list."""
        return sum(len(section.lines) for section in self.full)


def show(briefing: Briefing) -> BriefingView:
    """Briefing -> BriefingView. The headline is line 0, the lines count from 1 across sections."""
    return BriefingView(
        headline=_line("line-0", briefing.headline, briefing),
        sections=_sections("line", briefing.sections, briefing),
        full=_sections("fact", briefing.full, briefing),
    )


def _sections(
    prefix: str, sections: tuple[Section, ...], briefing: Briefing
) -> tuple[ShownSection, ...]:
    shown = []
    number = 0
    for section in sections:
        lines = []
        for line in section.lines:
            number += 1
            lines.append(_line(f"{prefix}-{number}", line, briefing))
        if lines:
            shown.append(ShownSection(LABELS[section.part], tuple(lines)))
    return tuple(shown)


def _line(anchor: str, line: Line, briefing: Briefing) -> ShownLine:
    cited = {each.paragraph.number: each for each in briefing.cited}
    line = Line(tuple(part for piece in line.pieces for part in _parted(piece, cited)))
    paragraphs = dict.fromkeys(proof.paragraph for proof in line.proofs)
    shown = tuple(
        evidence(cited[number], line, from_feed=briefing.from_feed)
        for number in paragraphs
        if number in cited
    )
    return ShownLine(anchor, stretches(line.pieces), shown)


def _parted(piece: Piece, cited: dict[int, CitedParagraph]) -> tuple[Piece, ...]:
    """A piece of the article's words -> pieces: its exact quotes, and the words between them."""
    proof = piece.proof
    if piece.wording is not Wording.WORDS or proof is None or proof.paragraph not in cited:
        return (piece,)
    paragraph = cited[proof.paragraph]
    start = paragraph.paragraph.span.start
    sentence = paragraph.text[max(0, proof.span.start - start) : proof.span.end - start]
    parts = []
    at = 0
    for quote in QUOTED.finditer(piece.text):
        if quote[0] in sentence:
            parts.append(Piece(piece.text[at : quote.start(1)], Wording.WORDS, proof))
            parts.append(Piece(quote[1], Wording.QUOTE, proof))
            at = quote.end(1)
    return (*parts, Piece(piece.text[at:], Wording.WORDS, proof))


def stretches(pieces: tuple[Piece, ...]) -> tuple[Stretch, ...]:
    """Pieces -> their text, with quote marks around quotes even if the pieces lack them."""
    shown: list[Stretch] = []
    for index, piece in enumerate(pieces):
        if piece.wording is not Wording.QUOTE:
            shown.append(Stretch(piece.text, name=piece.wording is Wording.NAME))
        elif _has_marks(pieces, index):
            shown.append(Stretch(piece.text, exact=True))
        else:
            shown += [Stretch("“"), Stretch(piece.text, exact=True), Stretch("”")]
    return tuple(shown)


def _has_marks(pieces: tuple[Piece, ...], index: int) -> bool:
    """Whether the piece has its own quote marks, or its neighbours have them."""
    text = pieces[index].text
    if text[:1] and text[:1] in OPENING and text[-1:] in CLOSING:
        return True
    before = "".join(piece.text for piece in pieces[:index])
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def evidence(cited: CitedParagraph, line: Line, *, from_feed: bool) -> Evidence:
    """A paragraph that a line cites -> its text, split where a marked part begins or ends."""
    here = [proof for proof in line.proofs if proof.paragraph == cited.paragraph.number]
    start = cited.paragraph.span.start
    size = len(cited.text)
    marks = [(max(0, p.span.start - start), min(size, p.span.end - start)) for p in here]
    exact = [
        place
        for piece in line.pieces
        if piece.wording is Wording.QUOTE and piece.proof in here
        for place in _places(piece, piece.proof, cited)
    ]
    cuts = sorted({0, size, *(cut for pair in (*marks, *exact) for cut in pair)})
    cut = tuple(
        Stretch(cited.text[a:b], marked=_within(a, b, marks), exact=_within(a, b, exact))
        for a, b in pairwise(cuts)
    )
    numbers = tuple(dict.fromkeys(proof.sentence for proof in here))
    return Evidence(cited.paragraph.number, numbers, cut, from_feed)


def _places(piece: Piece, proof: Proof | None, cited: CitedParagraph) -> list[tuple[int, int]]:
    """Where the quoted words are in their sentence, as offsets into the paragraph."""
    words = piece.text.strip().strip(OPENING + CLOSING)
    if proof is None or not words:
        return []
    start = cited.paragraph.span.start
    at = cited.text.find(words, max(0, proof.span.start - start), proof.span.end - start)
    return [(at, at + len(words))] if at >= 0 else []


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)
