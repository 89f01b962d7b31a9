"""What goes wrong on the way to a page, each with its own error."""

from __future__ import annotations

import asyncio
import ssl
from datetime import timedelta

import pytest
import trustme

from adapters.pages.fetcher import Limits
from adapters.pages.politeness import Politeness
from briefs.errors import (
    BadPage,
    IsPdf,
    NotFound,
    NotText,
    Paywalled,
    ReadoutError,
    RefusedAddress,
    SiteBusy,
    SiteRefused,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from tests.adapters.pages.fetching import START, fetched, fetcher, paths
from tests.fakes.network import Dials, Names
from tests.fakes.site import Request, Site, answer_bytes, redirect

# ------------------------------------------------------------------ what goes wrong

STATUSES: list[tuple[int, type[ReadoutError]]] = [
    (300, BadPage),
    (400, NotFound),
    (401, Paywalled),
    (402, Paywalled),
    (403, Paywalled),
    (404, NotFound),
    (408, TooSlow),
    (410, NotFound),
    (429, SiteBusy),
    (451, Paywalled),
    (500, SiteBusy),
    (503, SiteBusy),
    (599, SiteBusy),
    (999, SiteRefused),
]


@pytest.mark.parametrize(("status", "error"), STATUSES)
async def test_each_status_has_its_error(status: int, error: type[ReadoutError]) -> None:
    with pytest.raises(error) as raised:
        await fetched(answer_bytes(status=f"{status} No"))
    assert str(raised.value).count("\n") == 0


async def test_a_challenge_to_robots_is_no_paywall() -> None:
    with pytest.raises(SiteRefused, match="robots"):
        await fetched(
            answer_bytes(status="403 Forbidden", headers=(("CF-Mitigated", "challenge"),))
        )


@pytest.mark.parametrize(
    ("value", "after_s"),
    [
        ("120", 120.0),
        ("Mon, 04 May 2026 12:05:00 GMT", 300.0),
        ("Mon, 04 May 2026 11:00:00 GMT", 0.0),
        ("99999999999999999999", 86_400.0),
        ("soon", None),
        ("-5", None),
    ],
)
async def test_retry_after_is_passed_on(value: str, after_s: float | None) -> None:
    with pytest.raises(SiteBusy) as raised:
        await fetched(answer_bytes(status="503 Busy", headers=(("Retry-After", value),)))
    assert raised.value.after_s == after_s


async def test_a_site_that_asked_for_peace_is_not_asked_again() -> None:
    clock = [START]
    manners = Politeness(now=lambda: clock[0], gap_s=0)
    answer = answer_bytes(status="429 Slow down", headers=(("Retry-After", "60"),))
    async with Site(answer) as site, fetcher(site, manners=manners) as fetch:
        for at_s, requests in ((0, 1), (30, 1), (57, 1), (61, 2)):
            clock[0] = START + timedelta(seconds=at_s)
            with pytest.raises(SiteBusy) as raised:
                await fetch(f"http://news.example:{site.port}/{at_s}")
            assert raised.value.after_s is not None
            assert len(site.requests) == requests


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("application/pdf", IsPdf),
        ("Application/PDF; x=1", IsPdf),
        ("image/svg+xml", NotText),
        ("video/mp4", NotText),
        ("application/zip", NotText),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", NotText),
    ],
)
async def test_a_file_is_not_downloaded(kind: str, error: type[ReadoutError]) -> None:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 4000000\r\n\r\n".encode()
        )
        await writer.drain()
        await asyncio.Event().wait()

    with pytest.raises(error):
        await fetched(answer)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/rss+xml", "application/octet-stream", ""]
)
async def test_what_may_be_text_is_read(kind: str) -> None:
    headers = (("Content-Type", kind),) if kind else ()
    assert (await fetched(answer_bytes(b"text", headers=headers))).body == b"text"


async def test_unknown_host() -> None:
    async with Site(b"") as site, fetcher(site) as fetch:
        with pytest.raises(Unreachable, match=r"no site named nowhere\.example"):
            await fetch("http://nowhere.example/")


async def test_the_systems_resolver_tells_an_unknown_host() -> None:
    async with Site(b"") as site, fetcher(site, resolver=None) as fetch:
        # RFC 6761: no name ends in .invalid, and resolvers need not ask for one.
        with pytest.raises((Unreachable, TooSlow)):
            await fetch("http://nowhere.invalid/")


