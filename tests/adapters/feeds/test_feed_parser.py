import json
import pickle
from pathlib import Path

import pytest

from adapters.feeds import parse_feed
from adapters.feeds.feed_dates import iso_utc
from adapters.feeds.feed_parser import MAX_IDENT_CHARS
from briefs.errors import NothingToRead, ReadoutError
from briefs.model.feeds import FeedItem
from tests.adapters.feeds.feed_texts import ATOM, JSON, RDF, RSS, page, rss


def test_rss() -> None:
    feed = parse_feed(page(RSS))
    assert feed.title == "World"
    assert feed.items == (
        FeedItem(
            "id-2",
            "https://news.example/b?x=1&y=2",
            "Ministers & envoys meet",
            "2026-05-04T08:00:00+00:00",
        ),
        FeedItem(
            "https://news.example/a", "https://news.example/a", "Older", "2026-05-03T10:00:00+00:00"
        ),
    )
    assert feed.ttl_s is None


def test_atom() -> None:
    feed = parse_feed(page(ATOM, content_type="application/atom+xml"))
    assert feed.title == "World news"
    assert [(item.ident[-1], item.url, item.published) for item in feed.items] == [
        ("2", "https://news.example/b?x=1&y=2", "2026-05-04T08:00:00+00:00"),
        ("1", "https://news.example/a", "2026-05-03T10:00:00+00:00"),
    ]


def test_rdf() -> None:
    feed = parse_feed(page(RDF))
    assert (feed.title, feed.items[0].url, feed.items[0].published) == (
        "World",
        "https://news.example/b",
        None,
    )
    assert feed.ttl_s == 1800


def test_json_feed() -> None:
    feed = parse_feed(page(JSON, content_type="application/feed+json"))
    assert feed.title == "World"
    assert feed.items == (
        FeedItem("2", "https://news.example/b", "Ministers meet", "2026-05-04T08:00:00+00:00"),
        FeedItem("1", "https://other.example/a", "", "2026-05-03T00:00:00+00:00"),
        FeedItem(
            "https://news.example/z", "https://news.example/z", "", "2026-05-02T00:00:00+00:00"
        ),
    )
    assert pickle.loads(pickle.dumps(feed)) == feed


@pytest.mark.parametrize(
    ("head", "max_age_s", "ttl_s"),
    [
        ("<ttl>60</ttl>", None, 3600),
        ("<ttl>60</ttl>", 7200.0, 7200),
        ("<ttl>5</ttl>", 60.0, 300),
        ("<ttl>soon</ttl>", None, None),
        ("<ttl>999999999</ttl>", None, 86_400),
        ("", 10.0, 10),
    ],
)
def test_how_long_a_feed_wants_to_be_left_alone(
    head: str, max_age_s: float | None, ttl_s: float | None
) -> None:
    assert (
        parse_feed(page(rss("<item><link>/a</link></item>", head), max_age_s=max_age_s)).ttl_s
        == ttl_s
    )


def test_the_newest_come_first_where_most_have_dates() -> None:
    items = "".join(
        f"<item><link>/{day}</link><pubDate>0{day} May 2026 10:00:00 GMT</pubDate></item>"
        for day in (2, 3, 1)
    )
    assert [item.url[-1] for item in parse_feed(page(rss(items))).items] == ["3", "2", "1"]
    items += "<item><link>/4</link></item>"
    assert [item.url[-1] for item in parse_feed(page(rss(items))).items] == ["3", "2", "1", "4"]


def test_an_ident_comes_once_and_is_short() -> None:
    items = (
        "<item><guid>x</guid><link>/a</link></item>" * 2
        + f"<item><guid>{'y' * 900}</guid><link>/b</link></item>"
    )
    idents = [item.ident for item in parse_feed(page(rss(items))).items]
    assert len(idents) == 2
    assert all(len(ident) <= MAX_IDENT_CHARS for ident in idents)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "", "http://[x"]
)
def test_only_web_addresses_are_entries(link: str) -> None:
    assert parse_feed(page(rss(f"<item><title>x</title><link>{link}</link></item>"))).items == ()


def test_an_article_behind_a_counting_link_is_taken() -> None:
    item = (
        '<item xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><link>https://count.example/1</link>'
        "<feedburner:origLink>https://news.example/a</feedburner:origLink></item>"
    )
    assert parse_feed(page(rss(item))).items[0].url == "https://news.example/a"


@pytest.mark.parametrize(
    "encoded",
    [
        rss("<item><title>Émile</title><link>/a</link></item>").encode("utf-8-sig"),
        rss("<item><title>Émile</title><link>/a</link></item>").replace('"1.0"', '"1.0" encoding="latin-1"').encode("latin-1"),
        rss("<item><title>Émile</title><link>/a</link></item>").replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
    ],
)  # fmt: skip
def test_a_feed_in_any_encoding(encoded: bytes) -> None:
    assert parse_feed(page(encoded)).items[0].title == "Émile"


# ------------------------------------------------------------------------ what is none


@pytest.mark.parametrize(
    "body",
    ["", "hello", "<html><body><p>Hi</p></body></html>", "{}", '{"version": "1", "items": []}', "[]", '{"version": 1}',
     '{"version": "https://jsonfeed.org/version/1", "items": {}}', "{", "{" * 50_000, "<", "<rss", "\x00\x01"],
)  # fmt: skip
def test_what_is_no_feed_says_so(body: str) -> None:
    with pytest.raises(ReadoutError) as refusal:
        parse_feed(page(body))
    assert "feed" in str(refusal.value)


