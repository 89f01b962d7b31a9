"""A name on the command line: a link or a file, and what kind of file."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.pages.extraction import extract_article
from adapters.terminal.sources import is_link, saved_page
from adapters.terminal.streaming import strict_json
from briefs.errors import NothingToRead
from briefs.model.articles import Page

REPORTED = Path(__file__).parents[2] / "corpus" / "reported"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
FRAGMENT = b'<div class="a"><h1>Old crane</h1><p>It stays.</p><p>It goes.</p></div>'
TEXT = b"Old crane stays\n\nThe board met on Tuesday. It was 5 < 6, and a > b.\n"


def saved(folder: Path, name: str, data: bytes) -> Page:
    (folder / name).write_bytes(data)
    return saved_page(str(folder / name), now=NOW)


@pytest.mark.parametrize(
    "name", ["www.ostrey-story.txt", "http:story.txt", "httpimage.html", "https:", "WWW.story"]
)
def test_a_file_that_is_there_is_a_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert is_link(name) is name.lower().startswith(("http:", "https:", "www."))
    Path(name).write_bytes(TEXT)
    assert not is_link(name)


@pytest.mark.parametrize(
    "name", ["https://news.example/a", "www.news.example/a", "http:news.example", "ftp://x.example"]
)
def test_an_address_is_a_link(name: str) -> None:
    assert is_link(name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("fragment", FRAGMENT),
        ("page.txt", b"<!doctype html><html><body><p>Text.</p></body></html>"),
        ("page.md", b"\xef\xbb\xbf  <html><p>Text."),
        ("no-head", b"<meta charset=utf-8><title>T</title><style>a{}</style><p>Text."),
        ("page", b"<?xml version='1.0'?>\n<!-- saved -->\n<!DOCTYPE html><p>Text."),
        ("rest", b"and the rest.</p><p>More.</p><p>Yet more.</p>"),
        ("title", b"<title>T</title><p>Text."),
        ("wide", "\ufeff<html><body><p>Text.</p>".encode("utf-16-le")),
        ("page.dat", b"\n\n<section><h2>T</h2><p>Text.</p></section>"),
        ("page.gz", gzip.compress(FRAGMENT, mtime=0)),
    ],
)
def test_markup_is_known_for_what_it_is(name: str, data: bytes, tmp_path: Path) -> None:
    assert saved(tmp_path, name, data).content_type.startswith("text/html")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("story.html", TEXT),
        ("story", TEXT),
        ("story.txt", b"Use <b>bold</b> for words.\nAnd no more."),
        ("story.md", b"# Crane\n\nIt stays.</p> </p> </p>"),
        ("less", b"< 5 boats came.\nMore later."),
    ],
)
def test_text_is_known_for_what_it_is(name: str, data: bytes, tmp_path: Path) -> None:
    assert saved(tmp_path, name, data).content_type == "text/plain"


def test_a_pdf_is_one_whatever_its_name(tmp_path: Path) -> None:
    assert saved(tmp_path, "story.html", b"%PDF-1.4 ...").content_type == "application/pdf"


MAIL = (
    b"From: Lea <lea@paper.example>\r\nTo: b@paper.example\r\nSubject: Old crane stays\r\n"
    b"MIME-Version: 1.0\r\n"
)
HTML_PART = (
    b"--b\r\nContent-Type: text/html; charset=iso-8859-1\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://paper.example/crane\r\n\r\n<p>Caf=E9 =3D caf=\r\n=E9</p>\r\n"
)
TEXT_PART = b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlain text.\r\n"


@pytest.mark.parametrize("name", ["page.mhtml", "mail.eml", "mail", "mail.txt"])
@pytest.mark.parametrize("kind", ["related", "alternative", "mixed"])
def test_saved_mail_and_pages_are_opened(name: str, kind: str, tmp_path: Path) -> None:
    head = MAIL + b'Content-Type: multipart/%s; boundary="b"\r\n\r\n' % kind.encode()
    parts = HTML_PART if kind == "related" else TEXT_PART + HTML_PART
    page = saved(tmp_path, name, head + parts + b"--b--\r\n")
    if kind == "mixed":
        assert page.content_type.startswith("text/")
        return
    assert page.content_type == "text/html; charset=iso-8859-1"
    assert page.body.decode("iso-8859-1").strip() == "<p>Caf\u00e9 = caf\u00e9</p>"
    assert page.url == "https://paper.example/crane"


def test_mail_in_plain_text_has_its_subject_as_title(tmp_path: Path) -> None:
    page = saved(tmp_path, "mail.eml", MAIL + b"\r\nThe board met.\r\n")
    assert page.body == b"Old crane stays\n\nThe board met."
    assert page.content_type == "text/plain; charset=utf-8"


def test_a_message_without_a_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead):
        saved(tmp_path, "mail.eml", MAIL + b"Content-Type: image/png\r\n\r\nxx")


def test_a_text_that_begins_with_a_colon_is_no_mail(tmp_path: Path) -> None:
    page = saved(tmp_path, "story", b"Subject: cranes\n\nThe board met on Tuesday.\n")
    assert page.body.startswith(b"Subject")


@pytest.mark.parametrize(
    "line",
    ['{"id": NaN}', '{"id": Infinity}', '{"id": -Infinity}', '{"id": 1e400}', '{"a": [NaN]}'],
)
def test_what_is_no_json_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="is not JSON"):
        strict_json(line)


@pytest.mark.parametrize("line", ['{"id": 1.5}', '{"id": 1e300}', '{"id": "NaN"}', '{"id": -0.0}'])
def test_what_is_json_is_read(line: str) -> None:
    assert "id" in strict_json(line)


@pytest.mark.parametrize("name", ["fragment", "no_head", "page_named.txt"])
def test_markup_without_its_frame_as_it_was_reported(name: str) -> None:
    page = saved_page(str(REPORTED / name), now=NOW)
    assert page.content_type == "text/html"
    article = extract_article(page)
    assert "arbour treaty" in article.title
    assert "<" not in article.text
    assert article.text.startswith("Foreign Minister Marta Kell met")
