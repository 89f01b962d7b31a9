"""A briefing: lines of pieces, each with the proof that it cites."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefs.model.articles import Paragraph, Span, Verdict
from briefs.model.facts import Facts


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a piece of a line comes from: a sentence of the article."""

    span: Span
    paragraph: int
    sentence: int


class Wording(StrEnum):
    """The kind of a piece, by which the checker checks its words."""

    QUOTE = "quote"
    WORDS = "words"
    NAME = "name"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line with its own proof.

    QUOTE: an exact substring of the proof's sentence, shown in quote marks.
    WORDS: words of that sentence, in order. NAME: a resolved name or role of the same
    article. TEMPLATE: from a closed list, without proof.
    """

    text: str
    wording: Wording
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a briefing: its pieces in order, concatenated; they contain the blanks."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line's text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The distinct proofs in the order of their first piece."""
        return tuple(dict.fromkeys(p.proof for p in self.pieces if p.proof is not None))


class Part(StrEnum):
    """The parts of a briefing, in their order."""

    HAPPENED = "happened"
    SAID = "said"
    REACTED_FOR = "reacted_for"
    REACTED_AGAINST = "reacted_against"
    REACTED_NEUTRAL = "reacted_neutral"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Section:
    """One part and its lines."""

    part: Part
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CitedParagraph:
    """A paragraph that a line cites, stored so that its proof opens without the article.

    `text` is `article.text[paragraph.span.start:paragraph.span.end]`.
    """

    paragraph: Paragraph
    text: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """The briefing of one article: the short form, everything found, and the proof.

    `sections` is shown in the channel; `full` has every fact as a line ("Show evidence", "Full
    list"). `version` names the rules that made it: the same article and version give the same
    bytes. `from_feed`: the article is a feed's text, not the page's.
    """

    url: str
    title: str
    site: str | None
    published: str | None
    headline: Line
    sections: tuple[Section, ...]
    full: tuple[Section, ...]
    facts: Facts
    cited: tuple[CitedParagraph, ...]
    version: str
    verdict: Verdict = Verdict.ARTICLE
    from_feed: bool = False
