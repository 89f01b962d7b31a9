"""What outlets claim of one subject -> a contradiction, where two versions of it are left.

All contradictions are made here. A version has its own words, each of which its first witness has
in its own sentence, and no outlet stands behind two versions: whoever tells both contradicts
nobody. What is left of a claim without these is told to no reader.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from briefs.model.stories import Contradiction, DisputedField, Version, Witness


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says about a subject. `value` is compared, `words` are shown.

    `sentence`: where the words stand; `label`: they name the value, and stand in no sentence.
    """

    value: object
    words: str
    day: date | None
    witness: Witness
    sentence: str = ""
    label: bool = False


Clash = Callable[[Claim, Claim], bool]


def told_apart(
    about: DisputedField, subject: str, claims: Sequence[Claim], clash: Clash
) -> Contradiction | None:
    """Claims on one subject -> a contradiction if two outlets clash, each with its own words."""
    own = [claim for claim in claims if claim.label or _is_own(claim)]
    versions: dict[object, list[Claim]] = {}
    for claim in _clashing(_of_one_mind(own, _clashing(own, clash)), clash):
        versions.setdefault(claim.value, []).append(claim)
    if len(versions) < 2 or len({_shown(same) for same in versions.values()}) < len(versions):
        return None
    return Contradiction(
        about,
        subject,
        tuple(
            Version(same[0].words, tuple(claim.witness for claim in same))
            for same in versions.values()
        ),
    )


def _is_own(claim: Claim) -> bool:
    return bool(claim.words) and claim.words in claim.sentence


def _shown(same: Sequence[Claim]) -> str:
    """What a reader sees of a version: two that look alike tell nothing."""
    return same[0].words.casefold()


def _clashing(claims: Sequence[Claim], clash: Clash) -> list[Claim]:
    """The claims that another outlet's claim of another value clashes with."""
    found = {
        at
        for (i, a), (j, b) in combinations(enumerate(claims), 2)
        if a.value != b.value and a.witness.outlet != b.witness.outlet and clash(a, b)
        for at in (i, j)
    }
    return [claims[at] for at in sorted(found)]


def _of_one_mind(claims: Sequence[Claim], clashing: Sequence[Claim]) -> list[Claim]:
    """Those that clash, without the outlets that have two of the values in question."""
    asked = {claim.value for claim in clashing}
    values = defaultdict[str, set[object]](set)
    for claim in claims:
        values[claim.witness.outlet].add(claim.value)
    return [claim for claim in clashing if len(values[claim.witness.outlet] & asked) == 1]
