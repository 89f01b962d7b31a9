"""Briefing -> the outlet that tells it, and its proof of a line."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from briefs.model.briefings import Briefing, Line, Proof
from briefs.model.stories import Witness

PASTED = "a pasted text"


def outlet_of(briefing: Briefing) -> str:
    """The site's name, else its host, else the address; a pasted text has none of them."""
    return briefing.site or _named_by(briefing.url)


@lru_cache(maxsize=4096)
def _named_by(url: str) -> str:
    if url.startswith("urn:"):
        return PASTED
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    return (host or url).removeprefix("www.")


def witness_of(briefing: Briefing, line: Line) -> Witness:
    """The article and the sentences that prove a line of its briefing."""
    return witness(briefing, line.proofs)


def witness(briefing: Briefing, proofs: tuple[Proof, ...]) -> Witness:
    """The article and sentences of it."""
    return Witness(briefing.url, outlet_of(briefing), proofs)
