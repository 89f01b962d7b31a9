"""Saved pages of invented papers, each with its truth beside it (tests/corpus/pages)."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.pages.extraction import article_from_text, extract_article
from briefs.errors import (
    BadPage,
    IsPdf,
    NotAnArticle,
    NothingToRead,
    NotText,
    Paywalled,
    ReadoutError,
    TooLarge,
    VideoOnly,
)
from briefs.model.articles import Article, Page, Verdict

CORPUS = Path(__file__).parents[3] / "corpus" / "pages"
NAMES = sorted(path.stem for path in CORPUS.glob("*.html"))
SENTENCE = "The harbour board met on Tuesday and agreed to keep the old crane until the spring. "


def page(body: bytes | str, *, url: str = "https://paper.example/story/1", kind: str = "") -> Page:
    data = body.encode() if isinstance(body, str) else body
    at = datetime(2026, 6, 1, tzinfo=UTC)
    return Page(url, url, 200, kind or "text/html; charset=utf-8", data, at)


def html(body: str, head: str = "", *, lang: str = "en") -> str:
    return f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body>{body}</body></html>"


def story(title: str = "The old crane stays", *, sentences: int = 12) -> str:
    text = "".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(sentences // 3))
    return f"<article><h1>{title}</h1>{text}</article>"


def saved(name: str) -> tuple[Article, dict[str, Any]]:
    truth = json.loads((CORPUS / f"{name}.json").read_text("utf-8"))
    return extract_article(page((CORPUS / f"{name}.html").read_bytes(), url=truth["url"])), truth


@pytest.mark.parametrize("name", [name for name in NAMES if name != "needs_script"])
def test_a_saved_page_is_read_as_its_truth_says(name: str) -> None:
    article, truth = saved(name)
    assert article.verdict.value == truth["verdict"]
    for field in ("title", "published", "site", "language", "canonical"):
        if field in truth:
            assert getattr(article, field) == truth[field], field
    if "authors" in truth:
        assert list(article.authors) == truth["authors"]
    if "certain" in truth:
        assert article.published_certain is truth["certain"]
    for words in truth.get("holds", ()):
        assert words in article.text
    for words in truth.get("lacks", ()):
        assert words not in article.text


def test_the_text_is_whole_lines_without_blanks_around_them() -> None:
    article, _ = saved("news")
    lines = article.text.split("\n")
    assert len(lines) == 6
    assert all(line == line.strip() != "" for line in lines)


def test_an_article_can_be_sent_between_processes() -> None:
    article, _ = saved("news")
    assert pickle.loads(pickle.dumps(article)) == article


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        (b"%PDF-1.4 ...", "", IsPdf),
        (b"  \n%PDF-1.4 ...", "text/html", IsPdf),
        (b"<html>", "application/pdf", IsPdf),
        (b"", "", NothingToRead),
        (b" \n\t ", "", NothingToRead),
        (b"\x1f\x8b\x08\x00" + bytes(30), "", NotText),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "", NotText),
        (b"\xff\xd8\xff\xe0" + bytes(30), "text/html", NotText),
        (b"PK\x03\x04" + bytes(30), "", NotText),
        (b"\x00\x00\x00 ftypisom" + bytes(30), "", NotText),
        (bytes(range(32)) * 40, "text/html", NotText),
        (b"<p>Hello", "image/jpeg", NotText),
        (b"<p>Hello", "video/mp4", NotText),
        (b"<p>Hello", "application/zip", NotText),
        (b'{"a": 1}', "application/json", NotText),
        (b"<html><body><script>1</script></body></html>", "", NothingToRead),
    ],
)
def test_what_is_no_page_of_text_is_refused_by_name(
    body: bytes, kind: str, error: type[ReadoutError]
) -> None:
    with pytest.raises(error) as refused:
        extract_article(page(body, kind=kind))
    assert type(refused.value) is error


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (
            html("", '<script type="application/ld+json">{"@type": "NewsArticle",'
                 ' "isAccessibleForFree": false}</script>'),
            Paywalled,
        ),
        (html("", '<meta property="og:type" content="video.other">'), VideoOnly),
        (html("", "<title>Just a moment...</title>"), NotAnArticle),
    ],
)  # fmt: skip
def test_a_page_without_text_says_why_where_it_can(body: str, error: type[ReadoutError]) -> None:
    with pytest.raises(error):
        extract_article(page(body))


@pytest.mark.parametrize("status", [401, 402, 403, 451])
def test_a_short_text_behind_a_refusal_is_paywalled(status: int) -> None:
    short = replace(page(html(story(sentences=3))), status=status)
    assert extract_article(short).verdict is Verdict.PAYWALLED


def test_a_sentence_about_cookies_is_no_consent_wall() -> None:
    body = story().replace("agreed", "agreed to accept cookies and", 1)
    assert extract_article(page(html(body))).verdict is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ångström café – naïve “words”".encode(), "text/html; charset=iso-8859-1"),
        ("Ångström café – naïve “words”".encode("cp1252"), "text/html; charset=iso-8859-1"),
        ("Ångström café – naïve “words”".encode("cp1252"), "text/html"),
        ("Ångström café – naïve “words”".encode("utf-16"), "text/html"),
        ("Ångström café – naïve “words”".encode("utf-8-sig"), "text/html"),
    ],
)
def test_the_charset_is_what_the_bytes_are(text: bytes, kind: str) -> None:
    encoding = "utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else "ascii"
    before, after = html(story()).split("<p>", 1)
    bare = text if encoding == "ascii" else text[2:]
    codec = "ascii" if encoding == "ascii" else "utf-16-le"
    start = b"\xff\xfe" if encoding != "ascii" else b""
    body = start + f"{before}<p>".encode(codec) + bare + f" {after}".encode(codec)
    assert "Ångström café – naïve “words”" in extract_article(page(body, kind=kind)).text


def test_an_encoding_that_breaks_the_text_is_told() -> None:
    body = html(story()).encode() + b"\x81 \x8d " * 400
    with pytest.raises(BadPage):
        extract_article(page(body, kind="text/html; charset=utf-8"))


def test_plain_text_needs_no_markup() -> None:
    body = f"The old crane stays\n\n{SENTENCE * 4}\n\n{SENTENCE * 4}"
    article = extract_article(page(body, kind="text/plain; charset=utf-8"))
    assert article.title == "The old crane stays"
    assert article.text.count("\n") == 1
    assert article.verdict is Verdict.ARTICLE


def test_pasted_text_keeps_its_paragraphs_and_loses_its_furniture() -> None:
    article = article_from_text(
        f"The old crane stays\n\nBy Ana Crane\n\n{SENTENCE * 3}\r\n\r\n{SENTENCE * 3}\n\nSource link\n"
    )
    assert article.title == "The old crane stays"
    assert article.text == "\n".join([(SENTENCE * 3).strip()] * 2)
    assert article.language == "en"


def test_a_given_title_leaves_the_first_line_alone() -> None:
    article = article_from_text(f"{SENTENCE}\n{SENTENCE}", "Crane", author="By Ana Crane")
    assert article.title == "Crane"
    assert article.authors == ("Ana Crane",)
    assert article.text.startswith("The harbour board")


def test_a_single_paragraph_is_text_and_its_start_the_title() -> None:
    article = article_from_text(SENTENCE * 9)
    assert article.text == (SENTENCE * 9).strip()
    assert article.text.startswith(article.title.removesuffix("…"))


def test_a_text_holds_no_nul() -> None:
    article = article_from_text(f"A pier\0is built\n{SENTENCE}\0{SENTENCE}")
    assert article.title == "A pier is built"
    assert "\0" not in article.text


def test_a_first_sentence_is_no_title_and_stays_in_the_text() -> None:
    article = article_from_text(f"{SENTENCE}\n{SENTENCE * 3}")
    assert article.text.count("\n") == 1
    assert article.text.startswith(article.title.removesuffix("…"))


@pytest.mark.parametrize("text", ["", " \n ", "Advertisement\nRead more\n© 2026 Paper"])
def test_pasted_nothing_is_refused(text: str) -> None:
    with pytest.raises(NothingToRead):
        article_from_text(text, title="A title")


def test_pasted_text_in_another_language_is_told() -> None:
    text = "La alcaldesa anunció ayer que el puerto abrirá también de noche a partir de junio. " * 3
    assert article_from_text(text).verdict is Verdict.NOT_ENGLISH


def test_too_many_tags_are_refused_before_they_are_parsed() -> None:
    with pytest.raises(TooLarge):
        extract_article(page("<p>" * 300_000))


def test_a_live_blog_in_another_language_is_not_read_as_english() -> None:
    body = (
        (CORPUS / "spanish.html")
        .read_text("utf-8")
        .replace(
            "</head>",
            '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "H"}'
            "</script></head>",
        )
    )
    assert extract_article(page(body)).verdict is Verdict.NOT_ENGLISH


def test_a_page_without_an_address_is_read() -> None:
    article = extract_article(page(html(story()), url=""))
    assert article.site is None
    assert article.canonical is None
    assert article.verdict is Verdict.ARTICLE


def test_a_list_of_nothing_but_links_is_no_part_of_the_story() -> None:
    menu = (
        "<ul><li><a href=/1>Herring quota halved again</a></li><li><a href=/2>Lighthouse</a></ul>"
    )
    points = "<ul><li>The crane stays until <a href=/3>spring</a>.</li><li>Then it goes.</li></ul>"
    body = story().replace("</article>", f"{points}{menu}</article>")
    text = extract_article(page(html(body))).text
    assert "Then it goes." in text
    assert "Herring" not in text


def test_the_second_copy_of_a_story_goes() -> None:
    lines = [f"<p>{number}. {SENTENCE}</p>" for number in range(6)]
    body = f"<article><h1>T</h1><div>{''.join(lines)}</div><div>{''.join(lines)}</div></article>"
    assert extract_article(page(html(body))).text.count("5. The harbour board") == 1


def test_what_opens_under_the_pointer_is_no_part_of_the_sentence() -> None:
    box = (
        '<span class="hover"><a>Petra Lindqvale</a><span class="rollover-people-block">'
        "Lindqvale in ten pictures MORE</span></span>"
    )
    body = story().replace(
        "</article>", f"<p>Chairwoman {box} opened the quay at noon.</p></article>"
    )
    text = extract_article(page(html(body))).text
    assert "Chairwoman Petra Lindqvale opened the quay at noon." in text
    assert "ten pictures" not in text
