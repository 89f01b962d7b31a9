"""Values of delivery: what the store hands to the flows, and the flows to the store.

A row is due when its `due_at` has come; a claim moves `due_at` to the end of the lease,
so a crash needs no clean-up: the row falls due again. `token` names one claim: whoever
has lost it can settle nothing any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from briefs.model.briefings import Briefing
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen, Place, Slot
from briefs.model.quiet_hours import QuietHours
from briefs.model.stories import Fingerprint
from briefs.translatable import translatable

# ------------------------------------------------------------------------------ work


class JobKind(StrEnum):
    """What a job does; each kind is one flow."""

    LINK = "link"
    POST = "post"
    DIGEST = "digest"
    FEED = "feed"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work that may be run any number of times; `key` is its row's key."""

    kind: JobKind
    key: str
    at: datetime | None = None


# ----------------------------------------------------------------------------- inbox


@dataclass(frozen=True, slots=True)
class SourceEdited:
    """The asker's message now reads differently; `edited_at` is the platform's time of it."""

    place: Place
    message: str
    links: tuple[str, ...]
    edited_at: datetime


@dataclass(frozen=True, slots=True)
class SourceDeleted:
    """The asker's message is gone."""

    place: Place
    message: str


class Admission(StrEnum):
    """What admitting a request came to."""

    NEW = "new"
    SEEN_BEFORE = "seen_before"
    DELETED = "deleted"
    PERSON_OVER_QUOTA = "person_over_quota"
    PLACE_OVER_QUOTA = "place_over_quota"


@dataclass(frozen=True, slots=True)
class Quota:
    """How many links within `window_s` seconds, for one person and for one channel."""

    person: int = 30
    place: int = 120
    window_s: int = 3600


@dataclass(frozen=True, slots=True)
class ClaimedRequest:
    """A claimed request. `revision` counts the edits of the source; `token` names the claim."""

    key: str
    seen: LinkSeen
    revision: int
    attempt: int
    token: str
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article that a digest showed: its fingerprint, for grouping, without its briefing."""

    article: int
    fingerprint: Fingerprint
    shown_at: datetime


@dataclass(frozen=True, slots=True)
class StoredBriefing:
    """What is stored of an article, and the addresses under which it was requested.

    `text` is the whole article, None unless the operator asks for it. `key` and `stored_at`
    are set on what comes out of the library.
    """

    briefing: Briefing
    fingerprint: Fingerprint
    addresses: tuple[str, ...]
    text: str | None = None
    key: str | None = None
    stored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """How an article came in; `cause` is the request or the feed entry, unique with the article.

    `source` is the key of the channel or the feed; `person` shared it, or `feed` (its
    name) brought it.
    """

    source: str
    cause: str
    at: datetime
    person: str | None = None
    feed: str | None = None


# ---------------------------------------------------------------------------- outbox


class Action(StrEnum):
    """What a claimed post needs. VERIFY: look whether an earlier attempt brought it there.

    PUBLISH: it is there, and whoever follows its channel is to see it too.
    """

    VERIFY = "verify"
    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    PUBLISH = "publish"


class Publication(StrEnum):
    """How far a post that is to be published has come; REFUSED: the post stays as it is."""

    WANTED = "wanted"
    DONE = "done"
    REFUSED = "refused"


class PostState(StrEnum):
    """How far a post has come.

    WAITING: an earlier part of the same reply has to be there first. UNCERTAIN: an
    attempt may have arrived and nobody can tell; an operator decides. REMOVED: somebody
    deleted it in the chat.
    """

    WAITING = "waiting"
    QUEUED = "queued"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ClaimedPost:
    """A claimed post.

    `post.place.thread` already names the thread that a later part goes to; for VERIFY, the
    thread of the attempt. `doubt_since` is when the attempt began whose end is not known,
    `attempt_ended_by` when it was over at the latest; both are set for VERIFY alone.
    """

    post: Post
    action: Action
    revision: int
    attempt: int
    token: str
    lease_until: datetime
    doubt_since: datetime | None = None
    attempt_ended_by: datetime | None = None
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as an operator sees it."""

    key: str
    place: Place
    state: PostState
    attempts: int
    due_at: datetime | None
    failure: str | None
    created_at: datetime
    headline: str


