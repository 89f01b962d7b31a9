"""What people do in both chats, and what must stand there in the end: key of a post -> its title."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import select

from adapters.storage import Store
from adapters.storage.database.schema import inbox
from bot import keys
from briefs.model.delivery import Arrival, Filters, Sources, Subscription
from briefs.model.places import LinkSeen, Place
from briefs.model.serialization import from_json
from tests.fakes.discord_server import Payload
from tests.fakes.discord_values import BOT
from tests.kill.chats.program import Program, Village
from tests.kill.chats.stormy_discord import StormyDiscord
from tests.kill.chats.stormy_slack import StormySlack

OTHER_LINKS, AWAY_AND_BACK, THE_SAME_AGAIN, DELETED, PRIVATE = 0.25, 0.3, 0.5, 0.15, 0.12
NEW = 0.4
HEARD_S = 0.1


class Written(Protocol):
    """A message of a person: its place and name, and what its author does with it."""

    @property
    def place(self) -> Place: ...
    @property
    def name(self) -> str: ...
    async def edit(self, links: Sequence[str]) -> None: ...
    async def delete(self) -> None: ...


@dataclass
class Wanted:
    """What must be there: of replies by the key of each part, of digests by that of the slot."""

    posts: dict[str, str] = field(default_factory=dict)
    digests: dict[str, bool] = field(default_factory=dict)
    """Subscription -> whether it is to be published."""
    private: dict[str, str] = field(default_factory=dict)
    """Request -> what only who asked sees, once at most."""


class People:
    """`speak` is one life of a message; each number is drawn with the trial's seed."""

    def __init__(
        self, *, slack: StormySlack, discord: StormyDiscord, program: Program, store: Store,
        village: Village, rooms: Sequence[Payload], news: Payload, seed: int,
    ) -> None:  # fmt: skip
        self.slack, self.discord, self.program, self.store = slack, discord, program, store
        self.village, self.rooms, self.news = village, rooms, news
        self.random = random.Random(seed)
        self.wanted = Wanted()
        self.ada = discord.person("ada")
        self.seed = seed
        self._article = 0
        self._read: list[int] = []
        self._told: set[tuple[str, int]] = set()

    # ------------------------------------------------------------------ one life of a message

    async def live(self, number: int) -> None:
        """One person in each chat writes, and thinks better of it; at times a digest falls due."""
        draws = [random.Random(self.random.random()) for _ in range(3)]
        channel = draws[0].choice(list(self.slack.home.channels))
        room = draws[1].choice(self.rooms)
        acts = [
            self._message(draws[0], channel, lambda links: self._in_slack(channel, links)),
            self._message(draws[1], room["id"], lambda links: self._in_discord(room, links)),
        ]
        if draws[2].random() < PRIVATE:
            acts.append(self._privately(number))
        if len(self._read) > 3 and draws[2].random() < 0.5:
            acts += [self._digest(f"s{number}"), self._digest(f"d{number}", publish=True)]
        await asyncio.gather(*acts)

    async def _message(
        self,
        draw: random.Random,
        where: str,
        write: Callable[[Sequence[str]], Awaitable[Written]],
    ) -> None:
        links = self._links(draw, where)
        said = await write(self._urls(links))
        if draw.random() < OTHER_LINKS:
            links = links[1:] + self._links(draw, where)
            await self._pause(draw)
            await said.edit(self._urls(links))
        if draw.random() < AWAY_AND_BACK:
            await self._pause(draw)
            await said.edit(())
            await self._pause(draw)
            links = links if draw.random() < THE_SAME_AGAIN else self._links(draw, where)
            await said.edit(self._urls(links))
        if draw.random() < DELETED:
            await self._pause(draw)
            await said.delete()
            return
        reply = keys.reply(LinkSeen(said.place, said.name, "", (), datetime.now(UTC)))
        for part, article in enumerate(links):
            self.wanted.posts[keys.part(reply, part)] = self.village.title(article)
        self._read += links

    async def _pause(self, draw: random.Random) -> None:
        await asyncio.sleep(draw.choice((0.0, 0.3, 2.0, 6.0)) * draw.random())

    def _links(self, draw: random.Random, where: str) -> list[int]:
        """Articles that are new where they are written; some were read for another place."""
        links = []
        for _ in range(draw.choice((1, 1, 2, 3))):
            known = [one for one in self._read[-40:] if (where, one) not in self._told]
            if not known or draw.random() < NEW:
                self._article += 1
                known = [self._article]
            links.append(draw.choice(known))
            self._told.add((where, links[-1]))
        return links

    def _urls(self, links: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.village.link(one) for one in links)

    # ---------------------------------------------------------------------------- Slack

    async def _in_slack(self, channel: str, links: Sequence[str]) -> Written:
        said = InSlack(self.slack, channel, self.slack.stamp())
        said.say(links)
        return said

    async def _privately(self, number: int) -> None:
        """Whether a command was heard nobody knows but the store: it is not told again."""
        [article] = [self._article + 1]
        self._article += 1
        channel, trigger = "C0", f"{self.seed}.{number}"
        self.slack.command("/brief", f"--private {self.village.link(article)}", channel, trigger)
        place = Place("slack", self.slack.home.id, channel)
        asked = LinkSeen(place, f"command-{trigger}", "", (), datetime.now(UTC))
        self.wanted.private[keys.reply(asked)] = self.village.title(article)

    # -------------------------------------------------------------------------- Discord

    async def _in_discord(self, room: Payload, links: Sequence[str]) -> Written:
        while True:
            said = InDiscord(self, room)
            if await said.heard(await said.say(links)):
                return said

    # -------------------------------------------------------------------------- digests

    async def _digest(self, name: str, *, publish: bool = False) -> None:
        """A feed brings articles that were read, and a subscription's time was a moment ago."""
        now = datetime.now(UTC)
        key = f"{self.seed}{name}"
        known = [await self.store.articles.find(self.village.link(one)) for one in self._read[-9:]]
        stored = [one for one in known if one is not None][:3]
        if not stored:
            return
        for number, one in enumerate(stored):
            at = now - timedelta(minutes=5 - number)
            arrival = Arrival(keys.feed(key), f"{one.briefing.url} {key}", at, feed="Feed")
            await self.store.articles.keep(one, now=now, arrival=arrival)
        news = Place("discord", self.news["guild_id"], self.news["id"])
        self.wanted.digests[key] = publish
        await self.store.subscriptions.put(
            Subscription(
                key=key, place=news if publish else Place("slack", self.slack.home.id, "C1"),
                owner="U1", local_time=f"{now:%H:%M}", weekdays=tuple(range(7)), zone="UTC",
                created_at=now - timedelta(hours=1), sources=Sources(here=False, feeds=(key,)),
                filters=Filters(), next_at=now.replace(second=0, microsecond=0), publish=publish,
            )
        )  # fmt: skip


