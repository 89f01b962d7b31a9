"""Text of a page -> its tree, with everything refused that would take too long to parse.

0.9 MB of `<p>` took 49 s, 60,000 attributes on one element 17 s, so both are counted
before lxml sees the page.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml.etree import ParserError  # type: ignore[import-untyped]
from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

from briefs.errors import BadPage, IsPdf, NothingToRead, NotText, TooLarge
from briefs.model import Page

Node: TypeAlias = Any  # lxml.html.HtmlElement, which comes without types

MOST_TAGS = 50_000
MOST_ATTRIBUTES = 50_000
MOST_ATTRIBUTES_OF_ONE = 5_000

# Comments and scripts are passed over; in a tag, as HTML reads it, a ">" inside a quoted value
# does not end it, and a quote that never ends hides nothing. Possessive: linear in the page.
_TAG = re.compile(
    r"""(?ix) <!--(?:[^-]++|-(?!->))*+
    | <(?:script|style)\b[^>]*+>(?:[^<]++|<(?!/(?:script|style)))*+
    | (?P<tag><[a-z](?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+)"""
)
_QUOTED = re.compile(r""" "[^"]*+"|'[^']*+' """.strip())
_BEGINS = re.compile(r"""[\s/"'][^\s/"'>]""")
_FEW = 50  # below it a rough count will do, which takes blanks inside values for attributes
# XML 1.0 section 2.2 excludes them, and libxml2 stops at a NUL.
_INVALID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern and the sections after it
_SIGNATURES = (
    b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"BM", b"OggS\x00", b"ID3",
    b"\x1aE\xdf\xa3", b"PK\x03\x04", b"\x1f\x8b\x08", b"Rar \x1a\x07", b"Rar!\x1a\x07", b"wOFF",
    b"wOF2", b"\x00\x01\x00\x00", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", b"\x7fELF",
)  # fmt: skip
_READABLE = re.compile(
    r"(?i)^\s*($|text/(html|plain|xml|x-server-parsed-html)\b|application/(xhtml|xml|[\w.-]*\+xml)"
    r"|application/octet-stream|binary/octet-stream|unknown|\*/\*)"
)


def refuse_other_files(page: Page) -> None:
    """Raises: IsPdf, NotText, NothingToRead for what cannot be a page of text."""
    head = page.body[:1024].lstrip()
    if head.startswith(b"%PDF-") or "application/pdf" in page.content_type.lower():
        raise IsPdf
    if not page.body.strip():
        raise NothingToRead("Could not read this: the page is empty.")
    if (
        head.startswith(_SIGNATURES)
        or head[8:12] in (b"WEBP", b"WAVE", b"AVI ")
        or (head[4:8] == b"ftyp")
    ):
        raise NotText
    if not _READABLE.match(page.content_type):
        raise NotText


def parsed(text: str) -> Node:
    """HTML text -> the root element. Raises: TooLarge, BadPage, NothingToRead."""
    text = _INVALID.sub("", text)
    _refuse_crowds(text)
    data = text.encode("utf-8", "replace")
    # libxml2 stops at 256 levels, or at 2,048 where it is asked to; unclosed tags of a real
    # page can pass the first, only a trap passes the second.
    for huge in (False, True):
        parser = HTMLParser(
            collect_ids=False,
            default_doctype=False,
            encoding="utf-8",
            remove_comments=True,
            remove_pis=True,
            huge_tree=huge,
        )
        try:
            tree = document_fromstring(data, parser=parser)
        except ParserError as e:
            raise NothingToRead from e
        if not any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
            return tree
    raise BadPage("The page is built so deep that it cannot be read.")


def _refuse_crowds(text: str) -> None:
    tags = attributes = 0
    for found in _TAG.finditer(text):
        tag = found["tag"]
        if tag is None:
            continue
        tags += 1
        here = _attributes(tag)
        attributes += here
        if here > MOST_ATTRIBUTES_OF_ONE or attributes > MOST_ATTRIBUTES:
            raise TooLarge("The page has too many attributes to be read.")
        if tags > MOST_TAGS:
            raise TooLarge("The page has too many tags to be read.")


def _attributes(tag: str) -> int:
    """At least as many as the parser will see: each begins after a blank or a slash."""
    if tag.count("/") < _FEW and (rough := max(tag.count("="), len(tag.split()) - 1)) < _FEW:
        return rough
    return len(_BEGINS.findall(_QUOTED.sub('""', tag)))


def words_of(node: Node) -> str:
    """Element -> its text, blanks folded, with a blank where a child element begins."""
    return " ".join(" ".join(node.itertext()).split())
