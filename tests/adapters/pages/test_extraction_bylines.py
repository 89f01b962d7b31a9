"""Names out of bylines, and which byline is the article's."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from adapters.pages.extraction.bylines import authors, names
from adapters.pages.extraction.linked_data import linked_data
from adapters.pages.extraction.meta_tags import meta_tags


def signed(body: str = "", head: str = "", *, site: str | None = "Harbour Courier") -> list[str]:
    tree = document_fromstring(f"<html><head>{head}</head><body><main>{body}</main></body></html>")
    return list(authors(tree, linked_data(tree), meta_tags(tree), site=site))


def linked(author: object, kind: str = "NewsArticle", **more: object) -> str:
    data = {"@type": kind, "headline": "H", "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("byline", "want"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("by Ann Lee and Bo Roe", ["Ann Lee", "Bo Roe"]),
        ("By Ann Lee, Bo Roe and Cy Poe", ["Ann Lee", "Bo Roe", "Cy Poe"]),
        ("Written by: Ann Lee & Bo Roe", ["Ann Lee", "Bo Roe"]),
        ("By ANN LEE and BO ROE", ["ANN LEE", "BO ROE"]),
        ("By Ann Lee, Senior Reporter", ["Ann Lee"]),
        ("Ann Lee Staff Writer", ["Ann Lee"]),
        ("Ann Lee, MD, PhD", ["Ann Lee"]),
        ("Ann Lee | 4 May 2026 | 3 min read", ["Ann Lee"]),
        ("May 4, 2026 Ann Lee", ["Ann Lee"]),
        ("4 May 2026 | by Ann Lee", ["Ann Lee"]),
        ("By Ann Lee Updated 4 May 2026", ["Ann Lee"]),
        ("Ann Lee ann.lee@paper.example", ["Ann Lee"]),
        ("Ann Lee and Ann Lee", ["Ann Lee"]),
        ("Ludwig van der Aal and Ana de la Cruz", ["Ludwig van der Aal", "Ana de la Cruz"]),
        ("Dr. Ann O'Neill-Ström", ["Dr. Ann O'Neill-Ström"]),
        ("<a href='/ann'>Ann Lee</a>", ["Ann Lee"]),
        ("By", []),
        ("Staff", []),
        ("https://paper.example/ann", []),
        ("page.head.extra.author", []),
        ("", []),
    ],
)
def test_a_byline_becomes_names(byline: str, want: list[str]) -> None:
    assert names(byline) == want


@pytest.mark.parametrize(
    "author",
    [
        {"@type": "Person", "name": "Ann Lee"},
        [{"@type": "Person", "name": "Ann Lee"}],
        "Ann Lee",
        ["By Ann Lee"],
        {"@type": "Person", "name": ["Ann Lee"]},
        [{"name": "Ann Lee"}, {"name": "Harbour Courier"}],
        [{"name": "Ann Lee"}, {"name": "ann lee"}],
    ],
)
def test_json_ld_names_its_authors_in_many_ways(author: object) -> None:
    assert signed(head=linked(author)) == ["Ann Lee"]


def test_an_author_may_be_named_by_reference() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "H", "author": {"@id": "#a"}},
        {"@type": "Person", "@id": "#a", "name": "Ann Lee"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert signed(head=head) == ["Ann Lee"]


@pytest.mark.parametrize(
    "author",
    [
        {"@type": "Organization", "name": "Island Press and Sons"},
        {"@type": "Person", "name": "Harbour Courier"},
        {"@type": "Person", "name": "News Desk"},
        {"@type": "Person", "name": "webadmin7"},
    ],
)
def test_a_person_on_the_page_wins_over_a_body_in_the_head(author: object) -> None:
    assert signed('<div class="byline">By Ann Lee</div>', linked(author)) == ["Ann Lee"]


def test_a_body_signs_where_nobody_else_does() -> None:
    head = linked({"@type": "Organization", "name": "Island Press and Sons"})
    assert signed(head=head) == ["Island Press and Sons"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Ann Lee">',
        '<meta property="article:author" content="Ann Lee">',
        '<meta name="byl" content="By Ann Lee">',
        (
            '<meta name="twitter:label1" content="Written by">'
            '<meta name="twitter:data1" content="Ann Lee">'
        ),
        (
            '<meta property="article:author" content="https://social.example/courier">'
            '<meta name="author" content="Ann Lee">'
        ),
    ],
)
def test_meta_tags_name_the_author(head: str) -> None:
    assert signed(head=head) == ["Ann Lee"]


@pytest.mark.parametrize(
    "body",
    [
        '<a rel="author" href="/a">Ann Lee</a>',
        '<span itemprop="author"><span itemprop="name">Ann Lee</span></span>',
        '<p class="article__byline">By Ann Lee</p>',
        '<div class="dateAndAuthor"><span>May 4, 2026</span><span>Ann Lee</span></div>',
        "<p>By Ann Lee</p>",
        "<p>Written by <a href='/x'>Ann Lee</a></p>",
        '<a href="/authors/ann-lee">Ann Lee</a>',
        "<p class=meta>4 May 2026 | by Ann Lee | 3 min read</p>",
        '<div class="related"><p class="byline">By Bo Roe</p></div><p class="byline">Ann Lee</p>',
        '<div id="comments"><a rel="author">Bo Roe</a></div><p class="byline">Ann Lee</p>',
        "<nav><p>By Use Case</p></nav><p class='author-name'>Ann Lee</p>",
    ],
)
def test_the_byline_that_a_reader_sees(body: str) -> None:
    assert signed(body) == ["Ann Lee"]


def test_those_who_stand_together_sign_together() -> None:
    body = '<div class="top"><p><a rel="author">Ann Lee</a> <a rel="author">Bo Roe</a></p></div>'
    assert signed(body) == ["Ann Lee", "Bo Roe"]


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    assert signed("<p>By Monday Morning the harbour was free of ice again, and so on.</p>") == []


def test_nobody_signs_an_empty_page() -> None:
    assert signed() == []


def test_the_place_of_a_dateline_wrote_nothing() -> None:
    desk = '<span class="author-name">Washington,</span>'
    assert signed(f'<div><a class="author-name">Ann Lee</a>{desk}</div>') == ["Ann Lee"]
    assert signed(f"<div>{desk}</div>") == []
    assert signed(head=linked({"name": "Jordan"})) == ["Jordan"]
