"""Bodies -> Slack: a message whose blocks are refused is sent plainer; what fails is translated."""

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
    """Post or edit a message -> Slack's answer, and which body it took, counted from 0.

    The first body is tried first; where Slack refuses its blocks, the next, at last the words
    alone. A refusal is explicit, so nothing was posted before.
    """
    for at, body in enumerate((*bodies, _words(bodies[-1]))):
        try:
            return await answer_to(method(**body)), at
        except Refused as error:
            cause = error.__cause__
            last = at == len(bodies)
            if last or not isinstance(cause, SlackApiError) or code_of(cause) not in UNREADABLE:
                raise
            log.warning("the blocks of a message are refused: %s", code_of(cause))
    raise AssertionError("the last body is sent or refused")


def _words(body: Json) -> Json:
    words = {name: value for name, value in body.items() if name != "blocks"}
    if "ts" in body:
        words["blocks"] = []  # an edit without blocks would keep the old ones
    return words


async def answer_to(call: Awaitable[Any], *, sends: bool = True) -> Mapping[str, Any]:
    """A call of the Web API -> its answer. Raises: what `translated` makes of its failure."""
    try:
        answer = await call
    except Exception as error:
        known = translated(error)
        if not sends and type(known) is TryLater:
            known = NotSent(known.line)  # the message itself had not been sent
        raise known from error
    data: Mapping[str, Any] = answer.data
    return data
