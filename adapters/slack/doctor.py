"""What is missing in Slack's set-up: tokens, scopes, events, each with what to do about it.

Scopes are told by a header of every answer. Which events an app hears Slack tells only to
an app configuration token; without one the doctor says so, and names the manifest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import SlackConfig
from adapters.slack.chat import client_of
from adapters.slack.errors import code_of
from adapters.slack.manifest import EVENTS, SCOPES
from briefs.pasting import Check

REINSTALL = "add them under OAuth & Permissions, then install the app again"
FAILURES = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)


async def doctor(config: SlackConfig, *, config_token: str | None = None) -> tuple[Check, ...]:
    """Settings -> one check for each part. No token is repeated."""
    faults = config.faults()
    checks = [Check("settings", not faults, "; ".join(faults) or "complete")]
    app_id = None
    if config.bot_token:
        found, app_id = await _bot(config.bot_token, config.base_url)
        checks += found
    elif config.client_id:
        checks.append(Check("bot token", True, "each workspace brings its own by OAuth"))
    if config.app_token:
        checks.append(await _socket(config.app_token, config.base_url))
    elif config.signing_secret:
        checks.append(_secret(config.signing_secret))
    checks.append(await _events(config, config_token, app_id))
    return tuple(checks)


async def _bot(token: str, base_url: str) -> tuple[list[Check], str | None]:
    if not token.startswith("xoxb-"):
        why = "SLACK_BOT_TOKEN is not a bot token: those begin with xoxb-"
        return [Check("bot token", False, why)], None
    client = client_of(token, base_url=base_url)
    try:
        answer = await client.auth_test()
    except FAILURES as error:
        return [Check("bot token", False, _reason(error))], None
    checks = [Check("bot token", True, f"of {answer.get('team') or answer['team_id']}")]
    headers = {str(k).lower(): str(v) for k, v in (answer.headers or {}).items()}
    if "x-oauth-scopes" in headers:
        granted = {scope.strip() for scope in headers["x-oauth-scopes"].split(",")}
        lacking = [scope for scope in SCOPES if scope not in granted]
        why = f"missing: {', '.join(lacking)}; {REINSTALL}" if lacking else "all are granted"
        checks.append(Check("scopes", not lacking, why))
    else:
        checks.append(Check("scopes", False, "Slack did not tell them"))
    return checks, await _app_id(client, answer.get("bot_id"))


async def _app_id(client: AsyncWebClient, bot: str | None) -> str | None:
    try:
        return str((await client.bots_info(bot=bot))["bot"]["app_id"]) if bot else None
    except FAILURES:
        return None


async def _socket(token: str, base_url: str) -> Check:
    if not token.startswith("xapp-"):
        why = "SLACK_APP_TOKEN is not an app-level token: those begin with xapp-"
        return Check("app token", False, why)
    try:
        await client_of(token, base_url=base_url).apps_connections_open(app_token=token)
    except FAILURES as error:
        hint = "Socket Mode may be off, or the token lacks connections:write"
        return Check("app token", False, f"{_reason(error)}; {hint}")
    return Check("app token", True, "Socket Mode can connect")


def _secret(secret: str) -> Check:
    """Slack's are 32 hexadecimal digits; any other is a token in the wrong place."""
    good = len(secret) == 32 and all(char in "0123456789abcdef" for char in secret)
    why = "looks right" if good else "SLACK_SIGNING_SECRET is no signing secret (32 hex digits)"
    return Check("signing secret", good, why)


async def _events(config: SlackConfig, token: str | None, app_id: str | None) -> Check:
    wanted = ", ".join(EVENTS)
    if not token or not app_id:
        return Check("events", True, f"not checked without a configuration token; needed: {wanted}")
    try:
        client = AsyncWebClient(base_url=config.base_url, timeout=15, retry_handlers=[])
        answer = await client.apps_manifest_export(app_id=app_id, token=token)
    except FAILURES as error:
        return Check("events", False, _reason(error))
    settings: Mapping[str, Any] = answer["manifest"].get("settings") or {}
    heard = set((settings.get("event_subscriptions") or {}).get("bot_events") or ())
    lacking = [event for event in EVENTS if event not in heard]
    why = f"missing: {', '.join(lacking)}; add them under Event Subscriptions"
    return Check("events", not lacking, why if lacking else "all are subscribed to")


def _reason(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return f"Slack says {code_of(error) or 'nothing that can be read'}"
    return "Slack cannot be reached"
