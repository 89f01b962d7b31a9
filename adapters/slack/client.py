"""The connection to Slack: sends posts with their key in the metadata, to find them again."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Protocol, assert_never

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import NO_PLACE, code_of
from adapters.slack.parsing import is_stamp
from adapters.slack.rendering import parts, render
from adapters.slack.sending import answer_to, send_first_accepted
from adapters.slack.user_locale import Settings, UserLocale, nothing_set
from briefs.errors import (
    NotFound,
    NotSent,
    PlaceDeleted,
    PlaceGone,
    Refused,
    Unverifiable,
)
from briefs.i18n.phrases import Phrases
from briefs.model.cards import Card
from briefs.model.chat import Mark
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen, Place

log = logging.getLogger(__name__)

EVENT = "readout_post"
"""Type of our metadata; https://docs.slack.dev/messaging/message-metadata."""

CHECK_EVERY = timedelta(minutes=1)

WORKING = "eyes"
PAGE = 200
MOST_PAGES = 10
"""Pages of history that are searched: 2,000 messages since the attempt."""


class Clients(Protocol):
    """A workspace -> the client with its token. Raises: PlaceGone if it has none."""

    async def __call__(self, workspace: str) -> AsyncWebClient:
        """The workspace's client."""
        ...

    async def refused(self) -> str | None:
        """Slack's error for the token of the settings, None if it is valid."""
        ...


def client_of(token: str, *, base_url: str, timeout_s: int = 15) -> AsyncWebClient:
    """A client without retries: slack_sdk's own would post again if only the reply was lost."""
    return AsyncWebClient(token=token, base_url=base_url, timeout=timeout_s, retry_handlers=[])


