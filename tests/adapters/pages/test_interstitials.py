import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pages.interstitials import interstitial_target
from briefs.model.articles import Page

PARAGRAPH = "<p>The two ministers met in Varna on Monday and signed a fishing treaty.</p>"
ARTICLE = PARAGRAPH * 40


def page(body: str, url: str = "https://short.example/x", content_type: str = "text/html") -> Page:
    return Page(
        asked=url,
        url=url,
        status=200,
        content_type=content_type,
        body=body.encode(),
        fetched_at=datetime(2026, 5, 4, tzinfo=UTC),
    )


STORY = "https://news.example/a-story?id=7&x=1"
ESCAPED = STORY.replace("&", "&amp;")


@pytest.mark.parametrize(
    ("body", "further"),
    [
        (f'<meta http-equiv="refresh" content="0;url={ESCAPED}">', STORY),
        (f"<META content='2; URL={ESCAPED}' HTTP-EQUIV=Refresh>", STORY),
        (f'<meta http-equiv="refresh" content="0;URL=\'{STORY}\'">', STORY),
        (f'<meta http-equiv="refresh" content="0, {STORY}">', STORY),
        ('<meta http-equiv="refresh" content="0;url=/next#top">', "https://short.example/next"),
        ('<meta http-equiv="refresh" content="5;url=?b=2">', "https://short.example/x?b=2"),
        # a page without scripts, as shorteners send it to robots
        (
            f'<noscript><META http-equiv="refresh" content="0;URL={STORY}"></noscript><title>x</title>',
            STORY,
        ),
        (
            '<title>x</title><script>location.replace("https:\\/\\/news.example\\/a-story?id=7\\u0026x=1")</script>',
            STORY,
        ),
        (
            '<link rel="x" href="y"><meta http-equiv="refresh" content="0;url=/a?b=1&copy=2">',
            "https://short.example/a?b=1&copy=2",
        ),
        (
            '<script>window.location.href = "https:\\/\\/news.example\\/a-story?id=7\\x26x=1"</script>',
            STORY,
        ),
        (f"<script>window.location='{STORY}';</script>Redirecting ...", STORY),
        (f"<script>top.location.assign('{STORY}')</script>", STORY),
    ],
)
def test_a_door_tells_where_it_leads(body: str, further: str) -> None:
    assert interstitial_target(page(f"<html><head>{body}</head></html>")) == further


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE,
        f'<meta http-equiv="refresh" content="300">{ARTICLE}',
        f'<meta http-equiv="refresh" content="300;url=/other">{ARTICLE}',
        f'<meta http-equiv="refresh" content="0;url=https://short.example/x#b">{ARTICLE}',
        f'<meta http-equiv="refresh" content="0;url=javascript:alert(1)">{ARTICLE}',
        f'<meta http-equiv="refresh" content="0;url=file:///etc/passwd">{ARTICLE}',
        f'<meta http-equiv="refresh" content="0;url=http://[bad">{ARTICLE}',
        f'<meta http-equiv="refresh" content="0;url=">{ARTICLE}',
        f'<noscript><meta http-equiv="refresh" content="0;url=/nojs"></noscript>{ARTICLE}',
        f'<noscript><meta http-equiv="refresh" content="0;url={STORY}"></noscript>{ARTICLE}',
        '<noscript><meta http-equiv="refresh" content="0;url=/enable-scripts"></noscript>',
        f'<!-- <meta http-equiv="refresh" content="0;url={STORY}"> -->',
        f'<script>var x = \'<meta http-equiv="refresh" content="0;url={STORY}">\'</script>{ARTICLE}',
        f'<script>if (mobile) location.href = "{STORY}"</script>{ARTICLE}',
        '<script>location.href = "https://short.example/check"</script>',
        f'<link rel="canonical" href="{STORY}">{ARTICLE}',
        f'<meta property="og:url" content="{STORY}">{ARTICLE}',
        f'<a href="{STORY}">Read more</a>',
        "",
    ],
)
def test_a_page_to_read_is_no_door(body: str) -> None:
    assert interstitial_target(page(f"<html><head>{body}</head></html>")) is None


