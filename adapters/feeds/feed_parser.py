"""Page -> the feed that it holds: its title and items.

feedparser reads RSS and Atom; JSON Feed is read here, by its own short specification. A feed is
untrusted, and a big one is slow (50,000 items took 22 s). So `parse_feed` is a plain, picklable
function that runs in a worker that can be killed, and its input is cut first.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import feedparser  # type: ignore[import-untyped]
from ada_url import URL, join_url

from adapters.feeds.feed_dates import iso_utc
from adapters.feeds.item_pages import whole_text
from briefs.errors import BadPage, NothingToRead, TooLarge
from briefs.links.canonical import MAX_URL_CHARS
from briefs.model.articles import Page
from briefs.model.feeds import FeedItem

# More than any feed reader shows; 100 items with full text parse in about 0.5 s.
MAX_ITEMS: Final = 100
MAX_FEED_BYTES: Final = 4 * 2**20
MAX_TAGS: Final = 50_000
MAX_HEAD_BYTES: Final = 64 * 1024
MAX_TITLE_CHARS: Final = 300
MAX_IDENT_CHARS: Final = 500
MAX_TTL_S: Final = 86_400.0

_OTHER_FEED: Final = "Choose another feed of the site."
_NO_FEED: Final = "Could not read this: it is not a feed."
_NO_FEED_HINT: Final = "Give the address of an RSS, Atom or JSON feed, or of a page that names one."


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed. `ttl_s`: seconds after which it asks to be polled again, at most a day."""

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
    # Web pages are recognised here: feedparser would read them to their end first.
    if (root is None and not body.startswith(_WIDE)) or (root and root[1].lower() == b"html"):
        raise NothingToRead(_NO_FEED, hint=_NO_FEED_HINT)
    return _xml_feed(page, _shortened(body, root))


# ------------------------------------------------------------------------ RSS and Atom

# An item and the text up to the next one; nothing is scanned twice.
_ITEM_START: Final = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_ITEM_END: Final = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<((?:\w{1,20}:)?(?:rss|feed|RDF|html))[\s>]", re.IGNORECASE)
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")  # UTF-16
_DATE: Final = re.compile(
    rb"<(?:\w{1,20}:)?(?:pubDate|published|updated|date|issued)\b[^<>]{0,200}>([^<]{4,60})<",
    re.IGNORECASE,
)


def _shortened(body: bytes, root: re.Match[bytes] | None) -> bytes:
    """The feed cut to its MAX_ITEMS newest items, with its tags closed so that it parses."""
    starts = [found.start() for found in _ITEM_START.finditer(body)] if root is not None else []
    ends = [found.end() for found in _ITEM_END.finditer(body)] if len(starts) > MAX_ITEMS else []
    if len(ends) > MAX_ITEMS and root is not None:
        starts = [start for start in starts if start < ends[-1]]
        name = root.group(1)
        channel = b"</channel>" if name.lower() == b"rss" else b""
        bounds = [*starts, ends[-1]]
        items = [body[one:other] for one, other in pairwise(bounds)]
        body = body[: starts[0]] + b"".join(_newest(items)) + channel + b"</" + name + b">"
    if len(body) > MAX_FEED_BYTES or body.count(b"<") > MAX_TAGS * 2:
        raise TooLarge("The feed is too large to read.", hint=_OTHER_FEED)
    return body


def _newest(items: list[bytes]) -> list[bytes]:
    """Of more than MAX_ITEMS items, those at the end with the newest; of undated, both ends."""
    first, last = _dated(items[0]), _dated(items[-1])
    if first and last and first != last:
        return items[:MAX_ITEMS] if first > last else items[-MAX_ITEMS:]
    half = MAX_ITEMS // 2
    return [*items[:half], *items[-half:]]


