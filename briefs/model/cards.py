"""What every chat renders: a card of parts and lines, without markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from briefs.model.briefings import Proof
from briefs.model.serialization import Text
from briefs.model.stories import Witness


class Tone(StrEnum):
    """What a run of a card line is; each platform's rendering decides how it looks."""

    PLAIN = "plain"
    QUOTE = "quote"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Run:
    """Unescaped text of one tone; `url` is set where these words name an article of their own."""

    text: Text
    tone: Tone = Tone.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line without markup. `proofs` open it; `mark` says "new" or "only in ..." in a digest.

    In a digest `url` is the article that `proofs` lie in, and `witnesses` are all the
    articles that tell the line, that one among them.
    """

    runs: tuple[Run, ...]
    proofs: tuple[Proof, ...] = ()
    url: str | None = None
    mark: str | None = None
    witnesses: tuple[Witness, ...] = ()

    @property
    def text(self) -> str:
        """The line as it is read aloud."""
        return "".join(run.text for run in self.runs)

    @property
    def quoted(self) -> str:
        """The words of the line that the article has most surely: a quote, else the longest run."""
        quotes = [run.text.strip("“” ") for run in self.runs if run.tone is Tone.QUOTE]
        others = [run.text.strip() for run in self.runs if run.tone is Tone.PLAIN]
        return max(quotes or others or [""], key=len)


@dataclass(frozen=True, slots=True)
class CardPart:
    """A labelled group of lines; the rest is set for a story of a digest.

    `proofs` are those of its title, in the article at `url`.
    """

    label: str
    lines: tuple[CardLine, ...]
    title: str | None = None
    url: str | None = None
    proofs: tuple[Proof, ...] = ()


class CardKind(StrEnum):
    """What a message is."""

    BRIEFING = "briefing"
    DIGEST = "digest"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Card:
    """What a message says, without any platform's markup.

    `source` is the one-line origin ("Example News, 4 May 2026"); `more` counts the
    facts that only the full list shows; `detail` is that list. `follows` is the key of the
    digest that reports on a followed story.
    """

    kind: CardKind
    headline: Text
    parts: tuple[CardPart, ...] = ()
    url: str | None = None
    source: str | None = None
    more: int = 0
    detail: tuple[CardPart, ...] = ()
    notes: tuple[Text, ...] = field(default=())
    follows: str | None = None
