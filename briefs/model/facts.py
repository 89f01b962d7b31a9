"""Facts of an article: parties, meetings, agreements, reactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Protocol, TypeVar

from briefs.model.articles import Paragraph, Span


class Kind(StrEnum):
    """The kind of a party."""

    PERSON = "person"
    BODY = "body"
    COUNTRY = "country"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Party:
    """Who took part: canonical name, role in the article's words, kind."""

    name: str
    role: str | None = None
    kind: Kind = Kind.OTHER


class MeetingStatus(StrEnum):
    """Whether a meeting took place."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CALLED_OFF = "called_off"


class AgreementStatus(StrEnum):
    """The state of an agreement."""

    SIGNED = "signed"
    AGREED = "agreed"
    PLANNED = "planned"
    REFUSED = "refused"
    ENDED = "ended"


class Stance(StrEnum):
    """The side that a speaker takes."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who met. `where` and `when` are the article's words.

    `background`: an earlier or side event, not what the article is about. `confidence`: how
    likely all of it is right, 0 to 1, calibrated out of fold; None without a model. `shown`: it is
    in the short briefing, set when that is composed.
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
        """Its parties, under the name that all kinds of facts share."""
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
"""A speaker's name, and the spans of the content."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody's reported words; `source`, `cue` and `content` are spans of the article.

    `stance_cue`: the phrase that shows the stance, None if there is none. `via`: the outlet
    credited for the words. `old`: said on an earlier occasion. `confidence`: how likely it is a
    statement of this speaker with these words; `speaker_confidence`, `stance_confidence`: of the
    speaker and the side alone; each 0 to 1, calibrated out of fold, None without a model. `shown`
    as in Meeting.
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
        """Its key: the speaker's name and the spans of the content."""
        return (self.speaker.name, self.content)

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties that it names, under the name that all facts have for them."""
        return (self.speaker,)


Event = Meeting | Agreement
Fact = Meeting | Agreement | Reaction
"""Every kind of fact; add one here, and mypy names each `match` that must handle it."""
OneFact = TypeVar("OneFact", Meeting, Agreement, Reaction)


def events_among(facts: Iterable[Fact]) -> tuple[Event, ...]:
    """Facts -> those that are events, in the same order."""
    return tuple(fact for fact in facts if not isinstance(fact, Reaction))


class FactChange(Protocol):
    """A function from a fact to a changed fact of the same kind."""

    def __call__(self, fact: OneFact, /) -> OneFact:
        """A fact of any kind -> one of that kind."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts of an article; the briefing chooses from them.

    `gist`: sentences, best first; `gist_confidence`: what each is worth to a busy reader, 0
    to 1 (1: it carries the main point), () without a model.
    """

    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    gist: tuple[Span, ...] = ()
    gist_confidence: tuple[float, ...] = ()

    def by_kind(self) -> Mapping[str, tuple[Fact, ...]]:
        """{Field: its facts}, for every kind; all loops over kinds use this."""
        return {
            "meetings": self.meetings,
            "agreements": self.agreements,
            "reactions": self.reactions,
        }

    def walk(self) -> Iterator[Fact]:
        """Every fact, kind by kind."""
        return chain.from_iterable(self.by_kind().values())

    def events(self) -> tuple[Event, ...]:
        """The events, kind by kind."""
        return events_among(self.walk())

    def first(self, count: int) -> Facts:
        """The same with at most `count` of each kind; the gist stays."""
        return self.first_of(dict.fromkeys(self.by_kind(), count))

    def first_of(self, counts: Mapping[str, int | None]) -> Facts:
        """The same with at most `counts[field]` of each kind, None for all; the gist stays."""
        return replace(
            self,
            meetings=self.meetings[: counts["meetings"]],
            agreements=self.agreements[: counts["agreements"]],
            reactions=self.reactions[: counts["reactions"]],
        )

    def changed(self, change: FactChange) -> Facts:
        """The same with `change` applied to every fact; the gist stays."""
        return replace(
            self,
            meetings=tuple(map(change, self.meetings)),
            agreements=tuple(map(change, self.agreements)),
            reactions=tuple(map(change, self.reactions)),
        )


@dataclass(frozen=True, slots=True)
class LineQuality:
    """How a sentence or a statement reads alone, under the title; each 0 to 1, calibrated.

    `wrong`: how likely it misleads, or refers to something that only another sentence names;
    `worth`: how likely it is right and worth showing. `chosen`, of a sentence: what it is worth
    among the article's others (as Facts.gist_confidence, with more known of it); None of a
    statement.
    """

    wrong: float
    worth: float
    chosen: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading an article: its facts and paragraphs.

    `sentences`, `statements`: how each candidate for a line reads alone; one that is missing was
    not judged. `complete`: the sentences whose main verb is finite and has a subject.
    """

    facts: Facts
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[tuple[Span, LineQuality], ...] = ()
    statements: tuple[tuple[StatementKey, LineQuality], ...] = ()
    complete: tuple[Span, ...] = ()
