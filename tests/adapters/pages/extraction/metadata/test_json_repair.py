"""JSON-LD as templates break it, and the block that belongs to the page among several."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.pages.extraction.metadata.json_repair import loaded
from tests.adapters.pages.extraction.pages_of import FILLER, read

HEADLINE = "Harbour treaty signed in Vell"
URL = "https://paper.example/story/1"
ELSEWHERE = "https://paper.example/story/2"


def article(headline: str = HEADLINE, author: str = "Lea Roe", **more: object) -> dict[str, object]:
    return {
        "@type": "NewsArticle",
        "headline": headline,
        "author": {"@type": "Person", "name": author},
        "datePublished": "2026-05-12" if author == "Lea Roe" else "2025-01-01",
        **more,
    }


OWN = json.dumps(article(description="QQ"))
OTHER = json.dumps(article("Ferries stop for the winter", "Bo Falk"))
THIRD = json.dumps(article("Library opens a second floor", "Mia Lund"))


def authors_and_day(*blocks: str) -> tuple[tuple[str, ...], str | None]:
    """Blocks of JSON-LD in the head of a page -> who wrote it, and when."""
    scripts = "".join(f'<script type="application/ld+json">{one}</script>' for one in blocks)
    head = f"<title>{HEADLINE} | Paper</title>{scripts}"
    got = read(f"<article><h1>{HEADLINE}</h1>{FILLER}</article>", head, url=URL)
    assert got.title == HEADLINE
    return got.authors, got.published


@pytest.mark.parametrize(
    "blocks",
    [
        (OTHER + "\n" + OWN,),
        (f"[{OTHER}{OWN}]",),
        (f"[{OTHER}, {THIRD}, {OWN},]",),
        ("/* for search engines */ " + OWN,),
        ("\ufeff" + OWN,),
        (OWN[:-1],),
        (OWN.replace('"', "&quot;"),),
        (OWN.replace("QQ", 'the "new" quay'),),
        (OWN.replace("QQ", r"it\'s new"),),
        (OWN.replace("QQ", "two\nlines\tof it"),),
        (f"<!-- {OWN} -->;",),
        ('{"@type": "NewsArticle", "headline": ', OWN),
    ],
)
def test_broken_json_is_read_as_far_as_it_is_clear(blocks: tuple[str, ...]) -> None:
    assert authors_and_day(*blocks) == (("Lea Roe",), "2026-05-12")


@pytest.mark.parametrize("text", ["", "window.a = 1", "{'a': 1}", '{"a" "b"}', "[[[", "{" * 9000])
def test_what_is_no_json_is_nothing(text: str) -> None:
    assert not loaded(text) or loaded(text) == [[[]]]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"url": "http://paper.example/story/1"}, {"url": ELSEWHERE}),
        ({"url": "https://www.paper.example/story/1/"}, {"url": ELSEWHERE}),
        ({"url": "/story/1"}, {"url": "/story/2"}),
        ({"url": f"{URL}?utm_source=feed#top"}, {"url": ELSEWHERE}),
        ({"mainEntityOfPage": {"@id": URL}}, {"mainEntityOfPage": ELSEWHERE}),
        ({"@id": URL}, {"@id": ELSEWHERE}),
    ],
)
def test_the_article_of_this_address(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    own = json.dumps(article("Signed at last", **mine))
    other = json.dumps(article("Talks in Vell", "Bo Falk", **theirs))
    assert (
        authors_and_day(other, own) == authors_and_day(own, other) == (("Lea Roe",), "2026-05-12")
    )


@pytest.mark.parametrize(
    "blocks",
    [
        (OTHER,),
        (OTHER, THIRD),
        (f'{{"@graph": [{OTHER}, {THIRD}]}}',),
        (json.dumps(article("Harbour treaty near, says Vell", "Bo Falk", url=ELSEWHERE)),),
        (json.dumps(article("Vell waits", "Bo Falk", mainEntityOfPage=ELSEWHERE)),),
    ],
)
def test_what_others_are_dated_says_nothing_of_this_page(blocks: tuple[str, ...]) -> None:
    assert authors_and_day(*blocks) == ((), None)
