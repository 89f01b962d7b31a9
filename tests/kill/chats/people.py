"""What people do in both chats, and what must stand there in the end: key of a post -> its title."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import select

from adapters.storage import Store
from adapters.storage.database.schema import inbox, outbox
from bot import keys
from briefs.model.delivery import Arrival, Filters, PostState, Sources, Subscription
from briefs.model.places import LinkSeen, Place
from briefs.model.serialization import from_json
from tests.fakes.discord_server import Payload
from tests.fakes.discord_values import BOT
from tests.kill.chats.program import Program, Village
from tests.kill.chats.stormy_discord import StormyDiscord
from tests.kill.chats.stormy_slack import StormySlack

OTHER_LINKS, AWAY_AND_BACK, THE_SAME_AGAIN, DELETED, PRIVATE = 0.25, 0.3, 0.5, 0.15, 0.12
MODERATED = 0.2
FORUM = 0.25
"""So many messages in Discord open a post in its forum."""
MOST_LINKS = 7
"""More parts than any reply here has."""
NEW = 0.4
NAMED = 0.5
"""So many messages in Discord name the bot; all its channels are on auto."""

FORUM_CHANNEL, THREAD = 15, 11
"""Types of channels, by Discord's numbers."""
HEARD_S, HEARD_WITHIN_S = 0.1, 180.0
"""A person looks so often, and so long at most, whether the bot has heard. Longer than it looks
back for: what it has not heard by then it never will."""
SHOWN_WITHIN_S = 30.0
"""A moderator waits so long for something to delete, and for the bot to notice that it is gone."""


class Written(Protocol):
    """A message of a person: its place and name, and what its author does with it."""

    @property
    def place(self) -> Place: ...
    @property
    def name(self) -> str: ...
    async def edit(self, links: Sequence[str]) -> None: ...
    async def delete(self) -> None: ...
    async def take_away(self, ours: str) -> bool: ...


@dataclass
class Wanted:
    """What must be there: of replies by the key of each part, of digests by that of the slot.

    A moderator's deletion leaves the parts from there on `open`: they may be there or not. Those
    in `taken`, whose deletion the bot noticed, must not be.
    """

    posts: dict[str, str] = field(default_factory=dict)
    digests: dict[str, bool] = field(default_factory=dict)
    """Subscription -> whether it is to be published."""
    private: dict[str, str] = field(default_factory=dict)
    """Request -> what only who asked sees, once at most."""
    open: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)


class People:
    """`speak` is one life of a message; each number is drawn with the trial's seed."""

    def __init__(
        self, *, slack: StormySlack, discord: StormyDiscord, program: Program, store: Store,
        village: Village, rooms: Sequence[Payload], forum: Payload, news: Payload, seed: int,
    ) -> None:  # fmt: skip
        self.slack, self.discord, self.program, self.store = slack, discord, program, store
        self.village, self.rooms, self.forum, self.news = village, rooms, forum, news
        self.random = random.Random(seed)
        self.wanted = Wanted()
        self.ada = discord.person("ada")
        self.seed = seed
        self._article = 0
        self._read: list[int] = []
        self._told: set[tuple[str, int]] = set()
        self.fates: dict[str, str] = {}
        """Reply to each message that was written -> what became of the message in the end."""

    # ------------------------------------------------------------------ one life of a message

    async def live(self, number: int) -> None:
        """One person in each chat writes, and thinks better of it; at times a digest falls due."""
        draws = [random.Random(self.random.random()) for _ in range(3)]
        channel = draws[0].choice(list(self.slack.home.channels))
        room = self.forum if draws[1].random() < FORUM else draws[1].choice(self.rooms)
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
        reply = keys.reply(LinkSeen(said.place, said.name, "", (), datetime.now(UTC)))
        self.fates[reply] = "being written"
        if draw.random() < OTHER_LINKS:
            links = links[1:] + self._links(draw, where)
            await self._pause(draw)
            await said.edit(self._urls(links))
        if draw.random() < MODERATED:
            await self._moderated(draw, said, reply)
        if draw.random() < AWAY_AND_BACK:
            await self._pause(draw)
            await said.edit(())
            await self._pause(draw)
            links = links if draw.random() < THE_SAME_AGAIN else self._links(draw, where)
            await said.edit(self._urls(links))
        if draw.random() < DELETED:
            await self._pause(draw)
            await said.delete()
            self.fates[reply] = "deleted"
            return
        self.fates[reply] = f"there, with {len(links)} links"
        for part, article in enumerate(links):
            self.wanted.posts[keys.part(reply, part)] = self.village.title(article)
        self._read += links

    async def _moderated(self, draw: random.Random, said: Written, reply: str) -> None:
        """Somebody deletes a part of the reply, and the bot notices, or is dead and does not."""
        shown = await self._until(lambda: self._parts(reply, PostState.SENT))
        if not shown:
            return
        key, ours, part = draw.choice(shown)
        if not await said.take_away(ours):
            return
        self.wanted.open |= {keys.part(reply, number) for number in range(part, MOST_LINKS)}
        gone = await self._until(lambda: self._parts(reply, PostState.REMOVED))
        if key in {each for each, _, _ in gone}:
            self.wanted.taken.add(key)

    async def _until(
        self, look: Callable[[], Awaitable[list[tuple[str, str, int]]]]
    ) -> list[tuple[str, str, int]]:
        """Look until something is found; nothing after SHOWN_WITHIN_S."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SHOWN_WITHIN_S):
                while not (found := await look()):
                    await asyncio.sleep(HEARD_S)
                return found
        return []

    async def _parts(self, reply: str, state: PostState) -> list[tuple[str, str, int]]:
        """Parts of a reply in a state: key, message, number."""
        query = select(outbox.c.key, outbox.c.message, outbox.c.part).where(
            outbox.c.batch == reply, outbox.c.state == state
        )
        async with self.store._database.read() as connection:
            found = await connection.execute(query.order_by(outbox.c.part))
            return [(row.key, row.message, row.part) for row in found]

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
        said = InDiscord(self, room, named=self.random.random() < NAMED)
        await said.say(links)
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
    """A message in Slack, which delivers what became of it until that is acknowledged, or given up."""

    slack: StormySlack
    channel: str
    name: str
    told: Any = None

    @property
    def place(self) -> Place:
        return Place("slack", self.slack.home.id, self.channel)

    def say(self, links: Sequence[str]) -> None:
        self.told = self._text(links)
        self.slack.home.channels[self.channel].append(self.told)
        event = {**self.told, "channel": self.channel, "event_ts": self.name}
        self.slack.deliver({**event, "type": "app_mention"})
        self.slack.deliver({**event, "type": "message", "channel_type": "channel"})

    async def edit(self, links: Sequence[str]) -> None:
        before, stamp = dict(self.told), self.slack.stamp()
        self.told |= {**self._text(links), "edited": {"user": "UMEMBER", "ts": stamp}}
        self.slack.deliver(
            {"type": "message", "subtype": "message_changed", "channel": self.channel,
             "channel_type": "channel", "message": {"type": "message", **self.told},
             "previous_message": {"type": "message", **before}, "event_ts": stamp, "ts": stamp}
        )  # fmt: skip

    async def delete(self) -> None:
        stamp = self.slack.stamp()
        self.slack.home.channels[self.channel].remove(self.told)
        self.slack.deliver(
            {"type": "message", "subtype": "message_deleted", "channel": self.channel,
             "channel_type": "channel", "previous_message": {"type": "message", **self.told},
             "deleted_ts": self.name, "event_ts": stamp, "ts": stamp}
        )  # fmt: skip

    async def take_away(self, ours: str) -> bool:
        """A moderator deletes one of the bot's messages; False if it is not there any more."""
        room = self.slack.home.channels[self.channel]
        found = next((one for one in room if one["ts"] == ours), None)
        if found is None:
            return False
        room.remove(found)
        stamp = self.slack.stamp()
        self.slack.deliver(
            {"type": "message", "subtype": "message_deleted", "channel": self.channel,
             "channel_type": "channel", "previous_message": {"type": "message", **found},
             "deleted_ts": ours, "event_ts": stamp, "ts": stamp}
        )  # fmt: skip
        return True

    def _text(self, links: Sequence[str]) -> dict[str, Any]:
        words = " ".join(f"<{link}>" for link in links)
        return {
            "ts": self.name,
            "user": "UMEMBER",
            "text": f"<@{self.slack.home.bot_user}> {words}",
        }


