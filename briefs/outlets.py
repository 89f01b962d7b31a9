"""Briefing -> the outlet that tells it, and its proof of a line."""

from __future__ import annotations

from urllib.parse import urlsplit

from briefs.model import Briefing, Line, Proof, Witness

PASTED = "a pasted text"


def outlet_of(briefing: Briefing) -> str:
    """The site's name, else its host, else the address; a pasted text has none of them."""
    if briefing.site:
        return briefing.site
    if briefing.url.startswith("urn:"):
        return PASTED
    try:
        host = urlsplit(briefing.url).hostname
    except ValueError:
        host = None
    return (host or briefing.url).removeprefix("www.")


def witness_of(briefing: Briefing, line: Line) -> Witness:
    """The article and the sentences that prove a line of its briefing."""
    return witness(briefing, line.proofs)


def witness(briefing: Briefing, proofs: tuple[Proof, ...]) -> Witness:
    """The article and sentences of it."""
    return Witness(briefing.url, outlet_of(briefing), proofs)
