"""Which workspaces the app is installed in, and with which token: one, or many by OAuth.

A workspace's token is looked up by its team id and used for no other workspace.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store.sqlalchemy import (
    AsyncSQLAlchemyInstallationStore,
    SQLAlchemyInstallationStore,
)
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.slack.client import client_of
from adapters.slack.errors import NO_TOKEN, code_of, translated
from adapters.slack.users import UNREACHED
from briefs.errors import PlaceGone

log = logging.getLogger(__name__)

STATE_S = 600
CHECK_S = 3.0
"""A health check waits no longer than this for Slack."""


class Installations(Protocol):
    """The tokens of workspaces."""

    async def __call__(self, workspace: str) -> AsyncWebClient:
        """The workspace's client. Raises: PlaceGone if the app is not installed there."""
        ...

    async def authorize(self, workspace: str) -> AuthorizeResult | None:
        """Who the bot is in a workspace, None if it is not installed there."""
        ...

    async def forget(self, workspace: str) -> None:
        """Delete a workspace's tokens: the app was uninstalled."""
        ...

    async def refused(self) -> str | None:
        """Slack's error code for the token of the settings, None if it is valid."""
        ...

    async def workspaces(self) -> tuple[str, ...]:
        """The workspaces where the app is installed. Raises: TryLater, PlaceGone."""
        ...


class OneWorkspace:
    """One token from the settings; other workspaces are refused."""

    def __init__(self, *, token: str, base_url: str) -> None:
        self._token = token
        self._base_url = base_url
        self._client = client_of(token, base_url=base_url)
        self._bot: Mapping[str, Any] | None = None

    async def __call__(self, workspace: str) -> AsyncWebClient:
        """The client, if the workspace is its token's own. Raises: PlaceGone, NotSent."""
        if workspace != (await self._auth_test())["team_id"]:
            raise PlaceGone("Readout is not installed in this workspace.")
        return self._client

    async def authorize(self, workspace: str) -> AuthorizeResult | None:
        """Who the bot is, asked once."""
        bot = await self._auth_test()
        if workspace != bot["team_id"]:
            return None
        return AuthorizeResult(
            enterprise_id=bot.get("enterprise_id"),
            team_id=workspace,
            bot_token=self._token,
            bot_id=bot.get("bot_id"),
            bot_user_id=bot.get("user_id"),
        )

    async def forget(self, workspace: str) -> None:
        """Does nothing: the token is in the settings, and no longer valid."""

    async def refused(self) -> str | None:
        """Ask Slack now; None also if it cannot be reached."""
        try:
            async with asyncio.timeout(CHECK_S):
                await self._client.auth_test()
        except SlackApiError as error:
            code = code_of(error)
            if code in NO_TOKEN:
                return code
            log.info("the token was not checked: %s", code)
        except UNREACHED as error:
            log.info("the token was not checked: %s", type(error).__name__)
        return None

    async def workspaces(self) -> tuple[str, ...]:
        """The token's own workspace."""
        return (str((await self._auth_test())["team_id"]),)

    async def _auth_test(self) -> Mapping[str, Any]:
        if self._bot is None:
            try:
                answer = await self._client.auth_test()
            except Exception as error:
                raise translated(error) from error
            self._bot = answer.data  # type: ignore[assignment]
        assert self._bot is not None
        return self._bot


class ManyWorkspaces:
    """Tokens of OAuth installations, in the database of the store.

    Workspaces are looked up by team alone, so one of an Enterprise organisation is found
    too; an app that is installed for a whole organisation at once is not supported.
    """

    def __init__(
        self, *, engine: AsyncEngine, client_id: str, client_secret: str, base_url: str
    ) -> None:
        self.installations = AsyncSQLAlchemyInstallationStore(client_id, engine, logger=log)
        self.states = AsyncSQLAlchemyOAuthStateStore(
            expiration_seconds=STATE_S, engine=engine, logger=log
        )
        self._engine = engine
        self._client_id = client_id
        self._base_url = base_url
        self._rotator = AsyncTokenRotator(
            client_id=client_id,
            client_secret=client_secret,
            client=AsyncWebClient(base_url=base_url, timeout=15, retry_handlers=[]),
        )
        self._rotating = asyncio.Lock()

    async def prepare(self) -> None:
        """Create the tables if they are missing."""
        async with self._engine.begin() as connection:
            await connection.run_sync(self.installations.metadata.create_all)
            await connection.run_sync(self.states.metadata.create_all)

    async def __call__(self, workspace: str) -> AsyncWebClient:
        """The client of a workspace. Raises: PlaceGone."""
        found = await self._bot(workspace)
        if found is None:
            raise PlaceGone("Readout is not installed in this workspace.")
        return client_of(found.bot_token, base_url=self._base_url)

    async def authorize(self, workspace: str) -> AuthorizeResult | None:
        """Who the bot is in a workspace."""
        found = await self._bot(workspace)
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=found.enterprise_id,
            team_id=workspace,
            bot_token=found.bot_token,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
        )

    async def forget(self, workspace: str) -> None:
        """Delete a workspace's tokens."""
        async with self._engine.begin() as connection:
            for table in (self.installations.bots, self.installations.installations):
                await connection.execute(
                    delete(table).where(
                        table.c.client_id == self._client_id, table.c.team_id == workspace
                    )
                )

    async def refused(self) -> str | None:
        """None: each workspace has its own token, and Slack sends an event when one is revoked."""
        return None

    async def workspaces(self) -> tuple[str, ...]:
        """All workspaces that have a token."""
        bots = self.installations.bots
        query = select(bots.c.team_id).where(bots.c.client_id == self._client_id).distinct()
        async with self._engine.connect() as connection:
            found = (await connection.execute(query)).scalars()
            return tuple(sorted(str(team) for team in found if team))

    async def _bot(self, workspace: str) -> Bot | None:
        """A workspace's bot; a token that expires within two hours is renewed before.

        https://docs.slack.dev/authentication/using-token-rotation
        """
        found = await self._saved_bot(workspace)
        if found is None or found.bot_token_expires_at is None:
            return found
        async with self._rotating:  # a refresh token can be used once
            found = await self._saved_bot(workspace)
            try:
                fresh = await self._rotator.perform_bot_token_rotation(bot=found) if found else None
            except (SlackTokenRotationError, *UNREACHED) as error:
                # Another process may have renewed it; if not, the next call tries again.
                log.warning("a token was not renewed: %s", type(error).__name__)
                return await self._saved_bot(workspace)
            if fresh is not None:
                await self.installations.async_save_bot(fresh)
            return fresh or found

    async def _saved_bot(self, workspace: str) -> Bot | None:
        bots = self.installations.bots
        query = (
            select(bots)
            .where(bots.c.client_id == self._client_id, bots.c.team_id == workspace)
            .order_by(bots.c.installed_at.desc(), bots.c.id.desc())
            .limit(1)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        return SQLAlchemyInstallationStore.build_bot_entity(row)
