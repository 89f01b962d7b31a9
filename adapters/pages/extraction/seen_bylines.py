"""The bylines that a reader sees, by markup, by class, by wording and by where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from adapters.pages.extraction.linked_data import Signed
from adapters.pages.extraction.markup import Node, words_of

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
    r"(?i)\s*(?:[^|•·]{0,40}[|•·–—-]\s*|[^|•·]{0,30}\d{4},?\s+)?"
    r"(?P<how>(?:(?:written|posted|published|words|story|article written) )?by\b)[:\s]*"
)
_WRITTEN = re.compile(r"(?i)\s*written by\b")
_TO_AUTHOR = re.compile(r"(?i)/(?:authors?|profiles?|contributors?|writers?|reporters?|by)/[^/]+")
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


def seen_bylines(tree: Node) -> Iterator[list[Signed]]:
    """Root element -> candidates, the surest kind first; each only as far as it agrees.

    A page marks the authors of other articles too, so of each kind the first counts, with
    those that stand beside it.
    """
    found: dict[str, list[tuple[Node, str]]] = {kind: [] for kind in _KINDS}
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in _PASSED_BY:
            continue
        kind = _kind(node)
        if kind is None:
            continue
        text = words_of(node)
        if kind in ("worded", "written") and _BY.fullmatch(text):
            text = words_of(node.getparent())  # a label, and the name beside it
        if kind == "class" and _WRITTEN.match(text):
            kind = "written"
        if 2 < len(text) <= _LONGEST and _fits(text, kind) and not _elsewhere(node, kind):
            found[kind].append((node, text))
    for candidates in found.values():
        if candidates:
            yield _together(candidates)


def _together(candidates: list[tuple[Node, str]]) -> list[Signed]:
    first = candidates[0][0]
    around = first.getparent().getparent()
    return [
        Signed(text)
        for node, text in candidates
        if node is first or around in (node.getparent(), node.getparent().getparent())
    ]


def _kind(node: Node) -> str | None:
    get = node.get
    if "author" in (get("rel") or "").lower().split() or (
        "author" in (get("itemprop") or "").lower().split()
    ):
        return "marked"
    name = get("class")
    if name and _KIND.search(name) and not _NOT_KIND.search(name):
        return "class"
    if node.text and (worded := _BY.match(node.text)):
        return "worded" if worded["how"].lower() == "by" else "written"
    if node.tag == "a" and _TO_AUTHOR.search(get("href") or ""):
        return "link"
    return None


def _fits(text: str, kind: str) -> bool:
    if kind == "link":
        return len(text) <= _LONGEST_LINK and bool(_NAMED.match(text))
    if kind in ("worded", "written") and text.endswith(".") and len(text.split()) > _SENTENCE:
        return False
    return kind not in ("worded", "written") or bool(
        (by := _BY.match(text)) and _NAMED.match(text, by.end())
    )


def _elsewhere(node: Node, kind: str) -> bool:
    """Whether an element stands in a comment, a sidebar or a list of other articles."""
    for above in islice(node.iterancestors(), _NEAR):
        if above.tag in ("main", "body"):
            break
        if above.tag in _ASIDE and kind in ("class", "link"):
            return True
        if _OTHERS.search(above.get("class") or "") or _OTHERS.search(above.get("id") or ""):
            return True
    return False
