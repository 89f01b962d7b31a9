"""Values of a chat's requests: how something was asked, by whom, and what a reply shows."""

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
    """How links came to the bot; only SEEN is automatic: posted in a channel on auto."""

    SEEN = "seen"
    MENTION = "mention"
    REACTION = "reaction"
    COMMAND = "command"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class IncomingRequest:
    """A request from a platform; `writer`: the message's author, if known.

    `asked_in`: the place of a mention that is written below the message, None for all others.
    `waits`: the platform shows the asker that they wait until their command is answered, so a
    refusal is its answer, every time; all others are told in a message, now and then.
    """

    seen: LinkSeen
    kind: RequestKind
    writer: str | None = None
    asked_in: Place | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, and their rights on the platform in the place where they ask.

    `creator`: they created the channel. `opened`: the thread where they ask, if they opened it;
    they may change its own digests, but nothing of the channel. `unknown`: the platform could not
    be asked, so False means nothing. `zone` (an IANA name) and `locale` ("de-DE") come from their
    profile, None if the platform does not give them. `may_ping`: they may mention every role, or
    decide which can be mentioned.
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
    """A sentence that a line cites, and the address of its article (None: pasted text)."""

    proof: Proof
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A line of a reply, numbered from 1, with its sentences.

    `sentences` is None if the article was read again since and has changed.
    """

    number: int
    label: str
    line: CardLine
    sentences: tuple[CitedSentence, ...] | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One page of a reply's evidence; `page` counts from 0."""

    headline: str
    lines: tuple[EvidenceLine, ...]
    page: int
    pages: int

    @property
    def article(self) -> str | None:
        """The address of the one article that all sentences are from; None if there are several."""
        found = {one.url for line in self.lines for one in line.sentences or ()}
        return found.pop() if len(found) == 1 else None


class Mark(StrEnum):
    """Progress shown on the asker's message. RESTING: received, to be answered later."""

    WORKING = "working"
    RESTING = "resting"
    DONE = "done"
    FAILED = "failed"


class ReplyAct(StrEnum):
    """What can be done with a reply, besides opening its evidence."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    AGAIN = "again"
    MUTE = "mute"
    REPORT = "report"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Report:
    """A line that a reader reported as wrong, for the operator."""

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
    """A person's view of a workspace: its digests, and what they shared lately."""

    subscriptions: tuple[Subscription, ...]
    recent: tuple[StoredBriefing, ...]
