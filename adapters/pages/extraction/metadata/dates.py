"""The date of publication as the page states it; if it states none, htmldate searches for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from htmldate import find_date
from lxml.etree import XPath, strip_elements  # type: ignore[import-untyped]

from adapters.pages.extraction.markup.markup_parser import Node, words_of
from adapters.pages.extraction.metadata.date_forms import CHANGED, WRITTEN, dates_in, day_first, iso
from adapters.pages.extraction.metadata.linked_data import LinkedData
from adapters.pages.extraction.metadata.meta_tags import MetaTags

__all__ = ["PublicationDate", "iso", "published"]

_LONGEST = 60
_LONGEST_LINE = 120
_LONGEST_LABEL = 30
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?|[a-z]{3})[/-](\d\d?)(?:[/-]|$)")
_IN_NAME = re.compile(r"[-_/]((?:19|20)\d\d)(\d\d)(\d\d)(?:[-_./]|$)")
_PUBLISHED = re.compile(
    r"(?i)publish|pub-?date|posted|post-?date|entry-date|date-?line|article-?date"
)
_CHANGED_KIND = re.compile(
    r"(?i)(?:^|[\s_-])(?:updated?|modified|date-?modified|last-?mod\w*)(?:$|[\s_-])"
)
_OTHERS = re.compile(
    r"(?i)comment|related|recommend|sidebar|popular|trending|card|teaser|carousel|embed|tweet|"
    r"twitter|instagram|facebook|\bquote|ticker|latest|breaking|most-?read|read-?more|more-?stor|"
    r"event|copyright|\bbio\b|up-?next"
)
_ASIDE = ("aside", "footer", "nav", "blockquote", "figure", "iframe")
_MOST_TIMES = 20
_BESIDE = 4  # levels: a date above a headline is its date if an element so close contains both
_A_DAY = timedelta(days=1)
_AFTER = XPath("following::text()[position() <= 40]")
_BEFORE = XPath("preceding::text()[position() <= 10]")


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """`at` is ISO 8601, as precise as the page; `certain` is false if htmldate searched for it."""

    at: str | None = None
    certain: bool = True


def published(
    tree: Node, data: LinkedData, meta: MetaTags, *, url: str, today: date
) -> PublicationDate:
    """Root element, the page's metadata, its address -> the date of publication.

    In this order: a date that is shown beside the article, one stated in the <head>, one in the
    address, the date of the last change if there is no other. A date that htmldate has to search
    for is uncertain. A shown date wins, since the <head> often states the day of an import or of a
    change instead of the day of the article.
    """
    days_first = day_first(meta.language, url)

    def read(text: str) -> str | None:
        return iso(text, today, days_first=days_first)

    stated = [at for text in (data.published, meta.published) if text and (at := read(text))]
    shown = [(text, at, late) for text, late in _shown(tree) if (at := read(text))]
    for text, at, _ in (one for one in shown if not one[2]):
        # If the <head> states the same day, or one a day off (another zone), take that: it is more
        # precise, and shows how to read 3/5.
        readings = {at, iso(text, today, days_first=not days_first) or at}
        exact = (one for one in stated if any(_apart(way, one) <= _A_DAY for way in readings))
        return PublicationDate(next(exact, at))
    if stated:
        return PublicationDate(stated[0])
    if data.others:  # a search would take the dates of other articles for the page's
        strip_elements(tree, "script", with_tail=False)
    beside = list(_beside_headline(tree))
    early = [text for text, late in beside if not late]
    changed = [*(at for _, at, _ in shown), *(text for text, _ in beside)]
    for one in (*early, _in_address(url), *changed, data.modified, meta.modified):
        if one and (found := read(one)):
            return PublicationDate(found)
    return _searched(tree, url, today, days_first=days_first)


def _searched(tree: Node, url: str, today: date, *, days_first: bool) -> PublicationDate:
    # Without the extensive search, which spends two seconds on compiling patterns, for dates that
    # no reader sees.
    found = find_date(
        tree, url=url, original_date=True, extensive_search=False, max_date=today.isoformat()
    )
    alone = (line for text in tree.itertext() if WRITTEN.fullmatch(line := text.strip()))
    found = found or iso(next(alone, ""), today, days_first=days_first)
    return PublicationDate(found, certain=False) if found else PublicationDate()


def _apart(one: str, other: str) -> timedelta:
    return abs(date.fromisoformat(one[:10]) - date.fromisoformat(other[:10]))


def _shown(tree: Node) -> Iterator[tuple[str, bool]]:
    """Dates beside the article -> their text, and whether it is that of a change."""
    headline = next(tree.iter("h1"), None)
    beside = set() if headline is None else set(islice(headline.iterancestors(), _BESIDE))
    below = headline is None
    times = 0
    for node in tree.iter("time", "h1"):
        if node is headline:
            below = True
        if node.tag == "h1" or times == _MOST_TIMES:
            continue
        times += 1
        if _elsewhere(node) or not (below or beside.intersection(node.iterancestors())):
            continue
        text = words_of(node)[:_LONGEST]
        stated = (node.get("datetime") or node.get("content") or "").strip()
        # The stated day may be another in the reader's zone; the day that is shown counts.
        best = text if WRITTEN.search(text) else stated
        if best:
            yield best, _is_of_change(node, text)
    for node in tree.iter("span", "div", "p", "li", "em", "small", "td", "a", "b", "i", "strong"):
        get = node.get
        name, own, key = get("class"), get("itemprop"), get("id")
        if (name or own or key) and _is_dated(f"{name or ''} {own or ''} {key or ''}"):
            text = words_of(node)
            if len(text) <= _LONGEST_LINE and WRITTEN.search(text) and not _elsewhere(node):
                stated = node.get("content")
                yield from [(stated, bool(CHANGED.search(text)))] if stated else dates_in(text)
                break


@lru_cache(maxsize=4096)
def _is_dated(kind: str) -> bool:
    """Whether an element's class or id names a date; cached, since a page repeats them."""
    return "date" in kind.lower() or _PUBLISHED.search(kind) is not None


