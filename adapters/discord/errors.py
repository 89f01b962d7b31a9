"""Errors of Discord and of the network -> TryLater or GiveUp.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from briefs.errors import (
    NotFound,
    NotSent,
    PlaceClosed,
    PlaceDeleted,
    PlaceGone,
    ReadoutError,
    Refused,
    TryLater,
)
from briefs.translatable import translatable

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
NO_HISTORY = 160002
THREAD_EXISTS = 160004

SEE = "Give Readout's role View Channel there, or message Readout instead."
WRITE = (
    "Give Readout's role the right to write there (a time-out ends by itself), or message "
    "Readout instead."
)
UNLOCK = "A moderator can unlock the thread; or message Readout instead."

PLACE_GONE = {
    UNKNOWN_CHANNEL: PlaceDeleted("This channel is gone."),
    50001: PlaceGone("The bot cannot see this channel.", hint=SEE),
    50007: PlaceGone("This person takes no messages from the bot.", hint=""),
    50013: PlaceClosed("The bot may not write in this channel.", hint=WRITE),
    50083: PlaceClosed("This thread is archived.", hint=UNLOCK),
    160005: PlaceClosed("This thread is locked.", hint=UNLOCK),
}
"""Code -> why nothing can be posted there, and what helps."""


class ReplyLost(TryLater):
    """The reply was lost, or Discord had a fault: the message may have been posted."""

    kind = "lost"
    message = "Discord did not answer."


@contextmanager
def refusals() -> Iterator[None]:
    """Errors of Discord and of the network, raised in the block, become ReadoutErrors."""
    try:
        yield
    except ReadoutError:
        raise
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise refusal(error) from error


def refusal(error: Exception) -> ReadoutError:
    """An error of Discord or of the network -> ReadoutError."""
    if isinstance(error, discord.RateLimited):
        return NotSent(after_s=error.retry_after)
    if not isinstance(error, discord.HTTPException):
        return ReplyLost()
    if error.status == 429:
        return NotSent(after_s=_retry_after_s(error))
    if error.status >= 500:
        return ReplyLost()
    if error.code == UNKNOWN_MESSAGE:
        return NotFound("This message is gone.", hint="Send the link again.")
    if error.status == 401:
        return NotSent("Discord refuses the bot's token.")
    known = PLACE_GONE.get(error.code)
    if known is not None:
        return type(known)(str(known), hint=known.hint)
    if error.status == 403:
        return PlaceClosed(hint=WRITE)
    return Refused(
        translatable(
            "Discord refused the message ({status}, code {code}).",
            status=error.status,
            code=error.code,
        )
    )


def _retry_after_s(error: discord.HTTPException) -> float | None:
    try:
        return float(error.response.headers.get("Retry-After", ""))
    except (AttributeError, ValueError):
        return None
