"""A chat in memory, jobs that run step by step, and small values for the delivery tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, ParamSpec, TypeVar

from bot.ports.reading import BriefLink
from bot.wiring.build_flows import ReadingPorts, Renderers
from briefs.errors import NotFound, TryLater, Unverifiable
from briefs.model.briefings import Briefing, Line, Part, Piece, Wording
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run
from briefs.model.chat import Mark
from briefs.model.delivery import Job, JobKind, StoredBriefing
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen, Place, Slot
from briefs.model.stories import Digest, DigestCandidate, Fingerprint, Story
from tests.fakes.briefings import Source
from tests.fakes.stores import START, FakeClock

P = ParamSpec("P")
T = TypeVar("T")

PLACE = Place("fake", "T1", "C1")
LOST = "lost"
"""In place of an exception in `trouble`: the message is posted, but the reply is lost."""


def briefing(url: str, title: str = "Harbour towns sign ferry pact") -> Briefing:
    source = Source(f"{title}. The towns of Ostrey and Vell agreed on Monday.")
    headline = Line((Piece(title, Wording.WORDS, source.proof(1, 1)),))
    line = Line((Piece("The towns of Ostrey and Vell agreed", Wording.WORDS, source.proof(1, 2)),))
    return source.briefing(headline, [(Part.HAPPENED, [line])], url=url, title=title)


def stored_briefing(url: str, title: str = "Harbour towns sign ferry pact") -> StoredBriefing:
    return StoredBriefing(briefing(url, title), Fingerprint((("ferry", 1.0),), version="1"), (url,))


def card(text: str = "Ferry pact", *lines: str) -> Card:
    shown = tuple(CardLine((Run(line),)) for line in lines)
    return Card(CardKind.BRIEFING, text, parts=(CardPart("What happened", shown),))


def briefing_card(one: Briefing) -> Card:
    return replace(card(one.headline.text), url=one.url)


async def nothing(*_: object, **__: object) -> Any:
    """Any source that finds nothing. Raises: NotFound."""
    raise NotFound


async def here(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs a worker's function in this process, so that arguments need not be picklable."""
    return function(*args, **kwargs)


def sources(brief: BriefLink, **others: Any) -> ReadingPorts:
    """Ports that brief links by `brief`; those that are not in `others` find nothing."""
    shut = dict.fromkeys(("item", "text", "fetch", "polls", "read_feed", "feeds_at"), nothing)
    return ReadingPorts(**{"brief": brief, "version": "test-1", "work": here, **shut, **others})


def post(key: str, place: Place = PLACE, text: str = "Ferry pact", part: int = 0) -> Post:
    return Post(key, place, card(text), part=part)


def seen(
    message: str = "m1",
    *links: str,
    place: Place = PLACE,
    author: str = "U1",
    event: str | None = None,
    again: bool = False,
    private: bool = False,
) -> LinkSeen:
    links = links or ("https://news.example/ferry",)
    return LinkSeen(place, message, author, links, START, event, again=again, private=private)


def compose(
    place: Place,
    slot: Slot | None,
    *,
    fresh: Sequence[DigestCandidate],
    before: Sequence[DigestCandidate],
    late: bool,
) -> Digest:
    """Articles -> a digest in which each is a story of its own."""
    stories = tuple(Story(t.briefing.url, (t.briefing,), fresh=(t,)) for t in fresh)
    return Digest(place, slot, stories, late=late)


def digest_card(digest: Digest, *, zone: tzinfo, today: date) -> Card:
    lines = tuple(
        CardLine((Run(story.briefings[0].headline.text),), url=story.briefings[0].url)
        for story in digest.stories
    )
    head = f"Digest of {digest.slot.local_date}" if digest.slot else "Preview"
    notes = ("late",) if digest.late else ()
    return Card(CardKind.DIGEST, head, parts=(CardPart("Stories", lines),), notes=notes)


RENDERERS = Renderers(briefing=briefing_card, compose=compose, digest=digest_card)
"""Renderers of the simplest cards that tests need."""


@dataclass(slots=True)
class Message:
    id: str
    key: str
    place: Place
    card: Card
    at: datetime
    reply_to: str | None
    only_for: str | None


