"""Lists of feeds, as other readers write them and as ours are read back."""

from __future__ import annotations

import pytest

from adapters.feeds.opml import read_opml, write_opml
from briefs.errors import BadPage, TooLarge
from briefs.model.feeds import ListedFeed

ONE = ListedFeed("https://paper.example/rss?a=1&b=2", "Paper & Post")
OTHER = ListedFeed("http://news.example/feed", None)


def opml(body: str, head: str = "<?xml version='1.0' encoding='utf-8'?>") -> bytes:
    return f"{head}<opml version='1.1'><head/><body>{body}</body></opml>".encode()


FEED = "<outline text='Paper' xmlUrl='https://paper.example/rss'/>"


@pytest.mark.parametrize(
    "data",
    [
        opml(FEED),
        opml(f"<outline text='Folder'><outline text='In it'>{FEED}</outline></outline>"),
        opml("<outline TITLE='Paper' xmlurl='https://paper.example/rss'/>"),
        opml(FEED, head=""),
        b"\xef\xbb\xbf\n" + opml(FEED, head=""),
        opml(FEED + FEED),
        opml("<outline text='No feed' htmlUrl='https://paper.example/'/>" + FEED),
        opml("<outline text='Bad' xmlUrl='javascript:alert(1)'/>" + FEED),
        opml("<outline text='Bad' xmlUrl='file:///etc/passwd'/>" + FEED),
        opml(FEED).replace(b"<opml ", b"<opml xmlns='http://opml.example/' "),
    ],
)
def test_a_list_is_read_however_it_is_written(data: bytes) -> None:
    assert read_opml(data) == (ListedFeed("https://paper.example/rss", "Paper"),)


def test_a_bare_ampersand_does_not_end_the_list() -> None:
    data = opml("<outline text='A' xmlUrl='https://a.example/?x=1&amp;y=2'/> & " + FEED)
    assert [feed.url for feed in read_opml(data)] == [
        "https://a.example/?x=1&y=2",
        "https://paper.example/rss",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no list",
        b"<html><body>page</body></html>",
        opml(""),
        opml("<outline text='x'/>"),
        b"<rss><channel/></rss>",
        b'{"version": "1"}',
        b"<https://evil.example|https://good.example>",
        b"<a:b:c>text</a:b:c>",
        b"<b@news.example>, a sender of mail",
        b"<1>one</1>",
        b"<!-- opml --><?opml opml?>",
    ],
)
def test_what_is_no_list_is_told(data: bytes) -> None:
    with pytest.raises(BadPage):
        read_opml(data)


def test_no_entity_is_resolved() -> None:
    bomb = "<!DOCTYPE o [<!ENTITY a 'aaaa'><!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
    data = opml("<outline text='&a;&f;' xmlUrl='https://a.example/f'/>", head=bomb)
    (feed,) = read_opml(data)
    assert feed.url == "https://a.example/f"
    assert "\n" not in (feed.title or "")


def test_a_list_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_opml(b" " * (3 * 2**20))


def test_what_is_written_is_read_back() -> None:
    assert read_opml(write_opml([ONE, OTHER])) == (ONE, ListedFeed(OTHER.url, OTHER.url))
