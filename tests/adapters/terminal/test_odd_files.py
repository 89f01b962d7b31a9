"""Files that are not what their names say: mail, pages, fragments, data."""

from __future__ import annotations

import quopri
import re
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill

import pytest

from adapters.pages.extraction import extract_article
from adapters.terminal.sources import saved_page
from briefs.errors import NotText
from tests.adapters.pages.extraction.pages_of import FILLER, html

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TITLE = "Harbour treaty signed in Vell"
BODY = f"<article><h1>{TITLE}</h1>{FILLER}</article>"
FIRST = "The harbour board met on Tuesday to look at the plans for the new quay and its two cranes."
HEAD = "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
PARAGRAPHS = [re.sub("<[^>]+>", "", part) for part in FILLER.split("</p>") if part]


def read_file(folder: Path, name: str, data: bytes) -> tuple[str, str]:
    """A file's name and bytes -> the headline and the first line that are read."""
    (folder / name).write_bytes(data)
    article = extract_article(saved_page(str(folder / name), now=NOW, called=name))
    assert "<" not in article.text
    return article.title, article.text.split("\n")[0]


def mhtml(kind: str = "text/html", before: str = "") -> bytes:
    page = quopri.encodestring(html(BODY).encode()).decode()
    return (
        f'{before}{HEAD}Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: '
        f"{kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--B--\r\n"
    ).encode()


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html", "a.txt", "a"])
@pytest.mark.parametrize("before", ["", "\r\n", "\ufeff", "\n\n"])
@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml"])
def test_a_page_that_a_browser_saved(tmp_path: Path, name: str, before: str, kind: str) -> None:
    assert read_file(tmp_path, name, mhtml(kind, before)) == (TITLE, FIRST)


@pytest.mark.parametrize(
    "start",
    ["<hr>", "<center>", "<form>", "<strong></strong>", "<noscript></noscript>", "<aside></aside>",
     "<svg></svg>", "<my-story>", "<button></button>", "<time></time>", "<!-- saved --> "],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a", "a.html", "a.doc"])
def test_a_fragment_is_html(tmp_path: Path, start: str, name: str) -> None:
    assert read_file(tmp_path, name, (start + BODY).encode()) == (TITLE, FIRST)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a", "a.html", "a.txt", "a.pdf", "a.png"])
def test_a_page_in_whatever_encoding_and_name(tmp_path: Path, encoding: str, name: str) -> None:
    assert read_file(tmp_path, name, html(BODY).encode(encoding)) == (TITLE, FIRST)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_paragraphs_that_begin_with_an_indent(tmp_path: Path, end: str, indent: str) -> None:
    lines = "\n".join(fill(one, 72, initial_indent=indent) for one in PARAGRAPHS)
    data = f"{TITLE}\n\n{lines}".replace("\n", end).encode()
    assert read_file(tmp_path, "a.txt", data) == (TITLE, FIRST)


@pytest.mark.parametrize(
    "data",
    [
        b'{"title": "x", "text": "The board met on Tuesday."}',
        b'{"id": 1, "text": "x"}\n{"id": 2, "text": "y"}\n',
        b'\xef\xbb\xbf [{"text": "The board met on Tuesday."}]',
        rb"{\rtf1\ansi The board met on Tuesday.\par It agreed.}",
        b'\n{\n  "a": [1, 2, 3]\n}\n',
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.txt", "a", "a.rtf"])
def test_data_are_refused_with_advice(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NotText) as refused:
        saved_page(str(tmp_path / name), now=NOW, called=name)
    assert ".txt" in str(refused.value.hint)


@pytest.mark.parametrize("text", ["{It} met on Tuesday.", "[Vell, Tuesday] It met.", "{ no JSON"])
def test_a_text_may_begin_with_a_bracket(tmp_path: Path, text: str) -> None:
    assert read_file(tmp_path, "a.txt", text.encode())[1] == text