def _dated(item: bytes) -> str | None:
    found = _DATE.search(item[:MAX_HEAD_BYTES])
    return iso_utc(found[1].decode("utf-8", "replace")) if found else None


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
        # Its lenient parser raises different exceptions in different releases.
        raise BadPage("The feed is broken.", hint=_OTHER_FEED) from e
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
    when = entry.get("published") or entry.get("updated") or entry.get("issued")
    detail = entry.get("title_detail") or {}
    literal = detail.get("type") == "text/plain" and "updated" in entry  # Atom's type="text"
    return FeedItem(
        ident=_ident(entry.get("id") or url),
        url=url,
        title=_text(entry.get("title"), literal=literal),
        published=iso_utc(when),
        content=_content(entry),
    )


def _content(entry: Mapping[str, Any]) -> str | None:
    """content:encoded or Atom's content, else a description that is a whole text."""
    parts = [part.get("value") for part in entry.get("content") or ()]
    whole = (whole_text(text) for text in (*parts, entry.get("summary")))
    return next((text for text in whole if text), None)


# sy:updatePeriod, https://web.resource.org/rss/1.0/modules/syndication/
_PERIODS_S: Final = {"hourly": 3600, "daily": 86_400, "weekly": 604_800}


def _ttl_s(page: Page, head: Mapping[str, Any]) -> float | None:
    """The longest of RSS's ttl (minutes), the syndication module's and Cache-Control's."""
    requested = [page.max_age_s] if page.max_age_s else []
    ttl = str(head.get("ttl", ""))
    if ttl.isascii() and ttl.isdigit():
        requested.append(float(ttl[:6]) * 60)
    period_s = _PERIODS_S.get(str(head.get("sy_updateperiod", "")).strip().lower())
    if period_s:
        times = str(head.get("sy_updatefrequency", "1")).strip()
        requested.append(
            period_s / max(1, int(times[:4]) if times.isascii() and times.isdigit() else 1)
        )
    return min(max(requested), MAX_TTL_S) if requested else None


# --------------------------------------------------------------------------- JSON Feed


def _json_feed(page: Page, body: bytes) -> Feed:
    """https://www.jsonfeed.org/version/1.1/."""
    if len(body) > MAX_FEED_BYTES:
        raise TooLarge("The feed is too large to read.", hint=_OTHER_FEED)
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as e:
        raise BadPage("The feed is broken.", hint=_OTHER_FEED) from e
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
        published=iso_utc(published),
        content=whole_text(item.get("content_html") or item.get("content_text")),
    )


# ---------------------------------------------------------------------- what both give


def _items(found: Iterable[FeedItem | None]) -> tuple[FeedItem, ...]:
    """Items with unique idents, the newest first where most are dated."""
    items = _with_own_idents([item for item in found if item is not None])
    if 2 * sum(item.published is not None for item in items) > len(items):
        items.sort(key=lambda item: item.published or "", reverse=True)
    elif len(items) > MAX_ITEMS // 2:
        # It is unknown at which end new items are added, so both ends come first, in turn.
        items = [one for pair in zip(items, reversed(items), strict=True) for one in reversed(pair)]
        items = list(dict.fromkeys(items))
    return tuple(items)


def _with_own_idents(items: list[FeedItem]) -> list[FeedItem]:
    """Items with the same ident but different links get idents of their own, made with the link."""
    links: dict[str, set[str]] = {}
    for item in items:
        links.setdefault(item.ident, set()).add(item.url)
    named = [
        item
        if len(links[item.ident]) == 1
        else replace(item, ident=_ident(f"{item.ident} {item.url}"))
        for item in items
    ]
    return list({item.ident: item for item in named}.values())


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


_MARKUP: Final = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|mark|p|q|s|small|span|strike|"
    r"strong|sub|sup|tt|u|wbr)(?:\s[^<>]*)?/?>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)


def _text(markup: object, *, literal: bool = False) -> str:
    """A title with or without markup -> one line of text; "a < b" is no markup."""
    if not isinstance(markup, str):
        return ""
    plain = markup[: MAX_TITLE_CHARS * 10]
    if not literal:
        plain = html.unescape(_MARKUP.sub("", plain))
    return " ".join(plain.split())[:MAX_TITLE_CHARS]
