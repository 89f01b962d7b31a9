"""Dates: forms, order of trust, and which are certain."""

from __future__ import annotations

import json
from datetime import date

import pytest
from lxml.html import document_fromstring

from adapters.pages.extraction.dates import Published, iso, published
from adapters.pages.extraction.linked_data import linked_data
from adapters.pages.extraction.meta_tags import meta_tags

TODAY = date(2026, 6, 1)


def dated(body: str = "", head: str = "", url: str = "https://paper.example/a") -> Published:
    tree = document_fromstring(f"<html><head>{head}</head><body><main>{body}</main></body></html>")
    return published(tree, linked_data(tree), meta_tags(tree), url=url, today=TODAY)


def linked(**fields: object) -> str:
    data = {"@type": "NewsArticle", "headline": "H", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2026-05-03", "2026-05-03"),
        ("2026-05-03T14:20:00+02:00", "2026-05-03T14:20:00+02:00"),
        ("2026-05-03T14:20:00+0200", "2026-05-03T14:20:00+02:00"),
        ("2026-05-03T14:20:00.123456789Z", "2026-05-03T14:20:00+00:00"),
        ("2026-05-03 14:20", "2026-05-03T14:20:00"),
        ("May 3, 2026", "2026-05-03"),
        ("Sunday, May 3rd 2026 at noon", "2026-05-03"),
        ("3 May 2026", "2026-05-03"),
        ("Published 3rd May, 2026", "2026-05-03"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("2026/05/03", "2026-05-03"),
        ("20260503", "2026-05-03"),
        ("Sun, 05/03/2026 - 11:38", "2026-05-03"),
        ("Sun, 03 May 2026 10:00:00 GMT", "2026-05-03"),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("2031-01-01", None),
        ("2026-13-45", None),
        ("May", None),
        ("yesterday", None),
        ("", None),
        ("P3M2026", None),
    ],
)
def test_a_date_in_any_common_form(text: str, want: str | None) -> None:
    assert iso(text, TODAY) == want


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", linked(datePublished="2026-05-03")),
        ("", linked(datePublished=["2026-05-03"])),
        ("", '<meta property="article:published_time" content="2026-05-03">'),
        ("", '<meta itemprop="datePublished" content="2026-05-03">'),
        ("", '<meta name="date" content="May 3, 2026">'),
        ("<time datetime='2026-05-03'>a month ago</time>", ""),
        ("<time>May 3, 2026</time>", ""),
        ("<span class='post-date'>May 3, 2026</span>", ""),
        ("<h1>Title</h1><div><p>Ann Lee</p><p>May 3, 2026</p></div>", ""),
        ("<p>Updated May 9, 2026</p><time>May 3, 2026</time>", ""),
        ("<time>May 3, 2026</time>", linked(datePublished="2025-11-11")),
        ("<p>Updated <time>May 9, 2026</time></p>", linked(datePublished="2026-05-03")),
        ("<div class='related'><time>May 9, 2026</time></div>", linked(datePublished="2026-05-03")),
        ("", linked(dateModified="2026-05-03")),
        ("<p>Updated <time>May 3, 2026</time></p>", ""),
        ("", linked(datePublished="0001-01-01", dateModified="2026-05-03")),
    ],
)
def test_what_the_page_says_is_certain(body: str, head: str) -> None:
    assert dated(body, head) == Published("2026-05-03", certain=True)


def test_the_address_may_hold_the_date() -> None:
    assert dated(url="https://paper.example/2026/05/03/ferry").at == "2026-05-03"


def test_the_head_is_more_precise_about_the_same_day() -> None:
    head = linked(datePublished="2026-05-03T23:30:00Z")
    assert dated("<time>May 4, 2026</time>", head).at == "2026-05-03T23:30:00+00:00"


def test_what_had_to_be_searched_for_is_uncertain() -> None:
    body = "<p>Some words.</p>" * 60 + "<div><p>3 May 2026</p></div>"
    assert dated(body) == Published("2026-05-03", certain=False)


def test_a_page_without_a_date_has_none() -> None:
    assert dated("<p>Some words.</p>").at is None
