"""A feed's address, a site's that names its feed, a site that names none: all lead to the feed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.feeds.discovery import feeds_at as feeds_of
from bot.services.find_feed import FeedFinder, guesses
from briefs.errors import BadLink, NotFound, NothingToRead, ReadoutError, SiteRefused, Unreachable
from briefs.model.articles import Page
from tests.adapters.feeds.feed_texts import ATOM, JSON, RDF, RSS

PLAIN = "<html><head><title>Paper</title></head><body><p>Hello.</p></body></html>"
NAMED = PLAIN.replace("<p>", "<link rel=alternate type='application/rss+xml' href='/own'><p>")
SITE = "https://paper.example"


def finder(site: dict[str, str | ReadoutError], requests: list[str]) -> FeedFinder:
    async def fetch(url: str, *, cached: Page | None = None) -> Page:
        requests.append(url)
        body = site.get(url, NotFound())
        if isinstance(body, ReadoutError):
            raise body
        return Page(url, url, 200, "", body.encode(), datetime(2026, 5, 4, tzinfo=UTC))

    async def feeds_at(page: Page) -> tuple[str, ...]:
        return feeds_of(page)

    return FeedFinder(fetch=fetch, feeds_at=feeds_at)


@pytest.mark.parametrize(
    ("typed", "site", "found"),
    [
        (f"{SITE}/rss", {f"{SITE}/rss": RSS}, f"{SITE}/rss"),
        ("paper.example", {SITE: NAMED}, f"{SITE}/own"),
        ("paper.example", {SITE: PLAIN, f"{SITE}/feed/": RSS}, f"{SITE}/feed/"),
        (SITE, {SITE: PLAIN, f"{SITE}/atom.xml": ATOM}, f"{SITE}/atom.xml"),
        (SITE, {SITE: PLAIN, f"{SITE}/index.xml": RDF}, f"{SITE}/index.xml"),
        (SITE, {SITE: PLAIN, f"{SITE}/feed.json": JSON}, f"{SITE}/feed.json"),
        # the part of a site before the whole of it
        (
            f"{SITE}/world",
            {f"{SITE}/world": PLAIN, f"{SITE}/world/rss.xml": RSS, f"{SITE}/feed/": RSS},
            f"{SITE}/world/rss.xml",
        ),
        (f"{SITE}/world/", {f"{SITE}/world/": PLAIN, f"{SITE}/rss": RSS}, f"{SITE}/rss"),
        # a site that shows robots no page, and one whose front page is not there
        (SITE, {SITE: SiteRefused(), f"{SITE}/feed.xml": RSS}, f"{SITE}/feed.xml"),
        (SITE, {SITE: NotFound(), f"{SITE}/feed.xml": RSS}, f"{SITE}/feed.xml"),
        # one guess that fails otherwise does not end the search
        (
            SITE,
            {SITE: PLAIN, f"{SITE}/feed/": Unreachable(), f"{SITE}/rss.xml": RSS},
            f"{SITE}/rss.xml",
        ),
        # a page for an unknown path that names a feed of its own is not taken
        (SITE, {SITE: PLAIN, f"{SITE}/feed/": NAMED, f"{SITE}/rss.xml": RSS}, f"{SITE}/rss.xml"),
    ],
)
async def test_the_feed_is_found(
    typed: str, site: dict[str, str | ReadoutError], found: str
) -> None:
    assert await finder(site, [])(typed) == found


@pytest.mark.parametrize(
    ("site", "error"),
    [({SITE: PLAIN}, NothingToRead), ({}, NotFound), ({SITE: Unreachable()}, Unreachable)],
)
async def test_where_there_is_none_the_first_answer_is_told(
    site: dict[str, str | ReadoutError], error: type[ReadoutError]
) -> None:
    with pytest.raises(error):
        await finder(site, [])(SITE)


async def test_a_site_that_is_away_is_not_asked_on_and_on() -> None:
    requests: list[str] = []
    with pytest.raises(Unreachable):
        await finder({SITE: Unreachable()}, requests)(SITE)
    assert requests == [SITE]
    with pytest.raises(BadLink):
        await finder({}, requests)("not an address")
    assert requests == [SITE]


def test_an_article_deep_in_a_site_is_asked_at_the_site_alone() -> None:
    deep = guesses(f"{SITE}/world/2026/05/a-story")
    assert set(deep) == set(guesses(SITE))
    assert len(guesses(f"{SITE}/world")) == 2 * len(deep)
