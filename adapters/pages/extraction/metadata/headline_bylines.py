"""Names beside the headline that no "by" marks as the author's.

For example "Lea Roe", then "4 May 2026 · 3 min read"; or a portrait whose description is the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.etree import XPath  # type: ignore[import-untyped]

from adapters.pages.extraction.markup.markup_parser import Node, words_of
from adapters.pages.extraction.metadata.linked_data import NamedAuthor

_AFTER = XPath("following::text()[position() <= 60]")
_BEFORE = XPath("preceding::text()[position() <= 20]")
_UNREAD = frozenset(["script", "style", "noscript", "option", "button", "svg", "title"])
_NEAR = 2  # lines between a name and its date
_MOST_LINES = 10  # below the headline
_PROSE = 160
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_BETWEEN = r"(?: [A-Z]\.| (?:de|da|del|der|van|von|la|el|al|bin|di|du))*[ -]"
_ONE = rf"{_CAPITAL}(?:{_BETWEEN}[A-ZÀ-ÖØ-Þ][\w’'.-]+){{1,2}}"
_NAMES = re.compile(rf"{_ONE}(?:(?:, and |, | and | & ){_ONE}){{0,5}}")
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,}")
_INITIAL = re.compile(r" [A-Z]\. ")
_SEVERAL = re.compile(r", | and | & ")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATED = re.compile(
    rf"(?i)\b(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\b|\b\d+ min(?:ute)?s?\.? read"
)
_PICTURE = "(?:photo|picture|portrait|headshot|image|avatar|profile)"
_PORTRAIT = rf"(?i)(?:{_PICTURE} (?:of )?|by )?%s(?:['’]s)?(?: {_PICTURE}(?: picture)?)?(?:,.*)?"
_MORE_BY = re.compile(
    r"(?:All|More|Other|View all|See all|Read more|Recent)(?: \w+)? "
    rf"(?:articles?|stories|posts|news) (?:by|from) ({_ONE})"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|Copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*"
    rf"({_CAPITAL}(?: {_CAPITAL})+)"
)
_I = re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\b")
_OFTEN = 3
_NO_NAME = re.compile(
    r"(?i)\b(?:news|home|blog|menu|search|share|read|view|table|contents?|guide|review|reviews|"
    r"business|world|politics|sports?|health|data|marketing|updated?|published|subscribe|about|"
    r"contact|back|all|more|the|our|your|how|what|why|best|top|new|tools?|services?|ai|technology|"
    r"software|finance|travel|food|local|national|opinion|podcast|video|follow|sign|log|human|"
    r"resources?|real|estate|united|north|south|east|west|street|city|county|january|february|march|"
    r"april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|last|first|min|mins|reading|time|get|started|free|learn|customer|stories"
    r"|case|study|studies|press|release|breaking|editor|editors|picks|key|takeaways|quick|links?)\b"
)


def names_beside_headline(tree: Node) -> Iterator[list[NamedAuthor]]:
    """Root element -> possible bylines, the surest first."""
    portraits = [alt for image in tree.iter("img") if (alt := (image.get("alt") or "").strip())]
    for h1 in list(tree.iter("h1"))[:2]:
        below = list(_lines(_AFTER(h1), h1))[:_MOST_LINES]
        above = list(_lines(_BEFORE(h1), h1))[-3:]
        for lines in (below, above):
            for at, line in enumerate(lines):
                near = lines[max(0, at - _NEAR) : at + _NEAR + 1]
                if _is_name(line, near, portraits):
                    yield [NamedAuthor(line)]
    for link in tree.iter("a", "button", "h2", "h3"):
        text = link.text_content()
        if "by" not in text and "from" not in text:
            continue
        if (found := _MORE_BY.fullmatch(words_of(link))) and not _NO_NAME.search(found[1]):
            yield [NamedAuthor(found[1])]
            return


def _lines(texts: list[Node], h1: Node) -> Iterator[str]:
    """The short texts around a headline, up to the first sentence."""
    for text in texts:
        parent = text.getparent()
        if parent is None or parent.tag in _UNREAD or parent is h1:
            continue
        line = " ".join(text.split())
        if len(line) > 2:
            yield line[:_PROSE]


def _is_name(line: str, near: list[str], portraits: list[str]) -> bool:
    if len(line) > 80 or _NO_NAME.search(line):
        return False
    if not any(_DATED.search(one) for one in near):
        return False
    if not _NAMES.fullmatch(line):
        return bool(_WORD.fullmatch(line)) and line in portraits
    # "Living Healthy" may be there too: the name of a section, with capitals like a person's.
    several = _SEVERAL.search(line) and (_INITIAL.search(line) or line.count(", ") > 1)
    return bool(several or _INITIAL.search(line)) or _has_portrait(line, portraits)


def _has_portrait(name: str, portraits: list[str]) -> bool:
    pattern = re.compile(_PORTRAIT % re.escape(name))
    return any(pattern.fullmatch(alt) for alt in portraits)


def owner_of_diary(tree: Node, url: str) -> tuple[str, ...]:
    """The owner of a personal site, () if it is none: its text is in the first person.

    The owner's name is in the copyright line or links to the home page, and the host is named after
    it: "leeroe.example".
    """
    if tree.xpath("boolean(//a[contains(@href, '/cart')])"):
        return ()  # a shop
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    rights = (text for text in tree.itertext() if "©" in text or "opyright" in text)
    named = [found[1] for text in rights if (found := _RIGHTS.search(" ".join(text.split())))]
    named += [words_of(link) for link in tree.iter("a") if link.get("href") in ("/", url)]
    for name in named:
        words = re.findall(r"[a-z]+", name.lower())
        host = labels[0].replace("-", "")
        if not _NAMES.fullmatch(name) or _NO_NAME.search(name):
            continue
        if host == "".join(words) or host in (words[0], words[-1]):
            said = sum(len(_I.findall(p.text_content())) for p in tree.iter("p"))
            return (name,) if said >= _OFTEN else ()
    return ()
