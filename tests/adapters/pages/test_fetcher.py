import asyncio
import gzip
import ssl
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import trustme

from adapters.pages.fetcher import Fetcher, Limits
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
from briefs.model import Page
from tests.fakes.network import Dials, Names
from tests.fakes.site import Request, Site, answer_bytes, redirect

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def now() -> datetime:
    return START


PATIENT = Limits(total_s=120, connect_s=60, read_s=60)
"""A busy machine may take long to accept a connection of its own."""


def fetcher(site: Site, **options: Any) -> Fetcher:
    """Names news.example and other.example lead to the site, which alone is allowed."""
    hosts = ("127.0.0.1", "news.example", "other.example")
    return Fetcher(
        **{
            "contact": "https://readout.example/bot",
            "now": now,
            "loopback": frozenset((host, site.port) for host in hosts),
            "manners": Politeness(now=now, gap_s=0),
            "limits": PATIENT,
            "resolver": Names({"news.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]}),
        }
        | options
    )


async def fetched(
    answer: bytes | Callable[[Request, asyncio.StreamWriter], Awaitable[None]], **options: Any
) -> Page:
    async with Site(answer) as site, fetcher(site, **options) as fetch:
        return await fetch(f"http://news.example:{site.port}/a")


def paths(table: dict[str, bytes]) -> Callable[[Request, asyncio.StreamWriter], Awaitable[None]]:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(table.get(request.target, answer_bytes(b"", status="404 Not Found")))

    return answer


# ----------------------------------------------------------------------- a good page


async def test_a_page_comes_back_as_sent_with_its_validators() -> None:
    headers = (*HTML, ("ETag", '"v1"'), ("Last-Modified", "Mon, 04 May 2026 10:00:00 GMT"))
    async with (
        Site(answer_bytes(b"<p>caf\xe9</p>", headers=headers)) as site,
        fetcher(site) as fetch,
    ):
        asked = f"http://news.example:{site.port}/a?b=1#top"
        page = await fetch(asked)
        assert page == Page(
            asked=asked,
            url=f"http://news.example:{site.port}/a?b=1",
            status=200,
            content_type="text/html; charset=utf-8",
            body=b"<p>caf\xe9</p>",
            fetched_at=START,
            etag='"v1"',
            last_modified="Mon, 04 May 2026 10:00:00 GMT",
        )
        (request,) = site.requests
    assert request.target == "/a?b=1"
    assert request.headers["user-agent"] == "Readout/0.1 (+https://readout.example/bot)"
    assert request.headers["accept-encoding"] == "gzip"
    assert "cookie" not in request.headers


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("identity", bytes),
        ("gzip", lambda body: gzip.compress(body)[:-8]),  # a trailer that many servers forget
        ("gzip", lambda body: gzip.compress(body) + b"rest"),
    ],
)
@pytest.mark.parametrize("step", [1, 10**6])
async def test_what_is_compressed_is_inflated(
    encoding: str, packed: Callable[[bytes], bytes], step: int
) -> None:
    body = b"<p>The ministers met in Varna.</p>" * 50
    sent = packed(body)

    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(
            f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        for at in range(0, len(sent), step):
            piece = sent[at : at + step]
            writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        writer.write(b"0\r\n\r\n")

    assert (await fetched(answer)).body == body


async def test_redirects_are_followed_and_told() -> None:
    table = {
        "/a": redirect("/b", 301),
        "/b": redirect("c?x=1", 307),
        "/c?x=1": redirect("//other.example:PORT/d#top", 303),
        "/d": answer_bytes(b"there"),
    }

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(table[request.target].replace(b"PORT", str(site.port).encode()))

    async with Site(answer) as site, fetcher(site) as fetch:
        page = await fetch(f"http://news.example:{site.port}/a")
        base = f"http://news.example:{site.port}"
        assert page.body == b"there"
        assert page.url == f"http://other.example:{site.port}/d"
        assert page.hops == (f"{base}/a", f"{base}/b", f"{base}/c?x=1")
        assert page.asked == f"{base}/a"


async def test_a_refresh_header_is_a_redirect() -> None:
    headers = (("Refresh", "0; url=/b"), *HTML)
    page = await fetched(
        paths({"/a": answer_bytes(b"wait", headers=headers), "/b": answer_bytes(b"there")})
    )
    assert page.body == b"there"


async def test_a_cookie_lives_for_one_journey() -> None:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        if "cookie" in request.headers:
            writer.write(answer_bytes(request.headers["cookie"].encode()))
        else:
            writer.write(
                redirect("/a").replace(b"\r\nLocation", b"\r\nSet-Cookie: seen=1\r\nLocation")
            )

    async with Site(answer) as site, fetcher(site) as fetch:
        for _ in range(2):
            assert (await fetch(f"http://news.example:{site.port}/a")).body == b"seen=1"
        assert ["cookie" in request.headers for request in site.requests] == [False, True] * 2


async def test_a_link_that_carries_its_target_goes_straight_there() -> None:
    async with Site(answer_bytes(b"there")) as site, fetcher(site) as fetch:
        page = await fetch(
            f"https://www.google.com/url?q=http%3A%2F%2Fnews.example%3A{site.port}%2Fa&sa=U"
        )
        assert page.url == f"http://news.example:{site.port}/a"


# -------------------------------------------------------------------- the second time

KEPT = Page(
    asked="http://x.example/",
    url="http://news.example/b",
    status=200,
    content_type="text/html",
    body=b"kept",
    fetched_at=START - timedelta(days=1),
    etag='"v1"',
    last_modified="Mon, 04 May 2026 10:00:00 GMT",
)


async def test_what_still_holds_comes_back_with_a_new_time() -> None:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        if request.target == "/a":
            writer.write(redirect("/b"))
        elif request.headers.get("if-none-match") == '"v1"':
            assert request.headers["if-modified-since"] == KEPT.last_modified
            writer.write(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")

    async with Site(answer) as site, fetcher(site) as fetch:
        kept = replace(KEPT, url=f"http://news.example:{site.port}/b")
        page = await fetch(f"http://news.example:{site.port}/a", cached=kept)
        assert (page.body, page.fetched_at, page.etag) == (b"kept", START, '"v1"')
        assert "if-none-match" not in site.requests[0].headers


async def test_what_changed_replaces_what_was_kept() -> None:
    async with Site(answer_bytes(b"new")) as site, fetcher(site) as fetch:
        assert (await fetch(f"http://news.example:{site.port}/b", cached=KEPT)).body == b"new"


@pytest.mark.parametrize(
    ("sent", "seconds"),
    [
        ("max-age=600", 600.0),
        ('public, Max-Age="60"', 60.0),
        ("no-store", None),
        ("max-age=x", None),
        ("max-age=-1", None),
    ],
)
async def test_how_long_a_page_holds(sent: str, seconds: float | None) -> None:
    assert (await fetched(answer_bytes(headers=(("Cache-Control", sent),)))).max_age_s == seconds


async def test_not_modified_without_a_copy_is_no_page() -> None:
    with pytest.raises(BadPage, match="304"):
        await fetched(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")


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
    with pytest.raises(error) as told:
        await fetched(answer_bytes(status=f"{status} No"))
    assert str(told.value).count("\n") == 0


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
    with pytest.raises(SiteBusy) as told:
        await fetched(answer_bytes(status="503 Busy", headers=(("Retry-After", value),)))
    assert told.value.after_s == after_s


async def test_a_site_that_asked_for_peace_is_not_asked_again() -> None:
    clock = [START]
    manners = Politeness(now=lambda: clock[0], gap_s=0)
    answer = answer_bytes(status="429 Slow down", headers=(("Retry-After", "60"),))
    async with Site(answer) as site, fetcher(site, manners=manners) as fetch:
        for at_s, asked in ((0, 1), (30, 1), (57, 1), (61, 2)):
            clock[0] = START + timedelta(seconds=at_s)
            with pytest.raises(SiteBusy) as told:
                await fetch(f"http://news.example:{site.port}/{at_s}")
            assert told.value.after_s is not None
            assert len(site.requests) == asked


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
        for _ in range(5):
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
