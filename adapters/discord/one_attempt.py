"""A POST is made once: discord.py repeats it by itself after a 5xx or a reset connection.

Where only the answer was lost, that makes a forum post, a greeting or an answer to a command
again: they have no nonce. Whether to try again is the outbox's decision, which looks first.
An interaction's own callback is left alone: Discord takes it once, however often it comes.
"""

from __future__ import annotations

from types import SimpleNamespace

import aiohttp

from adapters.discord.errors import ReplyLost

CALLBACK = "/interactions/"


def one_attempt() -> aiohttp.TraceConfig:
    """What the client is given as its `http_trace`. Its requests raise: ReplyLost."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_answered)
    trace.on_request_exception.append(_broken)
    return trace


async def _answered(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestEndParams,
) -> None:
    if params.response.status >= 500 and _counts(params.method, params.url.path):
        params.response.close()
        raise ReplyLost


async def _broken(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestExceptionParams,
) -> None:
    reset = isinstance(params.exception, OSError)
    if reset and _counts(params.method, params.url.path):
        raise ReplyLost from params.exception


def _counts(method: str, path: str) -> bool:
    return method == "POST" and CALLBACK not in path
