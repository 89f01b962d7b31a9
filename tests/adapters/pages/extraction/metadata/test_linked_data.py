"""JSON-LD as publishers write it, well or badly."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from adapters.pages.extraction.metadata.linked_data import LinkedData, linked_data
from tests.adapters.pages.extraction.pages_of import reported

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


HERE = "https://paper.example/ferry-pact"
OTHER = {
    "@type": "NewsArticle", "headline": "Storm closes the northern road", "author": "Bo Falk",
    "datePublished": "2025-01-01", "isAccessibleForFree": False,
}  # fmt: skip
OWN = {
    "@type": "NewsArticle", "headline": "Islands sign ferry pact", "author": "Lea Roe",
    "datePublished": "2026-05-12",
}  # fmt: skip
TITLES = ("Ferry pact signed by islands", "Ferry pact signed | Paper")


def of_page(*scripts: str, titles: tuple[str, ...] = TITLES) -> LinkedData:
    tags = "".join(f'<script type="application/ld+json">{text}</script>' for text in scripts)
    tree = document_fromstring(f"<html><head>{tags}</head><body>x</body></html>")
    return linked_data(tree, url=HERE, titles=titles)


@pytest.mark.parametrize(
    "scripts",
    [
        [json.dumps([OTHER, OWN])],
        [json.dumps(OTHER), json.dumps(OWN)],
        [json.dumps({"@graph": [OTHER, OTHER, OWN]})],
        [json.dumps([OTHER, {**OWN, "headline": "Nine years of talks end", "url": HERE + "/"}])],
        [json.dumps([OTHER, {**OWN, "mainEntityOfPage": {"@id": HERE}}])],
        [json.dumps([OTHER, {"@type": "LiveBlogPosting", "headline": "Storm: live"}, OWN])],
    ],
)
def test_the_article_of_the_page_is_told_from_others(scripts: list[str]) -> None:
    found = of_page(*scripts)
    assert [author.name for author in found.authors] == ["Lea Roe"]
    assert found.published == "2026-05-12"
    assert found.free
    assert not found.live_blog


def test_the_only_article_is_not_believed_where_it_is_another_page_s() -> None:
    found = of_page(json.dumps(OTHER))
    assert not found.article
    assert found.authors == ()
    assert found.free


def test_the_only_article_is_believed_under_a_reworded_headline() -> None:
    assert of_page(json.dumps({**OWN, "headline": "Islands agree at last"})).published


@pytest.mark.parametrize(
    "titles", [("Pact signed - Ostrey Times",), ("Ostrey Times | Pact signed",)]
)
def test_a_name_that_ends_the_title_is_the_site_s(titles: tuple[str, ...]) -> None:
    found = of_page(json.dumps({"@type": "NewsArticle", "name": "Ostrey Times"}), titles=titles)
    assert found.headline is None
    assert found.site == "Ostrey Times"


@pytest.mark.parametrize(
    "value",
    [False, "False", "false", "http://schema.org/False", "https://schema.org/False", "no", 0],
)
def test_what_must_be_paid_for_is_known_however_it_is_written(value: object) -> None:
    assert not of_page(json.dumps({**OWN, "isAccessibleForFree": value})).free
    part = {"@type": "WebPageElement", "isAccessibleForFree": value, "cssSelector": ".rest"}
    for parts in (part, [part]):
        assert of_page(json.dumps({**OWN, "hasPart": parts})).closed_parts == (".rest",)


@pytest.mark.parametrize("name", ["linked_data_several", "linked_data_related_first"])
def test_several_articles_as_they_were_reported(name: str) -> None:
    article = reported(name)
    assert article.authors == ("Lea Roe",)
    assert article.published == "2026-05-12"


def test_the_site_as_name_as_it_was_reported() -> None:
    article = reported("linked_data_named_site")
    assert article.title == "Harbour treaty signed"
    assert article.site == "Ostrey Times"
