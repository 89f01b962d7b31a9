"""Every hostile address of tests/vectors/ssrf.json against the whole fetcher.

The names resolve as the vector says and every dial is recorded, then led to a server on
loopback. The oracle is the list of public addresses of the vectors, not our own judge.
"""

import asyncio
import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.pages.fetcher import Fetcher, Limits
from adapters.pages.interstitials import interstitial_target
from adapters.pages.network_backend import Resolver
from adapters.pages.politeness import Politeness
from briefs.errors import BadLink, ReadoutError, RefusedAddress, TooSlow
from briefs.model.articles import Page
from tests.fakes.network import Dials, Names
from tests.fakes.site import Request, Site, answer_bytes, redirect
from tests.vectors import ADDRESSES, ident

PUBLIC = {"93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"}
NAMED = {"public.example": [["93.184.216.34"]]}


def now() -> datetime:
    return datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


class Script:
    """Answers a vector's redirects in turn, then a page."""

    def __init__(self, vector: dict[str, Any]) -> None:
        self._steps = [self._step(step) for step in vector.get("redirects", [])]
        self._repeat = vector.get("redirect_repeat", False)
        self._page = answer_bytes(
            f'<meta http-equiv="refresh" content="{vector.get("html_refresh", "")}">'.encode()
        )

    @staticmethod
    def _step(step: str | dict[str, Any]) -> bytes:
        if isinstance(step, str):
            return redirect(step)
        return redirect(step["location"], step["status"])

    async def __call__(self, request: Request, writer: asyncio.StreamWriter) -> None:
        if not self._steps:
            writer.write(self._page)
        elif self._repeat and len(self._steps) == 1:
            writer.write(self._steps[0])
        else:
            writer.write(self._steps.pop(0))


def resolver(vector: dict[str, Any]) -> Resolver:
    """Answers as the vector says; one that stalls does so until it is left."""
    if "dns_delay_s" not in vector:
        return Names(vector.get("dns", NAMED))

    async def stalled(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return ["93.184.216.34"]

    return stalled


async def run(
    vector: dict[str, Any], tls: ssl.SSLContext
) -> tuple[Page | ReadoutError, Site, Dials]:
    async with Site(Script(vector)) as site:
        dials = Dials(site.port)
        async with Fetcher(
            contact="https://readout.example/bot",
            now=now,
            limits=Limits(total_s=2.0, dns_s=0.2),
            manners=Politeness(now=now, gap_s=0),
            resolver=resolver(vector),
            network=dials,
            tls=tls,
        ) as fetch:
            try:
                return await fetch(vector["url"]), site, dials
            except ReadoutError as e:
                return e, site, dials


KNOWN = (
    "deny", "allow", "connect_only_first", "either", "safe", "policy", "no_follow", "no_credentials",
    "no_injection", "host_is:public.example", "deadline",
)  # fmt: skip
INSIDE = {"127.0.0.1", "10.0.0.1", "64:ff9b::808:808", "2002:808:808::1", "192.31.196.1"}


@pytest.mark.parametrize("vector", ADDRESSES, ids=ident)
async def test_an_address(
    vector: dict[str, Any], tls: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each vector is tried, whatever it expects; an expectation that nobody knows is a failure."""
    expected = vector["expect"]
    assert expected in KNOWN
    if expected in ("no_injection", "host_is:public.example", "no_credentials"):
        netrc = tmp_path / "netrc"
        netrc.write_text(vector.get("netrc", ""))
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    outcome, site, dials = await run(vector, tls)
    dialled = {address for address, _ in dials.made}
    match expected:
        case "deny":
            assert isinstance(outcome, ReadoutError)
            assert str(outcome)
            assert dialled <= PUBLIC
            assert not dialled or "redirects" in vector
        case "allow":
            assert not isinstance(outcome, RefusedAddress | BadLink)
            assert len(dials.made) == 1
        case "connect_only_first":
            first = next(iter(vector["dns"].values()))[0]
            assert isinstance(outcome, Page)
            assert dialled <= set(first)
            assert len(dials.made) == 1
        case "either" | "safe" | "policy":
            again, _, dialled_again = await run(vector, tls)
            assert type(outcome) is type(again)
            assert dials.made == dialled_again.made
            assert not dialled & INSIDE
        case "no_follow":
            await follows_judged(outcome, vector, tls)
            assert dialled <= PUBLIC
        case "deadline":
            assert isinstance(outcome, TooSlow)
            assert not dialled
        case _:
            assert dialled <= PUBLIC
            assert len(site.requests) == 1 or expected == "no_injection"
            for request in site.requests:
                assert request.headers["host"] == "public.example"
                assert request.head.count(b"\r\nHost:") == 1
                assert not {"authorization", "x-injected", "cookie"} & request.headers.keys()


async def follows_judged(
    page: Page | ReadoutError, vector: dict[str, Any], tls: ssl.SSLContext
) -> None:
    """What a page leads to is never fetched unjudged."""
    assert isinstance(page, Page)
    further = interstitial_target(page)
    if further is not None:
        refused, _, dials = await run({**vector, "url": further, "expect": "deny"}, tls)
        assert isinstance(refused, RefusedAddress)
        assert not dials.made
