"""The REST API of our own fake of Discord, with its refusals, written from the documentation.

https://discord.com/developers/docs/reference; an enforced nonce is posted once; error codes are
those of topics/opcodes-and-status-codes#json.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord
from aiohttp import web

from tests.fakes.discord_answers import Refusal, Trouble, as_json, body_of, refused
from tests.fakes.discord_values import (
    BOT,
    BOT_ROLE,
    TOKEN,
    bot_user,
    member_value,
    thread_value,
)

Payload = dict[str, Any]


class Routes:
    """State and REST; discord_server.py adds the gateway."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.token = TOKEN
        self.shards = 1
        self.gateway = ""
        self.guilds: dict[str, Payload] = {}
        self.channels: dict[str, Payload] = {}
        self.rooms: dict[str, list[Payload]] = defaultdict(list)
        """Guild -> the channels and threads that it had."""
        self.users: dict[str, Payload] = {BOT: bot_user()}
        self.messages: dict[str, dict[str, Payload]] = {}
        self.denied: dict[str, int] = {}
        self.given: dict[str, list[str]] = {}  # person -> their roles
        self.commands: list[Payload] = []
        self.requests: list[tuple[str, str, Any]] = []
        self.answers: dict[str, list[Payload]] = {}
        """Interaction -> what its person was shown, in that order."""
        self.deferred: set[str] = set()
        self.first: dict[str, Payload] = {}  # what replaced a deferred answer
        self.pressed_on: dict[str, Payload] = {}
        """Interaction -> the message whose button it is."""
        self.trouble: list[Trouble] = []
        self._nonces: dict[tuple[str, str], Payload] = {}
        self._direct: dict[str, str] = {}
        self._count = 0
        self.application = self._own_application()
        self.left: list[str] = []
        self.shown: list[Payload] = []  # messages that only one person sees
        self.published: list[str] = []
        """Messages published from an announcement channel to the servers that follow it."""

    def id(self) -> str:
        """A new snowflake of this moment."""
        self._count += 1
        return str(discord.utils.time_snowflake(self.now()) + self._count)

    async def dispatch(self, name: str, data: Payload, *, guild: str | None) -> None:
        """Dispatch an event; the gateway implements this."""
        raise NotImplementedError

    # ------------------------------------------------------------------------- answering

    async def answer(self, request: web.Request) -> web.Response:
        """One request -> its answer, as JSON."""
        method, path = request.method, "/" + request.match_info["path"]
        body = await body_of(request)
        self.requests.append((method, path, body))
        given = request.headers.get("Authorization")
        if given is not None and given != f"Bot {self.token}":
            return refused(401, 0)
        met = self._met(method, path)
        if met is not None and not met.lost:
            return refused(met.status, met.code, retry_after=met.retry_after)
        try:
            found = await self._route(method, path, body, dict(request.query))
        except Refusal as refusal:
            return refused(*refusal.args)
        if met is not None:
            assert request.transport is not None
            request.transport.abort()  # it is done, but the reply is lost
        return as_json(found) if found is not None else web.Response(status=204)

    def _met(self, method: str, path: str) -> Trouble | None:
        for one in self.trouble:
            if one.method == method and re.fullmatch(one.path, path) and one.times:
                one.times -= 1
                return one
        return None

    async def _route(self, method: str, path: str, body: Any, query: dict[str, str]) -> Any:
        for pattern, handler in ROUTES:
            found = re.fullmatch(pattern, f"{method} {path}")
            if found:
                return await getattr(self, handler)(*found.groups(), body=body, query=query)
        raise AssertionError(f"the fake Discord has no {method} {path}")

    async def _me(self, **_: Any) -> Payload:
        return bot_user()

    async def _application(self, **_: Any) -> Payload:
        return self.application

    async def _get_commands(self, **_: Any) -> list[Payload]:
        return self.commands

    async def _leave(self, guild: str, **_: Any) -> None:
        self.left.append(guild)

    def _own_application(self) -> Payload:
        return {
            "id": BOT, "name": "Readout", "icon": None, "description": "", "bot_public": True,
            "bot_require_code_grant": False, "verify_key": "0", "flags": 1 << 19, "team": None,
            "owner": {"id": "1", "username": "owner", "discriminator": "0", "avatar": None},
        }  # fmt: skip

    async def _bot_gateway(self, **_: Any) -> Payload:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 16}
        return {"url": self.gateway, "shards": self.shards, "session_start_limit": limit}

    async def _put_commands(self, *, body: Any, **_: Any) -> list[Payload]:
        self.commands = [
            {
                "id": self.id(),
                "application_id": BOT,
                "version": "1",
                "type": 1,
                "description": "",
                **one,
            }
            for one in body
        ]
        for one in self.commands:  # the answer has them as text
            rights = one.get("default_member_permissions")
            one["default_member_permissions"] = None if rights is None else str(rights)
        return self.commands

    async def _get_channel(self, channel: str, **_: Any) -> Payload:
        return self._channel(channel)

    async def _get_user(self, user: str, **_: Any) -> Payload:
        return self.users[user]

    async def _open_direct(self, *, body: Any, **_: Any) -> Payload:
        person = str(body["recipient_id"])
        number = self._direct.setdefault(person, self.id())
        return self.channels.setdefault(number, {
            "id": number, "type": 1, "last_message_id": None, "recipients": [self.users[person]],
            "flags": 0,
        })  # fmt: skip

    async def _typing(self, channel: str, **_: Any) -> None:
        self._channel(channel)

    # -------------------------------------------------------------------------- messages

    def message(self, channel: Payload, author: Payload, **more: Any) -> Payload:
        """Add a message to a channel, without an event."""
        content = more.get("content") or ""
        guild = channel.get("guild_id")
        made: Payload = {
            "id": self.id(), "channel_id": channel["id"], "author": author, "content": content,
            "timestamp": self.now().isoformat(), "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": self.mentioned(content), "mention_roles": [],
            "attachments": [], "embeds": [], "pinned": False, "type": 0, "components": [],
            "flags": 0, "channel_type": channel["type"],
        }  # fmt: skip
        if guild is not None:
            made |= {"guild_id": guild, "member": self.member(author)}
        made |= {key: value for key, value in more.items() if value is not None}
        self.messages.setdefault(channel["id"], {})[made["id"]] = made
        channel["last_message_id"] = made["id"]
        return made

    def mentioned(self, content: str) -> list[Payload]:
        """The people that a text mentions."""
        return [
            self.users[name] for name in re.findall(r"<@!?(\d+)>", content) if name in self.users
        ]

    def member(self, person: Payload) -> Payload:
        """A person as a server's member, without the person."""
        roles = [BOT_ROLE] if person["id"] == BOT else self.given.get(person["id"], [])
        return {k: v for k, v in member_value(person, self.now(), roles).items() if k != "user"}

    async def direct(self, person: Payload) -> Payload:
        """A person's direct messages with the bot."""
        return await self._open_direct(body={"recipient_id": person["id"]})

    def ours(self, channel: Payload) -> list[Payload]:
        """The bot's messages in a channel, in their order."""
        there = self.messages.get(channel["id"], {}).values()
        return [one for one in there if one["author"]["id"] == BOT]

    async def _post(self, channel: str, *, body: Any, **_: Any) -> Payload:
        place = self._channel(channel)
        self._may(
            place,
            "send_messages_in_threads"
            if "parent_id" in place and place["type"] in {10, 11}
            else "send_messages",
        )
        if place.get("thread_metadata", {}).get("locked"):
            raise Refusal(403, 160005)
        name = (channel, str(body.get("nonce")))
        if body.get("enforce_nonce") and name in self._nonces:
            return self._nonces[name]
        answered = body.get("message_reference")
        if answered is not None and self._lacks(place, "read_message_history"):
            raise Refusal(400, 160002)
        made = self.message(
            place, bot_user(), components=body.get("components"), flags=body.get("flags", 0),
            content=body.get("content"), message_reference=answered, type=19 if answered else 0,
            nonce=body.get("nonce"),
        )  # fmt: skip
        self._nonces[name] = made
        await self.dispatch("MESSAGE_CREATE", made, guild=place.get("guild_id"))
        return made

    async def _get_message(self, channel: str, message: str, **_: Any) -> Payload:
        return self._message(channel, message)

    async def _edit(self, channel: str, message: str, *, body: Any, **_: Any) -> Payload:
        found = self._message(channel, message)
        found |= {k: v for k, v in body.items() if k in {"components", "flags", "content"}}
        await self.dispatch("MESSAGE_UPDATE", found, guild=found.get("guild_id"))
        return found

    async def _delete(self, channel: str, message: str, **_: Any) -> None:
        found = self._message(channel, message)
        if found["author"]["id"] != BOT and self._lacks(self._channel(channel), "manage_messages"):
            raise Refusal(403, 50013)
        del self.messages[channel][message]
        gone = {"id": message, "channel_id": channel, "guild_id": found.get("guild_id")}
        await self.dispatch("MESSAGE_DELETE", gone, guild=found.get("guild_id"))

    async def _crosspost(self, channel: str, message: str, **_: Any) -> Payload:
        """Own messages need only SEND_MESSAGES; a published message cannot be published again."""
        found, place = self._message(channel, message), self._channel(channel)
        if place["type"] != 5:
            raise Refusal(400, 50024)
        if self._lacks(place, "send_messages"):
            raise Refusal(403, 50013)
        if found["flags"] & 1:
            raise Refusal(400, 40033)
        found["flags"] |= 1
        self.published.append(message)
        return found

    async def _history(self, channel: str, *, query: dict[str, str], **_: Any) -> list[Payload]:
        place = self._channel(channel)
        if self._lacks(place, "read_message_history"):
            return []  # "If the user is missing READ_MESSAGE_HISTORY, no messages are returned"
        limit, all_of = int(query.get("limit", 50)), list(self.messages.get(channel, {}).values())
        if "after" in query:
            later = [one for one in all_of if int(one["id"]) > int(query["after"])]
            return later[:limit][::-1]
        before = int(query.get("before", 1 << 63))
        return [one for one in all_of if int(one["id"]) < before][-limit:][::-1]

    # --------------------------------------------------------------------------- threads

    async def make_thread(self, parent: Payload, number: str, name: str, owner: str) -> Payload:
        """Create a thread, with its event."""
        made = thread_value(number, parent, name, owner, self.now())
        self.channels[number] = made
        self.rooms[made["guild_id"]].append(made)
        await self.dispatch(
            "THREAD_CREATE", {**made, "newly_created": True}, guild=made["guild_id"]
        )
        return made

    async def _thread_on(self, channel: str, message: str, *, body: Any, **_: Any) -> Payload:
        parent = self._channel(channel)
        self._may(parent, "create_public_threads")
        if parent["type"] in {2, 13}:
            raise Refusal(400, 50024)
        self._message(channel, message)
        if message in self.channels:
            raise Refusal(400, 160004)
        return await self.make_thread(parent, message, body["name"], BOT)

    async def _forum_post(self, channel: str, *, body: Any, **_: Any) -> Payload:
        forum = self._channel(channel)
        self._may(forum, "send_messages")
        number = self.id()
        made = await self.make_thread(forum, number, body["name"], BOT)
        made["applied_tags"] = body.get("applied_tags", [])
        first = body["message"]
        said = self.message(
            made, bot_user(), components=first.get("components"), flags=first["flags"]
        )
        self.messages[number] = {number: {**said, "id": number}}
        return {**made, "message": {**said, "id": number}}

    async def _active(self, guild: str, **_: Any) -> Payload:
        found = [
            one
            for one in self.channels.values()
            if one["type"] in {10, 11} and one["guild_id"] == guild
        ]
        return {"threads": found, "members": [], "has_more": False}

    # --------------------------------------------------------------------- interactions

    async def _callback(self, number: str, _token: str, *, body: Any, **_: Any) -> Payload:
        shown = self.answers.setdefault(number, [])
        if body["type"] in {5, 6}:
            self.deferred.add(number)
        else:
            data = body.get("data") or {}
            shown.append({"callback": body["type"], **data})
        return {"interaction": {"id": number, "type": 2}}

    async def _followup(self, token: str, *, body: Any, **_: Any) -> Payload:
        self.answers.setdefault(token, []).append(body)
        self.deferred.discard(token)
        self.first.setdefault(token, body)
        where = {"id": self.id(), "type": 0}
        parts, flags = body.get("components"), body.get("flags", 0)
        self.shown.append(self.message(where, bot_user(), components=parts, flags=flags))
        return self.shown[-1]

    async def _edit_original(self, token: str, *, body: Any, **_: Any) -> Payload:
        """Edit the message that was pressed, or the first answer to a command."""
        self.answers.setdefault(token, []).append({"callback": 7, **body})
        self.deferred.discard(token)
        found = self.pressed_on[token]
        found |= {k: v for k, v in body.items() if k in {"components", "flags", "content"}}
        return found

    async def _drop_original(self, token: str, **_: Any) -> None:
        self.deferred.discard(token)
        if (first := self.first.get(token)) is not None:
            self.answers[token].remove(first)

    # ---------------------------------------------------------------------------- rights

    def _channel(self, number: str) -> Payload:
        found = self.channels.get(number)
        if found is None:
            raise Refusal(404, 10003)
        if self._lacks(found, "view_channel"):
            raise Refusal(403, 50001)
        return found

    def _message(self, channel: str, message: str) -> Payload:
        self._channel(channel)
        found = self.messages.get(channel, {}).get(message)
        if found is None:
            raise Refusal(404, 10008)
        return found

    def _lacks(self, place: Payload, right: str) -> bool:
        denied = self.denied.get(place.get("parent_id") or place["id"], 0)
        return bool(denied & discord.Permissions(**{right: True}).value)

    def _may(self, place: Payload, right: str) -> None:
        if self._lacks(place, right):
            raise Refusal(403, 50013)


