from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ParamSpec, TypeVar

import pytest

from adapters.pages.robots import MAX_KEPT_BYTES, MAX_ORIGINS, RobotsFetcher, may_fetch
from briefs.errors import (
    BadLink,
    NotFound,
    ReadingFailed,
    ReadoutError,
    SiteBusy,
    SiteRefused,
    Unreachable,
)
from briefs.model.articles import Page

START = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Web:
    """Answers robots.txt with a text or an error, everything else with a page."""

    def __init__(self, robots: str | ReadoutError) -> None:
        self.robots = robots
        self.asked: list[str] = []

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page:
        self.asked.append(url)
        body = b"<rss/>"
        if url.endswith("/robots.txt"):
            if isinstance(self.robots, ReadoutError):
                raise self.robots
            body = self.robots.encode()
        return Page(asked=url, url=url, status=200, content_type="", body=body, fetched_at=START)


P = ParamSpec("P")
T = TypeVar("T")


async def here(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return function(*args, **kwargs)


FEED = "https://news.example/feeds/world.xml?x=1"


@pytest.mark.parametrize(
    "robots",
    ["", "User-agent: *\nDisallow: /private", "User-agent: *\nDisallow: /\n\nUser-agent: Readout\nAllow: /feeds/", "\x00<html>"],
)  # fmt: skip
async def test_what_is_not_forbidden_is_fetched(robots: str) -> None:
    web = Web(robots)
    assert (await RobotsFetcher(web, work=here, now=lambda: START)(FEED)).body == b"<rss/>"
    assert web.asked == ["https://news.example/robots.txt", FEED]


@pytest.mark.parametrize(
    "robots",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: readout\nDisallow: /feeds/*.xml",
        "User-Agent: *\nDisallow: /*?x=",
    ],
)
async def test_what_is_forbidden_is_not(robots: str) -> None:
    web = Web(robots)
    with pytest.raises(SiteRefused, match=r"robots\.txt"):
        await RobotsFetcher(web, work=here, now=lambda: START)(FEED)
    assert FEED not in web.asked


async def test_where_there_are_no_rules_all_is_allowed() -> None:
    assert await RobotsFetcher(Web(NotFound()), work=here, now=lambda: START)(FEED)


@pytest.mark.parametrize("error", [Unreachable(), SiteBusy(after_s=60)])
async def test_rules_that_cannot_be_read_forbid_for_now(error: ReadoutError) -> None:
    web = Web(error)
    with pytest.raises(type(error)):
        await RobotsFetcher(web, work=here, now=lambda: START)(FEED)
    assert FEED not in web.asked


async def test_rules_are_asked_for_once_a_day_and_origin() -> None:
    clock, web = [START], Web("")
    fetch = RobotsFetcher(web, work=here, now=lambda: clock[0])
    for hours, count in ((0, 1), (23, 1), (24, 2)):
        clock[0] = START + timedelta(hours=hours)
        await fetch(FEED)
        assert sum(url.endswith("robots.txt") for url in web.asked) == count
    await fetch("http://news.example/feed")
    assert web.asked[-2] == "http://news.example/robots.txt"


async def test_what_is_remembered_is_bounded() -> None:
    fetch = RobotsFetcher(Web(""), work=here, now=lambda: START)
    for number in range(MAX_ORIGINS + 10):
        await fetch(f"https://n{number}.example/feed")
    assert len(fetch._cached) == MAX_ORIGINS


async def test_a_broken_address_is_a_bad_link() -> None:
    with pytest.raises(BadLink):
        await RobotsFetcher(Web(""), work=here, now=lambda: START)("nothing")


async def test_rules_are_read_in_a_worker_once_for_each_address() -> None:
    given: list[tuple[object, ...]] = []

    async def worker(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        given.append((function, *args))
        return function(*args, **kwargs)

    robots = "User-agent: *\nDisallow: /x"
    fetch = RobotsFetcher(Web(robots), work=worker, now=lambda: START)
    for url in (FEED, FEED, "https://news.example/other"):
        await fetch(url)
    called = [
        (may_fetch, robots.encode(), url, "Readout") for url in (FEED, "https://news.example/other")
    ]
    assert given == called


async def test_rules_that_take_too_long_forbid_for_now() -> None:
    async def killed(*_: object, **__: object) -> Any:
        raise ReadingFailed

    web = Web("User-agent: *\nDisallow: /x")
    with pytest.raises(ReadingFailed):
        await RobotsFetcher(web, work=killed, now=lambda: START)(FEED)
    assert FEED not in web.asked


async def test_no_more_rules_are_kept_than_there_is_room_for() -> None:
    fetch = RobotsFetcher(Web("#" * 600_000), work=here, now=lambda: START)
    for number in range(60):
        await fetch(f"https://n{number}.example/feed")
    kept = [len(rules.robots) for rules in fetch._cached.values()]
    assert 30 < len(kept) < 60
    assert sum(kept) <= MAX_KEPT_BYTES
