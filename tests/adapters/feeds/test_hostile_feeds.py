"""Feeds made to exhaust the parser, or to read what is not theirs."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds import parse_feed
from adapters.feeds.feed_parser import MAX_ITEMS
from briefs.errors import ReadoutError, TooLarge
from tests.adapters.feeds.feed_texts import DEEP, ENTITIES, LONG, RDF, TOO_LARGE, page, rss

# ----------------------------------------------------------------------- hostile feeds


def test_fifty_thousand_items_are_cut_to_what_is_read() -> None:
    began = time.process_time()
    feed = parse_feed(page(LONG["50,000 items"]))
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
    assert len(parse_feed(page(LONG["50,000 items in JSON"])).items) == MAX_ITEMS


@pytest.mark.parametrize("name", ENTITIES)
def test_entities_neither_explode_nor_read_files(name: str) -> None:
    began = time.process_time()
    try:
        feed = parse_feed(page(ENTITIES[name]))
    except ReadoutError:
        return
    finally:
        assert time.process_time() - began < 5
    assert all(len(item.title) <= 300 and "root:" not in item.title for item in feed.items)


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_is_not_parsed(name: str) -> None:
    began = time.process_time()
    with pytest.raises(TooLarge):
        parse_feed(page(TOO_LARGE[name]))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_ends(name: str) -> None:
    began = time.process_time()
    with suppress(ReadoutError):
        parse_feed(page(DEEP[name]))
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
