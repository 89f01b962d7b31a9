"""A fetched page -> its own address if it is a feed, else the feeds that it names."""

from __future__ import annotations

import re
from typing import Final

from ada_url import URL, join_url
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)
from trafilatura.feeds import FeedParameters, determine_feed

from adapters.feeds.feed_parser import parse_feed
from briefs.errors import NothingToRead
from briefs.links.canonical import site_name
from briefs.model.articles import Page

MAX_SCANNED_BYTES: Final = 2**20
MAX_TAGS: Final = 50_000
MAX_FEEDS: Final = 10
# https://blog.whatwg.org/feed-autodiscovery, https://www.jsonfeed.org/version/1.1/#discovery.
# Not application/json: WordPress gives its REST API that type.
TYPES: Final = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "text/rss+xml",
        "text/atom+xml",
    }
)
_COMMENTS: Final = re.compile(r"comment|/replies", re.IGNORECASE)
_NOT_A_FEED: Final = re.compile(r"/wp-json/|/oembed|/xmlrpc|opensearch", re.IGNORECASE)


def feeds_at(page: Page) -> tuple[str, ...]:
    """A fetched page -> its own address if it is a feed, else the feeds that it names.

    Nothing is fetched here. Raises: NothingToRead if there is no feed; TooLarge or BadPage if the
    feed is too large or broken.
    """
    try:
        parse_feed(page)
    except NothingToRead as e:
        found = find_feeds(page)
        if not found:
            raise NothingToRead(
                "No feed was found there.", hint="Give the address of the feed itself."
            ) from e
        return found
    return (page.url,)


def find_feeds(page: Page) -> tuple[str, ...]:
    """Page -> addresses of its feeds, the likeliest first, at most MAX_FEEDS.

    Those of `link rel=alternate` first, then links in the page that look like feeds (trafilatura).
    Feeds of comments come last.
    """
    body = page.body[:MAX_SCANNED_BYTES]
    if body.count(b"<") > MAX_TAGS:
        body = body[: 64 * 1024]
    named = _alternates(page, body)
    if not named:
        named = _linked(page, body)
    found = [url for url in dict.fromkeys(named) if not _NOT_A_FEED.search(url)]
    return tuple(sorted(found, key=_is_of_comments)[:MAX_FEEDS])


def _is_of_comments(url: str) -> bool:
    return bool(_COMMENTS.search(url))


def _alternates(page: Page, body: bytes) -> list[str]:
    tree = _tree(body)
    if tree is None:
        return []
    addresses = [
        _absolute(page, link.get("href", ""))
        for link in tree.iter("link")
        if "alternate" in link.get("rel", "").lower().split()
        and link.get("type", "").partition(";")[0].strip().lower() in TYPES
    ]
    return [url for url in addresses if url]


def _tree(body: bytes) -> HtmlElement | None:
    try:
        # huge_tree stays off: libxml2 then bounds depth and text itself.
        return document_fromstring(body, parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _linked(page: Page, body: bytes) -> list[str]:
    text = body.decode("utf-8", "replace")
    params = FeedParameters(page.url, site_name(page.url), page.url)
    return [
        url for url in (_absolute(page, found) for found in determine_feed(text, params)) if url
    ]


def _absolute(page: Page, href: str) -> str | None:
    try:
        url = URL(str(join_url(page.url, href.strip())))
    except ValueError:
        return None
    url.hash = ""
    return url.href if href.strip() and url.protocol in ("http:", "https:") else None
