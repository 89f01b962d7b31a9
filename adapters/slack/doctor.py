"""Slack's set-up -> checks: whether tokens, scopes and events are there, and what to do if not.

Slack names the granted scopes in a header of every answer. The events that an app subscribes to
are shown only to an app configuration token; without one they are not checked but listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import SlackConfig
from adapters.slack.client import client_of
from adapters.slack.errors import code_of
from adapters.slack.manifest import (
    ASSISTANT_SCOPE,
    EVENTS,
    HISTORY,
    MINIMAL_EVENTS,
    MINIMAL_SCOPES,
    SCOPES,
    STEP,
    STEP_EVENT,
)
from briefs.model.pastes import Check, unchecked

REINSTALL = "add them under OAuth & Permissions, then install the app again"
LOST = (
    "no channels on auto, reactions, mentions below a link, edits, deletions, messages to the bot; "
    "an answer whose acknowledgement was lost is parked"
)
FAILURES = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Installed:
    """The app's id, None if Slack does not give it, and the events that it needs."""

    app_id: str | None
    events: tuple[str, ...]


NOTHING = Installed(None, EVENTS)


async def doctor(config: SlackConfig, *, config_token: str | None = None) -> tuple[Check, ...]:
    """Settings -> one check for each part; no check contains a token."""
    faults = config.faults()
    checks = [Check("settings", not faults, "; ".join(faults) or "complete")]
    installed = NOTHING
    if config.bot_token:
        found, installed = await _bot(config.bot_token, config.base_url)
        checks += found
    elif config.client_id:
        checks.append(unchecked("bot token", "each workspace brings its own by OAuth"))
    if config.app_token:
        checks.append(await _socket(config.app_token, config.base_url))
    elif config.signing_secret:
        checks.append(_secret(config.signing_secret))
    checks.append(await _events(config, config_token, installed))
    return tuple(checks)


async def _bot(token: str, base_url: str) -> tuple[list[Check], Installed]:
    if not token.startswith("xoxb-"):
        why = "SLACK_BOT_TOKEN is not a bot token: those begin with xoxb-"
        return [Check("bot token", False, why)], NOTHING
    client = client_of(token, base_url=base_url)
    try:
        answer = await client.auth_test()
    except FAILURES as error:
        return [Check("bot token", False, _reason(error))], NOTHING
    if answer.get("is_enterprise_install"):
        why = "the app is installed for a whole organisation; install it in one workspace"
        return [Check("bot token", False, why)], NOTHING
    granted: frozenset[str] | None = None
    checks = [Check("bot token", True, f"of {answer.get('team') or answer['team_id']}")]
    headers = {str(k).lower(): str(v) for k, v in (answer.headers or {}).items()}
    if "x-oauth-scopes" in headers:
        granted = frozenset(s.strip() for s in headers["x-oauth-scopes"].split(","))
        checks.append(_scopes(granted))
    else:
        checks.append(unchecked("scopes", "Slack did not say which are granted"))
    wanted = MINIMAL_EVENTS if granted is not None and is_minimal(granted) else EVENTS
    return checks, Installed(await _app_id(client, answer.get("bot_id")), wanted)


def is_minimal(granted: frozenset[str]) -> bool:
    """Whether these scopes are those of the minimal manifest."""
    return not granted & HISTORY


def _scopes(granted: frozenset[str]) -> Check:
    """Granted scopes -> which manifest is installed, and which of its scopes are missing."""
    minimal = is_minimal(granted)
    lacking = [one for one in (MINIMAL_SCOPES if minimal else SCOPES) if one not in granted]
    if lacking:
        return Check("scopes", False, f"missing: {', '.join(lacking)}; {REINSTALL}")
    which = f"the minimal manifest: {LOST}" if minimal else "the full manifest"
    with_it = "with the assistant" if ASSISTANT_SCOPE in granted else "without the assistant"
    return Check("scopes", True, f"{which}; {with_it}")


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
    """Signing secrets are 32 hexadecimal digits; anything else is a token in the wrong place.

    Whether it is this app's is seen only when Slack calls.
    """
    if len(secret) == 32 and all(char in "0123456789abcdef" for char in secret):
        return unchecked("signing secret", "it has the right form")
    why = "SLACK_SIGNING_SECRET is no signing secret (32 hex digits)"
    return Check("signing secret", False, why)


async def _events(config: SlackConfig, token: str | None, installed: Installed) -> Check:
    if not token or not installed.app_id:
        needed = ", ".join(installed.events)
        lacks = "SLACK_CONFIG_TOKEN is not set" if not token else "the app's id is not known"
        return unchecked("events", f"{lacks}; needed: {needed}")
    try:
        client = AsyncWebClient(base_url=config.base_url, timeout=15, retry_handlers=[])
        answer = await client.apps_manifest_export(app_id=installed.app_id, token=token)
    except FAILURES as error:
        return Check("events", False, _reason(error))
    return _subscribed(answer["manifest"], installed.events)


def _subscribed(manifest: Mapping[str, Any], wanted: tuple[str, ...]) -> Check:
    """The installed manifest -> whether its events are there, and its workflow step's."""
    settings: Mapping[str, Any] = manifest.get("settings") or {}
    subscribed = set((settings.get("event_subscriptions") or {}).get("bot_events") or ())
    step = STEP in (manifest.get("functions") or {})
    lacking = [one for one in (*wanted, *([STEP_EVENT] if step else ())) if one not in subscribed]
    if lacking:
        why = f"missing: {', '.join(lacking)}; add them under Event Subscriptions"
        return Check("events", False, why)
    with_it = "with the workflow step" if step else "without the workflow step"
    return Check("events", True, f"all are subscribed to; {with_it}")


def _reason(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return f"Slack says {code_of(error) or 'nothing that can be read'}"
    return "Slack cannot be reached"
