"""Feeds made to exhaust the parser, or to read what is not theirs."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds import parse_feed
from adapters.feeds.feed_parser import MAX_ITEMS
from briefs.errors import ReadoutError, TooLarge
from tests.adapters.feeds.feed_texts import RDF, page, rss

# ----------------------------------------------------------------------- hostile feeds


def test_fifty_thousand_items_are_cut_to_what_is_read() -> None:
    item = "<item><title>Story {}</title><link>/a/{}</link><description>{}</description></item>"
    body = rss("".join(item.format(n, n, "words " * 5) for n in range(50_000)))
    began = time.process_time()
    feed = parse_feed(page(body))
    assert time.process_time() - began < 2
    assert len(feed.items) == MAX_ITEMS
    urls = [item.url for item in feed.items]
    assert {"https://news.example/a/0", "https://news.example/a/49999"} <= set(urls[:2])
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
