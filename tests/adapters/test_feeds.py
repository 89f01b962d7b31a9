import json
import pickle
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds import feeds_at, find_feeds, parse_feed
from adapters.feeds.reading import MAX_IDENT_CHARS, MAX_ITEMS
from briefs.delivery import FeedItem
from briefs.errors import NothingToRead, ReadoutError, TooLarge
from briefs.model import Page

URL = "https://news.example/feeds/world.xml"


def page(
    body: str | bytes, *, url: str = URL, content_type: str = "", max_age_s: float | None = None
) -> Page:
    return Page(
        asked=url,
        url=url,
        status=200,
        content_type=content_type,
        body=body.encode() if isinstance(body, str) else body,
        fetched_at=datetime(2026, 5, 4, tzinfo=UTC),
        max_age_s=max_age_s,
    )


def rss(items: str, head: str = "<title>World</title>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


RSS = rss(
    """
    <item><title>Ministers &amp; &lt;i&gt;envoys&lt;/i&gt; meet</title><link>https://news.example/b?x=1&amp;y=2</link>
      <guid isPermaLink="false">id-2</guid><pubDate>Mon, 04 May 2026 10:00:00 +0200</pubDate>
      <description>&lt;p&gt;Long&lt;/p&gt;</description></item>
    <item><title>Older</title><link>/a</link><pubDate>Sun, 03 May 2026 10:00:00 GMT</pubDate></item>
    """
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">World &lt;b&gt;news&lt;/b&gt;</title>
  <entry><id>tag:news.example,2026:2</id><title>Ministers &amp; envoys meet</title>
    <link rel="alternate" href="https://news.example/b?x=1&amp;y=2"/><updated>2026-05-04T08:00:00Z</updated></entry>
  <entry><id>tag:news.example,2026:1</id><title>Older</title><link href="../a"/><published>2026-05-03T10:00:00Z</published></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
  <channel rdf:about="https://news.example/"><title>World</title><sy:updatePeriod>hourly</sy:updatePeriod>
    <sy:updateFrequency>2</sy:updateFrequency></channel>
  <item rdf:about="https://news.example/b"><title>Ministers meet</title><link>https://news.example/b</link></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "World",
        "items": [
            {
                "id": "2",
                "url": "/b",
                "title": "Ministers meet",
                "date_published": "2026-05-04T10:00:00+02:00",
            },
            {
                "id": 1,
                "url": "/x",
                "external_url": "https://other.example/a",
                "date_published": "2026-05-03",
            },
            {"id": "3"},
            {"id": "https://news.example/z", "date_published": "2026-05-02T00:00:00Z"},
            "nonsense",
        ],
    }
)


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


def test_the_newest_come_first_where_all_have_dates() -> None:
    items = "".join(
        f"<item><link>/{day}</link><pubDate>0{day} May 2026 10:00:00 GMT</pubDate></item>"
        for day in (2, 3, 1)
    )
    assert [item.url[-1] for item in parse_feed(page(rss(items))).items] == ["3", "2", "1"]
    items += "<item><link>/4</link></item>"
    assert [item.url[-1] for item in parse_feed(page(rss(items))).items] == ["2", "3", "1", "4"]


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
    with pytest.raises(ReadoutError) as told:
        parse_feed(page(body))
    assert "feed" in str(told.value)


def test_a_body_that_names_a_file_opens_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS)
    with pytest.raises(NothingToRead):
        parse_feed(page(str(secret)))
    with pytest.raises(NothingToRead):
        parse_feed(page(f"<{secret}"))


# ----------------------------------------------------------------------- hostile feeds


def test_fifty_thousand_items_are_cut_to_what_is_read() -> None:
    item = "<item><title>Story {}</title><link>/a/{}</link><description>{}</description></item>"
    body = rss("".join(item.format(n, n, "words " * 5) for n in range(50_000)))
    began = time.process_time()
    feed = parse_feed(page(body))
    assert time.process_time() - began < 2
    assert len(feed.items) == MAX_ITEMS
    assert feed.items[-1].url == f"https://news.example/a/{MAX_ITEMS - 1}"
    assert feed.title == "World"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>"),
        (RDF.partition("<item")[0], "</rdf:RDF>"),
    ],
)
def test_other_long_feeds_are_cut_as_well(start: str, end: str) -> None:
    tag = "entry" if "Atom" in start else "item"
    link = "<link href='/a/{}'/>" if tag == "entry" else "<link>/a/{}</link>"
    body = (
        start
        + "".join(f"<{tag}><title>x</title>{link.format(n)}</{tag}>" for n in range(5_000))
        + end
    )
    feed = parse_feed(page(body))
    assert len(feed.items) == MAX_ITEMS


def test_an_archive_in_json_is_cut_as_well() -> None:
    items = [{"id": str(n), "url": f"/{n}"} for n in range(50_000)]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    assert len(parse_feed(page(body)).items) == MAX_ITEMS


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
) + "]>"  # fmt: skip
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("doctype", "title"),
    [(LAUGHS, "&a11;"), (QUADRATIC, "&a;" * 20_000), (OUTSIDE, "&a;")],
    ids=["laughs", "quadratic", "outside"],
)
def test_entities_neither_explode_nor_read_files(doctype: str, title: str) -> None:
    body = doctype + rss(f"<item><title>{title}</title><link>/a</link></item>").partition("?>")[2]
    began = time.process_time()
    try:
        feed = parse_feed(page(body))
    except ReadoutError:
        return
    finally:
        assert time.process_time() - began < 5
    assert all(len(item.title) <= 300 and "root:" not in item.title for item in feed.items)


@pytest.mark.parametrize(
    "body",
    [
        rss("<item>" * 200_000),
        rss("<a>" * 200_000),
        rss("<item><title>" + "<b>" * 200_000 + "</title></item>"),
        rss(f"<item><title>x</title><description>{'a' * 5_000_000}</description></item>"),
        '{"version": "https://jsonfeed.org/version/1.1", "items": [' + " " * 5_000_000 + "]}",
    ],
    ids=["open items", "tags", "tags in a title", "one huge item", "json"],
)
def test_what_is_too_large_is_not_parsed(body: str) -> None:
    began = time.process_time()
    with pytest.raises(TooLarge):
        parse_feed(page(body))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("depth", [1_000, 20_000])
def test_deep_nesting_ends(depth: int) -> None:
    began = time.process_time()
    with suppress(ReadoutError):
        parse_feed(page(rss(f"<item><link>/a</link>{'<x>' * depth}</item>")))
    assert time.process_time() - began < 10


@given(st.text(max_size=200), st.binary(max_size=100))
def test_broken_feeds_end_in_a_feed_or_an_error_of_ours(text: str, raw: bytes) -> None:
    for body in (
        text.encode(),
        raw,
        rss(text).encode(),
        rss(f"<item><link>/a</link>{text}</item>").encode(),
        b"<" + raw,
    ):
        try:
            feed = parse_feed(page(body))
        except ReadoutError:
            continue
        assert all(item.url.startswith("http") for item in feed.items)


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
