"""The glossary of a chat's desk: how something was asked, by whom, what a reply opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefs.delivery import Kept, Subscription
from briefs.model import CardLine, LinkSeen, Place, Proof

# --------------------------------------------------------------------------- asking


class Way(StrEnum):
    """How links came to the bot; only SEEN was not asked for by anybody."""

    SEEN = "seen"
    MENTION = "mention"
    REACTION = "reaction"
    COMMAND = "command"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as a platform told it."""

    seen: LinkSeen
    way: Way


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, and what the platform lets them do in the place where they ask.

    `creator`: the channel is theirs. `zone` (an IANA name) and `locale` ("de-DE") are those
    of their profile, None where the platform does not tell.
    """

    id: str
    admin: bool = False
    creator: bool = False
    zone: str | None = None
    locale: str | None = None


# --------------------------------------------------------------------------- opening


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a line cites, and the address of its article (None: a pasted text)."""

    proof: Proof
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Proven:
    """A line of a reply, numbered from 1, with its sentences.

    None where the article has been read anew since and no longer has them so.
    """

    number: int
    label: str
    line: CardLine
    sentences: tuple[Sentence, ...] | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One page of a reply's proof; `page` counts from 0."""

    headline: str
    lines: tuple[Proven, ...]
    page: int
    pages: int


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
    recent: tuple[Kept, ...]
