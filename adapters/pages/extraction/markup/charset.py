"""Bytes -> text: what the bytes show counts more than what header and markup declare.

A byte order mark at the start decides, then valid UTF-8: text in another encoding is hardly ever
valid UTF-8 by chance, while headers that wrongly declare latin-1 for UTF-8 are common. Then the
header, then the markup (https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding),
each only if the bytes are valid in it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from briefs.errors import BadPage, NotText

_SAMPLE = 4_096
_DETECTED = 100_000  # bytes that are examined if the text is in none of the declared encodings
_MOST_REPLACED = 0.02  # of all characters: more is another kind of file, or noise
_NOT_TEXT = 0.05  # NULs and control characters, of the first characters
_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1A), *range(0x1C, 0x20)])
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_REPLACED = "\N{REPLACEMENT CHARACTER}"
# In Western text such bytes are isolated within words, in other scripts they are adjacent.
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}|(?:[\x80-\xff][\x40-\x7e]){3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_IN_RUNS = 0.6
_MOST_HIGH = 0.2  # of the bytes of Western text; Icelandic has about 0.1
_OTHER_SCRIPTS = [
    "gb18030", "big5", "cp932", "shift_jis", "euc_jp", "cp949", "euc_kr", "cp1251", "koi8_r",
    "cp1253", "cp1255", "cp1256", "cp874",
]  # fmt: skip
_WESTERN = frozenset(["ascii", "cp1252", "iso8859-1", "iso8859-15", "iso8859-9"])


def decoded(body: bytes, content_type: str = "") -> str:
    """Bytes and their Content-Type header -> decoded text.

    Raises: NotText if the bytes are not text in any declared encoding, BadPage if too much of it
    is broken.
    """
    marked, mark = read_bom(body)
    if marked is None:
        marked = next((name for start, name in _WIDE if body.startswith(start)), None)
        mark = b""
    if marked is not None:
        text = body[len(mark or b"") :].decode(marked, "windows")
    else:
        _refuse_binary(body)
        text = _unmarked(body, content_type)
    if text.count(_REPLACED) > _MOST_REPLACED * len(text):
        raise BadPage("The page's characters are broken: its encoding is not what it says.")
    return text


def _unmarked(body: bytes, content_type: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(body, error.start):
            return body.decode("utf-8", "windows")
    declared = list(dict.fromkeys(_declared(body, content_type)))
    high = len(_HIGH.findall(body))
    foreign = sum(map(len, _HIGH_RUN.findall(body))) > _IN_RUNS * high
    western = not foreign and high <= _MOST_HIGH * len(body)
    if not western:
        # Latin-1 is many servers' default for everything, and every byte is valid in it.
        declared.sort(key=_is_western)
    for name in declared:
        if _is_western(name) and not western:
            break
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    if foreign:
        found = from_bytes(body[:_DETECTED], cp_isolation=_OTHER_SCRIPTS).best()
        if found is not None:
            return body.decode(found.encoding, "replace")
    # Bytes in no known encoding are broken, and refused as such.
    return body.decode("cp1252" if western else "utf-8", "replace")


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """Declared encodings, the header's first; not UTF-8 (ruled out) nor UTF-16 (needs a BOM)."""
    for name in (http_content_type_encoding(content_type), html_body_declared_encoding(body)):
        known = resolve_encoding(name) if name else None
        if known and not known.startswith(("utf", "cp65001")):
            yield known


def _is_western(name: str) -> bool:
    return codecs.lookup(name).name in _WESTERN


def _is_mostly_utf8(body: bytes, first: int) -> bool:
    """Whether it is UTF-8 with a few stray bytes: more multi-byte characters than strays."""
    if body[first:] and len(body) - first < 4:
        return True  # cut off within its last character
    text = body.decode("utf-8", "replace")
    wrong = text.count(_REPLACED)
    return sum(char > "\x7f" for char in text) - wrong > wrong


def _windows(error: UnicodeError) -> tuple[str, int]:
    """An invalid byte -> its character in windows-1252, from which it was pasted."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows", _windows)


def _refuse_binary(body: bytes) -> None:
    head = body[:_SAMPLE]
    if len(head) - len(head.translate(None, _CONTROLS)) > _NOT_TEXT * len(head):
        raise NotText
