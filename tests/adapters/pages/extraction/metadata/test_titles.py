"""Headlines: which heading counts, and what of a title is the site's name."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from adapters.pages.extraction.metadata.linked_data import linked_data
from adapters.pages.extraction.metadata.meta_tags import meta_tags
from adapters.pages.extraction.metadata.titles import headline
from tests.adapters.pages.extraction.pages_of import read, reported


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


@pytest.mark.parametrize(
    ("whole", "site"),
    [
        ("Norland – Ostrey border talks resume in Vell", "Norland Post"),
        ("Norland - Ostrey border talks resume", "norlandpost.example"),
        ("Ostrey | Norland | Vell: three ports, one treaty", "ostreytimes.example"),
        ("Trade talks – round 3 – end without a date", "Daily Paper"),
        ("Minister resigns – Norland Post to close", "Norland Post"),
        ("The Guardian of the quay: Vell’s last pilot", "The Guardian"),
        ("Ports: what comes next : a guide", "Ports Weekly"),
        ("Vell at war ~ a diary", "Vell Diary Magazine"),
    ],
)
def test_a_headline_keeps_words_of_the_site_name(whole: str, site: str) -> None:
    assert title(f"<h1>{whole}</h1>", window(whole), site=site) == whole
    assert title("", window(whole), site=site) == whole


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("Norland Post", "Norland Post"),
        ("The Norland Post", "Norland Post"),
        ("Norland Post Online", "The Norland Post"),
        ("Norland Post", "norlandpost.example"),
        ("Norland Post", "www.norlandpost.co.uk"),
        ("NorlandPost.com", "Norland Post"),
        ("Norland", "getnorland.example"),
        ("Reviews by Norland Post", "Norland Post"),
        ("C.O. by U.S. Post", "CO by US Post"),
    ],
)
def test_the_name_of_the_site_goes_however_it_is_written(name: str, site: str) -> None:
    for text in (f"Ferry pact signed - {name}", f"{name} | Ferry pact signed"):
        assert title("", window(text), site=site) == "Ferry pact signed"


@pytest.mark.parametrize(
    ("heading", "want"),
    [
        ("Ferry pa<wbr>ct si<b>gn</b>ed", "Ferry pact signed"),
        ("Ferry pa&shy;ct signed", "Ferry pact signed"),
        ('<span class="kicker">Politics</span> Ferry pact signed', "Ferry pact signed"),
        ("<a href='/p'>Politics</a>Ferry pact signed", "Ferry pact signed"),
        ("Ferry pact signed<small>By Lea Roe</small>", "Ferry pact signed"),
        ("<span>F</span>erry pact signed", "Ferry pact signed"),
        ("<span>Ferry pact</span><br><span>signed</span>", "Ferry pact signed"),
    ],
)
def test_a_heading_is_read_as_it_is_seen(heading: str, want: str) -> None:
    assert title(f"<h1>{heading}</h1>", window("Ferry pact signed")) == want


@pytest.mark.parametrize(
    "stated",
    ["Ferry &lt;em&gt;pact&lt;/em&gt; signed", "Ferry pa&shy;ct signed", "Ferry &amp;lt;b&amp;gt;pact&amp;lt;/b&amp;gt; signed"],
)  # fmt: skip
def test_markup_in_a_stated_title_is_not_shown(stated: str) -> None:
    assert title(head=f'<meta property="og:title" content="{stated}">') == "Ferry pact signed"


STORY = (
    "<p>" + "The two islands ended nine years of talks on the strait between them. " * 3 + "</p>"
)


@pytest.mark.parametrize(
    ("body", "want"),
    [
        # the heading of a list, a hidden heading, a heading below the story
        (f"<h1>World</h1>{STORY}", "Ferry pact signed"),
        (f"<h1 class='sr-only'>World of boats and ferries</h1><h1>Ferry pact signed</h1>{STORY}",
         "Ferry pact signed"),
        (f"{STORY * 4}<h1>A message from our owner in Velland</h1>", "Ferry pact signed"),
        # the headline that readers see, though the titles say it in other words
        (f"<h1>Two islands end nine years of quarrels</h1>{STORY}",
         "Two islands end nine years of quarrels"),
        (f"<h3>Islands’ ferry pact is signed</h3>{STORY * 4}<h1>About our owner</h1>",
         "Islands’ ferry pact is signed"),
        (f"<div>Ferry pact signed</div><h2>Pact on ferries signed</h2>{STORY}", "Ferry pact signed"),
    ],
)  # fmt: skip
def test_the_heading_of_the_story_is_told_from_others(body: str, want: str) -> None:
    assert title(body, window("Ferry pact signed | World | The Harbour Courier")) in (
        want, f"{want} | World",
    )  # fmt: skip


def test_without_titles_the_heading_above_the_story_counts() -> None:
    assert title(f"<h2>Latest</h2><nav></nav><h2>Ferry pact signed</h2>{STORY}") == (
        "Ferry pact signed"
    )


@pytest.mark.parametrize(
    ("name", "url", "want"),
    [
        (
            "headline_site_word",
            "https://www.norlandpost.example/world/ports",
            "Norland – Ostrey border talks resume in Vell",
        ),
        (
            "headline_bars",
            "https://www.ostreytimes.example/world/ports",
            "Ostrey | Norland | Vell: three ports, one treaty",
        ),
        (
            "headline_dashes",
            "https://www.dailypaper.example/world/ports",
            "Trade talks – round 3 – end without a date",
        ),
    ],
)
def test_headlines_as_they_were_reported(name: str, url: str, want: str) -> None:
    assert reported(name, url=url).title == want


# ------------------------------------------------------------------- tried to be broken

STORY = (
    "<p>The harbour board of Vell met on Tuesday to look at the plans for the new quay and its two "
    "cranes, and it agreed to keep the old one until the spring, when the new boats come.</p>"
)


@pytest.mark.parametrize(
    ("heading", "head", "want"),
    [
        ('', '<title>Norland – Ostrey border talks resume in Vell - Norland Post</title><meta property="og:title" content="Norland – Ostrey border talks resume in Vell"><meta property="og:site_name" content="Norland Post">', 'Norland – Ostrey border talks resume in Vell'),
        ('', '<title>Norland | Vell: what we know | Norland Post</title>', 'Norland | Vell: what we know'),
        ('', '<title>Ostrey signs the treaty after long talks :: Norland Post</title>', 'Ostrey signs the treaty after long talks'),
        ('', '<title>Ostrey signs the treaty after long talks | World | Norland Post</title><meta property="og:site_name" content="Norland Post">', 'Ostrey signs the treaty after long talks'),
        ('<h1>Norland Post</h1><h2>Ostrey signs the treaty after long talks</h2>', '<title>Ostrey signs the treaty after long talks - Norland Post</title>', 'Ostrey signs the treaty after long talks'),
        ("<header><h1><a href='/'>Norland Post</a></h1></header><h2>Ostrey signs the treaty after long talks</h2>", '<title>Ostrey signs the treaty after long talks</title>', 'Ostrey signs the treaty after long talks'),
        ('<h1><span class=kicker>Politics</span> Ostrey signs the treaty after long talks</h1>', '<meta property="og:title" content="Ostrey signs the treaty after long talks"><meta property="og:site_name" content="Norland Post">', 'Ostrey signs the treaty after long talks'),
        ('<h1><span class=kicker>Politics</span><span>Ostrey signs the treaty after long talks</span></h1>', '', 'Ostrey signs the treaty after long talks'),
        ('<h1>Ostrey signs the har&shy;bour treaty after long talks</h1>', '<title>Ostrey signs treaty | Norland Post</title>', 'Ostrey signs the harbour treaty after long talks'),
        ('', '<meta property="og:title" content="Ostrey &lt;em&gt;signs&lt;/em&gt; the treaty after long talks"><meta property="og:site_name" content="Norland Post">', 'Ostrey signs the treaty after long talks'),
        ('', '<title>Will Norland sign? - The Norland Post</title><meta property="og:site_name" content="The Norland Post">', 'Will Norland sign?'),
        ("<h1>Berg out – Kell in: Ostrey's long night</h1>", "<title>Berg out – Kell in: Ostrey's long night – Norland Post</title>", "Berg out – Kell in: Ostrey's long night"),
        ('<h2>Most read</h2><ul><li><a href=/a>Something else happened in the port</a></li></ul><article><h1>Ostrey signs the treaty after long talks</h1>', '<title>Ostrey signs the treaty after long talks</title>', 'Ostrey signs the treaty after long talks'),
        ('<h1>World</h1><h2 class=headline>Ostrey signs the treaty after long talks</h2>', '<title>Ostrey signs the treaty after long talks | Norland Post</title>', 'Ostrey signs the treaty after long talks'),
        ('', '<title>Ostrey signs the treaty after long talks - norlandpost.example</title>', 'Ostrey signs the treaty after long talks'),
        ('<h1>Ostrey&nbsp;signs the treaty after long talks</h1>', '', 'Ostrey signs the treaty after long talks'),
        ('<h1>Subscribe now</h1><article><h1>Ostrey signs the treaty after long talks</h1>', '<title>Ostrey signs the treaty after long talks</title>', 'Ostrey signs the treaty after long talks'),
        ('', '<title>Post office in Norland closes | Post</title><meta property="og:site_name" content="Post">', 'Post office in Norland closes'),
        ('<h1>Ostrey signs: AP explains the treaty of Vell</h1>', '<title>Ostrey signs: AP explains the treaty of Vell | AP</title><meta property="og:site_name" content="AP">', 'Ostrey signs: AP explains the treaty of Vell'),
        ("<h1><img alt='Norland Post' src=l.png></h1><h2>Ostrey signs the treaty after long talks</h2>", '<title>Ostrey signs the treaty after long talks</title>', 'Ostrey signs the treaty after long talks'),
        ("<article><h2 class='entry-title'>Ostrey signs the treaty after long talks</h2>{STORY}</article><h1>Comments</h1>", '', 'Ostrey signs the treaty after long talks'),
    ],
)  # fmt: skip
def test_more_headlines_as_pages_have_them(heading: str, head: str, want: str) -> None:
    heading = heading.replace("{STORY}", STORY * 4)
    opened = "" if "<article" in heading else "<article>"
    page = f"{opened}{heading}{STORY * 6}</article>"
    assert read(page, head, url="https://www.norlandpost.example/world/story-1").title == want
