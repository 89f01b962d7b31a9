"""Page -> its feed (`parse_feed`) or the feeds that it names (`feeds_at`); imports briefs.

Both fetch nothing and are meant for a worker that can be killed.
"""

from adapters.feeds.discovery import feeds_at, find_feeds
from adapters.feeds.feed_parser import Feed, parse_feed

__all__ = ["Feed", "feeds_at", "find_feeds", "parse_feed"]
