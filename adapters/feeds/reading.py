"""Page -> what a feed says, and a site's page -> the feeds that it names.

RSS and Atom through feedparser, JSON Feed by its own short specification. Both functions
are plain and picklable: a feed is untrusted and big ones are slow (50,000 items took 22 s),
so they run in the pool of processes that can be killed, and on capped input besides.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any, Final

import feedparser  # type: ignore[import-untyped]
from ada_url import URL, join_url

from briefs.delivery import FeedItem
from briefs.errors import BadPage, NothingToRead, TooLarge
from briefs.links import MAX_URL_CHARS
from briefs.model import Page

# More than any reader shows; 100 items of full text parse in about half a second.
MAX_ITEMS: Final = 100
MAX_FEED_BYTES: Final = 4 * 2**20
MAX_TAGS: Final = 50_000
MAX_HEAD_BYTES: Final = 64 * 1024
MAX_TITLE_CHARS: Final = 300
MAX_IDENT_CHARS: Final = 500
MAX_TTL_S: Final = 86_400.0

_NO_FEED: Final = "Could not read this: it is not a feed."
_NO_FEED_HINT: Final = "Give the address of an RSS, Atom or JSON feed, or of a page that names one."


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says. `ttl_s` is how long it wants to be left alone, at most a day."""

    title: str | None
    items: tuple[FeedItem, ...]
    ttl_s: float | None = None


def parse_feed(page: Page) -> Feed:
    """Page -> Feed: at most MAX_ITEMS items, each ident once, the newest first where dated.

    Raises: NothingToRead (not a feed), TooLarge, BadPage.
    """
    body = page.body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if body.startswith(b"{"):
        return _json_feed(page, body)
    root = _ROOT.search(body[:MAX_HEAD_BYTES])
    # Web pages are told apart here: feedparser would read them to their end first.
    if (root is None and not body.startswith(_WIDE)) or (root and root[1].lower() == b"html"):
        raise NothingToRead(_NO_FEED, hint=_NO_FEED_HINT)
    return _xml_feed(page, _shortened(body, root))


# ------------------------------------------------------------------------ RSS and Atom

_ITEM_END: Final = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>")
_ROOT: Final = re.compile(rb"<((?:\w{1,20}:)?(?:rss|feed|RDF|html))[\s>]", re.IGNORECASE)
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")  # UTF-16


def _shortened(body: bytes, root: re.Match[bytes] | None) -> bytes:
    """The feed up to the end of its item number MAX_ITEMS, closed again so that it parses."""
    for count, end in enumerate(_ITEM_END.finditer(body), start=1):
        if count == MAX_ITEMS and root is not None:
            name = root.group(1)
            channel = b"</channel>" if name.lower() == b"rss" else b""
            body = body[: end.end()] + channel + b"</" + name + b">"
            break
    if len(body) > MAX_FEED_BYTES or body.count(b"<") > MAX_TAGS * 2:
        raise TooLarge("The feed is too large to read.")
    return body


def _xml_feed(page: Page, body: bytes) -> Feed:
    try:
        # A stream, since feedparser takes bytes for a file name first (api._open_resource).
        # Sanitizing and resolving cost most of its time, and no markup of theirs is shown.
        parsed = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": page.content_type, "content-location": page.url},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as e:
        # What its lenient parser trips over differs from release to release.
        raise BadPage("The feed is broken.") from e
    if not parsed.get("version") and not parsed.get("entries"):
        raise NothingToRead(_NO_FEED, hint=_NO_FEED_HINT)
    head: Mapping[str, Any] = parsed.feed
    return Feed(
        title=_text(head.get("title")) or None,
        items=_items(_xml_item(page, entry) for entry in parsed.entries[:MAX_ITEMS]),
        ttl_s=_ttl_s(page, head),
    )


def _xml_item(page: Page, entry: Mapping[str, Any]) -> FeedItem | None:
    # Feed services put their own counting link first and keep the article's beside it.
    url = _link(page, entry.get("feedburner_origlink") or entry.get("link"), entry.get("id"))
    if url is None:
        return None
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return FeedItem(
        ident=_ident(entry.get("id") or url),
        url=url,
        title=_text(entry.get("title")),
        published=_from_struct(when) if isinstance(when, struct_time) else None,
    )