C = r"/channels/(\d+)"
ROUTES = (
    (r"GET /users/@me", "_me"),
    (r"GET /(?:oauth2/)?applications/@me", "_application"),
    (r"GET /gateway/bot", "_bot_gateway"),
    (r"PUT /applications/\d+/commands", "_put_commands"),
    (r"GET /applications/\d+/commands", "_get_commands"),
    (r"DELETE /users/@me/guilds/(\d+)", "_leave"),
    (r"POST /users/@me/channels", "_open_direct"),
    (r"GET /users/(\d+)", "_get_user"),
    (rf"GET {C}", "_get_channel"),
    (rf"POST {C}/typing", "_typing"),
    (rf"POST {C}/messages", "_post"),
    (rf"GET {C}/messages", "_history"),
    (rf"GET {C}/messages/(\d+)", "_get_message"),
    (rf"PATCH {C}/messages/(\d+)", "_edit"),
    (rf"DELETE {C}/messages/(\d+)", "_delete"),
    (rf"POST {C}/messages/(\d+)/crosspost", "_crosspost"),
    (rf"POST {C}/messages/(\d+)/threads", "_thread_on"),
    (rf"POST {C}/threads", "_forum_post"),
    (r"GET /guilds/(\d+)/threads/active", "_active"),
    (r"POST /interactions/(\d+)/(\w+)/callback", "_callback"),
    (r"POST /webhooks/\d+/t(\d+)", "_followup"),
    (r"DELETE /webhooks/\d+/t(\d+)/messages/@original", "_drop_original"),
    (r"PATCH /webhooks/\d+/t(\d+)/messages/@original", "_edit_original"),
)
