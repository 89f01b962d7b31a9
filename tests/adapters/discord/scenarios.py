"""Scenarios over the wire: people act in the fake Discord; what they see is given as lines.

A line is "place: what, how": `news: briefing, reply`, `dm alice: how to ask`,
`to alice: refused`; there are no lines for what nobody sees.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partialmethod
from typing import Any

import discord
import pytest

from adapters.discord.bot import ReadoutBot
from adapters.discord.rendering import button, rows
from tests.adapters.discord.conftest import World, check
from tests.fakes.discord_limits import every
from tests.fakes.discord_server import RIGHTS, DiscordServer
from tests.fakes.discord_values import BOT

Payload = dict[str, Any]
LINK = "https://inland-post.example/river-accord"
OTHER = "https://inland-post.example/ferry-pact"
DEAD = "https://inland-post.example/missing"
ME = f"<@{BOT}>"
MANAGER = discord.Permissions(manage_guild=True).value

OLD_BUTTONS = ("evidence", "full", "follow", "again", "mute", "report", "delete")
"""The buttons below a briefing before there was a menu behind "…"."""

KINDS = (
    ("Briefed here before", "pointer"),
    ("Answered here before", "pointer"),
    ("could not be answered where you asked", "not posted there"),
    ("Send me a link to an article", "how to ask"),
    ("answers links to articles", "hello"),
    ("There is no such page", "no such page"),
    ("A joint commission will measure", "full list"),
    ("### Evidence", "evidence"),
    ("story from", "digest"),
    ("stories from", "digest"),
    ("## Digest of", "digest"),
    ("Nothing new since the last digest", "empty digest"),
    ("has ended", "digest ended"),
    ("is paused", "digest paused"),
    ("Helena Marsh", "briefing"),
    ("A pasted article", "briefing"),
    ("Only admins", "refused"),
    ("Only who asked", "refused"),
    ("may not write in that channel", "refused"),
    ("switched off", "switched off"),
    ("There is no link", "no link"),
    ("has been briefed", "known"),
    ("Reading it again", "reading again"),
    ("Deleted", "deleted"),
    ("What would you like to do", "menu"),
    ("will be posted", "followed"),
    ("will come in your messages", "followed"),
    ("is not followed any more", "not followed"),
    ("left alone here", "muted"),
    ("### Readout in <#", "setup"),
    ("no longer kept", "too old"),
    ("That is enough for now", "enough"),
    ("There is no digest here", "no digest"),
    ("digest is on", "digest added"),
    ("digest is changed", "digest changed"),
    ("### Edit digest", "digest panel"),
    ("Remove this digest?", "digest removed?"),
    ("### Digests here", "digest list"),
    ("is removed", "digest removed"),
    ("The same digest is here already", "same digest"),
    ("could not be deleted and stay", "erased, some stay"),
    ("Erased", "erased"),
    ("Thank you", "thanks"),
)


def words_of(components: Any) -> str:
    return "\n".join(one["content"] for one in every(components or []) if one["type"] == 10)


def kind_of(components: Any) -> str:
    """The kind of a message, by a sentence that only this kind has."""
    text = words_of(components)
    return next((kind for sentence, kind in KINDS if sentence in text), text[:80])


class Play:
    """The bot connected to the fake Discord, and the people who act in it."""

    def __init__(self, world: World, server: DiscordServer) -> None:
        self.world, self.server = world, server
        self.alice, self.ada = server.person("alice"), server.person("ada")
        self.rights: dict[str, int] = {}
        """Person -> their rights, if not the usual ones: Ada manages the server, others do not."""
        self.said: list[Payload] = []
        self.names: dict[str, str] = {}
        self.writable = True
        """Whether people may write in a channel that a command names."""
        self.pressed: list[tuple[str, str]] = []
        self.by: dict[str, str] = {}
        self.running: asyncio.Task[None]

    async def begin(self) -> None:
        long_ago = self.world.clock() - timedelta(days=90)
        self.guild = await self.server.guild(joined_at=long_ago)
        await self.server.role(self.guild, "Managers", self.ada, rights=MANAGER)
        self.news = await self.place("news")

    async def start(self) -> None:
        """The bot connects."""
        connection = self.world.connection
        self.running = asyncio.create_task(connection.run(self.server.token))
        async with asyncio.timeout(30):
            while not connection.check().detail.startswith("connected"):
                assert not self.running.done(), self.running
                await asyncio.sleep(0.01)
        await self.settle()

    async def stop(self) -> None:
        """The bot disconnects, and its session is lost."""
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        self.server.sessions.clear()

    async def place(self, name: str, kind: int = 0, **more: Any) -> Payload:
        made = await self.server.channel(self.guild, name, kind, **more)
        self.names[made["id"]] = name
        return made

    async def settle(self) -> None:
        """Wait until the bot has finished all work that its events caused."""
        for _ in range(8):
            before = len(self.server.requests)
            await self.server.acknowledged()
            mine = ("discord.py: ", "CommandTree", "discord-ui")
            tasks = [t for t in asyncio.all_tasks() if t.get_name().startswith(mine)]
            async with asyncio.timeout(30):
                await asyncio.gather(*tasks, return_exceptions=True)
            await self.world.work()
            if len(self.server.requests) == before and not tasks:
                return

    # ------------------------------------------------------------------------- people

    async def say(
        self, content: str, where: Payload | None = None, by: Payload | None = None, **more: Any
    ) -> Payload:
        message = await self.server.say(where or self.news, by or self.alice, content, **more)
        self.said.append(message)
        await self.settle()
        return message

    async def command(
        self,
        name: str,
        /,
        *,
        where: Payload | None = None,
        by: Payload | None = None,
        **options: Any,
    ) -> None:
        """Somebody gives a slash command: "brief", "readout setup"."""
        group, _, sub = name.partition(" ")
        given = [_option(key, value) for key, value in options.items()]
        inner = [{"name": sub, "type": 1, "options": given}] if sub else given
        rights = str(RIGHTS.value if self.writable else 0)
        channels = {
            one["id"]: {**one, "permissions": rights}
            for one in options.values()
            if isinstance(one, dict)
        }
        data: Payload = {"id": self._command(group), "name": group, "type": 1, "options": inner}
        data["resolved"] = {"channels": channels}
        await self.act(2, by or self.alice, where or self.news, data)

    async def menu(self, message: Payload, *, by: Payload | None = None) -> None:
        """Somebody chooses "Brief this" in the menu of a message."""
        where = self.server.channels[message["channel_id"]]
        data = {
            "id": self._command("Brief this"), "name": "Brief this", "type": 3,
            "target_id": message["id"], "resolved": {"messages": {message["id"]: message}},
        }  # fmt: skip
        await self.act(2, by or self.alice, where, data)

    async def press(
        self,
        name: str,
        message: Payload | None = None,
        *,
        by: Payload | None = None,
        where: Payload | None = None,
        **more: Any,
    ) -> None:
        """Press a button of one of the bot's messages, by default of the newest in the channel."""
        message = message or self.ours()[-1]
        names = [one.get("custom_id", "") for one in every(message["components"])]
        custom_id = next(one for one in names if f":{name}:" in one)
        await self.press_id(custom_id, message, by=by, where=where, **more)

    async def choose(
        self, name: str, message: Payload | None = None, *, by: Payload | None = None
    ) -> None:
        """Choose an entry of the menu behind "…" of a message."""
        message = message or self.ours()[-1]
        await self.press("more", message, by=by)
        self.pressed.pop()
        where = self.server.channels[message["channel_id"]]
        await self.press(name, self.server.shown[-1], by=by, where=where)

    async def press_old(self, name: str, *, by: Payload | None = None) -> None:
        """Press a button of the newest message, after giving it the buttons of earlier versions."""
        message = self.ours()[-1]
        [whole] = message["components"]
        names = [one.get("custom_id", "") for one in every(whole)]
        nonce = next(one.rpartition(":")[2] for one in names if one)
        faces = [button(one, f"readout:{one}:{nonce}") for one in OLD_BUTTONS]
        whole["components"][-1:] = [*rows(faces[:4]), *rows(faces[4:])]
        await self.press(name, message, by=by)

    async def press_id(
        self,
        custom_id: str,
        message: Payload,
        *,
        by: Payload | None = None,
        where: Payload | None = None,
        values: list[str] | None = None,
        **more: Any,
    ) -> None:
        """Press the button with this custom_id, or choose `values` in its menu."""
        where = where or self.server.channels[message["channel_id"]]
        shown = next(
            one for one in every(message["components"]) if custom_id == one.get("custom_id")
        )
        data: Payload = {"component_type": shown["type"], "custom_id": custom_id}
        if values is not None:
            data |= {"values": values, "resolved": {}}
        await self.act(3, by or self.alice, where, data, message=message, **more)

    async def confirm(self, word: str, *, by: Payload, opened: int = -1) -> None:
        """Type `word` in each field of a form, by default the one opened last, and submit it."""
        form = self.server.answers[self.pressed[opened][1]][-1]
        fields = [
            {"type": 18, "id": at, "component": {**one["component"], "value": word}}
            for at, one in enumerate(form["components"], 1)
            if "component" in one  # not a text
        ]
        data = {"custom_id": form["custom_id"], "components": fields}
        await self.act(5, by, self.news, data)

    async def fill(
        self, *, by: Payload | None = None, where: Payload | None = None, form: int = -1,
        **values: Any,
    ) -> None:  # fmt: skip
        """Submit a form, by default the one opened last; fields not given stay as they are."""
        _, opened = self.pressed[form]
        shown = self.server.answers[opened][-1]
        fields = []
        for at, one in enumerate(shown["components"], 1):
            field = one["component"]
            if field["type"] == 3:
                on = [o["value"] for o in field["options"] if o.get("default")]
                typed = {"values": values.get(field["custom_id"], on)}
            else:
                typed = {"value": values.get(field["custom_id"], field.get("value") or "")}
            given = {"type": field["type"], "custom_id": field["custom_id"], "id": at, **typed}
            fields.append({"type": 18, "id": at, "component": given})
        data = {"custom_id": shown["custom_id"], "components": fields}
        message = self.server.pressed_on.get(opened)
        by = by or self.server.users[self.by[opened]]
        await self.act(5, by, where or self.news, data, message=message)

    async def act(self, kind: int, by: Payload, where: Payload, data: Payload, **more: Any) -> None:
        rights = self.rights.get(by["id"], MANAGER if by is self.ada else 0)
        number = await self.server.interact(kind, by, where, data, rights=rights, **more)
        self.pressed.append((by["username"], number))
        self.by[number] = by["id"]
        await self.settle()

    def _command(self, name: str) -> str:
        return str(next(one["id"] for one in self.server.commands if one["name"] == name))

    async def auto(self, where: Payload | None = None) -> None:
        await self.command("readout setup", where=where, by=self.ada, links="auto")
        self.pressed.clear()

    async def morning(self) -> None:
        """A day passes, and the digests are posted."""
        self.world.clock.turn(86_400)
        await self.world.requests.digests.digest_runner.open_due_slots()
        await self.settle()

    def ours(self, where: Payload | None = None) -> list[Payload]:
        return self.server.ours(where or self.news)

    # ------------------------------------------------------------------------ outcome

    def seen(self) -> list[str]:
        """Everything that anybody sees of the bot, by place."""
        lines: list[str] = []
        for number in self.server.messages:
            where = self.server.channels.get(number)
            if where is None:
                continue
            name = self._name(where)
            for one in self.server.ours(where):
                how = ", reply" if one.get("message_reference") else ""
                lines.append(f"{name}: {kind_of(one['components'])}{how}")
        for person, number in self.pressed:
            shown = self.server.answers.get(number, [])
            lines += [f"to {person}: {_answer(one)}" for one in shown]
            if number in self.server.deferred:
                lines.append(f"to {person}: waiting")
        return lines

    def _name(self, where: Payload) -> str:
        if where["type"] == 1:
            return f"dm {where['recipients'][0]['username']}"
        above = self.server.channels.get(where.get("parent_id") or "")
        named = self.names.get(where["id"])
        return named or (f"thread of {self._name(above)}" if above else str(where["name"]))


