"""File name or "-" on the command line -> Page.

The Page has bytes and a content type, as a site would have answered, so that it is processed
exactly like a fetched one.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from datetime import datetime
from pathlib import Path

from adapters.terminal.mail_files import is_mail, saved_mail
from briefs.errors import BadPage, BadRequest, NothingToRead, NotText, TooLarge
from briefs.model.articles import Page

MAX_FILE_BYTES = 10 * 2**20
"""The same limit as for a fetched page, decoded."""

MAX_NAME = 255
TYPES = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/plain", ".pdf": "application/pdf",
}  # fmt: skip
SNIFFED = 64 * 1024
# https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type, and what
# fragments begin with.
_STARTS_AS_HTML = re.compile(
    r"(?i)(?:\ufeff|\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|(?:html|head|body|title|meta|link|"
    r"script|style|div|p|article|section|main|header|nav|h[1-6]|table|ul|ol|span|a|b|br|img|font|"
    r"iframe|figure|blockquote|template|aside|footer|hr|pre|dl|form|center|strong|em|i|small|font|"
    r"picture|svg|video|audio|noscript|button|label|details|dialog|time)(?=[\s>/]))",
    re.DOTALL,
)
_CLOSED = re.compile(r"(?i)</(?:p|div|h[1-6]|li|article|section|table|body)>")
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CLOSED_OF_HTML = 3
_KINDS = "Name a file that was saved as .html, .mhtml, .eml or .txt."
_SAVE_AGAIN = "Save the page again."
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # UTF-16: byte order marks, or "<" of HTML
TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")


def is_link(target: str) -> bool:
    """Whether a name on the command line is an address ("ftp://…" counts and is refused later)."""
    if "://" in target:
        return True
    if not target.lower().startswith(("http:", "https:", "www.")):
        return False
    return not (len(target) < MAX_NAME and Path(target).is_file())  # an existing file wins


def saved_page(target: str, *, now: datetime, called: str = "") -> Page:
    """File name, or - for standard input -> Page; `called`: its name in error messages.

    Raises: BadRequest (no such file), NothingToRead (empty), NotText (binary), TooLarge.
    """
    if not target.strip():
        raise BadRequest("There is nothing to brief.", hint="Name a link, a file, or - .")
    data = _standard_input() if target == "-" else _read(Path(target), called or target)
    name = Path("standard input" if target == "-" else called or target)
    if name.suffix == ".gz" or data[:2] == b"\x1f\x8b":
        data, name = _inflate(data), name.with_suffix("")
    if len(data) > MAX_FILE_BYTES:
        size = f"{MAX_FILE_BYTES // 2**20} MB"
        raise TooLarge(f"{name} is larger than {size}.", hint="Cut it to the part that matters.")
    if not data.strip():
        raise NothingToRead(f"{name} is empty.", hint="Save the page again, or name another file.")
    if is_mail(data, name.suffix.lower()):
        return saved_mail(data, called=str(name), now=now)
    kind = _kind(data, TYPES.get(name.suffix.lower()))
    if kind == "text/plain" and _is_data(data):
        raise NotText(f"{name} holds data, not a text to read.", hint=_KINDS)
    if kind != "application/pdf" and _is_binary(data):
        raise NotText(f"{name} is not a saved page or a text.", hint=_KINDS)
    return Page(asked=str(name), url="", status=200, content_type=kind, body=data, fetched_at=now)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise NothingToRead("standard input is closed.", hint="Name a link or a file.")
    return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)


def _read(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        hint = "Check its name."
        if "." in name:
            hint = "Check its name; for a link, write https:// in front."
        raise BadRequest(f"There is no file {name!r}.", hint=hint) from error
    except OSError as error:
        hint = "Name a file that you may read."
        raise BadRequest(f"Could not read {name!r}: {error.strerror}.", hint=hint) from error


def _inflate(data: bytes) -> bytes:
    inflating = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        inflated = inflating.decompress(data, MAX_FILE_BYTES + 1)
    except zlib.error as error:
        raise BadPage("The file is a broken gzip archive.", hint=_SAVE_AGAIN) from error
    if not inflating.eof and len(inflated) <= MAX_FILE_BYTES:
        raise BadPage("The file is a gzip archive that was cut off.", hint=_SAVE_AGAIN)
    return inflated


def _kind(data: bytes, named: str | None) -> str:
    """Content type of a file by its first bytes, else by its name."""
    if data.lstrip()[:5].lower() == b"%pdf-":
        return "application/pdf"
    text = _head(data)
    if _STARTS_AS_HTML.match(text):
        return named if named == "application/xhtml+xml" else "text/html"
    if named != "text/plain" and len(_CLOSED.findall(text)) >= _CLOSED_OF_HTML:
        return "text/html"
    if named in (None, "text/html") and not _ANY_TAG.search(text):
        return "text/plain"
    return named or "text/plain"


def _head(data: bytes) -> str:
    """The first characters of a file, enough to recognise its type."""
    head = data[:SNIFFED]
    if head.startswith(_WIDE):
        unmarked = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
        return head.decode(unmarked.get(head[:2], "utf-16"), "replace")
    return head.decode("utf-8", "replace")


def _is_data(data: bytes) -> bool:
    """Whether a text is JSON, JSON Lines or RTF, formats that are not read as text."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return True
    if not start.startswith((b"{", b"[")):
        return False
    for text in (start, start.partition(b"\n")[0]):
        try:
            return isinstance(json.loads(text), dict | list)
        except (ValueError, RecursionError):
            continue
    return False


def _is_binary(data: bytes) -> bool:
    """Whether it has control characters that no text has; UTF-16 is text."""
    if data.startswith(_WIDE):
        return False
    head = data[:4096]
    return sum(byte < 32 and byte not in TEXT_CONTROLS for byte in head) > len(head) // 100
