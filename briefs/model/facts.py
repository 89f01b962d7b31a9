"""What an article tells: parties, meetings, agreements, reactions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Protocol, TypeVar

from briefs.model.articles import Paragraph, Span


class Kind(StrEnum):
    """What a party is."""

    PERSON = "person"
    BODY = "body"
    COUNTRY = "country"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Party:
    """Who took part: canonical name, role as the article gives it, kind."""

    name: str
    role: str | None = None
    kind: Kind = Kind.OTHER


class MeetingStatus(StrEnum):
    """Whether a meeting took place."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CALLED_OFF = "called_off"


class AgreementStatus(StrEnum):
    """How far an agreement has come."""

    SIGNED = "signed"
    AGREED = "agreed"
    PLANNED = "planned"
    REFUSED = "refused"
    ENDED = "ended"


class Stance(StrEnum):
    """A speaker's side, from an explicit construction only."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who met. `where` and `when` are the article's words.

    `background`: an earlier or side event, not what the article is about. `confidence`: how
    likely all of it is right, 0 to 1, calibrated out of fold; None where nothing was learned.
    `shown`: the short briefing tells it, set by what composes the briefing.
    """

    participants: tuple[Party, ...]
    status: MeetingStatus
    evidence: Span
    where: Span | None = None
    when: Span | None = None
    background: bool = False
    confidence: float | None = None
    shown: bool = False

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties that it names, under the name that all facts have for them."""
        return self.participants


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was signed. `what` is the article's own noun phrase.

    `background`, `confidence` and `shown` as in Meeting.
    """

    what: Span
    parties: tuple[Party, ...]
    status: AgreementStatus
    evidence: Span
    background: bool = False
    confidence: float | None = None
    shown: bool = False


StatementKey = tuple[str, tuple[Span, ...]]
"""A speaker's name, and the spans of the words."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody's reported words: `source`, `cue` and `content` are the article's own.

    `stance_cue` is the phrase that decided the stance, None where it is neutral for
    want of one. `via` is the outlet that is credited for the words. `old`: said on another,
    earlier occasion. `confidence`: how likely it is a statement of this speaker with these
    words; `speaker_confidence` and `stance_confidence` for the speaker and the side alone.
    Each is 0 to 1, calibrated out of fold; None where nothing was learned. `shown` as in Meeting.
    """

    speaker: Party
    stance: Stance
    quoted: bool
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    evidence: Span
    about: str | None = None
    via: str | None = None
    stance_cue: Span | None = None
    old: bool = False
    confidence: float | None = None
    speaker_confidence: float | None = None
    stance_confidence: float | None = None
    shown: bool = False

    @property
    def key(self) -> StatementKey:
        """What it is known by: who speaks, and where the words stand."""
        return (self.speaker.name, self.content)

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties that it names, under the name that all facts have for them."""
        return (self.speaker,)


Event = Meeting | Agreement
Fact = Meeting | Agreement | Reaction
"""Every kind of fact: who widens it is shown by mypy each `match` that must know the new kind."""
OneFact = TypeVar("OneFact", Meeting, Agreement, Reaction)


class FactChange(Protocol):
    """A fact -> the same, changed."""

    def __call__(self, fact: OneFact, /) -> OneFact:
        """A fact of any kind -> one of that kind."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that was found; the briefing chooses from it.

    `gist`: sentences, best first; `gist_confidence`: how likely each is one of the two that a
    busy reader needs most, () where nothing was learned.
    """

    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    gist: tuple[Span, ...] = ()
    gist_confidence: tuple[float, ...] = ()

    def by_kind(self) -> Mapping[str, tuple[Fact, ...]]:
        """Field -> its facts, each kind that there is: what all ways through them are made of."""
        return {
            "meetings": self.meetings,
            "agreements": self.agreements,
            "reactions": self.reactions,
        }

    def walk(self) -> Iterator[Fact]:
        """Every fact, kind by kind."""
        return chain.from_iterable(self.by_kind().values())

    def events(self) -> tuple[Event, ...]:
        """What happened, without what was said of it: meetings, then agreements."""
        return tuple(fact for fact in self.walk() if not isinstance(fact, Reaction))

    def first(self, count: int) -> Facts:
        """The same with so many of each kind at most; the gist stays."""
        return self.first_of(dict.fromkeys(self.by_kind(), count))

    def first_of(self, counts: Mapping[str, int | None]) -> Facts:
        """The same with so many of each kind (its field) at most, None for all; the gist stays."""
        return replace(
            self,
            meetings=self.meetings[: counts["meetings"]],
            agreements=self.agreements[: counts["agreements"]],
            reactions=self.reactions[: counts["reactions"]],
        )

    def changed(self, change: FactChange) -> Facts:
        """The same with every fact changed, none left out; the gist stays."""
        return replace(
            self,
            meetings=tuple(map(change, self.meetings)),
            agreements=tuple(map(change, self.agreements)),
            reactions=tuple(map(change, self.reactions)),
        )


@dataclass(frozen=True, slots=True)
class LineQuality:
    """How a sentence or a statement reads alone, under the title; each 0 to 1, calibrated.

    `wrong`: how likely it misleads, or speaks of what only another sentence names; `worth`: how
    likely it is right and worth telling.
    """

    wrong: float
    worth: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading an article gives: its facts, and where its sentences lie.

    `sentences`, `statements`: how each that may be told reads alone; one that is missing was not
    judged.
    """

    facts: Facts
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[tuple[Span, LineQuality], ...] = ()
    statements: tuple[tuple[StatementKey, LineQuality], ...] = ()
