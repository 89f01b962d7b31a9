"""What strangers send to the server itself: bounded before anything of it is looked at."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from adapters.slack.connections.signature import SlackSignature
from adapters.web.guards.http_protocol import ImpatientProtocol
from adapters.web.guards.request_intake import MAX_BODY_BYTES, BoundedBodies
from bot.settings import load
from bot.wiring.environment import Environment
from bot.wiring.page_server import served
from bot.wiring.running_service import service
from tests.fakes.slack_sender import signed
from tests.fakes.slack_server import SECRET, FakeSlack, team

EVENTS = "/slack/events"
BODY = json.dumps({"type": "url_verification", "challenge": "heard"})
SIGNATURE = "v0=" + "0" * 64


@asynccontextmanager
async def listening(app: object) -> AsyncIterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        async with served(app, sock):  # type: ignore[arg-type]
            yield sock.getsockname()[:2]


@pytest.fixture
async def slack(tmp_path: Path) -> AsyncIterator[tuple[str, int]]:
    """The whole program's server, with Slack over HTTP."""
    async with FakeSlack(team()) as fake:
        settings = load(
            {
                "READOUT_DATA": str(tmp_path),
                "READOUT_WORKERS": "1",
                "SLACK_BOT_TOKEN": "xoxb-T1",
                "SLACK_SIGNING_SECRET": SECRET,
            }
        )
        environment = Environment(slack_url=f"{fake.address}/api/")
        async with (
            service(settings, address="http://127.0.0.1", environment=environment) as running,
            listening(running.app) as address,
        ):
            yield address


def this_second() -> str:
    """A timestamp that Slack could send now: taken in the test, for five minutes later it is refused."""
    return str(int(time.time()))


def at(address: tuple[str, int]) -> str:
    return f"http://{address[0]}:{address[1]}{EVENTS}"


async def test_what_slack_signed_is_heard(slack: tuple[str, int]) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        headers = signed(BODY, kind="application/json")
        answer = await client.post(at(slack), content=BODY, headers=headers)
        assert (answer.status_code, "heard" in answer.text) == (200, True)


def malformed() -> list[tuple[str | bytes | None, str | bytes | None]]:
    now = this_second()
    return [
        ("", SIGNATURE), ("soon", SIGNATURE), ("-1", SIGNATURE), ("1e9", SIGNATURE), ("٣", SIGNATURE),
        ("9" * 400, SIGNATURE), (b"\xff", SIGNATURE), ("1 2", SIGNATURE), ("0x5", SIGNATURE), (None, SIGNATURE),
        (now, ""), (now, "v0="), (now, "v0=é"), (now, b"v0=\xff\xfe"), (now, SIGNATURE[:-1]), (now, "v1" + SIGNATURE[2:]),
        (now, SIGNATURE + "0"), (now, SIGNATURE.upper()), (now, None), (None, None), (now, SIGNATURE), ("1", SIGNATURE),
    ]  # fmt: skip


@pytest.mark.parametrize("body", [BODY.encode(), b"\xff\xfe", b"payload=%ff", b"", b"{"])
async def test_what_slack_did_not_sign_is_refused(slack: tuple[str, int], body: bytes) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for timestamp, signature in malformed():
            headers: list[tuple[bytes, bytes]] = [(b"content-type", b"application/json")]
            for name, value in ((b"x-slack-request-timestamp", timestamp), (b"x-slack-signature", signature)):  # fmt: skip
                if value is not None:
                    raw = value.encode() if isinstance(value, str) else value
                    headers.append((name, raw))
            answer = await client.post(at(slack), content=body, headers=headers)
            assert answer.status_code == 401, (timestamp, signature)


async def raw(address: tuple[str, int], *pieces: bytes, most: int = 2**25) -> tuple[bytes, int]:
    """Write the pieces, the last one over and over -> what was answered, and how much was taken."""
    reader, writer = await asyncio.open_connection(*address)
    sent = 0
    try:
        for piece in pieces[:-1]:
            writer.write(piece)
            sent += len(piece)
        while sent < most and pieces[-1]:
            writer.write(pieces[-1])
            sent += len(pieces[-1])
            await writer.drain()
            if reader._buffer:  # type: ignore[attr-defined]
                break
    except ConnectionError:
        pass
    answer = b""
    try:
        async with asyncio.timeout(20):
            answer = await reader.read()
    except (ConnectionError, TimeoutError):
        pass
    writer.close()
    return answer, sent


HEAD = f"POST {EVENTS} HTTP/1.1\r\nHost: x\r\n".encode()
FORM = f"X-Slack-Request-Timestamp: now\r\nX-Slack-Signature: {SIGNATURE}\r\n".encode()
"""Of the right form, so that only the body tells that nobody signed it."""

CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        ((HEAD, FORM, CHUNKED, b"10000\r\n" + b"a" * 65_536 + b"\r\n"), b"413"),
        ((HEAD, FORM, CHUNKED, b"1\r\na\r\n" * 10_000), b"413"),
        ((HEAD, FORM, b"Content-Length: 1200000000\r\n\r\n", b"a" * 65_536), b"413"),
        ((HEAD, FORM, b"Content-Length: 99999999999999999999999\r\n\r\n", b"a" * 65_536), b"413"),
        ((HEAD, CHUNKED, b"10000\r\n" + b"a" * 65_536 + b"\r\n"), b"401"),
        ((HEAD, b"X-More: and more\r\n" * 1000), b"400"),
    ],
    ids=["chunks", "tiny chunks", "a long body", "a longer one", "unsigned", "headers"],
)
async def test_a_body_without_end_is_cut_off(
    slack: tuple[str, int], pieces: tuple[bytes, ...], status: bytes
) -> None:
    """The 1.2 GB that were held are refused by their length, or after a megabyte."""
    now = this_second().encode()
    answer, sent = await raw(slack, *(piece.replace(b"now", now, 1) for piece in pieces))
    assert answer[9:12] == status or answer == b""
    assert sent < 12 * MAX_BODY_BYTES
    async with httpx.AsyncClient(trust_env=False) as client:
        good = await client.post(
            at(slack), content=BODY, headers=signed(BODY, kind="application/json")
        )
    assert good.status_code == 200


# ------------------------------------------------------------------ the parts of it


class Held:
    """An application that says what body it was given."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await Request(scope, receive).body()
        self.bodies.append(body)
        await PlainTextResponse(str(len(body)))(scope, receive, send)


def now() -> datetime:
    return datetime.now(UTC)


def bounded(held: Held, **options: float) -> BoundedBodies:
    by = {EVENTS: SlackSignature(SECRET, now=now)}
    return BoundedBodies(held, signed=by, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 1, 99, 100])
async def test_what_fits_is_handed_on_whole(size: int) -> None:
    held = Held()
    transport = httpx.ASGITransport(bounded(held, max_bytes=100))
    headers = signed("a" * size, kind="text/plain")
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        answer = await client.post(EVENTS, content=b"a" * size, headers=headers)
        assert (answer.status_code, answer.text) == (200, str(size))
        assert (await client.post("/elsewhere", content=b"a" * 500)).text == "500"
        over = await client.post(EVENTS, content=b"a" * 101, headers=headers)
        assert (over.status_code, over.headers["connection"]) == (413, "close")
    assert [len(body) for body in held.bodies] == [size, 500]


async def test_a_body_that_never_comes_is_given_up_and_few_are_waited_for() -> None:
    held = Held()
    waiting: list[Callable[[], None]] = []

    async def ask(receive: Receive) -> int:
        headers = [(b"x-slack-request-timestamp", this_second().encode()), (b"x-slack-signature", SIGNATURE.encode())]  # fmt: skip
        scope: Scope = {"type": "http", "path": EVENTS, "method": "POST", "headers": headers}
        status = 0

        async def send(message: dict[str, object]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(str(message["status"]))

        await app(scope, receive, send)  # type: ignore[arg-type]
        return status

    async def never() -> dict[str, object]:
        event = asyncio.Event()
        waiting.append(event.set)
        await event.wait()
        return {"type": "http.disconnect"}

    app = bounded(held, at_once=3, within_s=60)
    stuck = [asyncio.create_task(ask(never)) for _ in range(3)]
    while len(waiting) < 3:
        await asyncio.sleep(0)
    assert await ask(never) == 503
    for leave in waiting:
        leave()
    assert await asyncio.gather(*stuck) == [0, 0, 0], "they left, nobody is answered"
    app = bounded(held, at_once=3, within_s=0.01)
    assert await ask(never) == 408
    assert held.bodies == []


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"P",
        b"POST / HTTP/1.1\r\nHost: x\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HT",
    ],
    ids=["nothing", "a letter", "half a head", "no body", "half a body", "half a chunk", "second head"],
)  # fmt: skip
async def test_a_half_open_connection_ends(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImpatientProtocol, "request_s", 0.05)
    monkeypatch.setattr(ImpatientProtocol, "silent_s", 0.05)
    async with listening(Held()) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(said)
        async with asyncio.timeout(4):  # uvicorn's own five seconds are for idle ones
            answer = await reader.read()
        assert answer.count(b"200 OK") == said.count(b"GET / HTTP/1.1")
        writer.close()


async def test_a_head_that_drips_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImpatientProtocol, "request_s", 0.1)
    async with listening(Held()) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"GET / HTTP/1.1\r\nX-A: ")
        began = time.monotonic()
        while not reader.at_eof() and time.monotonic() - began < 10:
            writer.write(b"a")
            try:
                async with asyncio.timeout(0.02):
                    await reader.read(1)
            except TimeoutError:
                continue
            except ConnectionError:
                break
        assert time.monotonic() - began < 5
        writer.close()


async def test_a_body_that_comes_slowly_but_comes_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImpatientProtocol, "request_s", 0.3)
    monkeypatch.setattr(ImpatientProtocol, "silent_s", 0.3)
    held = Held()
    async with listening(held) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n")
        for _ in range(8):
            await asyncio.sleep(0.1)
            writer.write(b"a")
        async with asyncio.timeout(5):
            assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
        writer.close()
    assert held.bodies == [b"a" * 8]


@pytest.mark.parametrize("age_s", [-301, -299, 0, 299, 301])
def test_a_signature_holds_for_five_minutes(age_s: int) -> None:
    sent = datetime(2026, 5, 4, tzinfo=UTC)
    headers = Headers(signed(BODY, kind="application/json", at=sent.timestamp()))
    by = SlackSignature(SECRET, now=lambda: sent + timedelta(seconds=age_s))
    assert by.may_hold(headers) is (abs(age_s) < 300)
    assert by.holds(headers, BODY.encode())
    assert not by.holds(headers, BODY.encode() + b" ")
    assert not SlackSignature(SECRET + "x", now=now).holds(headers, BODY.encode())
