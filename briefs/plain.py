"""Foreign text and addresses -> what may be shown: nothing invisible, nothing that reorders."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, urlsplit

MAX_MARKS = 4
"""Combining marks in a row; no language's orthography stacks more (Unicode TR 36)."""

MAX_URL_CHARS = 2_048

# Default_Ignorable_Code_Point of Unicode 16's DerivedCoreProperties.txt, less what
# the categories Cc, Cf, Cs and Co cover already.
IGNORABLE = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),
)

BLANKS = str.maketrans({"\t": " ", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def plain(text: str) -> str:
    """Any text -> the same without controls (but newline), bidi overrides, invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for char in text.translate(BLANKS):
        category = unicodedata.category(char)
        if char != "\n" and (category in {"Cc", "Cf", "Cs", "Co"} or _ignorable(char)):
            continue
        marks = marks + 1 if category[0] == "M" else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _ignorable(char: str) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in IGNORABLE)


def safe_url(address: str) -> str | None:
    """Any address -> one that can be linked to, or None.

    http or https, an ASCII host, no user name; all but the plainest characters of the
    rest are percent-encoded.
    """
    if any(ord(char) <= 0x20 or ord(char) == 0x7F for char in address):
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if not host.isascii() or set(host) & set("|<>()\"'\\^`{}%"):
        return None
    try:
        rest = quote(parts.path, safe="/%:=&~+,;@!$*-._")
        if parts.query:
            rest += "?" + quote(parts.query, safe="/%:=&?~+,;@!$*-._")
    except UnicodeEncodeError:  # a lone surrogate
        return None
    netloc = f"[{host}]" if ":" in host else host
    url = f"{parts.scheme}://{netloc}{f':{port}' if port else ''}{rest}"
    return url if len(url) <= MAX_URL_CHARS else None


def host_of(address: str) -> str | None:
    """An address -> its host as it is shown beside the link, without "www."."""
    url = safe_url(address)
    if url is None:
        return None
    return (urlsplit(url).hostname or "").removeprefix("www.")