def _option(name: str, value: Any) -> Payload:
    """An option of a command (text, bool or channel) as Discord sends it."""
    if isinstance(value, dict):
        return {"name": name, "type": 7, "value": value["id"]}
    return {"name": name, "type": 5 if isinstance(value, bool) else 3, "value": value}


def _answer(one: Payload) -> str:
    if one.get("callback") == 9:
        return f"form {one['title']}"
    assert one.get("callback") == 7 or one.get("flags", 0) & 64, "an answer is for who asked alone"
    return kind_of(one.get("components"))


@asynccontextmanager
async def played(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    *,
    prepare: Callable[[DiscordServer], Awaitable[None]] | None = None,
) -> AsyncIterator[Play]:
    """The bot in the fake Discord; what it sends is checked against Discord's API document."""
    world.clock.turn_to(datetime.now(UTC))  # discord.py takes the age of a command by the real one
    server = DiscordServer(world.clock)
    await server.start()
    start = ReadoutBot.__init__
    monkeypatch.setattr(ReadoutBot, "__init__", partialmethod(start, guild_ready_timeout=0.1))
    monkeypatch.setattr(discord.http.Route, "BASE", server.url)
    play = Play(world, server)
    await play.begin()
    if prepare is not None:
        await prepare(server)
    try:
        await play.start()
        yield play
        check((method, path, body) for method, path, body in server.requests if body is not None)
    finally:
        await play.stop()
        await server.stop()
