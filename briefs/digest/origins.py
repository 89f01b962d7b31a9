"""Articles of one story -> how many independent origins they have, and which.

Articles have the same origin if they share more wording than two reporters at one event would
(text_sketches.py), credit the same agency, or if one retells what another outlet of the story
reported ("..., the Guardian reported").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from briefs.links.outlet_names import outlet_of
from briefs.model.stories import DigestCandidate, Origin
from briefs.stories.text_sketches import AGENCIES, containment

COPIED = 0.5
"""Share of the shorter text. Reports of one event that quote the same words and print the same
notice share up to two fifths; a reprint that was cut, reordered and added to has two thirds."""


def origins(candidates: Sequence[DigestCandidate]) -> tuple[Origin, ...]:
    """Articles of a story -> their origins, in the order of the first article of each."""
    parent = list(range(len(candidates)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for i, j in combinations(range(len(candidates)), 2):
        if _one_origin(candidates[i], candidates[j]):
            first, second = sorted((root(i), root(j)))
            parent[second] = first
    groups: dict[int, list[DigestCandidate]] = {}
    for at, one in enumerate(candidates):
        groups.setdefault(root(at), []).append(one)
    return tuple(
        Origin(_name(those), tuple(one.briefing.url for one in those)) for those in groups.values()
    )


def _one_origin(a: DigestCandidate, b: DigestCandidate) -> bool:
    agencies = {_agency(a), _agency(b)}
    if len(agencies) == 1 and None not in agencies:
        return True
    if containment(a.fingerprint.sketch, b.fingerprint.sketch) >= COPIED:
        return True
    return _retells(a, b) or _retells(b, a)


def _agency(one: DigestCandidate) -> str | None:
    """The agency that an article credits, or that published it."""
    return one.fingerprint.agency or AGENCIES.get(outlet_of(one.briefing).lower())


def _retells(one: DigestCandidate, other: DigestCandidate) -> bool:
    """Whether an article's first paragraph credits another's outlet with the news."""
    outlet = outlet_of(other.briefing)
    if outlet == outlet_of(one.briefing) or not outlet[:1].isupper() or not one.briefing.cited:
        return False
    first = min(one.briefing.cited, key=lambda cited: cited.paragraph.number)
    name = outlet.removeprefix("The ")
    if first.paragraph.number > 2 or name.casefold() not in first.text.casefold():
        return False
    name = re.escape(name)
    credit = (
        rf"\b(?:per|according to|reported by|citing) (?:the )?{name}\b|"
        rf"\b(?:the )?{name} (?:first )?(?:reports?|reported)\b"
    )
    return re.search(credit, first.text, re.IGNORECASE) is not None


def _name(those: Sequence[DigestCandidate]) -> str | None:
    """The agency of a group of articles; None if none is known."""
    return next((name for one in those if (name := _agency(one))), None)