async def test_refused_connection() -> None:
    async with Site(b"") as site:
        pass
    async with fetcher(site) as fetch:
        with pytest.raises(Unreachable, match="refused the connection"):
            await fetch(f"http://news.example:{site.port}/")


@pytest.mark.parametrize(
    ("sent", "error", "line"),
    [
        (b"", Unreachable, "cut the connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf", Unreachable, "cut the connection"),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", BadPage, "not proper HTTP"),
        (b"HTTP/1.1 200 OK\r\nbroken\r\n\r\n", BadPage, "not proper HTTP"),
        (redirect(""), BadPage, "where to"),
        (redirect("http://[bad/"), BadPage, "malformed"),
        (redirect("http:\\\\other.example\\"), BadPage, "malformed"),
        (answer_bytes(headers=(("Content-Encoding", "br"),)), BadPage, "compressed"),
        (answer_bytes(headers=(("Content-Encoding", "gzip, gzip"),)), BadPage, "compressed"),
        (answer_bytes(headers=(("Content-Encoding", "gzip"),)), BadPage, "broken"),
        (answer_bytes(b"x" * 100, headers=(("Content-Encoding", "deflate"),)), BadPage, "broken"),
    ],
)
async def test_each_fault_has_its_line(sent: bytes, error: type[ReadoutError], line: str) -> None:
    with pytest.raises(error, match=line):
        await fetched(sent)


async def test_five_redirects_are_followed_and_six_are_not() -> None:
    table = {f"/{n}": redirect(f"/{n + 1}") for n in range(10)} | {"/10": answer_bytes(b"end")}
    async with Site(paths(table)) as site, fetcher(site) as fetch:
        assert (await fetch(f"http://news.example:{site.port}/5")).body == b"end"
        with pytest.raises(TooManyRedirects):
            await fetch(f"http://news.example:{site.port}/4")


async def test_too_many_bytes_on_the_wire_by_their_own_account() -> None:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5242881\r\n\r\n")
        await writer.drain()
        await asyncio.Event().wait()

    with pytest.raises(TooLarge):
        await fetched(answer)


async def test_another_end_than_the_judged_one_is_refused() -> None:
    async with Site(answer_bytes()) as site:
        names = Names({"public.example": [["93.184.216.34"]]})
        for peer, reached in (("93.184.216.34", True), ("10.0.0.5", False)):
            dials = Dials(site.port, peer=peer)
            async with fetcher(site, resolver=names, network=dials) as fetch:
                if reached:
                    await fetch("http://public.example/")
                else:
                    with pytest.raises(RefusedAddress):
                        await fetch("http://public.example/")
        assert len(site.requests) == 1


async def test_one_request_at_a_time_for_a_site() -> None:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        for _turn in range(5):
            await asyncio.sleep(0)
        writer.write(answer_bytes())

    async with Site(answer) as site, fetcher(site) as fetch:
        await asyncio.gather(*(fetch(f"http://news.example:{site.port}/{n}") for n in range(8)))
        assert len(site.requests) == 8
        assert site.most_open == 1


async def test_a_fetch_that_is_cancelled_gives_its_turn_back() -> None:
    arrived = asyncio.Event()

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        if request.target == "/slow":
            arrived.set()
            await asyncio.Event().wait()
        writer.write(answer_bytes(b"here"))

    async with Site(answer) as site, fetcher(site) as fetch:
        slow = asyncio.create_task(fetch(f"http://news.example:{site.port}/slow"))
        await arrived.wait()
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        assert (await fetch(f"http://news.example:{site.port}/a")).body == b"here"


# ------------------------------------------------------------------------------- TLS


async def test_tls_checks_the_name_not_the_address() -> None:
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(server)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    async with Site(answer_bytes(b"safe"), tls=server) as site:
        async with fetcher(site, tls=trusting) as fetch:
            assert (await fetch(f"https://news.example:{site.port}/")).body == b"safe"
            with pytest.raises(Unreachable, match="certificate is not valid: Hostname mismatch"):
                await fetch(f"https://other.example:{site.port}/")
        async with fetcher(site) as fetch:
            with pytest.raises(Unreachable, match="certificate is not valid"):
                await fetch(f"https://news.example:{site.port}/")


async def test_https_where_there_is_none() -> None:
    async with Site(answer_bytes()) as site, fetcher(site, limits=Limits(total_s=2)) as fetch:
        with pytest.raises(Unreachable):
            await fetch(f"https://news.example:{site.port}/")
