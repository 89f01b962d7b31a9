"""When it was published, as the page itself says it; searched for only where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from dateutil.parser import ParserError, parse
from htmldate import find_date
from lxml.etree import XPath  # type: ignore[import-untyped]

from adapters.pages.extraction.linked_data import LinkedData
from adapters.pages.extraction.markup import Node, words_of
from adapters.pages.extraction.meta_tags import MetaTags

_EARLIEST = 1990
_LONGEST = 60
_YEAR = re.compile(r"(?:^|\D)(?:19|20)\d\d(?:\D|$)|^(?:19|20)\d{6}$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_FRACTION = re.compile(r"\.(\d{1,6})\d*")
_ZONE = re.compile(r"\s?([+-]\d\d):?(\d\d)$")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WRITTEN = re.compile(
    rf"(?i)\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|"
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}/\d{1,2}/\d{4})\b"
)
_CHANGED = re.compile(r"(?i)\b(?:updated|modified|edited|reviewed|checked|revised)\b")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?|[a-z]{3})[/-](\d\d?)(?:[/-]|$)")
_PUBLISHED = re.compile(
    r"(?i)publish|pub-?date|posted|post-?date|entry-date|date-?line|article-?date"
)
_OTHERS = re.compile(r"(?i)comment|related|recommend|sidebar|popular|trending|card|teaser|carousel")
_MOST_TIMES = 20
_A_DAY = timedelta(days=1)
_AFTER = XPath("following::text()[position() <= 40]")
_BEFORE = XPath("preceding::text()[position() <= 10]")


@dataclass(frozen=True, slots=True)
class Published:
    """`at` is ISO 8601 as precise as the page; `certain` is false where it was searched for."""

    at: str | None = None
    certain: bool = True


def published(tree: Node, data: LinkedData, meta: MetaTags, *, url: str, today: date) -> Published:
    """Root element, what the page says of itself, its address -> the date of publication.

    In order: shown beside the article, stated in the head, part of the address, the date of
    the last change where no other is given; what htmldate has to search for is uncertain.
    What is shown wins because publishers state the day of an import or of a change as often
    as the day of the article.
    """
    shown = [(at, late) for text, late in _shown(tree) if (at := iso(text, today))]
    stated = [at for text in (data.published, meta.published) if text and (at := iso(text, today))]
    for at in (at for at, late in shown if not late):
        # The same day, or the next in another zone: the head is the more precise.
        return Published(next((exact for exact in stated if _apart(at, exact) <= _A_DAY), at))
    if stated:
        return Published(stated[0])
    beside = list(_beside_headline(tree))
    early = [text for text, late in beside if not late]
    late = [*(at for at, _ in shown), *(text for text, _ in beside), data.modified, meta.modified]
    for text in (*early, _in_address(url), *late):
        if text and (at := iso(text, today)):
            return Published(at)
    # Not its extensive search: that compiles two seconds of patterns to find what is not shown.
    found = find_date(
        tree, url=url, original_date=True, extensive_search=False, max_date=today.isoformat()
    )
    alone = (line for text in tree.itertext() if _WRITTEN.fullmatch(line := text.strip()))
    found = found or iso(next(alone, ""), today)
    return Published(found, certain=False) if found else Published()


def _apart(one: str, other: str) -> timedelta:
    return abs(date.fromisoformat(one[:10]) - date.fromisoformat(other[:10]))


def iso(text: str, today: date) -> str | None:
    """A date in any common form -> ISO 8601 in the offset that the page gives, or None.

    Dates before 1990 and after tomorrow are mistakes of templates.
    """
    text = " ".join(text.split())
    if not _YEAR.search(text):
        return None
    found = _ISO.match(text) or _WRITTEN.search(text)
    try:
        at = _iso(found[0]) if found and _ISO.match(text) else parse(found[0] if found else text)
    except (ParserError, ValueError, OverflowError):
        return None
    if not at.year >= _EARLIEST or at.date() > today + timedelta(days=1):
        return None
    exact = found is not None and ":" in found[0]
    return at.isoformat(timespec="seconds") if exact else at.date().isoformat()


def _iso(text: str) -> datetime:
    text = _ZONE.sub(r"\1:\2", _FRACTION.sub(r"", text.replace(" Z", "Z")))
    return datetime.fromisoformat(text)


def _shown(tree: Node) -> Iterator[tuple[str, bool]]:
    """Dates beside the article -> their text, and whether it is that of a change."""
    for count, node in enumerate(tree.iter("time")):
        if count == _MOST_TIMES:
            return
        if _elsewhere(node):
            continue
        text = words_of(node)[:_LONGEST]
        stated = (node.get("datetime") or "").strip()
        # In the reader's zone the day can be another: what is shown is what counts.
        best = text if _WRITTEN.search(text) else stated
        if best:
            parent = node.getparent()
            label = f"{parent.get('class') or ''} {words_of(parent)[:_LONGEST]}"
            yield best, bool(_CHANGED.search(label))
    for node in tree.iter("span", "div", "p", "li", "em", "small", "td", "a", "b", "i", "strong"):
        kind = f"{node.get('class') or ''} {node.get('itemprop') or ''} {node.get('id') or ''}"
        if "date" in kind.lower() or _PUBLISHED.search(kind):
            text = words_of(node)
            if len(text) <= _LONGEST and _WRITTEN.search(text) and not _elsewhere(node):
                yield node.get("content") or text, bool(_CHANGED.search(text))
                break


def _beside_headline(tree: Node) -> Iterator[tuple[str, bool]]:
    """A line of its own near the headline: "Lea Roe | 4 May 2026"."""
    for h1 in list(tree.iter("h1")) or list(islice(tree.iter("h2"), 1)):
        for text in (*_AFTER(h1), *reversed(_BEFORE(h1))):
            line = " ".join(text.split())
            if len(line) <= _LONGEST and (found := _WRITTEN.search(line)):
                yield found[0], bool(_CHANGED.search(line))
                return


def _elsewhere(node: Node) -> bool:
    for level, above in enumerate(node.iterancestors()):
        if above.tag in ("body", "main") or level > 8:
            return False
        if above.tag in ("aside", "footer", "nav") or _OTHERS.search(
            f"{above.get('class') or ''} {above.get('id') or ''}"
        ):
            return True
    return False


def _in_address(url: str) -> str | None:
    found = _IN_ADDRESS.search(url)
    return "-".join(part.zfill(2) for part in found.groups()) if found else None