class SlackChat:
    """The port `Chat`. A place whose channel is "@U…" is that person's direct messages."""

    def __init__(
        self,
        *,
        clients: Clients,
        now: Callable[[], datetime],
        settings: Settings = nothing_set,
    ) -> None:
        self._clients = clients
        self._now = now
        self.user_locale = UserLocale(settings=settings, now=now)
        self._direct: dict[tuple[str, str], str] = {}
        self._limited_until: dict[tuple[str, str, str], datetime] = {}
        self._sites: dict[str, str] = {}
        self._without_folding: set[str] = set()
        """Workspaces that refused blocks with folded lines, since the program started."""
        self._with_reaction: set[tuple[Place, str]] = set()
        self._token_fault: str | None = None
        self._checked_at: datetime | None = None
        self.connection_fault: Callable[[], str | None] = lambda: None

    async def fault(self) -> str | None:
        """Slack's error for our token, None if it is valid; checked at most once a minute."""
        now = self._now()
        if self._checked_at is None or now - self._checked_at >= CHECK_EVERY:
            self._checked_at = now
            self._token_fault = await self._clients.refused()
        if self._token_fault:
            return f"Slack refuses the bot token ({self._token_fault})"
        code = self.connection_fault()
        return f"Slack refuses the app token ({code})" if code else None

    # --------------------------------------------------------------------------- posts

    async def send(self, post: Post) -> Receipt:
        """Post -> Receipt. Raises: NotSent, PlaceGone, Refused, TryLater."""
        client = await self._clients(post.place.workspace)
        channel = await self._channel(client, post.place)
        if post.only_for is not None:
            message = await self._send_privately(client, channel, post, post.only_for)
        else:
            say = await self.user_locale.of_place(client, post.place)
            also = {"channel": channel, "thread_ts": post.place.thread, **_metadata(post)}
            with self._in_turn(post.place.workspace, "chat.postMessage", channel):
                try:
                    answer = await self._show(client.chat_postMessage, post, say, also)
                except NotFound as error:
                    raise PlaceDeleted("This thread is gone.") from error
            message = str(answer["ts"])
        await self._learn_site(client, post.place.workspace)
        return Receipt(post.key, post.place, message, self._now())

    async def _send_privately(
        self, client: AsyncWebClient, channel: str, post: Post, person: str
    ) -> str:
        """Post for one person only, as a direct message if the bot is no member -> time stamp."""
        say = await self.user_locale.of_person(client, post.place, person)
        # Later parts name the thread of the first part, but an ephemeral message has no thread.
        thread = post.place.thread if post.part == 0 else None
        if not channel.startswith("D"):
            also = {"channel": channel, "user": person, "thread_ts": thread}
            try:
                with self._in_turn(post.place.workspace, "chat.postEphemeral", channel):
                    call = client.chat_postEphemeral
                    answer = await self._show(call, post, say, also, but=("mrkdwn",))
            except PlaceGone as error:
                if not isinstance(error.__cause__, SlackApiError):
                    raise
                if code_of(error.__cause__) not in NO_PLACE:
                    raise
            else:
                return str(answer["message_ts"])
        own = Place(post.place.platform, post.place.workspace, f"@{person}")
        direct = await self._channel(client, own)
        belongs = None if channel == direct else channel
        also, call = {"channel": direct}, client.chat_postMessage
        with self._in_turn(post.place.workspace, "chat.postMessage", direct):
            return str((await self._show(call, post, say, also, belongs=belongs))["ts"])

    async def _show(
        self, method: Callable[..., Awaitable[Any]], post: Post, say: Phrases,
        also: Mapping[str, Any], *, but: tuple[str, ...] = (), belongs: str | None = None,
    ) -> Mapping[str, Any]:  # fmt: skip
        """Send a post -> Slack's answer; with folded lines unless the workspace has refused those.

        `also`: further arguments. `but`: those of `render` that the method does not take.
        """
        plain = render(post.card, say, belongs=belongs)
        folded = render(post.card, say, belongs=belongs, folding=True)
        newer = folded != plain and post.place.workspace not in self._without_folding
        bodies = [{**one, **also} for one in ([folded, plain] if newer else [plain])]
        wanted = [{name: one[name] for name in one if name not in but} for one in bodies]
        answer, taken = await send_first_accepted(method, *wanted)
        if newer and taken == 1:
            self._without_folding.add(post.place.workspace)
        return answer

    async def find(self, post: Post, *, since: datetime) -> Receipt | None:
        """The message that carries the post's key. Raises: Unverifiable, TryLater."""
        if post.only_for is not None:
            raise Unverifiable
        client = await self._clients(post.place.workspace)
        try:
            channel = await self._channel(client, post.place)
            found = await self._search(client, channel, post, since=since)
        except (PlaceGone, Refused, NotFound) as error:
            # Not a member, or a scope is missing: the history cannot be read.
            raise Unverifiable from error
        return Receipt(post.key, post.place, found, self._now()) if found else None

    async def _search(
        self, client: AsyncWebClient, channel: str, post: Post, *, since: datetime
    ) -> str | None:
        # Time stamps are of Slack's clock, `since` is of ours: they may differ by some seconds.
        arguments: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{since.timestamp() - 60:.6f}",
            "limit": PAGE,
            "include_all_metadata": True,
        }
        ask: Callable[..., Awaitable[Any]] = client.conversations_history
        if post.place.thread is not None:
            ask, arguments["ts"] = client.conversations_replies, post.place.thread
        workspace = post.place.workspace
        for _ in range(MOST_PAGES):
            with self._in_turn(workspace, ask.__name__, ""):
                answer = await answer_to(ask(**arguments))
            for message in answer.get("messages") or ():
                metadata = message.get("metadata") or {}
                payload = metadata.get("event_payload") or {}
                if metadata.get("event_type") == EVENT and payload.get("key") == post.key:
                    return str(message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
            arguments["cursor"] = cursor
        raise Unverifiable

    async def channel_of(self, place: Place) -> str:
        """Slack's id of a place's channel. Raises: PlaceGone, TryLater."""
        return await self._channel(await self._clients(place.workspace), place)

    async def history(
        self, place: Place, oldest: str, cursor: str | None
    ) -> tuple[list[Mapping[str, Any]], str | None]:
        """A page of a channel's or thread's messages since a time stamp -> them, the next cursor.

        Raises: PlaceGone, Refused (a scope is missing), TryLater.
        """
        client = await self._clients(place.workspace)
        arguments: dict[str, Any] = {
            "channel": await self._channel(client, place),
            "oldest": oldest,
            "inclusive": True,
            "limit": PAGE,
            "cursor": cursor,
        }
        call: Callable[..., Awaitable[Any]] = client.conversations_history
        if place.thread is not None:
            call, arguments["ts"] = client.conversations_replies, place.thread
        with self._in_turn(place.workspace, call.__name__, ""):
            answer = await answer_to(call(**arguments))
        following = (answer.get("response_metadata") or {}).get("next_cursor")
        return list(answer.get("messages") or ()), following or None

    async def message(self, workspace: str, channel: str, stamp: str) -> Mapping[str, Any] | None:
        """One message, in a thread or not; None if Slack says that there is none.

        Raises: GiveUp if the bot may not read it, TryLater.
        """
        client = await self._clients(workspace)
        arguments: dict[str, Any] = {
            "oldest": stamp,
            "latest": stamp,
            "inclusive": True,
            "limit": 1,
        }
        call = client.conversations_replies
        try:
            with self._in_turn(workspace, call.__name__, ""):
                answer = await answer_to(call(channel=channel, ts=stamp, **arguments))
        except NotFound:
            return None
        messages: list[Mapping[str, Any]] = answer.get("messages") or []
        return next((one for one in messages if one.get("ts") == stamp), None)

    async def edit(self, receipt: Receipt, post: Post) -> None:
        """Edit the message to read as `post`. Raises: NotFound, Refused, PlaceGone, TryLater."""
        if post.only_for is not None:
            raise Refused("What only one person sees cannot be changed.")
        client = await self._clients(receipt.place.workspace)
        say = await self.user_locale.of_place(client, receipt.place)
        channel = await self._channel(client, receipt.place)
        also = {"channel": channel, "ts": receipt.message, **_metadata(post)}
        with self._in_turn(receipt.place.workspace, "chat.update", channel):
            call, but = client.chat_update, ("mrkdwn", "unfurl_links", "unfurl_media")
            await self._show(call, post, say, also, but=but)

    async def publish(self, receipt: Receipt) -> None:
        """Slack has no publishing. Raises: Refused."""
        raise Refused

    async def delete(self, receipt: Receipt) -> None:
        """Delete the message; no error if it does not exist."""
        client = await self._clients(receipt.place.workspace)
        try:
            channel = await self._channel(client, receipt.place)
            with self._in_turn(receipt.place.workspace, "chat.delete", channel):
                await answer_to(client.chat_delete(channel=channel, ts=receipt.message))
        except (NotFound, PlaceGone):
            return  # deleted with its channel

    def parts(self, card: Card) -> tuple[Card, ...]:
        """A card -> cards that fit one message each; the full list follows in the thread."""
        return parts(card)

    def link(self, receipt: Receipt) -> str | None:
        """The message's permalink, once something was posted to its workspace."""
        site = self._sites.get(receipt.place.workspace)
        channel = self._direct.get((receipt.place.workspace, receipt.place.channel))
        channel = channel or receipt.place.channel
        if site is None or channel.startswith("@"):
            return None
        address = f"{site}archives/{channel}/p{receipt.message.replace('.', '')}"
        thread = receipt.place.thread
        return f"{address}?thread_ts={thread}&cid={channel}" if thread else address

    def whispers_to(self, seen: LinkSeen) -> bool:
        """Always: a message for one person is a method of its own."""
        return True

    async def mark(self, seen: LinkSeen, mark: Mark) -> None:
        """React with eyes to the asker's message during the work; removed at the end."""
        if not is_stamp(seen.message) or seen.private:
            return
        match mark:
            case Mark.WORKING:
                self._with_reaction.add((seen.place, seen.message))
                await self._set_reaction(seen.place, seen.message, there=True)
            case Mark.RESTING | Mark.DONE | Mark.FAILED:
                self._with_reaction.discard((seen.place, seen.message))
                await self._set_reaction(seen.place, seen.message, there=False)
            case _:
                assert_never(mark)

    async def unmark(self, place: Place, message: str) -> None:
        """Remove the reaction from a message that no longer has links."""
        if (place, message) in self._with_reaction:
            self._with_reaction.discard((place, message))
            await self._set_reaction(place, message, there=False)

    async def _set_reaction(self, place: Place, message: str, *, there: bool) -> None:
        try:
            client = await self._clients(place.workspace)
            channel = await self._channel(client, place)
            act = client.reactions_add if there else client.reactions_remove
            await act(channel=channel, timestamp=message, name=WORKING)
        except SlackApiError as error:
            # already_reacted, no_reaction, no scope, an archived channel: only a decoration
            log.debug("no mark: %s", code_of(error))
        except Exception as error:  # a reaction must never prevent a briefing
            log.debug("no mark: %s", type(error).__name__)

    # ------------------------------------------------------------------------- waiting

    @contextmanager
    def _in_turn(self, workspace: str, method: str, channel: str) -> Iterator[None]:
        """Make no call before the time that Slack named. Raises: NotSent with the rest of the wait.

        Slack limits each method in each workspace, and posting in each channel:
        https://docs.slack.dev/apis/web-api/rate-limits
        """
        now, known = self._now(), (workspace, method, channel)
        until = self._limited_until.pop(known, now)
        if until > now:
            self._limited_until[known] = until
            raise NotSent(after_s=(until - now).total_seconds())
        try:
            yield
        except NotSent as error:
            if error.after_s is not None:
                self._limited_until[known] = now + timedelta(seconds=error.after_s)
            raise

    # ------------------------------------------------------------------------ knowing

    async def _channel(self, client: AsyncWebClient, place: Place) -> str:
        """The channel's id at Slack; of a person's direct messages it is asked for once."""
        if not place.channel.startswith("@"):
            return place.channel
        known = (place.workspace, place.channel)
        if known not in self._direct:
            answer = await answer_to(
                client.conversations_open(users=place.channel[1:]), sends=False
            )
            self._direct[known] = str(answer["channel"]["id"])
        return self._direct[known]

    async def _learn_site(self, client: AsyncWebClient, workspace: str) -> None:
        """Fetch the address of a workspace once, for permalinks."""
        if workspace in self._sites:
            return
        try:
            answer = await client.auth_test()
        except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.debug("no address of the workspace: %s", type(error).__name__)
            return
        self._sites[workspace] = str(answer.get("url") or "https://slack.com/")

    def forget(self, workspace: str) -> None:
        """The app was uninstalled: drop what is cached of the workspace."""
        self._sites.pop(workspace, None)
        for known in [one for one in self._direct if one[0] == workspace]:
            del self._direct[known]


def _metadata(post: Post) -> dict[str, Any]:
    return {"metadata": {"event_type": EVENT, "event_payload": {"key": post.key}}}
