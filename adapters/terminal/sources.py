"""A name on the command line -> the page that it stands for.

A saved page keeps what a site would have answered: bytes and a content type, so that
it goes through the very same chain as a fetched one.
"""

from __future__ import annotations

import sys
import zlib
from datetime import datetime
from pathlib import Path

from briefs.errors import BadPage, BadRequest, NothingToRead, NotText, TooLarge
from briefs.model import Page

MAX_FILE_BYTES = 10 * 2**20
"""As much as is read of a fetched page, decoded."""

TYPES = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/plain", ".pdf": "application/pdf",
}  # fmt: skip
HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<p>", b"<?xml")
TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")


def is_link(target: str) -> bool:
    """Whether a name on the command line is an address ("ftp://…" counts and is refused later)."""
    return "://" in target or target.lower().startswith(("http:", "https:", "www."))


def saved_page(target: str, *, now: datetime, called: str = "") -> Page:
    """File name, or - for standard input -> Page; `called` is how its asker named it.

    Raises: BadRequest (no such file), NothingToRead (empty), NotText (binary), TooLarge.
    """
    if not target.strip():
        raise BadRequest("There is nothing to brief.", hint="Name a link, a file, or - .")
    data = _standard_input() if target == "-" else _read(Path(target), called or target)
    name = Path("standard input" if target == "-" else called or target)
    if name.suffix == ".gz" or data[:2] == b"\x1f\x8b":
        data, name = _inflate(data), name.with_suffix("")
    if len(data) > MAX_FILE_BYTES:
        raise TooLarge(f"{name} is larger than {MAX_FILE_BYTES // 2**20} MB.")
    if not data.strip():
        raise NothingToRead(f"{name} is empty.", hint="")
    kind = TYPES.get(name.suffix.lower()) or _kind(data)
    if kind != "application/pdf" and _is_binary(data):
        raise NotText(f"{name} is not a saved page or a text.", hint="")
    return Page(asked=str(name), url="", status=200, content_type=kind, body=data, fetched_at=now)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise NothingToRead("standard input is closed.", hint="")
    return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)


def _read(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        hint = "For a link, write https:// in front." if "." in name else ""
        raise BadRequest(f"There is no file {name!r}.", hint=hint) from error
    except OSError as error:
        raise BadRequest(f"Could not read {name!r}: {error.strerror}.") from error


def _inflate(data: bytes) -> bytes:
    inflating = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        inflated = inflating.decompress(data, MAX_FILE_BYTES + 1)
    except zlib.error as error:
        raise BadPage("The file is a broken gzip archive.") from error
    if not inflating.eof and len(inflated) <= MAX_FILE_BYTES:
        raise BadPage("The file is a gzip archive that was cut off.")
    return inflated


def _kind(data: bytes) -> str:
    head = data[:2048].lower()
    if head.startswith(b"%pdf"):
        return "application/pdf"
    return "text/html" if any(sign in head for sign in HTML_SIGNS) else "text/plain"


def _is_binary(data: bytes) -> bool:
    """Control characters that no text holds; UTF-16 with its mark is text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    head = data[:4096]
    return sum(byte < 32 and byte not in TEXT_CONTROLS for byte in head) > len(head) // 100
