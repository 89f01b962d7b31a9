"""How much of either article's words the other has."""

from __future__ import annotations

import numpy as np
import pytest

from briefs.model.stories import Fingerprint
from briefs.stories.word_coverage import NAMES, NONE, coverage

WHOLE = Fingerprint(
    terms=(("olse", 3.0), ("flood", 2.0), ("dam", 1.0)),
    lead=(("olse", 3.0), ("flood", 2.0)),
    title=(("flood", 1.0),),
    actors=(("olse", 1.0),),
    marks=(("day:tue", 1.0), ("num:400", 1.0), ("year:2024", 1.0)),
)
PART = Fingerprint(
    terms=(("olse", 3.0), ("boat", 1.0)), lead=(("olse", 3.0),), marks=(("num:400", 1.0),)
)
OTHER = Fingerprint(terms=(("herring", 1.0),))


def of(one: Fingerprint, two: Fingerprint) -> dict[str, float]:
    found = coverage([one, two], np.array([0]), np.array([1]))
    assert tuple(found) == NAMES
    return {name: float(values[0]) for name, values in found.items()}


def test_an_article_holds_itself() -> None:
    same = of(WHOLE, WHOLE)
    lengths = [same.pop(name) for name in ("words_low", "words_high")]
    assert lengths == [3, 3]
    assert set(same.values()) == {1.0}


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("terms_in_terms_low", 3 / 6),
        ("terms_in_terms_high", 3 / 4),
        ("lead_in_lead_low", 3 / 5),
        ("lead_in_lead_high", 1.0),
        ("names_in_terms_low", 1.0),
        ("others_in_terms_high", 1.0),
        ("numbers_in_numbers_low", 1.0),
        ("marks_in_marks_low", 1 / 2),
        ("title_in_title_high", 0.0),
        ("words_low", 2.0),
        ("words_high", 3.0),
    ],
)
def test_a_part_of_it_holds_some(name: str, share: float) -> None:
    assert of(WHOLE, PART)[name] == of(PART, WHOLE)[name] == pytest.approx(share)


def test_what_neither_has_is_no_share() -> None:
    found = of(OTHER, OTHER)
    assert found["terms_in_terms_low"] == 1.0
    assert {found[name] for name in ("title_in_title_low", "marks_in_marks_high")} == {NONE}
    assert of(WHOLE, OTHER)["terms_in_terms_high"] == 0.0


def test_no_pair_no_rows() -> None:
    none = np.zeros(0, np.intp)
    assert all(len(values) == 0 for values in coverage([WHOLE], none, none).values())