@pytest.mark.parametrize("mark", ["amp", "⚡", 'lang="en" AMP', 'amp=""'])
def test_an_amp_copy_leads_to_its_article(mark: str) -> None:
    style = "<style amp-custom>" + "p{color:red}" * 6000 + "</style>"
    body = f'<!doctype html><html {mark}><head>{style}<link rel="canonical" href="{ESCAPED}"></head>{ARTICLE}</html>'
    assert interstitial_target(page(body, "https://amp.news.example/a-story")) == STORY


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        (
            "https://amp.news.example/a-story",
            "https://amp.news.example/a-story",
        ),  # AMP is all there is
        (
            "https://elsewhere.example/a-story",
            "https://amp.news.example/a-story",
        ),  # a syndicated copy
    ],
)
def test_an_amp_page_that_is_the_article_is_read(canonical: str, url: str) -> None:
    assert (
        interstitial_target(
            page(f'<html amp><link rel="canonical" href="{canonical}">{ARTICLE}', url)
        )
        is None
    )


def test_an_article_about_amplifiers_is_no_amp_copy() -> None:
    body = f'<html class="amp"><link rel="canonical" href="https://news.example/b">{ARTICLE}'
    assert interstitial_target(page(body, "https://news.example/amp")) is None


@pytest.mark.parametrize(
    ("url", "body"),
    [
        (
            "https://flipboard.com/article/x/a-1",
            f'<link rel="canonical" href="{ESCAPED}">{ARTICLE}',
        ),
        ("https://www.newsbreak.com/n/1", f'<meta property="og:url" content="{ESCAPED}">{ARTICLE}'),
        (
            "https://apple.news/Ab1",
            f'<script>redirectToUrlAfterTimeout("{STORY}", 0);</script>{ARTICLE}',
        ),
        (
            "https://news.google.com/articles/CBM",
            f'<c-wiz data-n-au="{ESCAPED}" jsrenderer="x">{ARTICLE}',
        ),
        (
            "https://lnkd.in/abc",
            f'<h1>This link leads away</h1><a class="x" data-tracking-control-name="external_url_click" href="{ESCAPED}">go</a>{ARTICLE}',
        ),
    ],
)
def test_an_aggregator_leads_to_the_publisher(url: str, body: str) -> None:
    assert interstitial_target(page(f"<html>{body}</html>", url)) == STORY


def test_an_aggregator_that_names_itself_is_read() -> None:
    own = '<link rel="canonical" href="https://flipboard.com/article/x/a-1?y=2">'
    assert interstitial_target(page(own + ARTICLE, "https://flipboard.com/article/x/a-1")) is None


@pytest.mark.parametrize("kind", ["text/plain", "application/rss+xml", "application/json"])
def test_only_html_has_doors(kind: str) -> None:
    assert (
        interstitial_target(
            page(f'<meta http-equiv="refresh" content="0;url={STORY}">', content_type=kind)
        )
        is None
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<meta ", "<meta a=", "<!--", "<script", "<noscript>", "<style>", '<meta content="', "<a b='", "<html ",
        '<meta http-equiv=refresh content="0 ', "location=", "location='http:", "İ<!--", "< ", "\\u00", " ", "=",
    ],
)  # fmt: skip
@pytest.mark.parametrize("url", ["https://short.example/x", "https://apple.news/x"])
def test_the_main_loop_is_not_held_up(piece: str, url: str) -> None:
    sent = page(piece * (2**20 // len(piece.encode())), url)
    began = time.thread_time()
    interstitial_target(sent)
    assert time.thread_time() - began < 0.3


@given(st.text(max_size=300), st.binary(max_size=300))
def test_any_page_is_scanned_without_a_fault(text: str, raw: bytes) -> None:
    interstitial_target(page(text))
    interstitial_target(page(f'<meta http-equiv="refresh" content="0;url={text}">'))
    interstitial_target(
        Page(
            asked="",
            url="https://x.example/",
            status=200,
            content_type="",
            body=raw,
            fetched_at=datetime.now(UTC),
        )
    )
