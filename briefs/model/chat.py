"""Values of a chat's requests: how something was asked, by whom, what a reply opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefs.model.briefings import Proof
from briefs.model.cards import CardLine
from briefs.model.delivery import StoredBriefing, Subscription
from briefs.model.places import LinkSeen, Place

# --------------------------------------------------------------------------- asking


class RequestKind(StrEnum):
    """How links came to the bot; SEEN alone is automatic: they were posted in a channel on auto."""

    SEEN = "seen"
    MENTION = "mention"
    REACTION = "reaction"
    COMMAND = "command"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class IncomingRequest:
    """A request as a platform delivered it; `writer` wrote the message, where that is known."""

    seen: LinkSeen
    kind: RequestKind
    writer: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, and what the platform lets them do in the place where they ask.

    `creator`: the channel is theirs. `opened`: the thread where they ask, if they opened it: theirs
    are its own digests, not what holds for the channel. `unknown`: the platform could not be
    asked, so False means nothing. `zone` (an IANA name) and `locale` ("de-DE") are those
    of their profile, None where the platform does not tell. `may_ping`: they may mention every
    role, or decide which can be.
    """

    id: str
    admin: bool = False
    creator: bool = False
    opened: str | None = None
    unknown: bool = False
    zone: str | None = None
    locale: str | None = None
    may_ping: bool = False


# --------------------------------------------------------------------------- opening


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence that a line cites, and the address of its article (None: a pasted text)."""

    proof: Proof
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A line of a reply, numbered from 1, with its sentences.

    None where the article has been read anew since and no longer has them so.
    """

    number: int
    label: str
    line: CardLine
    sentences: tuple[CitedSentence, ...] | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One page of a reply's proof; `page` counts from 0."""

    headline: str
    lines: tuple[EvidenceLine, ...]
    page: int
    pages: int


class Mark(StrEnum):
    """Progress on the asker's message. RESTING: it is read, and answered later."""

    WORKING = "working"
    RESTING = "resting"
    DONE = "done"
    FAILED = "failed"


class ReplyAct(StrEnum):
    """What can be done with a reply, besides reading what is behind it."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    AGAIN = "again"
    MUTE = "mute"
    REPORT = "report"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Report:
    """A line that a reader calls wrong, for the operator."""

    key: str
    place: Place
    person: str
    url: str
    headline: str
    line: str
    proofs: tuple[Proof, ...]
    version: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Home:
    """What a person sees of a workspace: its digests, and what they shared lately."""

    subscriptions: tuple[Subscription, ...]
    recent: tuple[StoredBriefing, ...]
