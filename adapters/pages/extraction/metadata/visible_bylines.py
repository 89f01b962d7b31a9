"""Visible bylines, recognised by markup, class, wording and the target of their link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from adapters.pages.extraction.markup.markup_parser import Node, words_of
from adapters.pages.extraction.metadata.linked_data import NamedAuthor

_LONGEST = 160
_LONGEST_LINK = 50
_NEAR = 8  # levels
_SENTENCE = 9  # words, and a full stop: "By Monday the harbour was ..."
_PASSED_BY = frozenset(["script", "style", "meta", "link", "body", "html", "head", "noscript"])
_KIND = re.compile(r"(?i)(?:^|[\s_-]|(?<=[a-z]))(?:by-?line|author|contributor|written-?by|writer)")
_NOT_KIND = re.compile(
    r"(?i)comment|related|recommend|sidebar|footer|avatar|image|photo|img|picture|social|icon|"
    r"follow|popular|trending|promo|more-|carousel|quote|testimonial|newsletter|popup|tooltip|"
    r"\bbio|desc|-bio|title|link-?list"
)
# Alone, or after a date: "9 April 2026 | by Lea Roe | 4 min read".
_BY = re.compile(
    r"(?i)\s*+(?:[^|•·]{0,40}[|•·–—-]\s*|[^|•·]{0,30}\d{4},?\s+)?"
    r"(?P<how>(?:(?:written|posted|published|words|story|article written) )?by\b)[:\s]*"
)
_WRITTEN = re.compile(r"(?i)\s*written by\b")
_TO_AUTHOR = re.compile(
    r"(?i)/(?:authors?|profiles?|contributors?|writers?|reporters?|by|staff|people|journalists?|"
    r"columnists?|correspondents?|byline|bios?|autor|auteur)/[^/]+|[?&]author=\w"
)
# Before "by" in the same line these mean another credit than the writer's.
_OTHER_CREDIT = re.compile(
    r"(?i)\b(?:photo\w*|image|picture|illustrat\w+|edited|reviewed|graphics?|video|produced|directed|"
    r"translated|checked|art(?:work)?|presented|sponsored|powered|music|designed|narrated)\s*$"
)
_SMALL_WORDS = frozenset(
    ["by", "and", "with", "for", "in", "at", "of", "the", "on", "de", "da", "del", "van", "von",
     "la", "el", "al", "bin", "updated", "published", "posted"]
)  # fmt: skip
_MOST_SMALL = 2  # other words without a capital: with more it is a sentence
_ASIDE = frozenset(["aside", "nav", "footer", "form"])
_OTHERS = re.compile(
    r"(?i)(?:^|[\s_-])(?:comments?|related|recommend\w*|popular|trending|carousel|teasers?|cards?)"
    r"(?:$|[\s_-])|(?:^|\s)(?!no-|with-|has-)[\w-]*sidebar(?:$|\s)"
)
# Two words or more with capitals, of which a byline in plain words has to begin with one.
_KINDS = ("marked", "class", "written", "link", "worded")
_NAMED = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*,? (?:(?:de|da|del|der|van|von|la|el|al|bin) )*){1,3}[A-ZÀ-ÖØ-Þ]"
)


_LONGEST_LIST = 12  # elements
_BETWEEN_NAMES = re.compile(r"(?i)\band\b|[,;&|•·/]")
_ONE_NAME = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŁŻ][\w.'’-]*\s){1,3}[A-ZÀ-ÖØ-ÞŁŻ][\w.'’-]+")


def seen_bylines(tree: Node) -> Iterator[list[NamedAuthor]]:
    """Root element -> candidate bylines, the most reliable kind first.

    A page marks the authors of other articles too. So only the first of each kind counts, with
    those right beside it.
    """
    found: dict[str, list[tuple[Node, str]]] = {kind: [] for kind in _KINDS}
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in _PASSED_BY:
            continue
        kind = _kind(node)
        if kind is None:
            continue
        text = _names_apart(node) or words_of(node)
        if kind in ("worded", "written") and _BY.fullmatch(text):
            text = words_of(node.getparent())  # a label, and the name beside it
        if kind == "class" and _WRITTEN.match(text):
            kind = "written"
        if (
            2 < len(text) <= _LONGEST
            and _fits(text, kind)
            and not _elsewhere(node, kind)
            and not _within_sentence(node, kind)
        ):
            found[kind].append((node, text))
    for candidates in found.values():
        if candidates:
            yield _together(candidates)


def _names_apart(node: Node) -> str:
    """Names in elements of their own, or above a line break -> "Lea Roe; Tom Berg", else ""."""
    if not len(node) or len(node) > _LONGEST_LIST:
        return ""
    for tag in ("a", "li"):
        parts = [words for one in node.iter(tag) if (words := words_of(one))]
        if len(parts) > 1 and all(_ONE_NAME.fullmatch(part) for part in parts):
            rest = _BETWEEN_NAMES.sub("", _BY.sub("", words_of(node), count=1))
            if "".join(rest.split()) == "".join("".join(parts).split()):
                return "; ".join(parts)
    first = next((child for child in node if child.tag == "br"), None)
    if first is not None and _ONE_NAME.fullmatch(above := " ".join((node.text or "").split())):
        return above if first is node[0] else ""
    return ""


def _together(candidates: list[tuple[Node, str]]) -> list[NamedAuthor]:
    first = candidates[0][0]
    around = first.getparent().getparent()
    return [
        NamedAuthor(text)
        for node, text in candidates
        if node is first or around in (node.getparent(), node.getparent().getparent())
    ]


@lru_cache(maxsize=4096)
def _is_of_byline(name: str) -> bool:
    """Whether a class attribute is that of a byline; cached, since a page repeats them."""
    return bool(_KIND.search(name)) and not _NOT_KIND.search(name)


@lru_cache(maxsize=1024)
def _is_author(mark: str) -> bool:
    return "author" in mark.lower().split()


def _kind(node: Node) -> str | None:
    get = node.get
    rel, prop, name = get("rel"), get("itemprop"), get("class")
    if (rel and _is_author(rel)) or (prop and _is_author(prop)):
        return "marked"
    if name and _is_of_byline(name):
        return "class"
    text = node.text
    if text and ("y" in text or "Y" in text) and (worded := _BY.match(text)):
        return "worded" if worded["how"].lower() == "by" else "written"
    if node.tag == "a" and _TO_AUTHOR.search(get("href") or ""):
        return "link"
    return None


def _fits(text: str, kind: str) -> bool:
    if kind == "link":
        return len(text) <= _LONGEST_LINK and bool(_NAMED.match(text))
    if kind not in ("worded", "written"):
        return True
    by = _BY.match(text)
    if by is None or not _NAMED.match(text, by.end()):
        return False
    words = text[by.end() :].split()
    small = sum(word.islower() and word not in _SMALL_WORDS for word in words)
    if text.endswith(".") and (len(words) > _SENTENCE or small > 1):
        return False
    return small <= _MOST_SMALL or any(sign in text for sign in "|•·")


def _within_sentence(node: Node, kind: str) -> bool:
    """Whether a link or a "by" is in the middle of a sentence, or follows another credit."""
    if kind not in ("link", "worded"):
        return False
    before = node.getprevious()
    parent = node.getparent()
    if before is None:
        text = parent.text or ""
    else:
        text = before.tail or ("" if before.tag in ("p", "div") else before.text) or ""
    if _OTHER_CREDIT.search(text):
        return True
    if kind == "worded" and node.tag in ("p", "div"):
        return False
    around = len(words_of(parent)) - len(words_of(node))
    return around > _LONGEST_LINK and parent.tag in ("p", "li", "td", "blockquote")


def _elsewhere(node: Node, kind: str) -> bool:
    """Whether an element is in a comment, a sidebar or a list of other articles."""
    for above in islice(node.iterancestors(), _NEAR):
        if above.tag in ("main", "body"):
            break
        if above.tag in _ASIDE and kind in ("class", "link"):
            return True
        if _OTHERS.search(above.get("class") or "") or _OTHERS.search(above.get("id") or ""):
            return True
    return False