@dataclass
class InSlack:
    """A message in Slack, which delivers what became of it until that is acknowledged."""

    slack: StormySlack
    channel: str
    name: str
    told: Any = None

    @property
    def place(self) -> Place:
        return Place("slack", self.slack.home.id, self.channel)

    def say(self, links: Sequence[str]) -> None:
        self.told = self._text(links)
        event = {**self.told, "channel": self.channel, "event_ts": self.name}
        self.slack.deliver({**event, "type": "app_mention"})
        self.slack.deliver({**event, "type": "message", "channel_type": "channel"})

    async def edit(self, links: Sequence[str]) -> None:
        before, stamp = self.told, self.slack.stamp()
        self.told = {**self._text(links), "edited": {"user": "UMEMBER", "ts": stamp}}
        self.slack.deliver(
            {"type": "message", "subtype": "message_changed", "channel": self.channel,
             "channel_type": "channel", "message": {"type": "message", **self.told},
             "previous_message": {"type": "message", **before}, "event_ts": stamp, "ts": stamp}
        )  # fmt: skip

    async def delete(self) -> None:
        stamp = self.slack.stamp()
        self.slack.deliver(
            {"type": "message", "subtype": "message_deleted", "channel": self.channel,
             "channel_type": "channel", "previous_message": {"type": "message", **self.told},
             "deleted_ts": self.name, "event_ts": stamp, "ts": stamp}
        )  # fmt: skip

    def _text(self, links: Sequence[str]) -> dict[str, Any]:
        words = " ".join(f"<{link}>" for link in links)
        return {
            "ts": self.name,
            "user": "UMEMBER",
            "text": f"<@{self.slack.home.bot_user}> {words}",
        }


class InDiscord:
    """A message in Discord: what a killed process had not taken in, its author does once more."""

    def __init__(self, people: People, room: Payload) -> None:
        self._people, self._room = people, room
        self._message: Payload = {}

    @property
    def place(self) -> Place:
        return Place("discord", self._room["guild_id"], self._room["id"])

    @property
    def name(self) -> str:
        return str(self._message["id"])

    async def say(self, links: Sequence[str]) -> Callable[[], Awaitable[bool]]:
        await self._connected()
        self._message = await self._people.discord.say(
            self._room, self._people.ada, self._text(links)
        )
        return self._is_known

    async def edit(self, links: Sequence[str]) -> None:
        async def reads_so() -> bool:
            row = await self._row()
            return row is not None and from_json(LinkSeen, row.seen).links == tuple(links)

        while True:
            await self._connected()
            await self._people.discord.edit(self._message, self._text(links))
            if await self.heard(reads_so):
                return

    async def delete(self) -> None:
        async def is_gone() -> bool:
            row = await self._row()
            return row is not None and row.state == "deleted"

        while True:
            await self._connected()
            await self._people.discord.remove(self._message)
            if await self.heard(is_gone):
                return

    async def heard(self, taken_in: Callable[[], Awaitable[bool]]) -> bool:
        """Wait until it is on disk -> False if the process died before, so that nobody heard."""
        program = self._people.program
        born = program.generation
        while not await taken_in():
            if program.generation != born:  # what the dead one was writing is settled by now
                return await taken_in()
            await asyncio.sleep(HEARD_S)
        return True

    async def _connected(self) -> None:
        while not self._people.discord.sessions or self._people.program.dead.is_set():
            await asyncio.sleep(HEARD_S)

    async def _is_known(self) -> bool:
        return await self._row() is not None

    async def _row(self) -> Any:
        source = keys.reply(LinkSeen(self.place, self.name, "", (), datetime.now(UTC)))
        query = select(inbox.c.state, inbox.c.seen).where(inbox.c.key == source)
        async with self._people.store._database.read() as connection:
            return (await connection.execute(query)).one_or_none()

    def _text(self, links: Sequence[str]) -> str:
        return f"<@{BOT}> {' '.join(links)}"
