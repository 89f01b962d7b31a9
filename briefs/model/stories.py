"""Articles that tell one event, their shared lines and their contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from briefs.model.briefings import Briefing, Line, Part, Proof
from briefs.model.places import Place, Slot
from briefs.model.serialization import also_read_as


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What same-story grouping needs of an article, kept beside its briefing.

    Pairs are (word, weight), heaviest first; none is a sentence. `terms`: the words of
    the whole text, `lead` of its beginning, `title` of its title; `actors`: words of its
    names; `marks`: the weekdays, dates, years and numbers that it mentions ("day:tue",
    "date:06-19", "year:2024", "num:7.1"); `event_keys`: who met and who agreed, as it
    reports ("met|kim|putin"); `day`: ISO date of the article, None where it gives none. `version`
    names the table and the rules that weighed it. `sketch`: hashes of its wording, by which
    a reprint is known; `agency`: the news agency that it is credited to.
    """

    terms: tuple[tuple[str, float], ...]
    lead: tuple[tuple[str, float], ...] = ()
    title: tuple[tuple[str, float], ...] = ()
    actors: tuple[tuple[str, float], ...] = ()
    marks: tuple[tuple[str, float], ...] = ()
    event_keys: Annotated[tuple[str, ...], also_read_as("event_keys", "deeds")] = ()
    day: str | None = None
    version: str = ""
    sketch: tuple[int, ...] = ()
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class DigestCandidate:
    """A briefing as a digest meets it.

    `at`: when it was shared or came in; `sharers`: the platform's identifiers of the
    people who shared it; `feeds`: names of the feeds that brought it; `shown_at`: when an
    earlier digest of the same place showed it, None if none did.
    """

    briefing: Briefing
    fingerprint: Fingerprint
    at: datetime
    sharers: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    shown_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """One outlet's proof of a line: which article, which sentences of it."""

    url: str
    outlet: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A line of a story, worded as the first witness's briefing has it.

    The other witnesses say the same; `before` is what was reported earlier where this line has
    another number, or says that what was planned is done ("killed 12 people").
    """

    part: Part
    line: Line
    witnesses: tuple[Witness, ...]
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that come from one source; `name` is an agency's, None for a report of one's own."""

    name: str | None
    urls: tuple[str, ...]


class DisputedField(StrEnum):
    """What outlets can contradict each other about."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    STATUS = "status"
    ACTION = "deed"  # the value of version 1 of the machine interface, which renames nothing
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a contradiction: the article's own words, and who has them."""

    words: str
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Versions of one fact that cannot all be true: at least two, side by side."""

    about: DisputedField
    subject: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Briefings that tell the same story, the fullest first.

    `fresh` are the articles that came since the last digest, `lines` what is shown of
    them: of a story that was shown before, only what is new since `new_since`.
    """

    key: str
    briefings: tuple[Briefing, ...]
    fresh: tuple[DigestCandidate, ...] = ()
    lines: tuple[StoryLine, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    outlets: tuple[str, ...] = ()
    sharers: tuple[str, ...] = ()
    new_since: datetime | None = None
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of one slot: `stories` in full, `rest` with one line each."""

    place: Place
    slot: Slot | None
    stories: tuple[Story, ...]
    late: bool = False
    rest: tuple[Story, ...] = ()
