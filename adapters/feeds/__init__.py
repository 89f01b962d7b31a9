"""Feeds: what one says (`parse_feed`), and which ones an address leads to (`feeds_at`).

Both take a Page, fetch nothing and are meant for a worker that can be killed.
"""

from adapters.feeds.discovery import feeds_at, find_feeds
from adapters.feeds.reading import Feed, parse_feed

__all__ = ["Feed", "feeds_at", "find_feeds", "parse_feed"]
