"""What Slack and the way to it say no with -> the errors that the flows know."""

from __future__ import annotations

import aiohttp
from slack_sdk.errors import SlackApiError

from briefs.errors import NotFound, NotSent, PlaceGone, ReadoutError, Refused, TryLater
from briefs.translatable import translatable

# Error codes: https://docs.slack.dev/reference/methods/chat.postMessage#errors
NO_PLACE = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "user_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "no_permission",
        "ekm_access_denied",
        "team_access_not_granted",
        "slack_connect_restricted_action",
        "external_channel_migrating",
    }
)
NO_TOKEN = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_authed",
        "token_revoked",
        "token_expired",
        "org_login_required",
    }
)
NO_MESSAGE = frozenset({"message_not_found", "thread_not_found"})
DOUBTFUL = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
)
UNREADABLE = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
)
"""Slack cannot show the message as it is built; its words alone may still be taken."""

BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

REASONS = {
    "is_archived": "The channel is archived.",
    "not_in_channel": "Readout is not in the channel.",
    "channel_not_found": "The channel is not there, or Readout is not in it.",
}

INSTALL = "Somebody of the workspace can install it again."
ASK_ALONE = "Ask in a message to Readout."
ASK_ADMIN = "An admin of the workspace can allow it; until then ask in a message to Readout."
HINTS = {
    "is_archived": ASK_ALONE,
    "external_channel_migrating": ASK_ALONE,
    **dict.fromkeys((code for code in NO_PLACE if code.startswith("restricted_")), ASK_ADMIN),
    "slack_connect_restricted_action": ASK_ADMIN,
    "no_permission": ASK_ADMIN,
}
"""What helps; where nothing stands, an invitation does."""


def code_of(error: SlackApiError) -> str:
    """Slack's word for it; "" where it said none."""
    try:
        return str(error.response.get("error") or "")
    except (AttributeError, TypeError, ValueError):  # no JSON: a gateway answered
        return ""


def translated(error: Exception) -> ReadoutError:
    """What a call raised -> what the flows do about it; a lost reply is TryLater, in doubt."""
    if isinstance(error, SlackApiError):
        return _refusal(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return NotSent("Slack cannot be reached.")  # no connection: certainly not there
    if isinstance(error, aiohttp.ClientError | TimeoutError | OSError):
        return TryLater("Slack did not answer.")
    if isinstance(error, ReadoutError):
        return error
    raise error


def _refusal(error: SlackApiError) -> ReadoutError:
    code = code_of(error)
    status = getattr(error.response, "status_code", 200)
    if status == 429 or code in BUSY:
        return NotSent(after_s=_retry_after_s(error))
    if code in NO_PLACE:
        other = translatable("Slack refuses posts there ({code}).", code=code)
        return PlaceGone(REASONS.get(code, other), hint=HINTS.get(code))
    if code in NO_TOKEN:
        return PlaceGone("Readout is no longer installed in this workspace.", hint=INSTALL)
    if code in NO_MESSAGE:
        return NotFound("The message is not there any more.", hint="Send the link again.")
    if code in DOUBTFUL or status >= 500 or not code:
        return TryLater("Slack has a fault.")
    return Refused(translatable("Slack refused the message ({code}).", code=code))


def _retry_after_s(error: SlackApiError) -> float:
    headers = {str(k).lower(): v for k, v in (error.response.headers or {}).items()}
    value = headers.get("retry-after")
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    try:
        return float(value) if value is not None else 1.0
    except ValueError:
        return 1.0
