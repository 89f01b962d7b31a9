"""Text of a page -> its tree; refuses a page that would take too long to parse.

0.9 MB of `<p>` took 49 s, and 60,000 attributes of one element 17 s. So both are counted before
lxml sees the page.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml.etree import ParserError, iterwalk  # type: ignore[import-untyped]
from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

from briefs.errors import BadPage, IsPdf, NothingToRead, NotText, TooLarge
from briefs.model.articles import Page

Node: TypeAlias = Any  # lxml.html.HtmlElement, which has no type hints

MOST_TAGS = 50_000
MOST_ATTRIBUTES = 50_000
MOST_ATTRIBUTES_OF_ONE = 5_000

# Comments and scripts are skipped. As in HTML, a ">" inside a quoted value does not end a tag, and
# a quote that never ends hides nothing. Possessive quantifiers: time is linear in the page.
_TAG = re.compile(
    r"""(?ix) <(?: !--(?:[^-]++|-(?!->))*+
    | (?:script|style)\b[^>]*+>(?:[^<]++|<(?!/(?:script|style)))*+
    | ([a-z](?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+))"""
)
_QUOTED = re.compile(r""" "[^"]*+"|'[^']*+' """.strip())
_BEGINS = re.compile(r"""[\s/"'][^\s/"'>]""")
_FEW = 50  # up to this, a rough count is enough, which counts blanks inside values as attributes
# XML 1.0 section 2.2 excludes them, and libxml2 stops at a NUL.
_INVALID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())

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
    """Refuse a file that cannot be a page of text. Raises: IsPdf, NotText, NothingToRead."""
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
    data = text.encode("utf-8", "replace")
    if data.translate(None, _CONTROLS) != data or any(mark in data for mark in _NO_CHARACTERS):
        text = _INVALID.sub("", text)
        data = text.encode("utf-8", "replace")
    _refuse_crowds(text)
    # libxml2 stops at 256 levels, or at 2,048 with huge_tree. Unclosed tags of a real page can pass
    # the first limit; only a hostile page passes the second.
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
    found = [tag for tag in _TAG.findall(text) if tag]
    if len(found) <= MOST_TAGS and _are_few(found):
        return
    attributes = 0
    for number, tag in enumerate(found, 1):
        here = _attributes(tag)
        attributes += here
        if here > MOST_ATTRIBUTES_OF_ONE or attributes > MOST_ATTRIBUTES:
            raise TooLarge("The page has too many attributes to be read.")
        if number > MOST_TAGS:
            raise TooLarge("The page has too many tags to be read.")


def _are_few(tags: list[str]) -> bool:
    """Whether all tags together are too short to hold too many attributes.

    Each attribute begins with a blank, a slash or a quote, and has two characters or more.
    """
    if max(map(len, tags), default=0) >= 2 * MOST_ATTRIBUTES_OF_ONE:
        return False
    whole = " ".join(tags)
    return len(whole.split()) + sum(map(whole.count, "/\"'=")) <= MOST_ATTRIBUTES


def _attributes(tag: str) -> int:
    """An upper bound of a tag's attributes: each begins after a blank or a slash."""
    if tag.count("/") < _FEW and (rough := max(tag.count("="), len(tag.split()) - 1)) < _FEW:
        return rough
    return len(_BEGINS.findall(_QUOTED.sub('""', tag)))


# Markup that changes how a word looks, not where it ends.
_WITHIN_WORDS = frozenset(
    ["b", "strong", "i", "em", "u", "s", "mark", "small", "big", "sup", "sub", "wbr", "font",
     "abbr", "bdi", "bdo", "cite", "code", "q", "ins", "del", "kbd", "var", "nobr", "tt"]
)  # fmt: skip
# Soft hyphens and zero-width spaces: possible line breaks, not characters of a word.
INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_UNREAD = frozenset(["script", "style", "template", "noscript"])


def words_of(node: Node) -> str:
    """Element -> its text, blanks folded; inline markup does not separate words."""
    if not len(node):
        return " ".join((node.text or "").translate(INVISIBLE).split())
    pieces: list[str] = []
    for event, one in iterwalk(node, events=("start", "end")):
        word = one.tag in _WITHIN_WORDS
        if event == "start":
            if not word:
                pieces.append(" ")
            if one.text and one.tag not in _UNREAD:
                pieces.append(one.text)
        else:
            if not word and not _is_first_letter(one):
                pieces.append(" ")
            if one.tail and one is not node:
                pieces.append(one.tail)
    return " ".join("".join(pieces).translate(INVISIBLE).split())


def _is_first_letter(node: Node) -> bool:
    """Whether an element is a letter that is drawn large: <span>H</span>arbour."""
    text, tail = node.text or "", node.tail or ""
    return len(text) == 1 and text.isupper() and tail[:1].islower()