# ------------------------------------------------------------------------- schedules


@dataclass(frozen=True, slots=True)
class Sources:
    """What goes into a digest: links shared in its own channel, and feeds by their key."""

    here: bool = True
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """An article goes in if it meets each list that is not empty, and no `mute`.

    `topics` and `mute` are words, `actors` names, `sites` hosts (subdomains included).
    `story` is the address of an article: only others that tell the same story go in.
    """

    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    story: str | None = None


ON_REQUEST = translatable("on request")
"""Why a subscription is paused that somebody asked to pause."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A digest that a place gets at a local time.

    `local_time` is "HH:MM", `weekdays` are 0 (Monday) to 6, `zone` is an IANA name.
    `paused` says why it is paused, None while it runs. `covered_until` is where the last
    digest's window ended. `name` is what people call it, `tag` marks its posts in a forum; "" if
    nothing. `publish`: whoever follows its channel is to see it too. `ping` is the role that it
    mentions when it has something new, "" if none.
    """

    key: str
    place: Place
    owner: str
    local_time: str
    weekdays: tuple[int, ...]
    zone: str
    created_at: datetime
    sources: Sources = Sources()
    filters: Filters = Filters()
    empty_too: bool = False
    paused: str | None = None
    skip_date: date | None = None
    next_at: datetime | None = None
    covered_until: datetime | None = None
    name: str = ""
    tag: str = ""
    publish: bool = False
    ping: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A subscription's step onward: the slot to open (None: its date is skipped), and the next."""

    subscription: Subscription
    slot: Slot | None
    key: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueSlot:
    """A claimed slot and the subscription that it belongs to."""

    key: str
    slot: Slot
    subscription: Subscription
    attempt: int
    token: str
    lease_until: datetime


# ---------------------------------------------------------------------------- places


class Mode(StrEnum):
    """When links in a channel are briefed."""

    AUTO = "auto"
    MENTION = "mention"
    OFF = "off"


class EditRights(StrEnum):
    """Who may change a channel's mode, digests and muted sites; each takes in the one before."""

    ADMINS = "admins"
    CREATORS = "creators"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """What was set for a place; None leaves it to the platform or the operator.

    Of a channel `mode`, `muted_sites`, `language` of the interface, `tidy` (hides the asked
    link's own preview), `threaded` (automatic briefings are posted in a thread). Of a person's own
    messages besides: `zone` instead of their profile's, `private` (what they ask by command is
    shown to them alone), `quiet` (their links are left alone where nobody asks), `opted_out`
    (their messages are left alone whoever else asks). A workspace's own row has no channel:
    `allowed` says who may change its channels, `left_at` when the bot was removed from it,
    `silent` whether what nobody asked for comes without a notification. `quiet_hours`, of a
    channel or a workspace: when it waits; None leaves it to the workspace.
    """

    mode: Mode | None = None
    muted_sites: tuple[str, ...] = ()
    greeted: bool = False
    language: str | None = None
    tidy: bool = False
    left_at: datetime | None = None
    zone: str | None = None
    private: bool = False
    quiet: bool = False
    opted_out: bool = False
    threaded: bool = False
    allowed: EditRights | None = None
    silent: bool = False
    quiet_hours: QuietHours | None = None


# ------------------------------------------------------------------------ operating


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that failed, for `readout status`."""

    what: str
    key: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Status:
    """One screen: what runs, what is due, what failed; of each list only the first few.

    `waiting`: how many jobs there are whose time has come, all of them.
    """

    counts: tuple[tuple[str, int], ...]
    running: tuple[Job, ...]
    due: tuple[Job, ...]
    failures: tuple[Failure, ...]
    articles: int
    size_bytes: int
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """How much was erased; `stay` counts messages that could not be deleted in the chat."""

    requests: int = 0
    posts: int = 0
    subscriptions: int = 0
    articles: int = 0
    stay: int = 0
