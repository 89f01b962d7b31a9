"""The whole text that a feed gives -> an article; a teaser is none."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime

import pytest

from adapters.feeds import parse_feed
from adapters.feeds.item_pages import item_page
from adapters.pages.extraction import extract_article
from briefs.model.articles import Article, Verdict
from tests.adapters.feeds.feed_texts import page, rss

NOW = datetime(2026, 5, 14, tzinfo=UTC)
PARAGRAPHS = [
    f"The harbour office of Vell said on Monday that dock {n} will be closed for repairs until the "
    f"autumn, and that ships are sent to the northern port of Ostrey instead, where {n}00 berths "
    "were made free by the council last week after long talks with the owners of the ferries."
    for n in range(1, 6)
]  # fmt: skip
WHOLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def in_rss(tag: str, markup: str) -> str:
    item = (
        f"<item><title>Docks of Vell close</title><link>/docks</link><{tag}>{html.escape(markup)}</{tag}>"
        "<pubDate>Tue, 12 May 2026 10:00:00 GMT</pubDate></item>"
    )
    return rss(item).replace("<rss ", f"<rss {SPACES} ")


def in_atom(kind: str, content: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Vell</title><entry><id>1</id><title>Docks of '
        "Vell close</title><link href='https://news.example/docks'/><updated>2026-05-12T10:00:00Z"
        f"</updated><content type='{kind}'>{content}</content></entry></feed>"
    )


def in_json(**content: str) -> str:
    item = {
        "id": "1",
        "url": "/docks",
        "title": "Docks of Vell close",
        "date_published": "2026-05-12T10:00:00Z",
    }
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{**item, **content}]}
    )


def article_in(feed: str) -> Article | None:
    """A feed of one item -> the article that it gives, None where it gives a teaser."""
    (item,) = parse_feed(page(feed)).items
    return extract_article(item_page(item, now=NOW)) if item.content is not None else None


SYNDICATED = '<p>The post <a href="/docks">Docks</a> appeared first on <a href="/">Vell</a>.</p>'


@pytest.mark.parametrize(
    "feed",
    [
        in_rss("content:encoded", WHOLE),
        in_rss("description", WHOLE),
        in_rss("content:encoded", WHOLE + SYNDICATED),
        in_rss("content:encoded", "<p hidden>Berg signed in secret.</p>" + WHOLE),
        in_rss("content:encoded", WHOLE.replace("<p>", "<div>").replace("</p>", "</div>")),
        in_atom("html", html.escape(WHOLE)),
        in_atom("xhtml", f'<div xmlns="http://www.w3.org/1999/xhtml">{WHOLE}</div>'),
        in_json(content_html=WHOLE),
        in_json(content_text="\n\n".join(PARAGRAPHS)),
    ],
)
def test_a_whole_text_is_read_like_a_page(feed: str) -> None:
    article = article_in(feed)
    assert article is not None
    assert article.text.split("\n") == PARAGRAPHS
    assert (article.title, article.url) == ("Docks of Vell close", "https://news.example/docks")
    assert (article.published or "")[:10] == "2026-05-12"
    assert article.verdict is Verdict.ARTICLE


@pytest.mark.parametrize(
    "feed",
    [
        in_rss("content:encoded", ""),
        in_rss("content:encoded", f"<p>{PARAGRAPHS[0]}</p>"),
        in_rss("description", f"<p>{PARAGRAPHS[0]}</p>"),
        in_rss("content:encoded", WHOLE[:-5] + " […]</p>"),
        in_rss("content:encoded", WHOLE + "<p><a href='/docks'>Continue reading “Docks” →</a></p>"),
        in_rss("content:encoded", WHOLE + "<p>Read more...</p>"),
        in_atom("html", html.escape(WHOLE[:-4] + "…</p>")),
        in_json(content_html=WHOLE + "<p>Subscribe to read the full story.</p>"),
        in_json(content_text=""),
        in_json(),
    ],
)
def test_a_teaser_is_no_text(feed: str) -> None:
    assert article_in(feed) is None


@pytest.mark.parametrize(
    "content",
    [
        WHOLE.replace("Monday", "Mon\0day", 1),
        WHOLE.replace("Monday", "Mon\ud800day", 1),
        WHOLE + "<script>alert(1)</script></article></body></html><p>Out",
        WHOLE + "<b>" * 1_000,
    ],
    ids=["NUL", "lone surrogate", "closes the page", "never closed"],
)
def test_what_a_feed_gives_can_be_kept_and_read(content: str) -> None:
    (item,) = parse_feed(page(in_json(content_html=content))).items
    assert item.content is not None
    assert "\0" not in item.content
    item.content.encode()
    article = extract_article(item_page(item, now=NOW))
    assert PARAGRAPHS[-1] in article.text
    assert "alert" not in article.text


def test_a_text_that_is_too_long_is_left_to_the_page() -> None:
    (item,) = parse_feed(page(in_json(content_html=WHOLE * 300))).items
    assert item.content is None