def test_a_body_that_names_a_file_opens_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS)
    with pytest.raises(NothingToRead):
        parse_feed(page(str(secret)))
    with pytest.raises(NothingToRead):
        parse_feed(page(f"<{secret}"))


# ------------------------------------------------------------- feeds as publishers write them


@pytest.mark.parametrize(
    ("items", "links"),
    [
        ([("g", "/0"), ("g", "/1"), ("g", "/2")], 3),
        ([("g", "/0"), ("g", "/1"), ("h", "/2"), ("i", "/3")], 4),
        ([("g", "/0"), ("g", "/0"), ("g", "/1")], 2),
        ([("", "/0"), ("", "/1")], 2),
        ([("g", "/0"), ("h", "/0")], 2),
        ([("g", "/0?a=1"), ("g", "/0?a=2")], 2),
    ],
)
def test_items_with_one_guid_are_told_apart_by_their_links(
    items: list[tuple[str, str]], links: int
) -> None:
    xml = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>{link}</link></item>"
        if guid
        else f"<item><link>{link}</link></item>"
        for guid, link in items
    )
    whole = [{"id": guid or link, "url": link, "title": "T"} for guid, link in items]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": whole})
    for read in (parse_feed(page(rss(xml))), parse_feed(page(feed))):
        assert len(read.items) == len({item.ident for item in read.items}) == links


def test_an_item_of_its_own_guid_keeps_it() -> None:
    (item,) = parse_feed(
        page(rss("<item><guid isPermaLink='false'>g</guid><link>/a</link></item>"))
    ).items
    assert item.ident == "g"


def dated(number: int) -> str:
    return f"<pubDate>{1 + number // 24:02} May 2026 {number % 24:02}:00:00 GMT</pubDate>"


@pytest.mark.parametrize("order", ["oldest first", "newest first"])
@pytest.mark.parametrize("with_dates", [True, False])
@pytest.mark.parametrize("number", [60, 130, 400])
def test_the_newest_are_read_at_whichever_end_they_stand(
    order: str, with_dates: bool, number: int
) -> None:
    numbers = range(number) if order == "oldest first" else reversed(range(number))
    items = "".join(
        f"<item><title>{n}</title><link>/{n}</link>{dated(n) if with_dates else ''}</item>"
        for n in numbers
    )
    titles = [item.title for item in parse_feed(page(rss(items))).items[:50]]
    assert str(number - 1) in titles
    assert not with_dates or titles[0] == str(number - 1)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Tue, 12 May 2026 10:00:00 GMT", "2026-05-12T10:00:00+00:00"),
        ("12 May 2026 10:00 +0200", "2026-05-12T08:00:00+00:00"),
        ("Tue, 12 May 2026 10:00:00 EST", "2026-05-12T15:00:00+00:00"),
        ("2026-05-12T10:00:00Z", "2026-05-12T10:00:00+00:00"),
        ("2026-05-12T10:00:00.123+02:00", "2026-05-12T08:00:00+00:00"),
        ("2026-05-12 10:00", "2026-05-12T10:00:00+00:00"),
        ("2026/5/9 15:07:41", "2026-05-09T15:07:41+00:00"),
        ("2026/05/12", "2026-05-12T00:00:00+00:00"),
        ("2026.5.12", "2026-05-12T00:00:00+00:00"),
        ("20260512", "2026-05-12T00:00:00+00:00"),
        ("1778570000", "2026-05-12T07:13:20+00:00"),
        ("1778570000000", "2026-05-12T07:13:20+00:00"),
        ("May 12, 2026 10:00", "2026-05-12T10:00:00+00:00"),
        ("Tuesday, May 12th, 2026", "2026-05-12T00:00:00+00:00"),
        ("13/05/2026", "2026-05-13T00:00:00+00:00"),
        ("12.05.2026 08:30", "2026-05-12T08:30:00+00:00"),
        # never another day than is meant
        ("12/05/2026", None),
        ("2026-13-07", None),
        ("2026-02-30", None),
        ("yesterday", None),
        ("12", None),
        ("0000-00-00", None),
        ("", None),
    ],
)
def test_a_date_as_feeds_write_it(text: str, want: str | None) -> None:
    assert iso_utc(text) == want


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("Wages &lt; 5 and prices &gt; 3", "Wages < 5 and prices > 3"),
        ("<![CDATA[Wages < 5 and > 3]]>", "Wages < 5 and > 3"),
        ("&lt;b&gt;Ports&lt;/b&gt; signed", "Ports signed"),
        ("<![CDATA[<em>Ports</em> signed]]>", "Ports signed"),
        ("How to use &amp;lt;div&amp;gt;", "How to use <div>"),
        ("<![CDATA[Map<Key> in use]]>", "Map<Key> in use"),
        ("AT&amp;amp;T buys", "AT&T buys"),
        ("a &lt;3 b", "a <3 b"),
    ],
)
def test_a_title_keeps_what_is_no_markup(title: str, want: str) -> None:
    (item,) = parse_feed(page(rss(f"<item><title>{title}</title><link>/a</link></item>"))).items
    assert item.title == want
