"""Stops discord.py from repeating a POST by itself, as it does after a 5xx or a reset connection.

If only the answer was lost, repeating would post a forum post, a greeting or an answer to a command
twice: they have no nonce. The outbox decides whether to try again, and looks for the message first.
The callback of an interaction may be repeated: Discord accepts it once only.
"""

from __future__ import annotations

from types import SimpleNamespace

import aiohttp

from adapters.discord.errors import ReplyLost

CALLBACK = "/interactions/"


def one_attempt() -> aiohttp.TraceConfig:
    """The `http_trace` for a client: its POSTs raise ReplyLost instead of being repeated."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_on_response)
    trace.on_request_exception.append(_on_exception)
    return trace


async def _on_response(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestEndParams,
) -> None:
    if params.response.status >= 500 and _is_checked(params.method, params.url.path):
        params.response.close()
        raise ReplyLost


async def _on_exception(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestExceptionParams,
) -> None:
    reset = isinstance(params.exception, OSError)
    if reset and _is_checked(params.method, params.url.path):
        raise ReplyLost from params.exception


def _is_checked(method: str, path: str) -> bool:
    return method == "POST" and CALLBACK not in path
