"""What the contract of chats needs of each platform to be asked something: people who act.

`InboundBench` is one channel with an admin and a member in it, over the real flows and a
real store. Each act returns when everything that follows from it is done.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from adapters.storage import Store
from bot import keys
from briefs.model.cards import Card
from briefs.model.delivery import Admission, Job, JobKind, Quota
from briefs.model.messages import Post
from briefs.model.places import Place
from briefs.model.platforms import Platform
from tests.adapters.discord.commands.test_buttons import as_before, custom_id, custom_ids
from tests.adapters.discord.conftest import (
    Server,
    answers,
    connected,
    discord_world,
    guild_of,
    texts,
)
from tests.adapters.slack.conftest import Here, workspace
from tests.fakes.delivery import Steps, seen
from tests.fakes.slack_server import FakeSlack, team
from tests.fakes.stores import FakeClock


class InboundBench(Protocol):
    """A channel and who acts in it. `admin`: the admin does it, else the member.

    A message is what the platform's own test double calls one.
    """

    @property
    def store(self) -> Store:
        """Where the bot keeps what it knows."""

    @property
    def place(self) -> Place:
        """The channel."""

    @property
    def briefed(self) -> list[str]:
        """The addresses that were read."""

    @property
    def trouble(self) -> dict[str, list[Exception]]:
        """What reading an address raises, one at each attempt."""

    async def say(self, text: str, *, bot: bool = False) -> Any:
        """Write a message."""

    async def ask(self, text: str) -> Any:
        """Write a message that mentions the bot."""

    async def deliver_again(self, message: Any) -> None:
        """The platform tells once more of a message."""

    async def edit(self, message: Any, text: str) -> None:
        """Its author changes it."""

    async def delete(self, message: Any) -> None:
        """Its author deletes it."""

    async def react(self, message: Any) -> None:
        """Put the reaction on it that asks."""

    async def command(self, link: str) -> str:
        """/brief -> what the asker alone is told."""

    async def menu(self, message: Any) -> str:
        """Brief this -> what the asker alone is told."""

    async def press(self, name: str, *, admin: bool = False, by_asker: bool = False) -> str:
        """Press a button of the last reply -> what is shown to who pressed alone, or the form."""

    async def post(self, card: Card) -> None:
        """The bot posts a card automatically, as it does a digest."""

    def replies(self) -> list[str]:
        """What the bot's messages in the channel say now."""

    async def use_up(self) -> None:
        """The member asks for as many links elsewhere as one person may."""

    def turn(self, seconds: float) -> None:
        """Time goes by."""

    async def told(self) -> list[str]:
        """What the bot has told the member alone until now, besides answers to commands."""


