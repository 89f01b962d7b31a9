"""What scikit-learn fits is what the program applies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from briefs.facts.learned.calibration import load_calibration
from briefs.facts.learned.linear import load_linear
from tools.learning.fitting import (
    Examples,
    fit_calibration,
    fit_linear,
    fit_smooth_calibration,
    save,
)


def examples(classes: int) -> Examples:
    """Names and numbers of which the class can be read."""
    rows = range(120)
    return Examples(
        names=[[f"class={n % classes}", f"noise={n % 7}"] for n in rows],
        dense=[[float(n % classes), float(n % 11)] for n in rows],
        truth=[n % classes for n in rows],
    )


@pytest.mark.parametrize("classes", [2, 3, 5])
def test_a_fitted_model_finds_the_classes_again(classes: int, tmp_path: Path) -> None:
    given = examples(classes)
    save(tmp_path / "model.npz", fit_linear(given, prefix="kind", bits=10, c=10.0))
    with np.load(tmp_path / "model.npz") as file:
        model = load_linear(file, "kind")
    for names, dense, truth in zip(given.names, given.dense, given.truth, strict=True):
        found = model.probabilities(names, dense)
        assert found.sum() == pytest.approx(1)
        assert int(found.argmax()) == truth
        if classes == 2:
            assert model.probability(names, dense) == pytest.approx(found[1])


def test_the_same_examples_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(tmp_path / name, fit_linear(examples(3), prefix="kind"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_calibrated_score_is_the_share_of_right_ones(tmp_path: Path) -> None:
    """A model that says 0.9 and is right in half of the cases is told so."""
    scores = [0.1] * 50 + [0.9] * 50
    right = [n % 10 == 0 for n in range(50)] + [n % 2 == 0 for n in range(50)]
    save(tmp_path / "c.npz", fit_calibration(scores, right, prefix="sure"))
    with np.load(tmp_path / "c.npz") as file:
        sure = load_calibration(file, "sure")
    assert sure(0.9) == pytest.approx(0.5, abs=0.02)
    assert sure(0.1) == pytest.approx(0.1, abs=0.02)
    assert sure(0.1) <= sure(0.4) <= sure(0.9) <= 1


def test_a_smooth_calibration_rises_with_the_score(tmp_path: Path) -> None:
    scores = [-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0] * 10
    right = [n % 8 > 3 or n % 16 == 2 for n in range(80)]
    save(tmp_path / "c.npz", fit_smooth_calibration(scores, right, prefix="sure"))
    with np.load(tmp_path / "c.npz") as file:
        sure = load_calibration(file, "sure")
    found = [sure(score) for score in (-2, -1, 0, 1, 2)]
    assert found == sorted(found)
    assert found[0] < 0.15 < 0.85 < found[-1]


@pytest.mark.parametrize(("right", "share"), [([True] * 9, 0.99), ([False] * 9, 0.01)])
def test_where_all_are_alike_so_is_what_is_calibrated(
    right: list[bool], share: float, tmp_path: Path
) -> None:
    scores = [float(n) for n in range(9)]
    save(tmp_path / "c.npz", fit_smooth_calibration(scores, right, prefix="sure"))
    with np.load(tmp_path / "c.npz") as file:
        assert load_calibration(file, "sure")(3.0) == pytest.approx(share, abs=0.001)


def test_a_text_of_another_order_has_the_same_score() -> None:
    given = examples(2)
    arrays = fit_linear(given, prefix="kind")
    model = load_linear(arrays, "kind")
    assert model.scores(["a", "b", "c"], [1, 2]) == model.scores(["c", "b", "a", "a"], [1, 2])
