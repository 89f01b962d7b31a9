"""Briefing -> the name of its outlet; (briefing, proofs) -> Witness."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from briefs.model.briefings import Briefing, Proof
from briefs.model.stories import Witness

PASTED = "a pasted text"


def outlet_of(briefing: Briefing) -> str:
    """The site's name, else its host, else the address; PASTED for a pasted text."""
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


def witness(briefing: Briefing, proofs: tuple[Proof, ...]) -> Witness:
    """(Briefing, proofs) -> Witness."""
    return Witness(briefing.url, outlet_of(briefing), proofs)
