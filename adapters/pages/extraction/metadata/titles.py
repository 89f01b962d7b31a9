"""The article's own headline, without the site's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from lxml.etree import XPath  # type: ignore[import-untyped]

from adapters.pages.extraction.markup.hidden_parts import is_shown
from adapters.pages.extraction.markup.markup_parser import Node, words_of
from adapters.pages.extraction.metadata.linked_data import LinkedData
from adapters.pages.extraction.metadata.meta_tags import MetaTags
from adapters.pages.extraction.metadata.site_names import SiteNames
from adapters.pages.extraction.metadata.title_words import folded, long_words, title_similarity

LONGEST = 300
_ALIKE = 0.5  # similarity: the same headline, reworded for a search engine
_SAME = 0.8
_LOWER = 0.34  # similarity asked of a lower heading if no <h1> is the headline
_ABOVE = 0.25  # share of the paragraphs that may be above a headline: notes in the page's header
_ALONE = 4  # words that a single heading needs if it shares no word with the titles
_PROSE = 80  # characters: a paragraph of the story has at least so many
_BEFORE_PROSE = XPath("preceding::*[self::h1 or self::h2 or self::h3][1]")
_KICKER = re.compile(
    r"(?i)(?:^|[\s_-])(?:kicker|eyebrow|overline|category|label|section|tag|topic)s?(?:$|[\s_-])"
)
# Headings of boxes below or beside a story.
_NO_HEADLINE = frozenset(
    ["comments", "related", "related stories", "related articles", "most read", "most popular",
     "latest news", "trending", "newsletter", "subscribe", "share this", "leave a reply"]
)  # fmt: skip
_TAG = re.compile(r"</?(?:em|i|b|strong|span|u|br|wbr|font)\b[^<>]*>")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the page. `others`: its words without a first or last part (kicker, deck)."""

    words: str
    others: tuple[str, ...] = ()


def headline(
    tree: Node, data: LinkedData, meta: MetaTags, *, site: str | None, url: str = ""
) -> str:
    """Root element and the page's metadata -> the headline, or "".

    The heading that readers see is taken if the page's titles confirm it. The titles themselves are
    written for search engines and social networks, and contain the site's name.
    """
    names = SiteNames(site, data.site, meta.site, url=url)
    stated = [
        clean
        for text in (data.headline, meta.title, meta.window)
        if text and len(text) <= 2 * LONGEST and (clean := _plain(text)) and not names.is_one(clean)
    ]
    headings = [
        heading
        for heading in _headings(tree)
        if not names.is_one(heading.words) and folded(heading.words) not in _NO_HEADLINE
    ]
    known = [*(heading.words for heading in headings), *stated]
    own = [names.without(text, others=known) for text in stated]
    best = max(headings, key=lambda one: _support(one.words, own), default=None)
    if best is not None:
        words = names.without(_without_kicker(best, own), others=stated)
        alone = len({heading.words for heading in headings}) == 1
        if _is_confirmed(tree, words, own, alone=alone):
            return _readable(words, own)
    if own:
        return own[0] if _shows(tree, own[0]) else _lower_heading(tree, own) or own[0]
    return (best.words if best is not None else "") or _heading_of_prose(tree)[:LONGEST]


def _plain(text: str) -> str:
    """A title as a page states it -> its words, without any markup in it."""
    return " ".join(_TAG.sub("", unescape(text)).split())


def _headings(tree: Node) -> list[_Heading]:
    """The visible <h1> elements; if there are none, the hidden ones."""
    found = [(node, text) for node in tree.iter("h1") if len(text := _words(node)) > 2]
    shown = [(node, text) for node, text in found if is_shown(node)] or found
    return [
        _Heading(text, tuple(_parts(node, text))) for node, text in shown if len(text) <= LONGEST
    ]


