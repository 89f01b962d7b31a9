"""Dates: forms, order of trust, and which are certain."""

from __future__ import annotations

import json
from datetime import date

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from adapters.pages.extraction.metadata.dates import PublicationDate, iso, published
from adapters.pages.extraction.metadata.linked_data import linked_data
from adapters.pages.extraction.metadata.meta_tags import meta_tags

TODAY = date(2026, 6, 1)


def dated(body: str = "", head: str = "", url: str = "https://paper.example/a") -> PublicationDate:
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
    assert dated(body, head) == PublicationDate("2026-05-03", certain=True)


def test_the_address_may_hold_the_date() -> None:
    assert dated(url="https://paper.example/2026/05/03/ferry").at == "2026-05-03"


def test_the_head_is_more_precise_about_the_same_day() -> None:
    head = linked(datePublished="2026-05-03T23:30:00Z")
    assert dated("<time>May 4, 2026</time>", head).at == "2026-05-03T23:30:00+00:00"


def test_what_had_to_be_searched_for_is_uncertain() -> None:
    body = "<p>Some words.</p>" * 60 + "<div><p>3 May 2026</p></div>"
    assert dated(body) == PublicationDate("2026-05-03", certain=False)


def test_a_page_without_a_date_has_none() -> None:
    assert dated("<p>Some words.</p>").at is None


@pytest.mark.parametrize(
    ("text", "days_first", "want"),
    [
        ("03/05/2026", True, "2026-05-03"),
        ("05/03/2026", False, "2026-05-03"),
        ("23/05/2026", False, "2026-05-23"),
        ("05/23/2026", True, "2026-05-23"),
        ("03.05.2026", False, "2026-05-03"),
        ("3. 5. 2026", False, "2026-05-03"),
        ("2026.05.03", False, "2026-05-03"),
        ("3-May-2026", False, "2026-05-03"),
        ("the 3rd of May 2026", False, "2026-05-03"),
        ("31/31/2026", True, None),
    ],
)
def test_numbers_are_read_in_the_order_of_the_page(
    text: str, days_first: bool, want: str | None
) -> None:
    assert iso(text, TODAY, days_first=days_first) == want


def placed(body: str, *, lang: str, url: str) -> str | None:
    tree = document_fromstring(
        f"<html lang='{lang}'><head></head><body><main>{body}</main></body></html>"
    )
    return published(tree, linked_data(tree), meta_tags(tree), url=url, today=TODAY).at


@pytest.mark.parametrize(
    ("lang", "host", "want"),
    [
        ("en-GB", "paper.example", "2026-05-03"),
        ("en_AU", "paper.example", "2026-05-03"),
        ("en", "paper.co.uk", "2026-05-03"),
        ("en", "paper.ie", "2026-05-03"),
        ("de", "paper.example", "2026-05-03"),
        ("en-US", "paper.co.uk", "2026-03-05"),
        ("en", "paper.example", "2026-03-05"),
        ("", "paper.example", "2026-03-05"),
    ],
)
def test_a_page_says_whether_the_day_comes_first(lang: str, host: str, want: str) -> None:
    assert placed("<time>03/05/2026</time>", lang=lang, url=f"https://{host}/a") == want


def test_the_head_says_which_way_a_shown_date_is_read() -> None:
    assert dated("<time>03/05/2026</time>", linked(datePublished="2026-05-03")).at == "2026-05-03"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Published <time>May 3, 2026</time> Updated <time>May 9, 2026</time></p>",
        "<p>Updated <time>May 9, 2026</time> Published <time>May 3, 2026</time></p>",
        "<p>Last modified: <time>May 9, 2026</time></p><p><time>May 3, 2026</time></p>",
        "<time class='updated'>May 9, 2026</time><time class='published'>May 3, 2026</time>",
        "<time itemprop='dateModified'>May 9, 2026</time><time>May 3, 2026</time>",
        "<div><span>Updated</span><time>May 9, 2026</time></div><time>May 3, 2026</time>",
        "<div>Updated</div><div><time>May 9, 2026</time></div><time>May 3, 2026</time>",
        "<p class='post-date'>Published: May 3, 2026 | Updated: May 9, 2026</p>",
        "<p class='date'>Updated 9 May 2026. First published 3 May 2026</p>",
        "<p class='date'>3 May 2026 (updated 9 May 2026)</p>",
        "<h1>T</h1><p>Updated on 9 May 2026, published on 3 May 2026</p>",
    ],
)
def test_the_day_of_publication_is_told_from_that_of_a_change(body: str) -> None:
    assert dated(body).at == "2026-05-03"


@pytest.mark.parametrize(
    "other",
    [
        "<div class='comments'><time>May 9, 2026</time></div>",
        "<blockquote class='twitter-tweet'><a><time>May 9, 2026</time></a></blockquote>",
        "<blockquote>Words, <time>May 9, 2026</time></blockquote>",
        "<div class='embed'><time>May 9, 2026</time></div>",
        "<ul class='latest-news'><li><time>May 9, 2026</time></li></ul>",
        "<a href='/b'><h3>Another</h3><time>May 9, 2026</time></a>",
        "<figure><time>May 9, 2026</time></figure>",
        "<aside><time>May 9, 2026</time></aside>",
        "<footer><time>May 9, 2026</time></footer>",
    ],
)
def test_the_date_of_another_text_is_not_taken(other: str) -> None:
    body = f"{other}<div><h1>Title</h1><time>May 3, 2026</time></div>"
    assert dated(body).at == "2026-05-03"
    assert dated(other, linked(datePublished="2026-05-03")).at == "2026-05-03"


def test_a_list_far_above_the_headline_is_passed_by() -> None:
    ticker = "<div><div><div><div><p><time>May 9, 2026</time></p></div></div></div></div>"
    story = "<div><div><div><div><h1>T</h1></div></div></div></div><p><time>May 3, 2026</time></p>"
    assert dated(f"<div>{ticker}</div><div>{story}</div>").at == "2026-05-03"


def test_a_date_right_above_the_headline_is_its_own() -> None:
    assert dated("<div><time>May 3, 2026</time><h1>T</h1></div>").at == "2026-05-03"