class InDiscord:
    """A message in Discord, written, edited and deleted once each, whether anybody hears it or not.

    What no session hears nobody tells again: the bot has to look for it when it is back.
    """

    def __init__(self, people: People, room: Payload, *, named: bool) -> None:
        self._people, self._room, self._named = people, room, named
        self._message: Payload = {}

    @property
    def place(self) -> Place:
        return Place("discord", self._room["guild_id"], *self._channels)

    @property
    def _channels(self) -> tuple[str, ...]:
        """The channel and, of a post in a forum, its thread."""
        parent = self._room.get("parent_id") if self._room["type"] == THREAD else None
        return (parent, self._room["id"]) if parent else (self._room["id"],)

    @property
    def name(self) -> str:
        return str(self._message["id"])

    async def say(self, links: Sequence[str]) -> None:
        discord = self._people.discord
        if self._room["type"] == FORUM_CHANNEL:
            self._room = await discord.thread(self._room, self._people.ada)
        self._message = await discord.say(self._room, self._people.ada, self._text(links))
        await self._heard(lambda row: row is not None)

    async def edit(self, links: Sequence[str]) -> None:
        await self._people.discord.edit(self._message, self._text(links))
        await self._heard(lambda row: row is not None and _links_of(row) == tuple(links))

    async def delete(self) -> None:
        await self._people.discord.remove(self._message)
        await self._heard(lambda row: row is not None and row.state == "deleted")

    async def take_away(self, ours: str) -> bool:
        """A moderator deletes one of the bot's messages; False if it is not there any more."""
        discord = self._people.discord
        found = next((one for one in discord.all_ours() if one["id"] == ours), None)
        if found is not None:
            await discord.remove(found)
        return found is not None

    async def _heard(self, taken_in: Callable[[Any], bool]) -> None:
        """Wait until it is on disk; what never is shows in the end."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(HEARD_WITHIN_S):
                while not taken_in(await self._row()):
                    await asyncio.sleep(HEARD_S)

    async def _row(self) -> Any:
        source = keys.reply(LinkSeen(self.place, self.name, "", (), datetime.now(UTC)))
        query = select(inbox.c.state, inbox.c.seen).where(inbox.c.key == source)
        async with self._people.store._database.read() as connection:
            return (await connection.execute(query)).one_or_none()

    def _text(self, links: Sequence[str]) -> str:
        return " ".join([*([f"<@{BOT}>"] if self._named else []), *links]) or "never mind"


def _links_of(row: Any) -> tuple[str, ...] | None:
    return from_json(LinkSeen, row.seen).links if row.seen is not None else None