def _words(heading: Node) -> str:
    """The words of a heading without elements whose class says that they are a kicker."""
    text = _plain(words_of(heading))
    for child in heading:
        words = _plain(words_of(child))
        rest = text.removeprefix(words).strip(" :|·–—")
        if words and rest != text and " " in rest and _KICKER.search(child.get("class") or ""):
            return rest
    return text


def _parts(node: Node, text: str) -> list[str]:
    """The words of a heading without its first, and without its last element (kicker or deck)."""
    found = []
    for child in {id(one): one for one in (*node[:1], *node[-1:])}.values():
        words = _plain(words_of(child))
        if words and text.startswith(words):
            found.append(text.removeprefix(words).strip())
        elif words and text.endswith(words):
            found.append(text.removesuffix(words).strip())
    return [one for one in found if one]


def _without_kicker(heading: _Heading, own: list[str]) -> str:
    given = {folded(text) for text in own}
    if folded(heading.words) in given:
        return heading.words
    return next((one for one in heading.others if folded(one) in given), heading.words)


def _support(heading: str, own: list[str]) -> float:
    return max((title_similarity(heading, text) for text in own), default=0.0)


def _is_confirmed(tree: Node, heading: str, own: list[str], *, alone: bool) -> bool:
    """Whether the page's titles (`own`) confirm a heading.

    The only heading of a page (`alone`) needs just one word in common with them, or none if nearly
    all of the story is below it.
    """
    if not own or _support(heading, own) >= _ALIKE:
        return True
    if not alone or any(_is_section(heading, text) for text in own):
        return False
    if long_words(heading) & set().union(*map(long_words, own)):
        return True
    return len(folded(heading).split()) >= _ALONE and _leads(tree, heading)


def _is_section(heading: str, title: str) -> bool:
    """Whether a heading is a shorter part of a title: "World" of "Ferry pact signed | World"."""
    parts = re.split(r"\s[|\-–—·•«»:]\s|\s*\|\s*", title)
    words = folded(heading)
    return len(parts) > 1 and any(
        words == folded(part) and len(part) < max(map(len, parts)) for part in parts
    )


def _leads(tree: Node, heading: str) -> bool:
    """Whether the heading is an <h1> with nearly all of the story below it."""
    return any(heading in text for text in _above_story(tree, "h1"))


def _lower_heading(tree: Node, own: list[str]) -> str:
    """The <h2> or <h3> above the story that is most similar to the titles, or ""."""
    near = [
        text
        for text in _above_story(tree, "h2", "h3")
        if 2 < len(text) <= LONGEST and _support(text, own) >= _LOWER
    ]
    return max(near, key=lambda text: _support(text, own), default="")


def _shows(tree: Node, title: str) -> bool:
    """Whether the page shows the title as a line, in any element."""
    body = tree.find("body")
    return body is not None and any(
        len(text) < 2 * LONGEST and folded(text) == folded(title) for text in body.itertext()
    )


def _above_story(tree: Node, *tags: str) -> list[str]:
    """Headings with nearly all paragraphs of the page below them."""
    found: list[tuple[int, str]] = []
    paragraphs = 0
    for node in tree.iter(*tags, "p"):
        if node.tag != "p":
            found.append((paragraphs, _plain(words_of(node))))
        elif len(node.text_content()) >= _PROSE and len(words_of(node)) >= _PROSE:
            paragraphs += 1
    return [text for above, text in found if paragraphs and above <= _ABOVE * paragraphs]


def _heading_of_prose(tree: Node) -> str:
    """The heading above the first long paragraph; if there is none, the first <h2>."""
    for paragraph in tree.iter("p"):
        if len(paragraph.text_content()) >= _PROSE:
            above = _BEFORE_PROSE(paragraph)
            if above and (text := words_of(above[0])):
                return text
            break
    return next((text for node in tree.iter("h2") if (text := words_of(node))), "")


def _readable(best: str, own: list[str]) -> str:
    """A headline in capitals -> the same words as the page's titles write them, if they do."""
    if best.isupper():
        return next((text for text in own if title_similarity(text, best) > _SAME), best)
    return best
