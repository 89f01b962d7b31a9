"""Lists of feeds (OPML) for the commands, which name no adapter."""

from __future__ import annotations

from adapters.feeds.opml import write_opml

__all__ = ["write_opml"]
