"""Names out of bylines, and which byline is the article's."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from adapters.pages.extraction.metadata.bylines import authors, names
from adapters.pages.extraction.metadata.linked_data import linked_data
from adapters.pages.extraction.metadata.meta_tags import meta_tags
from tests.adapters.pages.extraction.pages_of import read


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


@pytest.mark.parametrize(
    ("byline", "want"),
    [
        ("Roe, Lea; Berg, Tom", ["Lea Roe", "Tom Berg"]),
        ("Roe, Lea", ["Lea Roe"]),
        ("Roe, Lea M.", ["Lea M. Roe"]),
        ("van Roe, Lea; Berg, Tom", ["Lea van Roe", "Tom Berg"]),
        ("Roe, Lea and Berg, Tom", ["Lea Roe", "Tom Berg"]),
        ("Lea Roe, Tom Berg", ["Lea Roe", "Tom Berg"]),
        ("Text: Lea Roe | Photos: Tom Berg", ["Lea Roe"]),
        ("Words: Lea Roe; Pictures: Tom Berg", ["Lea Roe"]),
        ("Story: Lea Roe, video: Tom Berg", ["Lea Roe"]),
        ("Words by Lea Roe, photographs by Tom Berg", ["Lea Roe"]),
        ("Reporting: Lea Roe and Tom Berg. Editing: Ida Falk", ["Lea Roe", "Tom Berg"]),
        ("lea@paper.example (Lea Roe)", ["Lea Roe"]),
        ("Lea Roe <lea@paper.example>", ["Lea Roe"]),
        ("Lea Roe (lea@paper.example)", ["Lea Roe"]),
        ("Lea Roe lea@paper.example @learoe", ["Lea Roe"]),
        ("By Lea Roe in Vell", ["Lea Roe"]),
        ("By Lea Roe for The Courier", ["Lea Roe"]),
        ("By Lea Roe of the Courier", ["Lea Roe"]),
        ("From our own correspondent Lea Roe", ["Lea Roe"]),
        ("By our political correspondent, Lea Roe", ["Lea Roe"]),
        ("Follow Lea Roe", ["Lea Roe"]),
        ("Follow Author", []),
        ("CC", []),
        ("CC BY-SA 4.0", []),
        ("Creative Commons", []),
        ("© 2026 The Courier", []),
        ("Read bio", []),
    ],
)
def test_a_byline_as_people_write_it(byline: str, want: list[str]) -> None:
    assert names(byline) == want


@pytest.mark.parametrize(
    "body",
    [
        '<p>Photo <span>by Bo Poe</span></p><p class="byline">Ann Lee</p>',
        "<p>Edited <b>by Bo Poe</b></p><p>By Ann Lee</p>",
        (
            "<p>The picture that was taken in the harbour last week <i>by Bo Poe</i> of the boats.</p>"
            "<p>By Ann Lee</p>"
        ),
        (
            '<p>Asked about it, the therapist and teacher <a href="/staff/bo-poe">Bo Poe</a> said that '
            "it was so, and that all was well.</p><p>By Ann Lee</p>"
        ),
        '<p><a href="/staff/ann-lee">Ann Lee</a></p>',
        '<p>By <a href="/people/ann-lee/">Ann Lee</a></p>',
        '<p><a href="/journalist/ann-lee">Ann Lee</a></p>',
        '<p><a href="/?author=7">Ann Lee</a></p>',
    ],
)
def test_the_writer_is_told_from_others_who_are_named(body: str) -> None:
    assert signed(body) == ["Ann Lee"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>By Jonas Berg’s own count the boats were late on every day of the spring</p>",
        "<p>By Monday Morning all of the boats were back.</p>",
        "<p>By Royal Decree the harbour is closed to all who come without papers</p>",
        '<p>Photo <span>by Bo Poe</span></p>',
        "<p>By Vell Bridge, where the boats lie, nothing moves</p>",
    ],
)  # fmt: skip
def test_the_first_words_of_a_text_are_no_byline(body: str) -> None:
    assert signed(body) == []


H1 = "<h1>Old crane stays</h1>"


@pytest.mark.parametrize(
    "body",
    [
        f'{H1}<img alt="Ann Lee" src="a.png"><span>Ann Lee</span><span>4 May 2026</span>',
        f'{H1}<img alt="Portrait of Ann Lee"><div>Ann Lee</div><div>May 4, 2026</div>',
        f'{H1}<div>4 May 2026</div><div>Ann Lee</div><img alt="Ann Lee image">',
        f'{H1}<p>Ann Lee</p><p>04.05.2026</p><p>6 min read</p><img alt="ANN LEE, a writer">',
        f'<img alt="Ann Lee’s avatar"><span>Ann Lee</span><span>4 min read</span>{H1}',
        f"{H1}<p>A deck of words.</p><button>All articles by Ann Lee</button>",
        f"{H1}<p>A deck of words.</p><h3>More stories from Ann Lee</h3>",
    ],
)
def test_a_name_beside_a_portrait_and_a_date_is_a_byline(body: str) -> None:
    assert signed(body) == ["Ann Lee"]


def test_names_beside_a_date_are_a_byline() -> None:
    body = f"{H1}<p>Ann Lee, Bo F. Poe, Cy Roe</p><p>24 Apr 2000</p>"
    assert signed(body) == ["Ann Lee", "Bo F. Poe", "Cy Roe"]


@pytest.mark.parametrize(
    "body",
    [
        f"{H1}<p>Living Healthy</p><p>4 May 2026</p>",
        f'{H1}<img alt="Rafael Nadal"><p>Rafael Nadal</p><p>He won.</p>',
        f'{H1}<p>Harbour Guide</p><p>4 May 2026</p><img alt="Harbour Guide">',
        f"{H1}<p>Vell</p><p>4 May 2026</p>",
        f"{H1}<h3>More stories from Norland Post Online News</h3>",
    ],
)
def test_other_words_beside_a_date_are_none(body: str) -> None:
    assert signed(body) == []


DIARY = "<p>I saw the crane. I drew it, and I’ve kept the picture of what I saw that day.</p>"


@pytest.mark.parametrize(
    ("body", "url", "want"),
    [
        (
            DIARY + "<footer>© 2026 Ann Lee. All rights reserved.</footer>",
            "annlee.example",
            "Ann Lee",
        ),
        (DIARY + "<footer>Copyright © 2019-2026 Ann Lee</footer>", "ann-lee.example", "Ann Lee"),
        (f'<a href="/">Ann Lee</a>{DIARY}', "www.ann.example", "Ann Lee"),
        (f'<a href="/">Ann Lee</a>{DIARY}', "paper.example", ""),
        ('<a href="/">Ann Lee</a><p>It is a crane.</p>', "annlee.example", ""),
        (f'<a href="/">Ann Lee</a>{DIARY}<a href="/cart">Cart</a>', "annlee.example", ""),
        (f'<a href="/">Harbour News</a>{DIARY}', "harbournews.example", ""),
    ],
)
def test_a_diary_is_its_owner_s(body: str, url: str, want: str) -> None:
    tree = document_fromstring(f"<html><body>{body}</body></html>")
    found = authors(
        tree, linked_data(tree), meta_tags(tree), site=None, url=f"https://{url}/notes/1"
    )
    assert list(found) == ([want] if want else [])


# ------------------------------------------------------------------- tried to be broken

STORY = (
    "<p>The harbour board of Vell met on Tuesday and agreed to keep the old crane in use.</p>" * 6
)


@pytest.mark.parametrize(
    ("byline", "want"),
    [
        ('<p class=byline>Roe, Lea</p>', ['Lea Roe']),
        ('<p class=byline>Text: Lea Roe | Photos: Tom Berg</p>', ['Lea Roe']),
        ('<p class=byline>Words by Lea Roe. Photography by Tom Berg</p>', ['Lea Roe']),
        ('<p class=byline>Story by Lea Roe, photographs by Tom Berg</p>', ['Lea Roe']),
        ('<p class=byline>By Lea Roe and Tom Berg, Norland Post</p>', ['Lea Roe', 'Tom Berg']),
        ("<p class=byline>By <a href='/author/lea'>Lea Roe</a> <a href='#'>Follow Author</a></p>", ['Lea Roe']),
        ('<div class=byline>By Lea Roe, Senior Correspondent</div>', ['Lea Roe']),
        ('<div class=author>Lea Roe<br>Political editor</div>', ['Lea Roe']),
        ('<p>By <a rel=author href=/lea>Lea Roe</a></p>', ['Lea Roe']),
        ('<p class=byline>lea@norlandpost.example (Lea Roe)</p>', ['Lea Roe']),
        ('<p class=byline>By Lea Roe | lea@norlandpost.example</p>', ['Lea Roe']),
        ('<p class=byline>By Lea van der Roe</p>', ['Lea van der Roe']),
        ('<p class=byline>By Lea Roe Published May 12, 2026 at 10:00</p>', ['Lea Roe']),
        ('<p class=byline>By Lea Roe · 5 min read</p>', ['Lea Roe']),
        ('<p class=byline>Posted by Lea Roe on May 12, 2026</p>', ['Lea Roe']),
        ('<p class=byline>Written by: Lea Roe; Edited by: Tom Berg</p>', ['Lea Roe']),
        ('<p class=byline>Reviewed by Tom Berg. By Lea Roe</p>', ['Lea Roe']),
        ('<span class=author-name>Lea Roe</span>', ['Lea Roe']),
        ('<figure><img><figcaption>Photo by Tom Berg</figcaption></figure><p class=byline>By Lea Roe</p>', ['Lea Roe']),
        ('<p>By the time the board met, the port of Vell was closed and the boats were gone.</p>', []),
        ('<p class=byline>By Lea Roe in Vell</p>', ['Lea Roe']),
        ('<p class=byline>Lea Roe in Vell and Tom Berg in Ostrey</p>', ['Lea Roe', 'Tom Berg']),
        ('<p class=byline>By Lea Roe (Vell)</p>', ['Lea Roe']),
        ('<p class=byline>By Lea Roe @learoe</p>', ['Lea Roe']),
        ('<p class=byline>By Zoë Müller-Çelik and Łukasz Żak</p>', ['Zoë Müller-Çelik', 'Łukasz Żak']),
        ('<p class=byline>By Lea Roe &amp; Tom Berg</p>', ['Lea Roe', 'Tom Berg']),
        ('<p class=byline>By Lea Roe, Tom Berg, and Ana Lind</p>', ['Lea Roe', 'Tom Berg', 'Ana Lind']),
        ('<p class=byline>By Lea Roe/Tom Berg</p>', ['Lea Roe', 'Tom Berg']),
        ('<div class=byline><a href=/a>Lea Roe</a><a href=/b>Tom Berg</a></div>', ['Lea Roe', 'Tom Berg']),
        ('<ul class=authors><li>Lea Roe</li><li>Tom Berg</li></ul>', ['Lea Roe', 'Tom Berg']),
        ('<p class=byline>By Lea Roe for the Norland Post</p>', ['Lea Roe']),
        ('<p class=byline>Share Save Lea Roe</p>', ['Lea Roe']),
        ('<p class=byline>By J. R. R. Roe</p>', ['J. R. R. Roe']),
        ('<p class=byline>By Madonna</p>', ['Madonna']),
    ],
)  # fmt: skip
def test_more_bylines_as_pages_have_them(byline: str, want: list[str]) -> None:
    page = f"<article><h1>Old crane stays in Vell</h1>{byline}{STORY}</article>"
    assert list(read(page).authors) == want


@pytest.mark.parametrize(
    ("head", "want"),
    [
        ("<meta name=author content='Roe, Lea; Berg, Tom'>", ['Lea Roe', 'Tom Berg']),
        ("<meta name=author content='https://paper.example/author/lea'>", []),
        ("<meta name=author content='lea@x.example (Lea Roe)'>", ['Lea Roe']),
        ("<meta name=author content='Lea Roe, Tom Berg'>", ['Lea Roe', 'Tom Berg']),
        ("<meta name=author content='By Lea Roe'>", ['Lea Roe']),
        ("<meta name=author content='admin'>", []),
        ("<meta property=article:author content='Lea Roe'>", ['Lea Roe']),
        ("<meta property=article:author content='https://facebook.example/learoe'>", []),
        ("<meta name=parsely-author content='Lea Roe'><meta name=parsely-author content='Tom Berg'>", ['Lea Roe', 'Tom Berg']),
        ("<meta name=dc.creator content='Roe, Lea'>", ['Lea Roe']),
    ],
)  # fmt: skip
def test_more_authors_of_the_head(head: str, want: list[str]) -> None:
    page = f"<article><h1>Old crane stays in Vell</h1>{STORY}</article>"
    assert list(read(page, head).authors) == want
