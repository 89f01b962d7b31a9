"""Settings -> the chats that are switched on, connected to the services they call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, assert_never

from pydantic import SecretStr
from starlette.routing import Route

from adapters.discord import rendering as discord_rendering
from adapters.discord.connection import DiscordConnection, discord_bot
from adapters.discord.doctor import doctor as discord_doctor
from adapters.slack import rendering as slack_rendering
from adapters.slack.app import API, EVENTS_PATH, Connection, Slack, SlackConfig, connect, slack_app
from adapters.slack.connections.signature import SlackSignature
from adapters.slack.doctor import doctor
from adapters.slack.manifest import MANIFEST as SLACK_MANIFEST
from adapters.slack.manifest import MINIMAL as SLACK_MINIMAL
from adapters.slack.manifest import with_parts
from adapters.storage.store import Store
from adapters.web.paste_port import Preview
from adapters.web.previews import preview
from bot import keys
from bot.ports.chat import Chat
from bot.services.chat_requests import ChatRequests
from bot.settings import BadSettings, Settings, names
from bot.wiring.environment import Environment
from briefs.cards.briefing_card import card
from briefs.model.pastes import ArchivedBriefing, Check
from briefs.model.platforms import CHATS, Platform

__all__ = [
    "SLACK_MANIFEST",
    "SLACK_MINIMAL",
    "Chats",
    "build_chats",
    "previews",
    "slack_checks",
    "slack_connection",
    "with_parts",
]

ANY_NONCE = "0"
"""Nonce of previews: they are not sent, and their buttons cannot be pressed."""


def previews() -> dict[str, Preview]:
    """Previews of a briefing for the local page, from the chats' own rendering."""
    return {chat: preview(chat, partial(_messages, chat)) for chat in CHATS}


def _messages(chat: Platform, filed: ArchivedBriefing) -> list[list[dict[str, Any]]]:
    """A briefing -> the messages that a chat would get: blocks or components."""
    shown = card(filed.briefing)
    match chat:
        case Platform.SLACK:
            return [slack_rendering.blocks(part) for part in slack_rendering.parts(shown)]
        case Platform.DISCORD:
            fitting = discord_rendering.parts(shown)
            return [discord_rendering.render(part, nonce=ANY_NONCE) for part in fitting]
        case Platform.WEB:
            return []  # no chat: the page shows the briefing itself
    assert_never(chat)


def slack_config(settings: Settings, *, environment: Environment) -> SlackConfig:
    """The settings of Slack, complete or not."""
    return SlackConfig(
        bot_token=_plain(settings.slack_bot_token),
        app_token=_plain(settings.slack_app_token),
        signing_secret=_plain(settings.slack_signing_secret),
        client_id=settings.slack_client_id,
        client_secret=_plain(settings.slack_client_secret),
        public_url=(settings.public_url or "").rstrip("/") or None,
        reaction=settings.slack_reaction,
        base_url=environment.slack_url or API,
    )


def slack_connection(
    settings: Settings, *, store: Store, environment: Environment
) -> Connection | None:
    """The outgoing connection to Slack, None if no token is set. Raises: BadSettings."""
    config = slack_config(settings, environment=environment)
    wanted = (config.bot_token, config.app_token, config.signing_secret, config.client_id)
    if not any(wanted):
        return None
    if faults := config.faults():
        raise BadSettings("Slack cannot be started:\n" + "\n".join(f"  {f}" for f in faults))
    return connect(
        config, now=environment.now, settings=store.channel_settings.get, engine=store.engine
    )


async def slack_checks(settings: Settings, *, environment: Environment) -> tuple[Check, ...]:
    """Checks of each part of Slack's set-up."""
    config = slack_config(settings, environment=environment)
    return await doctor(config, config_token=_plain(settings.slack_config_token))


async def discord_checks(settings: Settings, *, environment: Environment) -> tuple[Check, ...]:
    """Checks of each part of Discord's set-up."""
    return await discord_doctor(_plain(settings.discord_token), url=environment.discord_url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chats:
    """The chats that are switched on, with their services, not yet connected."""

    slack: Slack | None = None
    discord: DiscordConnection | None = None
    discord_token: str = ""
    signed: Mapping[str, SlackSignature] = field(default_factory=dict)
    """Paths of `routes` that accept only signed requests -> how the chat signs them."""

    @property
    def chats(self) -> dict[str, Chat]:
        """Their outgoing connections, by platform."""
        found = {platform: self.connection(platform) for platform in CHATS}
        return {platform: chat for platform, chat in found.items() if chat is not None}

    def connection(self, platform: Platform) -> Chat | None:
        """The outgoing connection to a platform, None if it is switched off or no chat."""
        match platform:
            case Platform.SLACK:
                return self.slack.chat if self.slack else None
            case Platform.DISCORD:
                return self.discord.chat if self.discord else None
            case Platform.WEB:
                return None
        assert_never(platform)

    async def checks(self) -> tuple[Check, ...]:
        """Whether the chats that are switched on are connected."""
        slack = (await self.slack.check(),) if self.slack else ()
        return (*slack, *((self.discord.check(),) if self.discord else ()))

    @property
    def routes(self) -> list[Route]:
        """Where a chat reaches us over HTTP, on the server of the local page."""
        return self.slack.routes if self.slack else []

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[tuple[asyncio.Task[None], ...]]:
        """Connected while the block runs -> tasks whose failure ends the program."""
        async with AsyncExitStack() as stack:
            if self.slack:
                await stack.enter_async_context(self.slack)
            tasks: list[asyncio.Task[None]] = []
            if self.discord:
                tasks.append(asyncio.create_task(self.discord.run(self.discord_token)))
            try:
                yield tuple(tasks)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


def build_chats(
    settings: Settings,
    *,
    slack: Connection | None,
    requests: ChatRequests,
    store: Store,
    environment: Environment,
    count_fault: Callable[[str], None] = lambda _: None,
) -> Chats:
    """Settings and services -> the chats.

    `count_fault` counts unexpected exceptions, by platform.
    """
    token = _plain(settings.discord_token) or ""
    discord = discord_bot(
        requests=requests, settings=store.channel_settings.get, first=store.channel_settings.greet,
        nonce=keys.nonce, attempt_nonce=keys.attempt_nonce, now=environment.now,
        url=environment.discord_url, servers=frozenset(names(settings.discord_servers)),
    )  # fmt: skip
    secret = _plain(settings.slack_signing_secret)
    return Chats(
        signed={EVENTS_PATH: SlackSignature(secret, now=environment.now)} if secret else {},
        slack=slack_app(
            slack,
            requests=requests,
            now=environment.now,
            count_fault=partial(count_fault, Platform.SLACK),
        )
        if slack
        else None,
        discord=discord if token else None,
        discord_token=token,
    )


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
