"""Cards, which every chat renders: parts and lines, without markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from briefs.model.briefings import Proof
from briefs.model.serialization import Text
from briefs.model.stories import Witness


class Tone(StrEnum):
    """The kind of a run in a card line; each platform's rendering decides how it looks."""

    PLAIN = "plain"
    QUOTE = "quote"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Run:
    """Unescaped text of one tone; `url`: the article that these words name, if any."""

    text: Text
    tone: Tone = Tone.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line without markup, with its proofs; `mark`: "new" or "only in ..." in a digest.

    In a digest `url` is the article of the `proofs`, and `witnesses` are all articles with this
    line, including that one.
    """

    runs: tuple[Run, ...]
    proofs: tuple[Proof, ...] = ()
    url: str | None = None
    mark: Text | None = None
    witnesses: tuple[Witness, ...] = ()

    @property
    def text(self) -> str:
        """The line's text."""
        return "".join(run.text for run in self.runs)

    @property
    def quoted(self) -> str:
        """The words surest to be found in the article: a quote, else the longest run."""
        quotes = [run.text.strip("“” ") for run in self.runs if run.tone is Tone.QUOTE]
        others = [run.text.strip() for run in self.runs if run.tone is Tone.PLAIN]
        return max(quotes or others or [""], key=len)


@dataclass(frozen=True, slots=True)
class CardPart:
    """A labelled group of lines. For a story of a digest also `title`, `url` and `proofs`.

    `proofs` are those of the title, in the article at `url`.
    """

    label: Text
    lines: tuple[CardLine, ...]
    title: str | None = None
    url: str | None = None
    proofs: tuple[Proof, ...] = ()


class CardKind(StrEnum):
    """The kind of a message."""

    BRIEFING = "briefing"
    DIGEST = "digest"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Card:
    """The content of a message, without any platform's markup.

    `source` is the origin in one line ("Example News, 4 May 2026"); `more` counts the facts that
    only the full list shows; `detail` is that list. `follows` is the key of the
    digest that reports on a followed story.
    """

    kind: CardKind
    headline: Text
    parts: tuple[CardPart, ...] = ()
    url: str | None = None
    source: Text | None = None
    more: int = 0
    detail: tuple[CardPart, ...] = ()
    notes: tuple[Text, ...] = field(default=())
    follows: str | None = None
