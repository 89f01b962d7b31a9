"""Page -> what a feed says (`parse_feed`), which feeds an address has (`feeds_at`); imports briefs.

Both fetch nothing and are meant for a worker that can be killed.
"""

from adapters.feeds.discovery import feeds_at, find_feeds
from adapters.feeds.feed_parser import Feed, parse_feed

__all__ = ["Feed", "feeds_at", "find_feeds", "parse_feed"]
