"""Title -> the title without the part that is the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from adapters.pages.extraction.metadata.title_words import folded

# Separators between a headline and a site's name.
_BETWEEN = re.compile(r"\s+(?:[|\-–—·•«»:~]|::|\|\|)\s+|\s*\|\s*")
# Words that sites add to their names; no headline consists of them alone.
_WORDS = """
the a of and by news blog blogs online magazine newspaper daily weekly com org net co uk us usa
world international politics business sport sports opinion tech technology science culture review
reviews video tv radio digital edition home official site website press breaking latest headlines
www
"""
_ADDED = frozenset(_WORDS.split())
_SUFFIXES = ("com", "org", "net", "couk", "io")
_SECOND_LEVEL = frozenset(["co", "com", "org", "ac", "gov", "net"])
# Prefixes of hosts, used where the plain name was taken: "getvell.com".
_PUT_BEFORE = ("get", "try", "use", "join", "go", "my", "the", "read", "visit")
_SHORTEST = 3
_HEADLINE = 2  # words: a single word that the page uses elsewhere is a section, not a headline


class SiteNames:
    """All names of a site; tells whether a part of a title is one of them."""

    def __init__(self, *names: str | None, url: str = "") -> None:
        given = [name for name in names if name and name.strip()]
        self._folded = {folded(name) for name in given}
        hosts = [urlsplit(url).hostname or "", *(name for name in given if _is_host(name))]
        own = {_squeezed(name) for name in given} | {_label(host) for host in hosts if host}
        own |= {
            host.removeprefix(word)
            for host in map(_label, filter(None, hosts))
            for word in _PUT_BEFORE
            if len(host) > len(word) + _SHORTEST
        }
        # "Ferry pact signed | World" at /world/2026/…: the section of the site.
        self._sections = {folded(part) for part in urlsplit(url).path.split("/")[1:-1] if part}
        self._own = {name for name in own if len(name) >= _SHORTEST}

    def is_one(self, text: str) -> bool:
        """Whether a whole text is the site's name."""
        return folded(text) in self._folded or _squeezed(text) in self._own

    def without(self, title: str, *, others: Sequence[str]) -> str:
        """A title with a site's name -> the headline, if the page shows which part is which.

        Either the other part is one of its names, or it gives the headline alone elsewhere.
        """
        known = {folded(text) for text in others} - self._folded - {folded(title)}
        for cut in reversed(list(_BETWEEN.finditer(title))):
            head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
            if not head or not tail:
                continue
            if (_is_headline(head) and folded(head) in known) or self.is_one(tail):
                return self.without(head, others=others)
            if _is_headline(head) and folded(tail) in self._sections:
                return self.without(head, others=others)
            if (_is_headline(tail) and folded(tail) in known) or self.is_one(head):
                return self.without(tail, others=others)
        return title


def _is_headline(part: str) -> bool:
    return len(folded(part).split()) >= _HEADLINE


def _squeezed(name: str) -> str:
    """A name -> its letters, without words that sites add: "The Vell Post Online" -> "vellpost"."""
    words = folded(re.sub(r"(?<=\b\w)\.", "", name)).split()
    squeezed = "".join(word for word in words if word not in _ADDED) or "".join(words)
    for suffix in _SUFFIXES:
        if len(squeezed) > len(suffix) + _SHORTEST:
            squeezed = squeezed.removesuffix(suffix)
    return squeezed


def _is_host(name: str) -> bool:
    return bool(re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name))


def _label(host: str) -> str:
    """A host -> its registered label: "www.vellpost.co.uk" -> "vellpost"."""
    labels = host.lower().split(".")
    if len(labels) < 2:
        return ""
    at = -3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else -2
    return _squeezed(labels[at])