@dataclass
class SlackInbound:
    """Over signed HTTP, against our own Slack."""

    here: Here
    place: Place = field(default_factory=lambda: Place(Platform.SLACK, "T1", "C1"))

    @property
    def store(self) -> Store:
        return self.here.world.store

    @property
    def briefed(self) -> list[str]:
        return self.here.world.briefed

    @property
    def trouble(self) -> dict[str, list[Exception]]:
        return self.here.world.trouble

    async def say(self, text: str, *, bot: bool = False) -> Any:
        more = {"bot_id": "B9"} if bot else {}
        stamp = await self.here.sender.message(_angled(text), **more)
        await self.here.world.work()
        return stamp

    async def ask(self, text: str) -> Any:
        words = f"<@UBOTT1> {_angled(text)}"
        stamp = await self.here.sender.message(words)
        await self._mention(stamp, words)
        return stamp

    async def _mention(self, stamp: str, words: str) -> None:
        event = {"type": "app_mention", "channel": "C1", "user": "UMEMBER", "text": words}
        assert await self.here.sender.event({**event, "ts": stamp, "event_ts": stamp}) == 200
        await self.here.world.work()

    async def deliver_again(self, message: Any) -> None:
        await self._mention(message, self._written(message)["text"])

    async def edit(self, message: Any, text: str) -> None:
        old = self._written(message)
        now = self.here.fake.stamp()
        new = {**old, "text": _angled(text), "edited": {"ts": now, "user": old["user"]}}
        await self._told("message_changed", message=new, previous_message=old)
        old.update(new)

    async def delete(self, message: Any) -> None:
        old = self._written(message)
        self.here.team.channels["C1"].remove(old)
        await self._told("message_deleted", deleted_ts=message, previous_message=old)

    async def _told(self, subtype: str, **more: Any) -> None:
        event = {"type": "message", "subtype": subtype, "channel": "C1", "channel_type": "channel"}
        stamp = self.here.fake.stamp()
        assert (
            await self.here.sender.event({**event, "event_ts": stamp, "ts": stamp, **more}) == 200
        )
        await self.here.world.work()

    async def react(self, message: Any) -> None:
        item = {"type": "message", "channel": "C1", "ts": message}
        event = {"type": "reaction_added", "user": "UADMIN", "reaction": "newspaper", "item": item}
        assert await self.here.sender.event({**event, "event_ts": self.here.fake.stamp()}) == 200
        await self.here.world.work()

    async def command(self, link: str) -> str:
        status, _ = await self.here.sender.command("/brief", link)
        assert status == 200
        await self.here.world.work()
        return self.here.answer() if self.here.fake.answers else ""

    async def menu(self, message: Any) -> str:
        before = len(self.here.team.ephemeral)
        payload = {
            "type": "message_action",
            "callback_id": "brief_this",
            "channel": {"id": "C1"},
            "message": self._written(message),
            "action_ts": self.here.fake.stamp(),
        }
        assert (await self.here.sender.interaction(payload))[0] == 200
        await self.here.world.work()
        return "\n".join(one["text"] for one in self.here.team.ephemeral[before:])

    async def press(self, name: str, *, admin: bool = False, by_asker: bool = False) -> str:
        mine = [m for m in self.here.team.channels["C1"] if m["user"] == self.here.team.bot_user]
        user = "UADMIN" if admin else "UMEMBER" if by_asker else "UOTHER"
        self.here.team.users.setdefault("UOTHER", {"id": "UOTHER", "is_admin": False})
        shown_before, windows = len(self.here.team.ephemeral), len(self.here.team.views)
        press, message = self.here.sender.press, mine[-1]["ts"]
        if name in {"evidence", "full"}:
            assert await press(name, message, user=user) == 200
        elif name in await self.here.offered(message, user=user):
            await self.here.sender.press_in(self.here.team.views[-1], f"chosen_{name}", user=user)
        else:  # as in the menu of a message that was posted before
            assert await press("more", message, user=user, choice=name) == 200
        await self.here.world.work()
        shown = [one["text"] for one in self.here.team.ephemeral[shown_before:]]
        return "\n".join([*shown, *(str(one) for one in self.here.team.views[windows:])])

    async def post(self, card: Card) -> None:
        await _posted(self.here.world, self.place, card)

    def replies(self) -> list[str]:
        return self.here.texts()

    async def use_up(self) -> None:
        await _use_up(self.here.world, replace(self.place, channel="C9"), author="UMEMBER")

    def turn(self, seconds: float) -> None:
        self.here.world.clock.turn(seconds)

    async def told(self) -> list[str]:
        return [str(one["text"]) for one in self.here.team.ephemeral]

    def _written(self, stamp: str) -> dict[str, Any]:
        return next(m for m in self.here.team.channels["C1"] if m["ts"] == stamp)


class _World(Protocol):
    """What both worlds have."""

    store: Store
    jobs: Steps

    async def work(self) -> None: ...


async def _posted(world: _World, place: Place, card: Card) -> None:
    now = world.jobs.clock()
    due = await world.store.outbox.put("digest:s1", [Post("digest:s1#0", place, card)], now=now)
    await world.jobs.submit(*(Job(JobKind.POST, key) for key in due))
    await world.work()


async def _use_up(world: _World, place: Place, *, author: str) -> None:
    """Links that are admitted and wait to be read."""
    now, quota = world.jobs.clock(), Quota()
    for number in range(quota.person):
        link = f"https://inland-post.example/{number}"
        one = seen(f"u{number}", link, place=place, author=author)
        key = keys.reply(one)
        admitted = await world.store.inbox.admit(key, one, source=key, now=now, quota=quota)
        assert admitted is Admission.NEW


