"""What people do in the fake Discord, each as one step of a scenario."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest

from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import LINK, ME, Play, played
from tests.fakes.discord_answers import Trouble
from tests.fakes.discord_limits import every

Step = Callable[[Play], Awaitable[Any]]
AUTO: Step = lambda p: p.auto()  # noqa: E731 - a step like the others
ARTICLE = "The mayors of Ostrey and Vell met on Monday. " * 8


async def seen_after(
    steps: Sequence[Step], world: World, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Take the steps in a fresh fake Discord -> what is seen then."""
    async with played(world, monkeypatch) as play:
        for step in steps:
            await step(play)
        return play.seen()


def say(content: str, **more: Any) -> Step:
    return lambda p: p.say(content, **more)


def mention(content: str = f"{ME} {LINK}") -> Step:
    return lambda p: p.say(content)


def below(of: int = 0, by: str = "alice") -> Step:
    """Somebody answers a message with a mention of the bot alone."""

    async def answered(p: Play) -> None:
        message = p.said[of]
        where = p.server.channels[message["channel_id"]]
        reference = {name: message[name] for name in ("channel_id", "guild_id")}
        await p.say(
            ME,
            where,
            getattr(p, by),
            type=19,
            message_reference={**reference, "message_id": message["id"], "type": 0},
            referenced_message=message,
        )

    return answered


def dm(content: str) -> Step:
    async def write(p: Play) -> None:
        await p.say(content, where=await p.server.direct(p.alice))

    return write


def edit(content: str, *, of: int = -1) -> Step:
    async def change(p: Play) -> None:
        p.world.clock.turn(1)  # no two edits have the same time
        await p.server.edit(p.said[of], content)
        await p.settle()

    return change


def delete(*which: int) -> Step:
    async def remove(p: Play) -> None:
        await p.server.remove(*(p.said[one] for one in which or (-1,)))
        await p.settle()

    return remove


def moderated() -> Step:
    """A moderator deletes the bot's newest message."""

    async def remove(p: Play) -> None:
        await p.server.remove(p.ours()[-1])
        await p.settle()

    return remove


def react(emoji: str = "📰") -> Step:
    async def reacted(p: Play) -> None:
        await p.server.react(p.said[-1], p.ada, emoji)
        await p.settle()

    return reacted


def press(name: str, by: str = "alice") -> Step:
    return lambda p: p.press(name, by=getattr(p, by))


def command(name: str, /, by: str = "alice", **options: Any) -> Step:
    return lambda p: p.command(name, by=getattr(p, by), **options)


def menu(by: str = "alice") -> Step:
    return lambda p: p.menu(p.said[-1], by=getattr(p, by))


def within(
    kind: int, name: str, *steps: Callable[[Play, Any], Awaitable[Any]], **more: Any
) -> Step:
    """Steps in a channel of another kind."""

    async def there(p: Play) -> None:
        where = await p.place(name, kind, **more)
        for step in steps:
            await step(p, where)

    return there


def threaded(*steps: Callable[[Play, Any], Awaitable[Any]], kind: int = 0) -> Step:
    """Steps in a thread (or a forum's post) that Alice opened."""

    async def there(p: Play) -> None:
        parent = p.news if kind == 0 else await p.place("forum", kind)
        thread = await p.server.thread(parent, p.alice)
        p.names[thread["id"]] = "thread"
        for step in steps:
            await step(p, thread)

    return there


def deny(**rights: bool) -> Step:
    return lambda p: p.server.deny(p.news, **rights)


async def locked(p: Play, where: Any) -> None:
    where["thread_metadata"]["locked"] = True


def trouble(**what: Any) -> Step:
    async def meet(p: Play) -> None:
        p.server.trouble.append(Trouble("POST", r"/channels/\d+/messages", **what))

    return meet


def trouble_of(method: str, **what: Any) -> Step:
    async def meet(p: Play) -> None:
        p.server.trouble.append(Trouble(method, r"/channels/\d+/messages/\d+", **what))

    return meet


async def closed(p: Play, where: Any) -> None:
    p.writable = False


async def cut(p: Play) -> None:
    await p.server.cut()


DAILY: dict[str, Any] = {"time": "08:00", "zone": "UTC", "days": "daily"}
MORNING: Step = lambda p: p.morning()  # noqa: E731


def choose(name: str, by: str = "alice") -> Step:
    return lambda p: p.choose(name, by=getattr(p, by))


def old(name: str, by: str = "alice") -> Step:
    return lambda p: p.press_old(name, by=getattr(p, by))


def menu_of(by: str, *wanted: str) -> Step:
    """Check that the menu behind "…" offers somebody exactly this."""

    async def opened(p: Play) -> None:
        await p.press("more", by=getattr(p, by))
        names = [one.get("custom_id", "") for one in every(p.server.shown[-1]["components"])]
        assert [one.split(":")[2] for one in names if one] == list(wanted)

    return opened


def erase(name: str, by: str) -> Step:
    """Somebody gives a command that erases, and types the word that its form asks for."""

    async def confirmed(p: Play) -> None:
        await p.command(name, by=getattr(p, by))
        await p.confirm("ERASE", by=getattr(p, by))

    return confirmed


def in_threads(by: str = "ada") -> Step:
    """From now on automatic briefings are posted in a thread on the message."""

    async def switched(p: Play) -> None:
        await p.command("readout setup", by=getattr(p, by), links="auto", reply="thread")
        p.pressed.clear()

    return switched


async def later(p: Play) -> None:
    """Time passes, after which a lost message must have appeared."""
    for _ in range(4):
        p.world.clock.turn(300)
        await p.settle()
