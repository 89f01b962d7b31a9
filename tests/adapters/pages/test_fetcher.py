import asyncio
import gzip
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version

import pytest

from briefs.errors import (
    BadPage,
)
from briefs.model.articles import Page
from tests.adapters.pages.fetching import HTML, START, fetched, fetcher, paths
from tests.fakes.site import Request, Site, answer_bytes, redirect

# ----------------------------------------------------------------------- a good page


async def test_a_page_comes_back_as_sent_with_its_validators() -> None:
    headers = (*HTML, ("ETag", '"v1"'), ("Last-Modified", "Mon, 04 May 2026 10:00:00 GMT"))
    async with (
        Site(answer_bytes(b"<p>caf\xe9</p>", headers=headers)) as site,
        fetcher(site) as fetch,
    ):
        url = f"http://news.example:{site.port}/a?b=1#top"
        page = await fetch(url)
        assert page == Page(
            asked=url,
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
    named = f"Readout/{version('readout')} (+https://readout.example/bot)"
    assert request.headers["user-agent"] == named
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
        cached = replace(KEPT, url=f"http://news.example:{site.port}/b")
        page = await fetch(f"http://news.example:{site.port}/a", cached=cached)
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
