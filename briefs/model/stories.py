"""Stories: articles on one event, their shared lines and contradictions."""

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
    """What grouping into stories needs of an article, stored beside its briefing.

    Pairs are (word, weight), heaviest first; none is a sentence. `terms`: the words of
    the whole text, `lead` of its beginning, `title` of its title; `actors`: words of its
    names; `marks`: the weekdays, dates, years and numbers that it mentions ("day:tue",
    "date:06-19", "year:2024", "num:7.1"); `event_keys`: who met and who agreed, as it
    reports ("met|kim|putin"); `day`: ISO date of the article, None if unknown. `version`: of the
    word table and the rules. `sketch`: hashes of its wording, to recognise reprints; `agency`: the
    news agency credited.
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
    """A briefing that a digest may show.

    `at`: when it was shared or came in; `sharers`: the platform's identifiers of the people who
    shared it; `feeds`: names of its feeds; `shown_at`: when an earlier digest of the same place
    showed it, None if none did.
    """

    briefing: Briefing
    fingerprint: Fingerprint
    at: datetime
    sharers: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    shown_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """One outlet's proof of a line: its article and the sentences in it."""

    url: str
    outlet: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A line of a story, in the words of the first witness's briefing.

    The other witnesses say the same. `before`: the earlier report, if this line has another number
    or says that a plan was carried out ("killed 12 people").
    """

    part: Part
    line: Line
    witnesses: tuple[Witness, ...]
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles from one source; `name`: of an agency, None for an outlet's own report."""

    name: str | None
    urls: tuple[str, ...]


class DisputedField(StrEnum):
    """What a contradiction between outlets is about."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    STATUS = "status"
    ACTION = "deed"  # the value of version 1 of the machine interface, which renames nothing
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a contradiction: the first article's own words, and who tells the same."""

    words: str
    witnesses: tuple[Witness, ...]

    @property
    def outlets(self) -> frozenset[str]:
        """Names of those who tell it."""
        return frozenset(witness.outlet for witness in self.witnesses)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """At least two versions of one fact that cannot all be true.

    Raises: ValueError for fewer, for two in the same words, and for an outlet behind two.
    """

    about: DisputedField
    subject: str
    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        outlets = [outlet for version in self.versions for outlet in version.outlets]
        if len({version.words.casefold() for version in self.versions}) < max(
            2, len(self.versions)
        ):
            raise ValueError(f"no two versions: {self.versions}")
        if len(set(outlets)) < len(outlets) or not all(v.witnesses for v in self.versions):
            raise ValueError(f"an outlet behind two versions, or none behind one: {self.versions}")


@dataclass(frozen=True, slots=True)
class Story:
    """Briefings of the same story, the fullest first.

    `fresh`: the articles since the last digest; `lines`: what is shown of them; of a story that was
    shown before, only what is new since `new_since`.
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
