"""The article's own headline, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from adapters.pages.extraction.linked_data import LinkedData
from adapters.pages.extraction.markup import Node, words_of
from adapters.pages.extraction.meta_tags import MetaTags

LONGEST = 300
_WORD = re.compile(r"\w+")
# What stands between a headline and a site's name, with blanks around it.
_BETWEEN = re.compile(r"\s+(?:[|\-–—·•«»:~]|::|\|\|)\s+|\s*\|\s*")
_ALIKE = 0.5  # shared words of all words: the same headline, reworded for a search engine
_SAME = 0.8


def headline(tree: Node, data: LinkedData, meta: MetaTags, *, site: str | None) -> str:
    """Root element and what the page says of itself -> the headline, or "".

    The heading that readers see wins where the page's own titles bear it out; the titles
    are written for search engines and social networks, and carry the site's name.
    """
    headings = [
        text
        for h1 in tree.iter("h1")
        if 2 < len(text := unescape(words_of(h1))) <= LONGEST
        and _folded(text) != _folded(site or "")
    ]
    told = [
        unescape(" ".join(text.split()))
        for text in (data.headline, meta.title, meta.window)
        if text and text.strip() and len(text) <= 2 * LONGEST
    ]
    own = [
        without_site(text, site=site, others=[*headings, *told, data.site, meta.site])
        for text in told
    ]
    best = max(
        headings,
        key=lambda heading: max((_likeness(heading, text) for text in own), default=0.0),
        default=None,
    )
    if best is not None:
        best = without_site(best, site=site, others=told)
        if _borne_out(best, own, alone=len(set(headings)) == 1):
            return _readable(best, own)
    if own:
        return own[0]
    second = next((text for h2 in tree.iter("h2") if (text := words_of(h2))), "")
    return best or second[:LONGEST]


def without_site(title: str, *, site: str | None, others: Sequence[str | None]) -> str:
    """A title with a site's name -> the headline, where the page shows which part is which.

    It shows so by using the rest as its name, or by giving the headline alone elsewhere.
    """
    known = {_folded(name) for name in (site, *others) if name}
    for cut in reversed(list(_BETWEEN.finditer(title))):
        head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
        if not head or not tail:
            continue
        if _folded(head) in known - {_folded(site or "")} or _names(site, tail):
            return without_site(head, site=site, others=others)
        if _folded(tail) in known - {_folded(title)} or _names(site, head):
            return without_site(tail, site=site, others=others)
    return title


def _names(site: str | None, part: str) -> bool:
    """Whether a part of a title is the site's name: "CO- by US Chamber", "TheBestVPN.com"."""
    name, this = _folded(site or "").replace(" ", ""), _folded(part).replace(" ", "")
    name = name.removesuffix("com").removesuffix("org").removesuffix("couk")
    return (
        len(name) > 2
        and bool(this)
        and (this == name or (name in this and len(this) < 40) or (len(this) > 4 and this in name))
    )


def _borne_out(heading: str, own: list[str], *, alone: bool) -> bool:
    """Whether the titles speak of what a heading says; of an only heading, at all."""
    if not own or max(_likeness(heading, text) for text in own) >= _ALIKE:
        return True
    return alone and bool(_telling(heading) & set().union(*map(_telling, own)))


def _telling(text: str) -> set[str]:
    return {word for word in _folded(text).split() if len(word) > 3}


def _readable(best: str, own: list[str]) -> str:
    """A headline in capitals -> the same words as the page writes them elsewhere."""
    if best.isupper():
        return next((text for text in own if _likeness(text, best) > _SAME), best)
    return best


def _likeness(one: str, other: str) -> float:
    a, b = set(_folded(one).split()), set(_folded(other).split())
    return len(a & b) / len(a | b) if a and b else 0.0


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
