"""The page where other machines reach it: nobody sees or changes anything without the token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from adapters.web.app import create_app
from adapters.web.guards.page_token import (
    COOKIE,
    FREE_TRIES,
    MAX_ADDRESSES,
    MAX_WAIT_S,
    SIGNED_IN_FOR,
    Guesses,
    PageToken,
)
from briefs.model.pastes import Check
from tests.fakes.paste_service import MemoryPasteService

SECRET = "eight-herons-over-the-weir"
HOME = "http://203.0.113.9:8484"


class Times:
    def __init__(self) -> None:
        self.at = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
        self.ticks = 1_000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.ticks


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def token(times: Times) -> PageToken:
    return PageToken(secret=SECRET, now=times.now, guesses=Guesses(monotonic=times.monotonic))


@pytest.fixture
def app(paste_service: MemoryPasteService, token: PageToken) -> Starlette:
    page = create_app(paste_service=paste_service, allowed_hosts=["*"], token=token)

    async def events(request: Request) -> PlainTextResponse:
        return PlainTextResponse("heard")

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"]), Mount("/", page)])


def from_address(app: Starlette, address: str = "203.0.113.50") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 4711))
    return httpx.AsyncClient(transport=transport, base_url=HOME)


@pytest.fixture
async def stranger(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with from_address(app) as client:
        yield client


async def sign_in(
    client: httpx.AsyncClient, guess: str = SECRET, to: str = "/archive"
) -> httpx.Response:
    return await client.post("/sign-in", data={"token": guess, "next": to})


READS = [
    "/", "/archive", "/status", "/metrics", "/briefing/b1", "/job/x", "/example", "/posts/x",
    "/nowhere", "/briefing/b1.json", "/sign-in/x", "/health/x", "//health", "/static",
]  # fmt: skip
CHANGES = ["/brief", "/example", "/job/x/cancel", "/briefing/b1", "/", "/digests", "/feeds"]


@pytest.mark.parametrize("path", READS)
async def test_a_stranger_reads_nothing(stranger: httpx.AsyncClient, path: str) -> None:
    answer = await stranger.get(path)
    assert answer.status_code == 401
    assert answer.text == "This page asks for its token."
    browser = await stranger.get(path, headers={"accept": "text/html"})
    assert browser.status_code == 303
    assert browser.headers["location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_a_stranger_changes_nothing(
    stranger: httpx.AsyncClient, paste_service: MemoryPasteService, path: str, method: str
) -> None:
    answer = await stranger.request(method, path, headers={"accept": "text/html"})
    assert answer.status_code == 401
    assert paste_service.pastes == []


async def test_signing_in_opens_the_page_that_was_wanted(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.get("/archive?before=2026", headers={"accept": "text/html"})
    form = await stranger.get(answer.headers["location"])
    assert form.status_code == 200
    assert 'value="/archive?before=2026"' in form.text
    assert SECRET not in form.text
    entered = await sign_in(stranger)
    assert (entered.status_code, entered.headers["location"]) == (303, "/archive")
    set_cookie = entered.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=lax", f"max-age={int(SIGNED_IN_FOR.total_seconds())}"):
        assert part in set_cookie
    assert SECRET not in set_cookie
    assert (await stranger.get("/archive")).status_code == 200
    assert (await stranger.post("/example")).status_code == 303


async def test_signing_out_ends_it(stranger: httpx.AsyncClient) -> None:
    await sign_in(stranger)
    assert "Sign out" in (await stranger.get("/archive")).text
    assert (await stranger.post("/sign-out")).headers["location"] == "/sign-in"
    assert (await stranger.get("/archive")).status_code == 401


async def test_over_https_the_cookie_stays_there(app: Starlette) -> None:
    async with from_address(app) as client:
        client.base_url = httpx.URL("https://readout.example")
        assert "secure" in (await sign_in(client)).headers["set-cookie"].lower()


async def test_a_cookie_ends(stranger: httpx.AsyncClient, times: Times) -> None:
    cookie = (await sign_in(stranger)).cookies[COOKIE]
    stranger.cookies.clear()
    headers = {"cookie": f"{COOKIE}={cookie}"}  # a client that does not forget it by itself
    times.at += SIGNED_IN_FOR - timedelta(seconds=1)
    assert (await stranger.get("/archive", headers=headers)).status_code == 200
    times.at += timedelta(seconds=1)
    assert (await stranger.get("/archive", headers=headers)).status_code == 401


FORGED = ["", ".", "9999999999", "9999999999.", "9999999999.0", ".0", "x.y", "9" * 5_000, "é.é"]


@pytest.mark.parametrize("cookie", FORGED)
def test_no_cookie_can_be_made_up(token: PageToken, cookie: str) -> None:
    assert not token.holds(cookie)


def test_a_cookies_end_cannot_be_moved(token: PageToken, times: Times) -> None:
    end, _, signature = token.cookie().partition(".")
    assert token.holds(f"{end}.{signature}")
    for changed in (
        f"{int(end) + 1}.{signature}",
        f"{end}.{signature[:-1]}x",
        f"{end}9.{signature}",
    ):
        assert not token.holds(changed)
    other = PageToken(secret=SECRET + "!", now=times.now, guesses=token.guesses)
    assert not other.holds(token.cookie())


@pytest.mark.parametrize(
    "guess", ["", " ", SECRET[:-1], SECRET + "x", SECRET.upper(), "\ud800", "é" * 30, "x" * 3_000]
)
def test_only_the_token_is_the_token(token: PageToken, guess: str) -> None:
    assert token.matches(SECRET)
    assert not token.matches(guess)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (f"Bearer {SECRET}", 200),
        (f"bearer {SECRET} ", 200),
        (f"Bearer {SECRET}x", 401),
        ("Bearer ", 401),
        (f"Basic {SECRET}", 401),
        (SECRET, 401),
    ],
)
async def test_scripts_name_the_token_in_a_header(
    stranger: httpx.AsyncClient, header: str, status: int
) -> None:
    answer = await stranger.get("/metrics", headers={"authorization": header})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nX: y", "", "/ b"],
)
async def test_signing_in_leads_nowhere_else(stranger: httpx.AsyncClient, elsewhere: str) -> None:
    answer = await sign_in(stranger, to=elsewhere)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_chats_and_probes_go_another_way(
    stranger: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    assert (await stranger.post("/slack/events")).text == "heard"
    assert (await stranger.get("/static/style.css")).status_code == 200

    async def failing() -> tuple[Check, ...]:
        return (Check("store", False, "PostgreSQL at 10.0.0.3 does not answer"),)

    assert (await stranger.get("/health")).json() == {"status": "ok"}
    paste_service.health = failing  # type: ignore[method-assign]
    answer = await stranger.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "failing"})
    await sign_in(stranger)
    assert "10.0.0.3" in (await stranger.get("/health")).text


async def test_guessing_is_slowed(app: Starlette, times: Times) -> None:
    async with from_address(app) as client, from_address(app, "203.0.113.51") as other:
        for _ in range(FREE_TRIES + 1):
            assert (await sign_in(client, "wrong")).status_code == 403
        for guess in ("wrong", SECRET):  # nothing is compared while it waits
            answer = await sign_in(client, guess)
            assert answer.status_code == 429
            assert answer.headers["retry-after"] == "2"
            headers = {"authorization": f"Bearer {guess}"}
            assert (await client.get("/archive", headers=headers)).status_code == 429
        assert (await sign_in(other)).status_code == 303
        times.ticks += 2.0
        assert (await sign_in(client)).status_code == 303


def test_a_day_of_guessing_is_some_hundred_guesses(times: Times) -> None:
    guesses = Guesses(monotonic=times.monotonic)
    tried = 0
    end = times.ticks + 86_400
    while times.ticks < end:
        times.ticks += guesses.wait_s("203.0.113.7")
        guesses.wrong("203.0.113.7")
        tried += 1
    assert 86_400 / MAX_WAIT_S < tried < 400


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1%eth0", "2001:db8::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("203.0.113.1", "203.0.113.2", False),
        ("", "", True),
    ],
)
def test_whose_guesses_count_together(one: str, other: str, together: bool, times: Times) -> None:
    guesses = Guesses(monotonic=times.monotonic)
    for _ in range(FREE_TRIES + 1):
        guesses.wrong(one)
    assert (guesses.wait_s(other) > 0) is together


def test_addresses_are_not_remembered_without_end(times: Times) -> None:
    guesses = Guesses(monotonic=times.monotonic)
    for number in range(MAX_ADDRESSES + 100):
        guesses.wrong(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(guesses._wrong) == MAX_ADDRESSES


async def test_a_form_without_end_is_not_read(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.post("/sign-in", content=b"token=" + b"a" * 50_000)
    assert answer.status_code == 403
    answer = await stranger.post("/sign-in", content=b"&".join([b"a=b"] * 1_000))
    assert answer.status_code == 403