def _is_of_change(node: Node, text: str) -> bool:
    """Whether a <time> is that of a change, by its text, its class or the text before it."""
    kind = f"{node.get('class') or ''} {node.get('itemprop') or ''}"
    if CHANGED.search(text) or (_CHANGED_KIND.search(kind) and not _PUBLISHED.search(kind)):
        return True
    parent = node.getparent()
    previous = node.getprevious()
    before = (parent.text if previous is None else previous.tail) or ""
    if not before.strip(" :|•·–—-"):
        before = _label(previous)
    if before.strip(" :|•·–—-"):
        return bool(CHANGED.search(before[-_LONGEST:]))
    if len(list(parent.iter("time"))) > 1:
        return False
    label = f"{parent.get('class') or ''} {words_of(parent)[:_LONGEST]}"
    if CHANGED.search(label):
        return True
    return bool(CHANGED.search(_label(parent.getprevious())))


def _label(node: Node | None) -> str:
    """Text of an element that may label the date after it; "" if it has a date of its own."""
    words = words_of(node) if node is not None else ""
    return words if len(words) < _LONGEST_LABEL and not WRITTEN.search(words) else ""


def _beside_headline(tree: Node) -> Iterator[tuple[str, bool]]:
    """Dates in lines near the headline: "Lea Roe | 4 May 2026"."""
    for h1 in list(tree.iter("h1")) or list(islice(tree.iter("h2"), 1)):
        label = ""
        for text in (*_AFTER(h1), *reversed(_BEFORE(h1))):
            line = " ".join(text.split())
            if len(line) <= _LONGEST and (found := next(dates_in(line), None)):
                of_change = found[1] or bool(CHANGED.search(label))
                yield found[0], of_change
                if not of_change:
                    return
                label = ""
                continue
            if line:
                label = line if len(line) < _LONGEST_LABEL else ""


def _elsewhere(node: Node) -> bool:
    for level, above in enumerate(node.iterancestors()):
        if above.tag in ("body", "main") or level > 8:
            return False
        if above.tag in _ASIDE or _OTHERS.search(
            f"{above.get('class') or ''} {above.get('id') or ''}"
        ):
            return True
        if above.tag == "a" and any(True for _ in above.iter("h2", "h3", "h4")):
            return True  # another article's box
    return False


def _in_address(url: str) -> str | None:
    found = _IN_ADDRESS.search(url) or _IN_NAME.search(url)
    return "-".join(part.zfill(2) for part in found.groups()) if found else None
