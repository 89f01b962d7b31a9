"""Bytes -> text: strict UTF-8 first, then what header, BOM and markup declare.

A header that wrongly says latin-1 over UTF-8 is common, the opposite is not: text in
another encoding is hardly ever valid UTF-8 by chance.
"""

from __future__ import annotations

import codecs

from w3lib.encoding import html_to_unicode, read_bom

from briefs.errors import BadPage, NotText

_SAMPLE = 4_096
_MOST_REPLACED = 0.02  # of all characters: more is another kind of file, or noise
_NOT_TEXT = 0.05  # NULs and control characters, of the first characters
_CONTROLS = {*range(0x09), 0x0B, *range(0x0E, 0x1A), *range(0x1C, 0x20)}


def decoded(body: bytes, content_type: str = "") -> str:
    """Bytes and their Content-Type header -> text.

    Raises: NotText where the bytes are no text in any declared encoding, BadPage where
    too much of it is broken.
    """
    encoding, _ = read_bom(body)
    if encoding is None:
        _refuse_binary(body)
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    _, text = html_to_unicode(content_type or None, body, default_encoding="cp1252")
    if text.count("\N{REPLACEMENT CHARACTER}") > _MOST_REPLACED * len(text):
        raise BadPage("The page's characters are broken: its encoding is not what it says.")
    return text.removeprefix(codecs.BOM_UTF8.decode())


def _refuse_binary(body: bytes) -> None:
    head = body[:_SAMPLE]
    if sum(byte in _CONTROLS for byte in head) > _NOT_TEXT * len(head):
        raise NotText
