"""Rows of `readout pages`: saved pages below a root, and nothing else."""

from __future__ import annotations

import gzip
import os
import pickle
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from adapters.pages.extraction import extract_article
from adapters.terminal.pages_rows import page_row
from adapters.workers import WorkerPool

NOW = datetime(2026, 5, 4, tzinfo=UTC)
CORPUS = Path(__file__).parent.parent.parent / "corpus" / "pages"
URL = "https://www.harbour-courier.example/world/ferry-pact"

row_of = partial(page_row, extract=extract_article, now=NOW)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    page = (CORPUS / "news.html").read_bytes()
    folder = tmp_path / "root"
    folder.mkdir()
    (folder / "news.html").write_bytes(page)
    (folder / "news.html.gz").write_bytes(gzip.compress(page))
    (tmp_path / "outside.html").write_bytes(page)
    (folder / "link.html").symlink_to(tmp_path / "outside.html")
    return folder


def test_a_saved_page_becomes_a_row(root: Path) -> None:
    row = row_of({"id": "one", "url": URL, "path": "news.html"}, root)
    assert row["id"] == "one"
    assert row["title"] == "Osmark and Velland sign ferry pact after nine years of talks"
    assert row["authors"] == ["Ilse Tamm", "Ravi Okonjo"]
    assert row["published"] == "2026-05-03T14:20:00+02:00"
    assert row["site"] == "The Harbour Courier"
    assert row["language"] == "en"
    assert row["verdict"] == "article"
    assert row["text"].startswith("OSMARK")


def test_a_compressed_page_gives_the_same_row(root: Path) -> None:
    plain = row_of({"id": 1, "url": URL, "path": "news.html"}, root)
    assert row_of({"id": 1, "url": URL, "path": "news.html.gz"}, root) == plain


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("../outside.html", "bad_request"),
        ("link.html", "bad_request"),
        ("/etc/hostname", "bad_request"),
        (".", "bad_request"),
        ("none.html", "bad_request"),
        ("", "bad_request"),
        (None, "bad_request"),
        (7, "bad_request"),
        ("news.html\0", "bad_request"),
    ],
)
def test_what_is_no_page_below_the_root_is_refused(root: Path, path: Any, kind: str) -> None:
    row = row_of({"id": "x", "url": URL, "path": path}, root)
    assert row["id"] == "x"
    assert row["error"]["kind"] == kind
    assert row["error"]["message"]


def test_a_pipe_below_the_root_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "pipe.html")
    assert row_of({"id": 1, "path": "pipe.html"}, root)["error"]["kind"] == "bad_request"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "nothing_to_read"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "not_text"),
        (b"<html><body></body></html>", "nothing_to_read"),
    ],
)
def test_what_cannot_be_read_becomes_an_error_row(root: Path, body: bytes, kind: str) -> None:
    (root / "odd.html").write_bytes(body)
    assert row_of({"id": 1, "url": URL, "path": "odd.html"}, root)["error"]["kind"] == kind


def test_a_bad_url_is_told(root: Path) -> None:
    assert row_of({"id": 1, "url": 5, "path": "news.html"}, root)["error"]["kind"] == "bad_request"


async def test_the_row_is_made_in_a_worker(root: Path) -> None:
    work = partial(row_of, root=root)
    pickle.dumps(work)
    async with WorkerPool(workers=1) as pool:
        row = await pool.run(work, {"id": 1, "url": URL, "path": "news.html"})
    assert row["verdict"] == "article"


def test_a_message_names_the_file_as_its_row_does(root: Path) -> None:
    (root / "empty.html").write_bytes(b"")
    for path in ("missing.html", "empty.html", "news.html/x"):
        message = row_of({"id": 1, "path": path}, root)["error"]["message"]
        assert path in message
        assert str(root) not in message
