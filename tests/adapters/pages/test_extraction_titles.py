"""Headlines: which heading counts, and what of a title is the site's name."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from adapters.pages.extraction.linked_data import linked_data
from adapters.pages.extraction.meta_tags import meta_tags
from adapters.pages.extraction.titles import headline


def title(body: str = "", head: str = "", *, site: str | None = "The Harbour Courier") -> str:
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return headline(tree, linked_data(tree), meta_tags(tree), site=site)


def window(text: str) -> str:
    return f"<title>{text}</title>"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Ferry pact signed | The Harbour Courier", "Ferry pact signed"),
        ("Ferry pact signed - The Harbour Courier", "Ferry pact signed"),
        ("The Harbour Courier: Ferry pact signed", "The Harbour Courier: Ferry pact signed"),
        ("The Harbour Courier | Ferry pact signed", "Ferry pact signed"),
        ("Ferry pact signed | World | The Harbour Courier", "Ferry pact signed | World"),
        ("Ferry pact - and what it costs", "Ferry pact - and what it costs"),
        (
            "Ferry pact signed | HarbourCourier.example",
            "Ferry pact signed | HarbourCourier.example",
        ),
        ("Well-known sea-wall re-opened", "Well-known sea-wall re-opened"),
    ],
)
def test_only_what_the_page_shows_to_be_its_name_goes(text: str, want: str) -> None:
    assert title(head=window(text)) == want


def test_a_rest_goes_where_the_page_gives_the_headline_alone() -> None:
    head = window("Ferry pact signed – Island News") + (
        '<meta property="og:title" content="Ferry pact signed">'
    )
    assert title(head=head, site="news.example") == "Ferry pact signed"


def test_the_heading_wins_over_the_title_for_search_engines() -> None:
    body = "<h1>Two islands end nine years of talks</h1>"
    assert title(body, window("Osmark Velland ferry talks end")) == (
        "Two islands end nine years of talks"
    )


@pytest.mark.parametrize(
    "body",
    [
        "<h1>The Harbour Courier</h1><h1>Ferry pact signed</h1>",
        "<h1></h1><h1>Blog</h1><h1>Ferry pact signed</h1>",
        "<h1>Ferry pact signed</h1><h1>More about ferries</h1>",
        "<h1>A message from our owner</h1>",
        "",
    ],
)
def test_the_heading_that_the_title_bears_out_counts(body: str) -> None:
    assert title(body, window("Ferry pact signed | The Harbour Courier")) == "Ferry pact signed"


def test_capitals_are_read_as_the_page_writes_them_elsewhere() -> None:
    assert title("<h1>FERRY PACT SIGNED</h1>", window("Ferry pact signed")) == "Ferry pact signed"


def test_json_ld_stands_in_for_a_heading() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A &amp; B sign"}'
        "</script>"
    ) + window("Harbour")
    assert title(head=head) == "A & B sign"


def test_escapes_written_twice_are_read() -> None:
    assert title("<h1>Fish &amp;amp; chips</h1>") == "Fish & chips"


def test_a_page_without_any_title_has_none() -> None:
    assert title("<p>Text</p>") == ""