class FakeChat:
    """Keeps messages as a platform does, with an id of its own for each.

    `trouble` is what the next calls of `send` meet: an exception, LOST, or None for none.
    """

    def __init__(self, clock: FakeClock, *, lag_s: float = 0.0, per_card: int = 99) -> None:
        self.clock = clock
        self.lag_s = lag_s
        self.per_card = per_card
        self.messages: dict[str, Message] = {}
        self.trouble: list[Exception | str | None] = []
        self.unverifiable = False
        self.calls: list[str] = []
        self.refuses_publishing: Exception | None = None
        self.marks: list[Mark] = []
        self.during_send: Callable[[], Awaitable[None]] | None = None
        self._count = 0

    async def send(self, post: Post) -> Receipt:
        self.calls.append("send")
        trouble = self.trouble.pop(0) if self.trouble else None
        if isinstance(trouble, Exception):
            raise trouble
        self._count += 1
        message = Message(
            f"M{self._count}",
            post.key,
            post.place,
            post.card,
            self.clock(),
            post.reply_to,
            post.only_for,
        )
        self.messages[message.id] = message
        if self.during_send is not None:
            during, self.during_send = self.during_send, None
            await during()
        if trouble == LOST:
            raise TryLater("reset by peer")
        return Receipt(post.key, post.place, message.id, self.clock())

    async def find(self, post: Post, *, since: datetime) -> Receipt | None:
        self.calls.append("find")
        if self.unverifiable:
            raise Unverifiable
        for message in self.messages.values():
            shows = self.clock() - message.at >= timedelta(seconds=self.lag_s)
            if message.key == post.key and message.at >= since and shows:
                return Receipt(post.key, message.place, message.id, self.clock())
        return None

    async def edit(self, receipt: Receipt, post: Post) -> None:
        self.calls.append("edit")
        self.messages[receipt.message].card = post.card

    async def publish(self, receipt: Receipt) -> None:
        self.calls.append("publish")
        if self.refuses_publishing is not None:
            raise self.refuses_publishing

    async def delete(self, receipt: Receipt) -> None:
        self.calls.append("delete")
        self.messages.pop(receipt.message, None)

    def parts(self, card: Card) -> tuple[Card, ...]:
        lines = [line for part in card.parts for line in part.lines]
        chunks = [lines[i : i + self.per_card] for i in range(0, len(lines), self.per_card)] or [[]]
        return tuple(replace(card, parts=(CardPart("Stories", tuple(chunk)),)) for chunk in chunks)

    def link(self, receipt: Receipt) -> str | None:
        return f"https://chat.example/{receipt.message}"

    def whispers_to(self, seen: LinkSeen) -> bool:
        """Never: what is posted is seen by everybody."""
        return False

    async def mark(self, seen: LinkSeen, mark: Mark) -> None:
        self.marks.append(mark)

    def texts(self) -> list[str]:
        return [message.card.headline for message in self.messages.values()]


class Steps:
    """Jobs that run one after the other when a test says so, each at its time on the clock."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.handlers: Mapping[JobKind, Callable[[str], Awaitable[datetime | None]]] = {}
        self.waiting: dict[tuple[JobKind, str], datetime | None] = {}
        self.ran: list[Job] = []

    async def submit(self, *jobs: Job) -> None:
        for job in jobs:
            name = (job.kind, job.key)
            at = self.waiting.get(name, job.at)
            earlier = min(at, job.at) if at is not None and job.at is not None else None
            self.waiting[name] = earlier

    async def run(self, *, most: int = 200, until: datetime | None = None) -> None:
        """Run all waiting jobs, and those that they submit."""
        for _ in range(most):
            due = sorted(self.waiting.items(), key=lambda item: (item[1] or self.clock(), item[0]))
            if not due or (until is not None and (due[0][1] or self.clock()) > until):
                return
            (kind, key), at = due[0]
            del self.waiting[(kind, key)]
            if at is not None:
                self.clock.turn_to(at)
            self.ran.append(Job(kind, key))
            when = await self.handlers[kind](key)
            if when is not None:
                await self.submit(Job(kind, key, when))
        raise AssertionError("the jobs do not end")
