import threading
from datetime import UTC, datetime, timedelta

import pytest
from protego import Protego

from adapters.pages.robots import MAX_ORIGINS, RobotsFetcher
from briefs.errors import BadLink, NotFound, ReadoutError, SiteBusy, SiteRefused, Unreachable
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


FEED = "https://news.example/feeds/world.xml?x=1"


@pytest.mark.parametrize(
    "robots",
    ["", "User-agent: *\nDisallow: /private", "User-agent: *\nDisallow: /\n\nUser-agent: Readout\nAllow: /feeds/", "\x00<html>"],
)  # fmt: skip
async def test_what_is_not_forbidden_is_fetched(robots: str) -> None:
    web = Web(robots)
    assert (await RobotsFetcher(web, now=lambda: START)(FEED)).body == b"<rss/>"
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
        await RobotsFetcher(web, now=lambda: START)(FEED)
    assert FEED not in web.asked


async def test_where_there_are_no_rules_all_is_allowed() -> None:
    assert await RobotsFetcher(Web(NotFound()), now=lambda: START)(FEED)


@pytest.mark.parametrize("error", [Unreachable(), SiteBusy(after_s=60)])
async def test_rules_that_cannot_be_read_forbid_for_now(error: ReadoutError) -> None:
    web = Web(error)
    with pytest.raises(type(error)):
        await RobotsFetcher(web, now=lambda: START)(FEED)
    assert FEED not in web.asked


async def test_rules_are_asked_for_once_a_day_and_origin() -> None:
    clock, web = [START], Web("")
    fetch = RobotsFetcher(web, now=lambda: clock[0])
    for hours, count in ((0, 1), (23, 1), (24, 2)):
        clock[0] = START + timedelta(hours=hours)
        await fetch(FEED)
        assert sum(url.endswith("robots.txt") for url in web.asked) == count
    await fetch("http://news.example/feed")
    assert web.asked[-2] == "http://news.example/robots.txt"


async def test_what_is_remembered_is_bounded() -> None:
    fetch = RobotsFetcher(Web(""), now=lambda: START)
    for number in range(MAX_ORIGINS + 10):
        await fetch(f"https://n{number}.example/feed")
    assert len(fetch._cached) == MAX_ORIGINS


async def test_a_broken_address_is_a_bad_link() -> None:
    with pytest.raises(BadLink):
        await RobotsFetcher(Web(""), now=lambda: START)("nothing")


async def test_rules_without_end_do_not_hold_up_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed_in: list[threading.Thread] = []
    parse = Protego.parse

    def noted(text: str) -> Protego:
        parsed_in.append(threading.current_thread())
        return parse(text)

    monkeypatch.setattr(Protego, "parse", noted)
    await RobotsFetcher(Web("User-agent: *\nDisallow: /x"), now=lambda: START)(FEED)
    assert parsed_in[0] is not threading.main_thread()
