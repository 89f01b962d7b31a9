"""Servers that mean harm: each ends with its own clear error within its deadline + 1 s."""

import asyncio
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import pytest

from adapters.pages.byte_budget import FRAMING, MAX_HEAD_BYTES
from adapters.pages.fetcher import Fetcher, Limits
from adapters.pages.politeness import Politeness
from briefs.errors import (
    BadLink,
    BadPage,
    GiveUp,
    ReadoutError,
    RefusedAddress,
    TooLarge,
    TooManyRedirects,
    TooSlow,
)
from tests.fakes.network import Dials, Names
from tests.fakes.site import Request, Site, answer_bytes, redirect

DEADLINE_S = 0.5
# Time enough under load for what must end by its size, not by its deadline.
PATIENT = Limits(total_s=30.0)
HASTY = Limits(total_s=DEADLINE_S, dns_s=0.2)

Answer = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


def now() -> datetime:
    return datetime(2026, 5, 4, tzinfo=UTC)


@asynccontextmanager
async def hostile(
    answer: Answer | bytes, limits: Limits
) -> AsyncIterator[tuple[Fetcher, str, Dials]]:
    """The fetcher, an address of the hostile site, and the dials made so far."""
    async with Site(answer) as site:
        dials = Dials(site.port)
        async with Fetcher(
            contact="https://readout.example/bot",
            now=now,
            limits=limits,
            manners=Politeness(now=now, gap_s=0),
            resolver=Names({"bad.example": [["93.184.216.34"]], "inside.example": [["10.0.0.7"]]}),
            network=dials,
        ) as fetch:
            yield fetch, "http://bad.example/a", dials


async def lag_s() -> float:
    """Seconds that the machine kept the loop waiting, until cancelled: load is not the fetcher's."""
    lost = 0.0
    with suppress(asyncio.CancelledError):
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.01)
            lost += time.monotonic() - began - 0.01
    return lost


async def error_of(answer: Answer | bytes, limits: Limits) -> ReadoutError:
    async with hostile(answer, limits) as (fetch, url, dials):
        lag = asyncio.create_task(lag_s())
        began = time.monotonic()
        with pytest.raises(ReadoutError) as raised:
            await fetch(url)
        took_s = time.monotonic() - began
        lag.cancel()
        assert took_s - await lag < limits.total_s + 1
        assert {address for address, _ in dials.made} == {"93.184.216.34"}
        return raised.value


def endlessly(head: bytes, piece: bytes) -> Answer:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()

    return answer


def drip(head: bytes, piece: bytes) -> Answer:
    """One piece each hundredth of a second: every single read is quick, the whole never ends."""

    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)

    return answer


async def silence(_: Request, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n"


def bomb(wbits: int, megabytes: int = 50) -> bytes:
    """Zeroes that compress a thousandfold."""
    packer = zlib.compressobj(9, wbits=wbits)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(megabytes)) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body", "error"),
    [
        ("gzip", bomb(31), TooLarge),
        ("deflate", bomb(15), TooLarge),
        ("deflate", bomb(-15), TooLarge),
        ("gzip, gzip", b"", BadPage),
        ("gzip,br", b"", BadPage),
        ("br", b"\x1b", BadPage),  # offered though not asked for
        ("zstd", b"\x28\xb5\x2f\xfd", BadPage),
        ("compress", b"\x1f\x9d", BadPage),
        ("gzip", b"\x1f\x8b\x08\x00garbage, not deflate", BadPage),
    ],
)
async def test_compressed_harm(encoding: str, body: bytes, error: type[ReadoutError]) -> None:
    answer = answer_bytes(
        body, headers=(("Content-Type", "text/html"), ("Content-Encoding", encoding))
    )
    assert isinstance(await error_of(answer, PATIENT), error)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (endlessly(OK + b"\r\n", b"<p>" * 20_000), TooLarge),
        (endlessly(CHUNKED + b"\r\n", b"4\r\n<p>a\r\n" * 2000), TooLarge),
        (endlessly(OK, b"X-More: and more\r\n" * 500), TooLarge),
        (endlessly(OK, b"X-One: " + b"a" * 50_000), TooLarge),
        (endlessly(b"HTTP/1.1 200 " + b"a" * 10_000, b"a" * 10_000), TooLarge),
        (endlessly(CHUNKED + b"\r\n0\r\n", b"X-Trailer: a\r\n" * 500), TooLarge),
        (endlessly(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500), TooLarge),
        (endlessly(b"", b"HTTP/1.1 100 C\r\nLink: </a>\r\n\r\n" * 500), TooLarge),
        (endlessly(b"HTTP/1.1 102 P\r\n", b"X-More: and more\r\n" * 500), TooLarge),
        (endlessly(CHUNKED + b"\r\n", (b"1;" + b"x" * 60_000 + b"\r\na\r\n")), TooLarge),
        (endlessly(CHUNKED + b"\r\n", (b"1;a=b\r\na\r\n" * 5_000)), TooLarge),
        (endlessly(CHUNKED + b"\r\n", (b"0" * 15 + b"1\r\na\r\n") * 5_000), TooLarge),
    ],
    ids=[
        "body", "tiny chunks", "headers", "one header", "reason", "trailers", "hints", "continues",
        "headers of a hint", "long extensions", "short extensions", "zeros",
    ],
)  # fmt: skip
async def test_what_has_no_end_is_cut_off(answer: Answer, error: type[ReadoutError]) -> None:
    """By what was read, not by a deadline, with a few seconds of CPU, and never tried again."""
    async with hostile(answer, PATIENT) as (fetch, url, dials):
        began = time.process_time()
        with pytest.raises(error) as refused:
            await fetch(url)
        assert time.process_time() - began < 5
        assert isinstance(refused.value, GiveUp), "no flow tries it again"
        assert len(dials.made) == 1
        metrics = {metric.name: metric.samples for metric in fetch.counts.metrics()}
    (((_, read), *_),) = (metrics["readout_egress_read_bytes_total"],)
    most = PATIENT.wire_bytes * (1 + 1 / FRAMING) + MAX_HEAD_BYTES + 64 * 1024
    assert read <= most


