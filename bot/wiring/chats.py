"""The chats: which of them the settings switch on, joined to the desk they all speak to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from starlette.routing import Route

from adapters.discord import dress as discord_dress
from adapters.discord.bot import DiscordWay, discord_bot
from adapters.slack import dress as slack_dress
from adapters.slack.app import API, Connection, Slack, SlackConfig, connect, slack_app
from adapters.slack.doctor import doctor
from adapters.slack.manifest import MANIFEST as SLACK_MANIFEST
from adapters.storage.store import Store
from adapters.web.desk import Preview
from adapters.web.previews import preview
from bot import keys
from bot.flows.chatting import Chatting
from bot.ports import Chat
from bot.settings import BadSettings, Settings
from bot.wiring.outside import Outside
from briefs.cards import card
from briefs.pasting import Check, Filed

__all__ = ["SLACK_MANIFEST", "Ways", "previews", "slack_checks", "slack_connection", "ways"]

ANY_NONCE = "0"
"""A preview is not sent, and its buttons are not pressed."""


def previews() -> dict[str, Preview]:
    """How the local page shows a briefing as the chats do: with the dress that they are sent."""

    def in_slack(filed: Filed) -> list[list[dict[str, Any]]]:
        return [slack_dress.blocks(part) for part in slack_dress.parts(card(filed.briefing))]

    def in_discord(filed: Filed) -> list[list[dict[str, Any]]]:
        fitting = discord_dress.parts(card(filed.briefing))
        return [discord_dress.dress(part, nonce=ANY_NONCE) for part in fitting]

    return {"slack": preview("slack", in_slack), "discord": preview("discord", in_discord)}


def slack_config(settings: Settings, *, outside: Outside) -> SlackConfig:
    """What is set for Slack, complete or not."""
    return SlackConfig(
        bot_token=_plain(settings.slack_bot_token),
        app_token=_plain(settings.slack_app_token),
        signing_secret=_plain(settings.slack_signing_secret),
        client_id=settings.slack_client_id,
        client_secret=_plain(settings.slack_client_secret),
        public_url=(settings.public_url or "").rstrip("/") or None,
        reaction=settings.slack_reaction,
        base_url=outside.slack_url or API,
    )


def slack_connection(settings: Settings, *, store: Store, outside: Outside) -> Connection | None:
    """The way out to Slack, None where no token is set. Raises: BadSettings."""
    config = slack_config(settings, outside=outside)
    wanted = (config.bot_token, config.app_token, config.signing_secret, config.client_id)
    if not any(wanted):
        return None
    if faults := config.faults():
        raise BadSettings("Slack cannot be started:\n" + "\n".join(f"  {f}" for f in faults))
    return connect(config, now=outside.now, settings=store.places.get, engine=store.engine)


async def slack_checks(settings: Settings, *, outside: Outside) -> tuple[Check, ...]:
    """What of Slack works, part by part."""
    config = slack_config(settings, outside=outside)
    return await doctor(config, config_token=_plain(settings.slack_config_token))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The chats that are switched on, joined to the desk but not yet connected."""

    slack: Slack | None = None
    discord: DiscordWay | None = None
    discord_token: str = ""

    @property
    def chats(self) -> dict[str, Chat]:
        """Their ways out, by platform."""
        ways: dict[str, Chat] = {}
        if self.slack:
            ways["slack"] = self.slack.chat
        if self.discord:
            ways["discord"] = self.discord.chat
        return ways

    @property
    def routes(self) -> list[Route]:
        """Where a chat reaches us over HTTP, on the server of the local page."""
        return self.slack.routes if self.slack else []

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[tuple[asyncio.Task[None], ...]]:
        """Connected for as long as the block lasts -> the tasks whose faults are the program's."""
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


def ways(
    settings: Settings,
    *,
    slack: Connection | None,
    desk: Chatting,
    store: Store,
    outside: Outside,
) -> Ways:
    """Settings and the desk -> the chats."""
    token = _plain(settings.discord_token) or ""
    discord = discord_bot(
        desk=desk, settings=store.places.get, nonce=keys.nonce, now=outside.now
    )  # fmt: skip
    return Ways(
        slack=slack_app(slack, desk=desk, now=outside.now) if slack else None,
        discord=discord if token else None,
        discord_token=token,
    )


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
