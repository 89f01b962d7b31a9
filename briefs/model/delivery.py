"""Values of delivery, passed between the store and the flows.

A row is due when its `due_at` has passed; a claim moves `due_at` to the end of the lease, so a
crash needs no clean-up: the row falls due again. `token` names one claim; with an outdated token
nothing can be settled.
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
    """One piece of work, which may run any number of times; `key`: its row's key."""

    kind: JobKind
    key: str
    at: datetime | None = None


# ----------------------------------------------------------------------------- inbox


@dataclass(frozen=True, slots=True)
class SourceEdited:
    """The asker edited their message; `edited_at`: by the platform.

    `left_out`: number of links beyond the limit.
    """

    place: Place
    message: str
    links: tuple[str, ...]
    edited_at: datetime
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class SourceDeleted:
    """The asker's message was deleted."""

    place: Place
    message: str


class Admission(StrEnum):
    """The result of admitting a request."""

    NEW = "new"
    SEEN_BEFORE = "seen_before"
    DELETED = "deleted"
    PERSON_OVER_QUOTA = "person_over_quota"
    PLACE_OVER_QUOTA = "place_over_quota"


@dataclass(frozen=True, slots=True)
class Quota:
    """Most links within `window_s` seconds, for one person and for one channel."""

    person: int = 30
    place: int = 120
    window_s: int = 3600


@dataclass(frozen=True, slots=True)
class ClaimedRequest:
    """A claimed request. `revision`: number of edits of the message; `token`: of the claim."""

    key: str
    seen: LinkSeen
    revision: int
    attempt: int
    token: str
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article that a digest showed: its fingerprint for grouping, without its briefing."""

    article: int
    fingerprint: Fingerprint
    shown_at: datetime


@dataclass(frozen=True, slots=True)
class StoredBriefing:
    """What is stored of an article, and the addresses under which it was requested.

    `text` is the whole article, None unless the operator keeps whole texts. `key` and `stored_at`
    are set when it is read from the store.
    """

    briefing: Briefing
    fingerprint: Fingerprint
    addresses: tuple[str, ...]
    text: str | None = None
    key: str | None = None
    stored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """How an article came in; `cause`: the request or feed entry, unique together with the article.

    `source`: key of the channel or feed; `person`: who shared it, or `feed`: name of the feed.
    """

    source: str
    cause: str
    at: datetime
    person: str | None = None
    feed: str | None = None


# ---------------------------------------------------------------------------- outbox


class Action(StrEnum):
    """The next step for a claimed post. VERIFY: find out whether an earlier attempt posted it.

    PUBLISH: it is posted, and is to be published to the channel's followers too.
    """

    VERIFY = "verify"
    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    PUBLISH = "publish"


class Publication(StrEnum):
    """State of a post's publication; REFUSED: the post stays unpublished."""

    WANTED = "wanted"
    DONE = "done"
    REFUSED = "refused"


class PostState(StrEnum):
    """State of a post.

    WAITING: an earlier part of the same reply must be posted first. UNCERTAIN: it is unknown
    whether an attempt arrived; an operator decides. REMOVED: somebody deleted it in the chat.
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

    `post.place.thread` is already the thread of a later part; for VERIFY that of the attempt.
    `doubt_since`: when the attempt with unknown result began; `attempt_ended_by`: when it ended at
    the latest; both only for VERIFY.
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
    """Sources of a digest: links shared in its own channel, and feeds by their keys."""

    here: bool = True
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """An article passes if it matches each list that is not empty, and nothing of `mute`.

    `topics` and `mute` are words, `actors` names, `sites` hosts (subdomains included). `story` is
    the address of an article: only other articles of the same story pass.
    """

    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    story: str | None = None


ON_REQUEST = translatable("on request")
"""The reason of a pause that somebody asked for."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A digest that a place gets at a local time.

    `local_time` is "HH:MM", `weekdays` are 0 (Monday) to 6, `zone` is an IANA name. `paused`: the
    reason, None while it runs. `covered_until`: end of the last digest's window. `name`: given by
    people; `tag`: of its posts in a forum; `ping`: the role to mention when there is something new;
    each "" if none. `publish`: publish it to the channel's followers too.
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
    """A subscription's step: the slot to open (None: the date is skipped), and the next time."""

    subscription: Subscription
    slot: Slot | None
    key: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueSlot:
    """A claimed slot and its subscription."""

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
    """Who may change a channel's mode, digests and muted sites; each includes the one before."""

    ADMINS = "admins"
    CREATORS = "creators"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """Settings of a place; None leaves a setting to the platform or the operator.

    Of a channel: `mode`, `muted_sites`, `language` of the interface, `tidy` (hides the previews of
    the links), `threaded` (automatic briefings are posted in a thread). Of a channel and a
    workspace: `usual_zone`, that of the digest last added or changed there. Of a person's direct
    messages also: `zone`, instead of their profile's; `private`: answers to commands are shown to
    them only; `quiet`: their links are not briefed automatically; `opted_out`: their messages are
    never briefed, whoever asks; `locale`: the one of their app with their last command or press,
    on a platform that tells it only then. A workspace's row has no channel: `allowed` (who may
    change its channels), `left_at` (when the bot was removed), `silent` (automatic posts come
    without a notification). `quiet_hours`, of a channel or a workspace: when automatic posts wait;
    None leaves it to the workspace.
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
    locale: str | None = None
    threaded: bool = False
    allowed: EditRights | None = None
    silent: bool = False
    quiet_hours: QuietHours | None = None
    usual_zone: str | None = None


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
    """One screen: what runs, what is due, what failed; only the first few of each.

    `waiting`: number of all jobs that are due.
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
    """How much was erased; `stay`: messages that could not be deleted in the chat."""

    requests: int = 0
    posts: int = 0
    subscriptions: int = 0
    articles: int = 0
    stay: int = 0
