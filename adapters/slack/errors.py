"""Errors of Slack and of the network -> the errors that the flows know."""

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
"""The call may have succeeded all the same."""

UNREADABLE = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
)
"""Slack refuses the message as it is built; it may still accept its text without blocks."""

BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

REASONS = {
    "is_archived": "The channel is archived.",
    "not_in_channel": "Readout is not in the channel.",
    "channel_not_found": "The channel is not there, or Readout is not in it.",
}

INSTALL = "Somebody of the workspace can install it again."
ASK_ALONE = "Message Readout instead."
ASK_ADMIN = "An admin of the workspace can allow it; until then, message Readout instead."
HINTS = {
    "is_archived": ASK_ALONE,
    "external_channel_migrating": ASK_ALONE,
    **dict.fromkeys((code for code in NO_PLACE if code.startswith("restricted_")), ASK_ADMIN),
    "slack_connect_restricted_action": ASK_ADMIN,
    "no_permission": ASK_ADMIN,
}
"""Code -> what helps; for other codes the hint of PlaceGone, which is to invite Readout."""


def code_of(error: SlackApiError) -> str:
    """Slack's error code, "" if the response has none."""
    try:
        return str(error.response.get("error") or "")
    except (AttributeError, TypeError, ValueError):  # no JSON: a gateway answered
        return ""


def translated(error: Exception) -> ReadoutError:
    """What a call raised -> ReadoutError; a lost reply is TryLater: the message may be there.

    Raises: the error itself if it is none of Slack, the network or Readout.
    """
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
