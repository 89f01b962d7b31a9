"""Discord's refusals -> TryLater or GiveUp.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from briefs.errors import NotFound, NotSent, PlaceGone, ReadoutError, Refused, TryLater

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
NO_HISTORY = 160002
THREAD_EXISTS = 160004

PLACE_GONE = {
    10003: "This channel is gone.",
    50001: "The bot cannot see this channel.",
    50007: "This person takes no messages from the bot.",
    50013: "The bot may not write in this channel.",
    160005: "This thread is locked.",
}
"""Code -> why nothing can be posted there any more."""


class Lost(TryLater):
    """The reply was lost, or Discord has a fault: the message may be there."""

    kind = "lost"
    message = "Discord did not answer."


@contextmanager
def refusals() -> Iterator[None]:
    """Whatever Discord raises in the block becomes a ReadoutError."""
    try:
        yield
    except ReadoutError:
        raise
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise refusal(error) from error


def refusal(error: Exception) -> ReadoutError:
    """What Discord raised -> what to do about it."""
    if isinstance(error, discord.RateLimited):
        return NotSent(after_s=error.retry_after)
    if not isinstance(error, discord.HTTPException):
        return Lost()
    if error.status == 429:
        return NotSent(after_s=_retry_after_s(error))
    if error.status >= 500:
        return Lost()
    if error.code == UNKNOWN_MESSAGE:
        return NotFound("This message is gone.")
    if error.status == 401:
        return NotSent("Discord refuses the bot's token.")
    if error.code in PLACE_GONE:
        return PlaceGone(PLACE_GONE[error.code])
    if error.status == 403:
        return PlaceGone()
    return Refused(f"Discord refused the message ({error.status}, code {error.code}).")


def _retry_after_s(error: discord.HTTPException) -> float | None:
    try:
        return float(error.response.headers.get("Retry-After", ""))
    except (AttributeError, ValueError):
        return None