@pytest.mark.parametrize(
    "answer",
    [
        silence,
        drip(OK + b"\r\n", b"a"),
        drip(OK, b"X-Slow: a\r\n"),
        drip(b"", b"H"),
        drip(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        drip(CHUNKED + b"\r\n", b"1\r\na\r\n"),
        drip(CHUNKED + b"\r\n", b"1;"),
    ],
    ids=[
        "silence",
        "body",
        "headers",
        "status",
        "hints",
        "chunks",
        "chunk extension",
    ],
)
async def test_what_is_slow_ends_at_the_deadline(answer: Answer) -> None:
    error = await error_of(answer, HASTY)
    assert isinstance(error, TooSlow | BadPage)
    assert "\n" not in str(error)


async def test_a_handshake_that_is_never_answered_leaves_no_connection_open() -> None:
    left = asyncio.Event()

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(4096):
            pass
        writer.close()
        left.set()

    server = await asyncio.start_server(mute, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with (
        server,
        Fetcher(
            contact="x", now=now, limits=HASTY, loopback=frozenset({("127.0.0.1", port)})
        ) as fetch,
    ):
        with pytest.raises(TooSlow):
            await fetch(f"https://127.0.0.1:{port}/")
        async with asyncio.timeout(5):
            await left.wait()


async def test_the_deadline_holds_over_all_redirects_together() -> None:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(DEADLINE_S * 0.4)
        writer.write(redirect(request.target + "a"))

    assert isinstance(await error_of(answer, HASTY), TooSlow)


@pytest.mark.parametrize(
    ("to", "error"),
    [
        ("/a", TooManyRedirects),
        ("?", TooManyRedirects),
        ("http://10.0.0.7/", RefusedAddress),
        ("http://inside.example/", RefusedAddress),
        ("http://bad.example:22/", RefusedAddress),
        ("http://169.254.169.254/latest/meta-data/", RefusedAddress),
        ("http://[::ffff:127.0.0.1]/", RefusedAddress),
        ("file:///etc/passwd", BadLink),
        ("data:text/html,<p>", BadLink),
        ("https://www.google.com/url?q=http://127.0.0.1/", RefusedAddress),
    ],
)
async def test_a_redirect_is_judged_like_a_link(to: str, error: type[ReadoutError]) -> None:
    raised = await error_of(redirect(to), PATIENT)
    assert isinstance(raised, error | BadPage)


async def test_a_name_that_turns_private_between_requests_is_refused() -> None:
    """Same host, new connection: the second answer is judged again."""
    async with Site(redirect("/again")) as site:
        dials = Dials(site.port)
        names = Names({"rebind.example": [["93.184.216.34"], ["127.0.0.1"]]})
        async with Fetcher(
            contact="x",
            now=now,
            manners=Politeness(now=now, gap_s=0),
            resolver=names,
            network=dials,
        ) as fetch:
            with pytest.raises(RefusedAddress):
                await fetch("http://rebind.example/")
        assert dials.made == [("93.184.216.34", 80)]
        assert names.asked == ["rebind.example"] * 2


async def test_forty_stalled_lookups_do_not_block_another() -> None:
    stalled = asyncio.Event()

    async def resolver(host: str, _: int) -> list[str]:
        if host.endswith("stalled.example"):
            await stalled.wait()
        return ["93.184.216.34"]

    async with Site(answer_bytes(b"here")) as site:
        limits = Limits(total_s=DEADLINE_S, dns_s=5)
        async with Fetcher(
            contact="x",
            now=now,
            limits=limits,
            manners=Politeness(now=now, gap_s=0),
            resolver=resolver,
            network=Dials(site.port),
        ) as fetch:
            began = time.monotonic()
            waiting = [
                asyncio.create_task(fetch(f"http://{n}.w{n}stalled.example/")) for n in range(40)
            ]
            assert (await fetch("http://other.example/")).body == b"here"
            outcomes = await asyncio.gather(*waiting, return_exceptions=True)
            assert time.monotonic() - began < DEADLINE_S + 1
    assert {type(outcome) for outcome in outcomes} == {TooSlow}


@pytest.mark.parametrize(
    "answer",
    [
        endlessly(CHUNKED + b"\r\n", b"1\r\na\r\n" * 10_000),
        endlessly(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 2_000),
        endlessly(OK, b"X-More: and more\r\n" * 5_000),
        endlessly(CHUNKED + b"\r\n", (b"1;" + b"x" * 60_000 + b"\r\na\r\n") * 3),
        endlessly(CHUNKED + b"\r\n0\r\n", b"X-Trailer: a\r\n" * 5_000),
    ],
    ids=["tiny chunks", "hints", "headers", "extensions", "trailers"],
)
async def test_the_loop_breathes_while_it_pours_in(answer: Answer) -> None:
    """A million chunks of one byte must not keep every other answer waiting."""
    lags: list[float] = []

    async def watch() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0)
            lags.append(time.thread_time() - before)

    watching = asyncio.create_task(watch())
    assert isinstance(await error_of(answer, PATIENT), TooLarge)
    watching.cancel()
    assert max(lags) < 0.25
