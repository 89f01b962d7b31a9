"""Message bodies -> Slack, a plainer one if blocks are refused; failures -> ReadoutError."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from adapters.slack.errors import UNREADABLE, code_of, translated
from briefs.errors import NotSent, Refused, TryLater

log = logging.getLogger(__name__)

Json = Mapping[str, Any]


async def send_first_accepted(
    method: Callable[..., Awaitable[Any]], *bodies: Json
) -> tuple[Json, int]:
    """Post or edit a message -> Slack's answer, and the index of the body that it accepted.

    If Slack refuses the blocks of a body, the next is tried, and last the text without blocks.
    After a refusal nothing was posted, so this never posts twice. Raises: ReadoutError.
    """
    for at, body in enumerate((*bodies, _without_blocks(bodies[-1]))):
        try:
            return await answer_to(method(**body)), at
        except Refused as error:
            cause = error.__cause__
            last = at == len(bodies)
            if last or not isinstance(cause, SlackApiError) or code_of(cause) not in UNREADABLE:
                raise
            log.warning("the blocks of a message are refused: %s", code_of(cause))
    raise AssertionError("the last body is sent or refused")


def _without_blocks(body: Json) -> Json:
    """A body -> the same without blocks."""
    words = {name: value for name, value in body.items() if name != "blocks"}
    if "ts" in body:
        words["blocks"] = []  # an edit without blocks would keep the old ones
    return words


async def answer_to(call: Awaitable[Any], *, sends: bool = True) -> Mapping[str, Any]:
    """A call of the Web API -> its answer. Raises: ReadoutError, see `translated`.

    `sends`: the call itself posts the message. For others a lost reply is NotSent, not in doubt.
    """
    try:
        answer = await call
    except Exception as error:
        known = translated(error)
        if not sends and type(known) is TryLater:
            known = NotSent(known.line)  # the message itself had not been sent
        raise known from error
    data: Mapping[str, Any] = answer.data
    return data