def _from_struct(when: struct_time) -> str | None:
    try:
        return datetime.fromtimestamp(timegm(when), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


# sy:updatePeriod, https://web.resource.org/rss/1.0/modules/syndication/
_PERIODS_S: Final = {"hourly": 3600, "daily": 86_400, "weekly": 604_800}


def _ttl_s(page: Page, head: Mapping[str, Any]) -> float | None:
    """The longest of RSS's ttl (minutes), the syndication module's and Cache-Control's."""
    asked = [page.max_age_s] if page.max_age_s else []
    ttl = str(head.get("ttl", ""))
    if ttl.isascii() and ttl.isdigit():
        asked.append(float(ttl[:6]) * 60)
    period_s = _PERIODS_S.get(str(head.get("sy_updateperiod", "")).strip().lower())
    if period_s:
        times = str(head.get("sy_updatefrequency", "1")).strip()
        asked.append(
            period_s / max(1, int(times[:4]) if times.isascii() and times.isdigit() else 1)
        )
    return min(max(asked), MAX_TTL_S) if asked else None


# --------------------------------------------------------------------------- JSON Feed


def _json_feed(page: Page, body: bytes) -> Feed:
    """https://www.jsonfeed.org/version/1.1/."""
    if len(body) > MAX_FEED_BYTES:
        raise TooLarge("The feed is too large to read.")
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as e:
        raise BadPage("The feed is broken.") from e
    version = feed.get("version")
    items = feed.get("items")
    if not isinstance(version, str) or "jsonfeed.org" not in version or not isinstance(items, list):
        raise NothingToRead(_NO_FEED, hint=_NO_FEED_HINT)
    return Feed(
        title=_text(feed.get("title")) or None,
        items=_items(_json_item(page, item) for item in items[:MAX_ITEMS]),
        ttl_s=_ttl_s(page, {}),
    )


def _json_item(page: Page, item: object) -> FeedItem | None:
    if not isinstance(item, dict):
        return None
    # `external_url` is the article that a link blog writes about.
    url = _link(page, item.get("external_url") or item.get("url"), item.get("id"))
    if url is None:
        return None
    published = item.get("date_published") or item.get("date_modified")
    return FeedItem(
        ident=_ident(str(item.get("id") or url)),
        url=url,
        title=_text(item.get("title")),
        published=_from_iso(published),
    )


def _from_iso(text: object) -> str | None:
    try:
        when = datetime.fromisoformat(str(text)[:40])
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


# ---------------------------------------------------------------------- what both give


def _items(found: Iterable[FeedItem | None]) -> tuple[FeedItem, ...]:
    items = list({item.ident: item for item in found if item is not None}.values())
    if all(item.published for item in items):
        items.sort(key=lambda item: item.published or "", reverse=True)
    return tuple(items)


def _link(page: Page, link: object, ident: object) -> str | None:
    """An item's link, else its identifier where that is a whole address."""
    if link:
        return _address(page, link)
    return _address(page, ident) if isinstance(ident, str) and ident.startswith("http") else None


def _address(page: Page, text: object) -> str | None:
    """Relative or not -> an absolute http(s) address, None for anything else."""
    if not isinstance(text, str) or not text.strip() or len(text) > MAX_URL_CHARS:
        return None
    try:
        url = URL(str(join_url(page.url, text.strip())))
    except ValueError:
        return None
    if url.protocol not in ("http:", "https:") or len(url.href) > MAX_URL_CHARS:
        return None
    return url.href


def _ident(text: str) -> str:
    if len(text) <= MAX_IDENT_CHARS:
        return text
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _text(markup: object) -> str:
    """A title with or without markup -> one line of text."""
    if not isinstance(markup, str):
        return ""
    plain = re.sub(r"<[^<>]*>", " ", markup[: MAX_TITLE_CHARS * 10])
    return " ".join(html.unescape(plain).split())[:MAX_TITLE_CHARS]
