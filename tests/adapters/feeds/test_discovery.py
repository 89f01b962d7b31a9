"""A page -> the feeds that it names."""

from __future__ import annotations

import time

import pytest

from adapters.feeds import feeds_at, find_feeds
from briefs.errors import NothingToRead
from tests.adapters.feeds.feed_texts import JSON, RSS, URL, page

# -------------------------------------------------------------------------- discovery


@pytest.mark.parametrize(
    ("body", "feeds"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss?x=1&amp;y=2#z">', ["https://news.example/rss?x=1&y=2"]),
        ('<LINK REL="home Alternate" TYPE="Application/Atom+XML; charset=utf-8" HREF="atom">', ["https://news.example/world/atom"]),
        ('<link rel=alternate type=application/feed+json href="https://cdn.example/f.json">', ["https://cdn.example/f.json"]),
        (
            '<link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link rel="alternate" type="application/rss+xml" href="/feed/">',
            ["https://news.example/feed/", "https://news.example/comments/feed/"],
        ),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">', []),
        ('<link rel="alternate" hreflang="de" href="/de">', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x">', []),
        ('<a href="/news/rss.xml">RSS</a>', ["https://news.example/news/rss.xml"]),
        ("<p>nothing</p>", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_page_names_its_feeds(body: str, feeds: list[str]) -> None:
    sent = page(
        f"<html><head><title>x</title>{body}</head></html>" if body else "",
        url="https://news.example/world/",
    )
    assert list(find_feeds(sent)) == feeds


def test_a_huge_page_is_scanned_in_bounded_time() -> None:
    began = time.process_time()
    assert find_feeds(page("<p>" * 600_000)) == ()
    assert find_feeds(page("<a href='" * 200_000)) == ()
    assert time.process_time() - began < 5


def test_an_address_stands_for_itself_or_for_the_feeds_it_names() -> None:
    assert feeds_at(page(RSS)) == (URL,)
    assert feeds_at(page(JSON)) == (URL,)
    named = (
        '<html><link rel="alternate" type="application/rss+xml" href="/rss">&lt;feed <feed></html>'
    )
    assert feeds_at(page(named)) == ("https://news.example/rss",)
    with pytest.raises(NothingToRead, match="No feed was found"):
        feeds_at(page("<html><p>Hello</p></html>"))