def _angled(text: str) -> str:
    """As Slack marks links in what it tells."""
    return " ".join(f"<{word}>" if "://" in word else word for word in text.split(" "))


@dataclass
class DiscordInbound:
    """The real bot in a simulated Discord."""

    server: Server
    place: Place

    @property
    def store(self) -> Store:
        return self.server.world.store

    @property
    def briefed(self) -> list[str]:
        return self.server.world.briefed

    @property
    def trouble(self) -> dict[str, list[Exception]]:
        return self.server.world.trouble

    async def say(self, text: str, *, bot: bool = False) -> Any:
        if not bot:
            return await self.server.say(text)
        robot = self.server.guild.add_member(self.server.env.create_user("robot", bot=True))
        message = await robot.send(self.server.channel, text)
        await self.server.world.work()
        return message

    async def ask(self, text: str) -> Any:
        return await self.server.say(f"{self.server.env.bot.user.mention} {text}")

    async def deliver_again(self, message: Any) -> None:
        await self.server.env.bot.on_message(message)
        await self.server.world.work()

    async def edit(self, message: Any, text: str) -> None:
        await self.server.alice.edit(message, text)
        await self.server.world.work()

    async def delete(self, message: Any) -> None:
        await self.server.alice.delete(message)
        await self.server.world.work()

    async def react(self, message: Any) -> None:
        await self.server.admin.react(message, "📰")
        await self.server.world.work()

    async def command(self, link: str) -> str:
        result = await self.server.alice.slash(self.server.channel, "brief", link=link)
        await self.server.world.work()
        return answers(result) if result.response is not None else ""

    async def menu(self, message: Any) -> str:
        result = await self.server.alice.context_menu(self.server.channel, "Brief this", message)
        await self.server.world.work()
        return answers(result) if result.response is not None else ""

    async def press(self, name: str, *, admin: bool = False, by_asker: bool = False) -> str:
        reply = self.server.ours()[-1]
        other = self.server.guild.add_member(self.server.env.create_user("oscar"))
        who = self.server.admin if admin else self.server.alice if by_asker else other
        offered = custom_ids(reply)
        if not any(f":{name}:" in one for one in offered):
            opened = await who.click(reply, custom_id=custom_id(reply, "more"))
            menu = opened.response.message
            if any(f":{name}:" in one for one in custom_ids(menu)):
                reply = menu
            else:  # it offers only what this person may do; an old message offers all
                reply = await as_before(self.server, reply)
        result = await who.click(reply, custom_id=custom_id(reply, name))
        await self.server.world.work()
        return answers(result) if result.modal is None else str(result.modal)

    async def post(self, card: Card) -> None:
        await _posted(self.server.world, self.place, card)

    def replies(self) -> list[str]:
        return [texts(one) for one in self.server.ours()]

    async def use_up(self) -> None:
        alice = str(self.server.alice.id)
        await _use_up(self.server.world, replace(self.place, channel="9"), author=alice)

    def turn(self, seconds: float) -> None:
        self.server.world.clock.turn(seconds)

    async def told(self) -> list[str]:
        direct = self.server.alice.user.dm_channel
        return [texts(one) for one in self.server.ours(direct)] if direct is not None else []


@asynccontextmanager
async def slack(store: Store) -> AsyncIterator[InboundBench]:
    async with FakeSlack(team()) as fake, workspace(store, fake) as here:
        yield SlackInbound(here)


@asynccontextmanager
async def discord(store: Store) -> AsyncIterator[InboundBench]:
    world = discord_world(store, FakeClock(datetime.now(UTC)))
    async with connected(world) as env:
        server = guild_of(env, world)
        place = Place(Platform.DISCORD, str(server.guild.id), str(server.channel.id))
        yield DiscordInbound(server, place)


INBOUND: Mapping[Platform, Callable[[Store], AbstractAsyncContextManager[InboundBench]]] = {
    Platform.SLACK: slack,
    Platform.DISCORD: discord,
}
"""A platform is added here, and the whole contract is asked of it."""
