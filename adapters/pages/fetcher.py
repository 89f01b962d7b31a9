"""Address -> Page: guarded, bounded, polite. The only file that makes HTTP requests for pages.

check the address -> wait for a turn at the site -> request -> redirect? check again
-> status -> content type -> body, decompressed up to a limit
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from typing import Final, Self

import httpcore
from ada_url import URL, join_url

from adapters.pages.address_guard import NO_RULES, AddressRules, Loopback, Target, judge_url
from adapters.pages.byte_budget import ByteBudget, spending
from adapters.pages.decompression import read_body
from adapters.pages.fetch_counts import FetchCounts
from adapters.pages.network_backend import GuardedNetwork, Resolver
from adapters.pages.politeness import Politeness, retry_after_s
from adapters.pages.response_checks import refuse_content, refuse_status
from adapters.pages.transport import (
    Client,
    GuardedTransport,
    InvalidUrl,
    RemoteProtocolError,
    RequestUrl,
    Response,
    Timeout,
)
from briefs.errors import BadLink, BadPage, ReadoutError, TooLarge, TooManyRedirects, TooSlow
from briefs.links.canonical import site_name
from briefs.links.redirect_wrappers import unwrapped
from briefs.model.articles import Page

log = logging.getLogger(__name__)

ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,"
    "application/feed+json;q=0.9,*/*;q=0.5"
)
REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits in seconds and bytes; `total_s` is for all redirects together."""

    total_s: float = 20.0
    dns_s: float = 5.0
    connect_s: float = 5.0
    read_s: float = 10.0
    wire_bytes: int = 5 * 2**20
    decoded_bytes: int = 10 * 2**20
    redirects: int = 5


