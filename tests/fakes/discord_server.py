"""Our own fake of Discord, written from its documentation: gateway v10, people and what they see.

https://discord.com/developers/docs/events/gateway: HELLO, IDENTIFY, READY, RESUME, dispatch,
requested heartbeats; close codes 4004 and 4014; intents decide which events are sent, and whether
with texts. The REST API is in discord_routes.py.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import discord
from aiohttp import WSMsgType, web

from tests.fakes.discord_routes import Routes
from tests.fakes.discord_values import (
    BOT,
    GUILD_CHANNELS,
    TOKEN,
    bot_user,
    channel_value,
    guild_value,
    role_value,
    user_value,
)

Payload = dict[str, Any]
CONTENT = 1 << 15
RIGHTS = discord.Permissions(
    view_channel=True, send_messages=True, read_message_history=True,
    create_public_threads=True, send_messages_in_threads=True, use_application_commands=True,
    connect=True,
)  # fmt: skip


@dataclass
class Session:
    """One gateway session, with the events sent to it, which a RESUME replays."""

    id: str
    socket: web.WebSocketResponse
    intents: int
    shard: tuple[int, int]
    events: list[Payload] = field(default_factory=list)
    last_sequence: int = 0
    """The last sequence number that the client has acknowledged by a heartbeat."""


class DiscordServer(Routes):
    """Discord on loopback. `now`: its clock; `intent_allowed`: may the bot see messages' texts."""

    def __init__(self, now: Callable[[], datetime], *, shards: int = 1) -> None:
        super().__init__(now)
        self.shards = shards
        self.intent_allowed = True
        self.locales: dict[str, str] = {}
        """Person -> the language of their app, if not English."""
        self.sessions: dict[str, Session] = {}
        self.identified = self.resumed = 0
        self._beat = asyncio.Condition()

    async def start(self) -> None:
        """Listen, at `url` and `gateway`."""
        app = web.Application()
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", "/api/v10/{path:.*}", self.answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        self.url, self.gateway = (
            f"http://127.0.0.1:{port}/api/v10",
            f"ws://127.0.0.1:{port}/gateway",
        )

    async def stop(self) -> None:
        """Close every socket."""
        for session in self.sessions.values():
            await session.socket.close()
        await self._runner.cleanup()

    # ------------------------------------------------------------------------- gateway

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        session: Session | None = None
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            sent = json.loads(message.data)
            if sent["op"] == 1:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
                if session is not None:
                    async with self._beat:
                        session.last_sequence = sent["d"] or 0
                        self._beat.notify_all()
            elif sent["op"] == 2:
                session = await self._identify(socket, sent["d"])
            elif sent["op"] == 6:
                session = await self._resume(socket, sent["d"])
        return socket

    async def _identify(self, socket: web.WebSocketResponse, data: Payload) -> Session | None:
        if data["token"] != self.token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        if data["intents"] & CONTENT and not self.intent_allowed:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        self.identified += 1
        shard = tuple(data.get("shard") or (0, 1))
        session = Session(f"s{self.identified}", socket, data["intents"], (shard[0], shard[1]))
        self.sessions[session.id] = session
        mine = [one for one in self.guilds.values() if self._at(session, one["id"])]
        ready = {
            "v": 10, "user": bot_user(), "guilds": [{"id": g["id"], "unavailable": True} for g in mine],
            "session_id": session.id, "resume_gateway_url": self.gateway, "shard": list(shard),
            "application": {"id": BOT, "flags": 1 << 19},
        }  # fmt: skip
        await self._dispatch(session, "READY", ready)
        for guild in mine:
            await self._dispatch(session, "GUILD_CREATE", self.whole(guild))
        return session

    async def _resume(self, socket: web.WebSocketResponse, data: Payload) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self.token:
            await socket.send_json({"op": 9, "d": False, "s": None, "t": None})
            return None
        session.socket = socket
        for event in [one for one in session.events if one["s"] > data["seq"]]:
            await socket.send_json(event)
        await self._dispatch(session, "RESUMED", {})
        async with self._beat:
            self.resumed += 1
            self._beat.notify_all()
        return session

    def _at(self, session: Session, guild: str | None) -> bool:
        return (int(guild or 0) >> 22) % session.shard[1] == session.shard[0]

    async def _dispatch(self, session: Session, name: str, data: Payload) -> None:
        event = {"op": 0, "t": name, "s": len(session.events) + 1, "d": data}
        session.events.append(event)
        if not session.socket.closed:
            await session.socket.send_json(event)

    async def dispatch(self, name: str, data: Payload, *, guild: str | None) -> None:
        """Dispatch an event to the sessions that listen."""
        for session in list(self.sessions.values()):
            if not self._at(session, guild):
                continue
            shown = data
            own = BOT in (
                data.get("author", {}).get("id"),
                *(m["id"] for m in data.get("mentions", ())),
            )
            if name.startswith("MESSAGE_") and guild and not own and not session.intents & CONTENT:
                shown = {**data, "content": "", "components": [], "embeds": []}
            await self._dispatch(session, name, shown)

    async def acknowledged(self) -> None:
        """Wait until each session has received all its events: ask each for a heartbeat."""
        for session in list(self.sessions.values()):
            if session.socket.closed:
                continue
            wanted = len(session.events)
            await session.socket.send_json({"op": 1, "d": None, "s": None, "t": None})
            async with asyncio.timeout(30), self._beat:
                await self._beat.wait_for(lambda s=session, w=wanted: s.last_sequence >= w)  # type: ignore[misc]

    async def cut(self) -> None:
        """Cut every connection; wait until all have resumed, with the events that they missed."""
        wanted = self.resumed + len(self.sessions)
        for session in list(self.sessions.values()):
            await session.socket.close(code=4000)
        async with asyncio.timeout(30), self._beat:
            await self._beat.wait_for(lambda: self.resumed >= wanted)

    async def revoke(self) -> None:
        """The token is reset: sessions end, and it is refused from now on."""
        self.token = TOKEN + "-new"
        for session in list(self.sessions.values()):
            await session.socket.close(code=4004)

    # --------------------------------------------------------------- servers and people

    async def guild(self, name: str = "Readers", *, joined_at: datetime | None = None) -> Payload:
        """Create a server with the bot in it, and send the event."""
        guild = guild_value(self.id(), name, joined_at or self.now(), RIGHTS.value)
        self.guilds[guild["id"]] = guild
        if self.sessions:
            whole = {k: v for k, v in self.whole(guild).items() if k != "unavailable"}
            await self.dispatch("GUILD_CREATE", whole, guild=guild["id"])
        return guild

    def whole(self, guild: Payload) -> Payload:
        """A server with its channels and threads, as GUILD_CREATE has it."""
        own = [one for one in self.rooms[guild["id"]] if one["id"] in self.channels]
        return {
            **guild,
            "channels": [one for one in own if one["type"] in GUILD_CHANNELS],
            "threads": [one for one in own if one["type"] not in GUILD_CHANNELS],
        }

    async def channel(
        self, guild: Payload, name: str = "news", kind: int = 0, **more: Any
    ) -> Payload:
        """A channel of a type by its number, as Discord numbers them."""
        made = channel_value(self.id(), guild["id"], name, kind, **more)
        self.channels[made["id"]] = made
        self.rooms[guild["id"]].append(made)
        if self.sessions:
            await self.dispatch("CHANNEL_CREATE", made, guild=guild["id"])
        return made

    async def thread(self, parent: Payload, owner: Payload, name: str = "ferries") -> Payload:
        """A thread, or a forum post, that a person opened."""
        return await self.make_thread(parent, self.id(), name, owner["id"])

    def person(self, name: str) -> Payload:
        """Create a person."""
        made = user_value(self.id(), name)
        self.users[made["id"]] = made
        return made

    async def role(
        self, guild: Payload, name: str, *people: Payload, rights: int = 0, **more: Any
    ) -> Payload:
        """A role of a server, given to people."""
        made = role_value(self.id(), name, rights, **more)
        guild["roles"].append(made)
        for person in people:
            self.given.setdefault(person["id"], []).append(made["id"])
        if self.sessions:
            told = {"guild_id": guild["id"], "role": made}
            await self.dispatch("GUILD_ROLE_CREATE", told, guild=guild["id"])
        return made

    async def hide(self, channel: Payload, person: Payload) -> None:
        """Take a channel out of a person's sight."""
        deny = str(discord.Permissions(view_channel=True).value)
        channel["permission_overwrites"].append(
            {"id": person["id"], "type": 1, "allow": "0", "deny": deny}
        )
        await self.dispatch("CHANNEL_UPDATE", channel, guild=channel["guild_id"])

    async def deny(self, channel: Payload, **rights: bool) -> None:
        """Take rights from the bot in a channel: deny(channel, send_messages=True)."""
        bits = discord.Permissions(**rights).value
        self.denied[channel["id"]] = self.denied.get(channel["id"], 0) | bits
        mine = {"id": BOT, "type": 1, "allow": "0", "deny": str(self.denied[channel["id"]])}
        channel["permission_overwrites"] = [mine]
        await self.dispatch("CHANNEL_UPDATE", channel, guild=channel["guild_id"])

    async def say(self, channel: Payload, author: Payload, content: str, **more: Any) -> Payload:
        """A person writes."""
        message = self.message(channel, author, content=content, **more)
        await self.dispatch("MESSAGE_CREATE", message, guild=channel.get("guild_id"))
        return message

    async def edit(self, message: Payload, content: str) -> None:
        """Its author changes it."""
        message["content"] = content
        message["mentions"] = self.mentioned(content)
        message["edited_timestamp"] = self.now().isoformat()
        await self.dispatch("MESSAGE_UPDATE", message, guild=message.get("guild_id"))

    async def remove(self, *messages: Payload) -> None:
        """Somebody deletes one message, or many at once."""
        first = messages[0]
        about = {"channel_id": first["channel_id"]}
        if first.get("guild_id"):
            about["guild_id"] = first["guild_id"]  # absent from direct messages
        for one in messages:
            self.messages[one["channel_id"]].pop(one["id"], None)
        name, which = ("MESSAGE_DELETE", {"id": first["id"]})
        if len(messages) > 1:
            name, which = "MESSAGE_DELETE_BULK", {"ids": [one["id"] for one in messages]}
        await self.dispatch(name, {**about, **which}, guild=first.get("guild_id"))

    async def react(self, message: Payload, person: Payload, emoji: str) -> None:
        """A person reacts."""
        data = {
            "user_id": person["id"], "channel_id": message["channel_id"], "message_id": message["id"],
            "guild_id": message.get("guild_id"), "emoji": {"id": None, "name": emoji},
            "message_author_id": message["author"]["id"], "type": 0, "burst": False,
        }  # fmt: skip
        await self.dispatch("MESSAGE_REACTION_ADD", data, guild=message.get("guild_id"))

    async def drop_channel(self, channel: Payload) -> None:
        """A channel or thread is deleted, with what was in it."""
        kind = "CHANNEL" if channel["type"] in GUILD_CHANNELS else "THREAD"
        self.channels.pop(channel["id"])
        self.messages.pop(channel["id"], None)
        await self.dispatch(f"{kind}_DELETE", channel, guild=channel["guild_id"])

    # --------------------------------------------------------------------- interactions

    async def interact(
        self,
        kind: int,
        person: Payload,
        channel: Payload,
        data: Payload,
        *,
        message: Payload | None = None,
        rights: int = 0,
        context: int | None = None,
        owners: dict[str, str] | None = None,
    ) -> str:
        """An interaction of a kind (2 command, 3 button, 4 autocomplete, 5 form) -> its id.

        `rights` are the person's permissions; `context` 2 is a place where the bot is not.
        """
        guild = channel.get("guild_id")
        number = self.id()
        here = RIGHTS.value & ~self.denied.get(channel.get("parent_id") or channel["id"], 0)
        value: Payload = {
            "id": number, "application_id": BOT, "type": kind, "token": f"t{number}", "version": 1,
            "channel_id": channel["id"], "channel": channel, "data": data,
            "locale": self.locales.get(person["id"], "en-US"), "guild_locale": "en-US", "app_permissions": str(here), "entitlements": [],
            "authorizing_integration_owners": owners or {"0": guild or "0"},
            "context": context if context is not None else (0 if guild else 1),
            "attachment_size_limit": 10_000_000,
        }  # fmt: skip
        if guild:
            value["guild_id"] = guild
            value["guild"] = {"id": guild, "locale": "en-US", "features": []}
            value["member"] = {**self.member(person), "user": person, "permissions": str(rights)}
        else:
            value["user"] = person
        if message is not None:
            value["message"] = self.pressed_on[number] = message
        await self.dispatch(
            "INTERACTION_CREATE", value, guild=guild if guild in self.guilds else None
        )
        return number

    def dated(self, at: datetime) -> str:
        """A time as Discord writes it."""
        return at.astimezone(UTC).isoformat()
