"""How a pair stands beside the other pairs of its batch."""

from __future__ import annotations

import numpy as np
import pytest

from briefs.stories.neighbourhood import ALONE, FURTHEST, NAMES, neighbourhood

PAIRS = {(0, 1): 3.0, (0, 2): 2.0, (1, 2): 2.5, (2, 3): -1.0, (3, 4): 1.0, (0, 4): -9.0}
"""Articles 0 to 2 tell one event, 3 and 4 another, 5 a third."""


def of(pair: tuple[int, int]) -> dict[str, float]:
    first, second = (np.array([p[end] for p in PAIRS]) for end in (0, 1))
    found = neighbourhood(6, first, second, np.array(list(PAIRS.values())))
    assert tuple(sorted(found)) == tuple(sorted(NAMES))
    at = list(PAIRS).index(pair)
    return {name: float(values[at]) for name, values in found.items()}


@pytest.mark.parametrize(
    ("pair", "name", "value"),
    [
        ((0, 1), "behind_near", 0.0),
        ((0, 2), "behind_far", 1.0),
        ((0, 2), "behind_near", 0.5),
        ((2, 3), "behind_far", 3.5),
        ((0, 1), "rank_best", 0.0),
        ((2, 3), "rank_best", 1.0),  # the second nearest of 3
        ((2, 3), "rank_worst", 2.0),
        ((0, 1), "same_neighbours", 1.0),  # both have 0, 1 and 2
        ((2, 3), "same_neighbours", 2 / 5),  # of 0, 1, 2, 3 and 4 both have 2 and 3
        ((0, 1), "to_nearest_low", 2.0),  # 0 to 2, the other neighbour of 1
        ((0, 1), "to_nearest_high", 2.5),
        ((0, 4), "second_best", 2.0),
        ((3, 4), "third_best", FURTHEST),
    ],
)
def test_each_number_of_a_pair(pair: tuple[int, int], name: str, value: float) -> None:
    assert of(pair)[name] == pytest.approx(value)


def test_a_pair_alone_is_measured_against_what_another_might_be_like() -> None:
    found = neighbourhood(2, np.array([0]), np.array([1]), np.array([-5.0]))
    assert found["behind_near"][0] == ALONE + 5.0


def test_a_batch_without_pairs() -> None:
    none = np.zeros(0, np.intp)
    assert {len(v) for v in neighbourhood(3, none, none, np.zeros(0)).values()} == {0}


def test_a_large_batch_is_large_whatever_its_size() -> None:
    sizes = [
        float(neighbourhood(size, np.array([0]), np.array([1]), np.array([0.0]))["batch"][0])
        for size in (2, 10, 40, 900)
    ]
    assert sizes[0] < sizes[1] < sizes[2] == sizes[3]
