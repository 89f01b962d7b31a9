"""JSON-LD as publishers write it, well or badly."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from adapters.pages.extraction.linked_data import LinkedData, linked_data

ARTICLE = {"@type": "NewsArticle", "headline": "Ferry pact signed"}


def read(*scripts: str, url: str = "") -> LinkedData:
    tags = "".join(f'<script type="application/ld+json">{text}</script>' for text in scripts)
    return linked_data(
        document_fromstring(f"<html><head>{tags}</head><body>x</body></html>"), url=url
    )


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebPage", "name": "Page"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": ["Article", "NewsArticle"], "headline": "Ferry pact signed"},
        {"@type": "https://schema.org/NewsArticle", "headline": "Ferry pact signed"},
        {"@type": "BlogPosting", "headline": ["Ferry pact signed"]},
    ],
)
def test_the_article_is_found_wherever_it_stands(data: object) -> None:
    found = read(json.dumps(data))
    assert found.headline == "Ferry pact signed"
    assert found.article


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"@type":"Article","headline":"A"} -->',
        '//<![CDATA[\n{"@type":"Article","headline":"A"}\n//]]>',
        '{"@type":"Article","headline":"A",}',
        '{"@type":"Article","headline":"A"};',
        '{"@type":"Article","headline":"A","description":"line\nbreak\there"}',
    ],
)
def test_common_faults_are_mended(text: str) -> None:
    assert read(text).headline == "A"


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"text"', "[[[", "7", '{"@type": 5}'])
def test_broken_json_says_nothing_and_hides_nothing(text: str) -> None:
    assert read(text, json.dumps(ARTICLE)).headline == "Ferry pact signed"
    assert not read(text).article


def test_the_article_of_the_address_counts() -> None:
    others = [
        {**ARTICLE, "headline": name, "mainEntityOfPage": {"@id": f"https://p.example/{name}"}}
        for name in ("a", "b", "c")
    ]
    assert read(json.dumps(others), url="https://p.example/b?x=1").headline == "b"


@pytest.mark.parametrize("flag", [False, "False", "false", "http://schema.org/False"])
def test_what_must_be_paid_for_is_marked(flag: object) -> None:
    assert not read(json.dumps({**ARTICLE, "isAccessibleForFree": flag})).free
    assert read(json.dumps({**ARTICLE, "isAccessibleForFree": True})).free


def test_a_live_blog_has_the_text_of_its_posts() -> None:
    posts = [{"@type": "BlogPosting", "headline": "Noon", "articleBody": "The ships leave."}]
    found = read(json.dumps({"@type": "LiveBlogPosting", "headline": "H", "liveBlogUpdate": posts}))
    assert found.live_blog
    assert found.body == "Noon\nThe ships leave."


def test_a_script_too_large_is_not_read() -> None:
    assert not read(json.dumps({**ARTICLE, "x": "y" * 1_100_000})).article


def test_the_publisher_names_the_site() -> None:
    assert read(json.dumps({**ARTICLE, "publisher": {"name": "Courier"}})).site == "Courier"
    graph = {"@graph": [{**ARTICLE, "publisher": {"@id": "#o"}}, {"@id": "#o", "name": "Courier"}]}
    assert read(json.dumps(graph)).site == "Courier"
