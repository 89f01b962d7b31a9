"""Every hostile address of tests/vectors/ssrf.json against the whole fetcher.

The names resolve as the vector says and every dial is recorded, then led to a server on
loopback. The oracle is the list of public addresses of the vectors, not our own judge.
"""

import asyncio
import json
import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.pages.fetcher import Fetcher, Limits
from adapters.pages.onward import onward
from adapters.pages.politeness import Politeness
from briefs.errors import BadLink, ReadoutError, RefusedAddress
from briefs.model import Page
from tests.fakes.network import Dials, Names
from tests.fakes.site import Request, Site, answer_bytes, redirect

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "ssrf.json").read_text())[
    "vectors"
]
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
            resolver=Names(vector.get("dns", NAMED)),
            network=dials,
            tls=tls,
        ) as fetch:
            try:
                return await fetch(vector["url"]), site, dials
            except ReadoutError as e:
                return e, site, dials


def vectors(*expected: str) -> list[Any]:
    return [
        pytest.param(v, id=v["id"])
        for v in VECTORS
        if v["expect"] in expected and "dns_delay_s" not in v
    ]


def test_every_vector_is_tried() -> None:
    known = {
        "deny",
        "allow",
        "connect_only_first",
        "either",
        "safe",
        "policy",
        "no_follow",
        "no_credentials",
    }
    known |= {"no_injection", "host_is:public.example", "deadline"}
    assert len(VECTORS) == 257
    assert {v["expect"] for v in VECTORS} == known


@pytest.mark.parametrize("vector", vectors("deny"))
async def test_denied(vector: dict[str, Any], tls: ssl.SSLContext) -> None:
    outcome, _, dials = await run(vector, tls)
    assert isinstance(outcome, ReadoutError)
    assert str(outcome)
    assert {address for address, _ in dials.made} <= PUBLIC
    if "redirects" not in vector:
        assert not dials.made


@pytest.mark.parametrize("vector", vectors("allow"))
async def test_allowed(vector: dict[str, Any], tls: ssl.SSLContext) -> None:
    outcome, _, dials = await run(vector, tls)
    assert not isinstance(outcome, RefusedAddress | BadLink)
    assert len(dials.made) == 1


@pytest.mark.parametrize("vector", vectors("connect_only_first"))
async def test_a_rebinding_name_is_dialled_where_it_was_judged(
    vector: dict[str, Any], tls: ssl.SSLContext
) -> None:
    outcome, _, dials = await run(vector, tls)
    assert isinstance(outcome, Page)
    assert dials.made == [("93.184.216.34", 80)]


@pytest.mark.parametrize("vector", vectors("either", "safe", "policy"))
async def test_a_matter_of_policy_is_stable_and_safe(
    vector: dict[str, Any], tls: ssl.SSLContext
) -> None:
    one, _, dials = await run(vector, tls)
    other, _, again = await run(vector, tls)
    assert type(one) is type(other)
    assert dials.made == again.made
    assert not {"127.0.0.1", "10.0.0.1", "64:ff9b::808:808", "2002:808:808::1", "192.31.196.1"} & {
        address for address, _ in dials.made
    }


@pytest.mark.parametrize(
    "vector", vectors("no_injection", "host_is:public.example", "no_credentials")
)
async def test_one_clean_request_or_none(
    vector: dict[str, Any], tls: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(vector.get("netrc", ""))
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    _, site, dials = await run(vector, tls)
    for request in site.requests:
        assert request.headers["host"] == "public.example"
        assert request.head.count(b"\r\nHost:") == 1
        assert not {"authorization", "x-injected", "cookie"} & request.headers.keys()
    assert {address for address, _ in dials.made} <= PUBLIC
    assert len(site.requests) == 1 or vector["expect"] == "no_injection"


async def test_a_page_is_never_followed_unjudged(tls: ssl.SSLContext) -> None:
    (vector,) = (v for v in VECTORS if v["expect"] == "no_follow")
    page, _, dials = await run(vector, tls)
    assert isinstance(page, Page)
    assert dials.made == [("93.184.216.34", 80)]
    further = onward(page)
    assert further == "http://127.0.0.1/"
    refused, _, dials = await run(vector | {"url": further}, tls)
    assert isinstance(refused, RefusedAddress)
    assert not dials.made