class Fetcher:
    """The port `Fetch`, as an async context manager that closes its connections.

    `contact` is where the operator of the bot can be reached; it goes into the User-Agent.
    `loopback` is for tests alone. `rules` are what the operator allows and denies.
    `resolver`, `network` and `tls` replace the system's name service, sockets and trusted roots.
    """

    def __init__(
        self,
        *,
        contact: str,
        now: Callable[[], datetime],
        loopback: Loopback = frozenset(),
        rules: AddressRules = NO_RULES,
        limits: Limits | None = None,
        manners: Politeness | None = None,
        resolver: Resolver | None = None,
        network: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._now = now
        self._loopback = loopback
        self._rules = rules
        self.counts = FetchCounts()
        self._limits = limits or Limits()
        self._manners = manners or Politeness(now=now)
        guarded = GuardedNetwork(
            loopback=loopback,
            dns_s=self._limits.dns_s,
            connect_s=self._limits.connect_s,
            resolver=resolver,
            network=network,
            rules=rules,
        )
        self._transport = GuardedTransport(guarded, tls=tls)
        self._headers = {
            "user-agent": f"Readout/{version('readout')} (+{contact})",
            "accept": ACCEPT,
            "accept-language": "en,*;q=0.5",
            # Never brotli or zstd: their decoders cannot be limited.
            "accept-encoding": "gzip",
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page:
        """Address and its cached page, if any -> its page, after at most `limits.redirects`.

        The deadline starts when this request gets its turn at the site. Raises: the errors of
        "reaching a page" in briefs/errors.py, and IsPdf or NotText for a body that is no page.
        """
        with self.counts.fetching():
            try:
                return await self._journey(url, cached)
            except ReadoutError:
                raise
            except Exception as e:  # a stranger chose the address and wrote the answer
                log.exception("a fetch failed in a way that is not known")
                raise BadPage("The site answered in a way that cannot be understood.") from e

    async def _journey(self, url: str, cached: Page | None) -> Page:
        loop = asyncio.get_running_loop()
        left_s = self._limits.total_s
        client = self._client()
        further = url
        hops: list[str] = []
        for _ in range(self._limits.redirects + 1):
            target = self._judged(further)
            site = site_name(target.url)
            async with self._manners.turn(site, gap=not hops):
                began = loop.time()
                budget = ByteBudget(wire_bytes=self._limits.wire_bytes)
                try:
                    async with asyncio.timeout(left_s):
                        with spending(budget):
                            answer = await self._ask(client, target, cached, budget)
                except TimeoutError as e:
                    raise TooSlow from e
                finally:
                    self.counts.count_request(site, taken=budget.taken)
                left_s -= loop.time() - began
            if isinstance(answer, Page):
                return replace(answer, asked=url, hops=tuple(hops))
            hops.append(target.url)
            further = answer
        raise TooManyRedirects

    def _judged(self, url: str) -> Target:
        """Check the address as written, then the one that it wraps: either may be hostile."""
        target = judge_url(url, loopback=self._loopback, rules=self._rules)
        inner = unwrapped(target.url)
        if inner == target.url:
            return target
        return judge_url(inner, loopback=self._loopback, rules=self._rules)

    def _client(self) -> Client:
        """A client for one fetch, so that cookies last for its redirects only.

        It is never closed, since it holds nothing but the shared transport.
        """
        return Client(
            transport=self._transport,
            trust_env=False,
            follow_redirects=False,
            headers=self._headers,
            timeout=Timeout(self._limits.read_s, connect=self._limits.connect_s),
        )

    async def _ask(
        self, client: Client, target: Target, cached: Page | None, budget: ByteBudget
    ) -> Page | str:
        """One request -> its page, or the address that it redirects to."""
        revalidated = cached if cached is not None and cached.url == target.url else None
        url = _as_httpx(target)
        try:
            request = client.build_request("GET", url, headers=_conditions(revalidated))
        except (InvalidUrl, UnicodeError) as e:
            # httpx encodes host names by IDNA 2008, which refuses "☃"; browsers accept it.
            raise BadLink("The name of this site cannot be asked for.") from e
        try:
            response = await client.send(request, stream=True)
        except (InvalidUrl, RemoteProtocolError, UnicodeError) as e:
            # httpx prepares the next request of a redirect even if it is not to be sent.
            raise BadPage("The site leads to an address that is malformed.") from e
        budget.body_begins()
        async with aclosing(response):
            if response.status_code == 304 and revalidated is not None:
                return replace(revalidated, fetched_at=self._now())
            further = _leads_to(target, response)
            if further is not None:
                return further
            refuse_status(response, after_s=self._retry_after_s(target, response))
            refuse_content(response.headers.get("content-type", ""))
            return Page(
                asked=target.url,
                url=target.url,
                status=response.status_code,
                content_type=response.headers.get("content-type", ""),
                body=await self._body(response),
                fetched_at=self._now(),
                etag=response.headers.get("etag"),
                last_modified=response.headers.get("last-modified"),
                max_age_s=_max_age_s(response.headers.get("cache-control", "")),
            )

    def _retry_after_s(self, target: Target, response: Response) -> float | None:
        """Retry-After of a response, in seconds; 429 and 503 make the whole site wait so long."""
        after_s = retry_after_s(response.headers.get("retry-after"), now=self._now())
        if response.status_code in (429, 503) and after_s:
            self._manners.busy(site_name(target.url), after_s=after_s)
        return after_s

    async def _body(self, response: Response) -> bytes:
        length = response.headers.get("content-length", "")
        if length.isdigit() and int(length[:20]) > self._limits.wire_bytes:
            raise TooLarge
        return await read_body(
            response.aiter_raw(),
            response.headers.get("content-encoding", ""),
            wire_bytes=self._limits.wire_bytes,
            decoded_bytes=self._limits.decoded_bytes,
        )


def _as_httpx(target: Target) -> RequestUrl:
    """Target -> httpx's own form, which must name the same host and port."""
    try:
        url = RequestUrl(target.url)
    except (InvalidUrl, UnicodeError, ValueError) as e:
        raise BadLink("This address cannot be asked for.") from e
    port = url.port if url.port is not None else {"http": 80, "https": 443}[url.scheme]
    if (url.raw_host.decode("ascii"), port) != (target.host.strip("[]"), target.port):
        raise BadLink("This address can be read in two ways.")
    return url


def _conditions(cached: Page | None) -> dict[str, str]:
    """If-None-Match and If-Modified-Since (RFC 9110, 13.1)."""
    conditions = {}
    if cached is not None and cached.etag:
        conditions["if-none-match"] = cached.etag
    if cached is not None and cached.last_modified:
        conditions["if-modified-since"] = cached.last_modified
    return conditions


def _max_age_s(cache_control: str) -> float | None:
    """Cache-Control's max-age (RFC 9111, 5.2.2.1)."""
    for directive in cache_control[:1000].lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name == "max-age" and value.strip('"').isdecimal():
            return float(value.strip('"')[:9])
    return None


def _leads_to(target: Target, response: Response) -> str | None:
    """The address of a redirect, joined as browsers do. Raises: BadPage."""
    location = response.headers.get("location", "").strip()
    if response.status_code not in REDIRECTS:
        # Browsers obey a Refresh header as they do the meta element.
        wait, _, further = response.headers.get("refresh", "").partition(";")
        found = further.strip()
        if response.status_code != 200 or found[:4].lower() != "url=" or wait.strip() != "0":
            return None
        location = found[4:].strip("'\" ")
    if not location:
        raise BadPage("The site leads on, but does not say where to.")
    if any(ord(char) < 0x20 or char in "\x7f\\" for char in location):
        raise BadPage("The site leads to an address that is malformed.")
    try:
        joined = URL(str(join_url(target.url, location)))
    except ValueError as e:
        raise BadPage("The site leads to an address that is malformed.") from e
    joined.hash = ""
    return joined.href
