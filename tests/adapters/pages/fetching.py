"""A fetcher whose names lead to a site of the test, and what it fetches."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from adapters.pages.fetcher import Fetcher, Limits
from adapters.pages.politeness import Politeness
from briefs.model.articles import Page
from tests.fakes.network import Names
from tests.fakes.site import Request, Site, answer_bytes

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def now() -> datetime:
    return START


PATIENT = Limits(total_s=120, connect_s=60, read_s=60)
"""A busy machine may take long to accept a connection of its own."""


def fetcher(site: Site, **options: Any) -> Fetcher:
    """Names news.example and other.example lead to the site, which alone is allowed."""
    hosts = ("127.0.0.1", "news.example", "other.example")
    given: dict[str, Any] = {
        "contact": "https://readout.example/bot",
        "now": now,
        "loopback": frozenset((host, site.port) for host in hosts),
        "manners": Politeness(now=now, gap_s=0),
        "limits": PATIENT,
        "resolver": Names({"news.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]}),
    } | options
    return Fetcher(**given)


async def fetched(
    answer: bytes | Callable[[Request, asyncio.StreamWriter], Awaitable[None]], **options: Any
) -> Page:
    async with Site(answer) as site, fetcher(site, **options) as fetch:
        return await fetch(f"http://news.example:{site.port}/a")


def paths(table: dict[str, bytes]) -> Callable[[Request, asyncio.StreamWriter], Awaitable[None]]:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(table.get(request.target, answer_bytes(b"", status="404 Not Found")))

    return answer
