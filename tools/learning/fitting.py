"""Candidates described by names and numbers -> arrays that briefs.facts.learned reads."""

from __future__ import annotations

import io
import math
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from briefs.facts.learned.linear import column

Arrays = dict[str, NDArray[Any]]


@dataclass
class Examples:
    """Candidates with what the gold says of them. `truth`: a class number each."""

    names: list[Sequence[str]]
    dense: list[Sequence[float]]
    truth: list[int]
    weights: list[float] | None = None


def matrix(names: Sequence[Sequence[str]], bits: int) -> sparse.csr_matrix:
    """Names of each candidate -> 0 and 1 in their hashed columns."""
    indices: list[int] = []
    starts = [0]
    for row in names:
        indices += sorted({column(name, bits) for name in row})
        starts.append(len(indices))
    ones = np.ones(len(indices))
    return sparse.csr_matrix((ones, indices, starts), shape=(len(names), 1 << bits))


def fit_linear(
    examples: Examples,
    *,
    prefix: str,
    bits: int = 15,
    c: float = 0.3,
    spread: float = 1.0,
    steps: int = 2000,
    solver: str = "lbfgs",
) -> Arrays:
    """Examples -> the arrays of a Linear, under `prefix`.

    Dense numbers are standardised, to a deviation of `spread`: below 1 they are held back
    beside the names. At most `steps` steps: few are a penalty of their own, and soon done.
    `solver`: "liblinear" is several times faster for two classes of many names.
    """
    dense = np.array(examples.dense, dtype=np.float64).reshape(len(examples.names), -1)
    mean = dense.mean(axis=0) if dense.size else np.zeros(dense.shape[1])
    scale = dense.std(axis=0) if dense.size else np.ones(dense.shape[1])
    scale = np.where(scale < 1e-6, 1.0, scale) / spread
    x = sparse.hstack([matrix(examples.names, bits), (dense - mean) / scale]).tocsr()
    model = LogisticRegression(C=c, max_iter=steps, tol=1e-5, solver=solver)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, np.array(examples.truth), sample_weight=examples.weights)
    width = 1 << bits
    return {
        f"{prefix}_names": model.coef_[:, :width].astype(np.float16),
        f"{prefix}_dense": model.coef_[:, width:].astype(np.float32),
        f"{prefix}_mean": mean.astype(np.float32),
        f"{prefix}_scale": scale.astype(np.float32),
        f"{prefix}_bias": model.intercept_.astype(np.float32),
    }


def fit_calibration(
    scores: Sequence[float], right: Sequence[float], *, prefix: str, points: int = 12
) -> Arrays:
    """Out-of-fold scores and how right each was, 0 to 1 -> the arrays of a Calibration."""
    order = np.argsort(np.array(scores), kind="stable")
    x, y = np.array(scores, dtype=np.float64)[order], np.array(right, dtype=np.float64)[order]
    shares = IsotonicRegression(out_of_bounds="clip", y_min=0.01, y_max=0.99).fit_transform(x, y)
    parts = [p for p in np.array_split(np.arange(len(x)), min(points, len(x))) if len(p)]
    return {
        f"{prefix}_scores": np.array([x[p].mean() for p in parts]).astype(np.float32),
        f"{prefix}_shares": np.array([shares[p].mean() for p in parts]).astype(np.float32),
    }


def fit_smooth_calibration(
    scores: Sequence[float], right: Sequence[bool], *, prefix: str, points: int = 12
) -> Arrays:
    """The same by one logistic curve (Platt 1999): for examples too few to show steps of their own.

    Examples that are all right, or all wrong, teach no curve: each score is as sure as they are.
    """
    x, y = np.array(scores, dtype=np.float64), np.array(right, dtype=np.int64)
    at = np.unique(np.quantile(x, np.linspace(0, 1, points))) if len(x) else np.zeros(1)
    if 0 < y.sum() < len(y):
        shares = LogisticRegression().fit(x[:, None], y).predict_proba(at[:, None])[:, 1]
    else:
        shares = np.full(len(at), y.mean() if len(y) else 0.5)
    return {
        f"{prefix}_scores": at.astype(np.float32),
        f"{prefix}_shares": np.maximum.accumulate(np.clip(shares, 0.01, 0.99)).astype(np.float32),
    }


def forest_arrays(model: lightgbm.Booster, name: str, *more: lightgbm.Booster) -> Arrays:
    """A model -> the arrays of a Forest, under `name`; with `more`, of the mean of them all."""
    nodes: list[list[float]] = []  # feature, threshold, left, right, value
    roots, deepest = [], 0

    def walk(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        here = len(nodes)
        nodes.append([0, math.inf, here, here, 0.0])
        if "split_feature" in node:
            left, right = walk(node["left_child"], depth + 1), walk(node["right_child"], depth + 1)
            nodes[here] = [node["split_feature"], node["threshold"], left, right, 0.0]
        else:
            nodes[here][4] = node["leaf_value"] / (1 + len(more))
            deepest = max(deepest, depth)
        return here

    for one in (model, *more):
        roots += [walk(tree["tree_structure"], 0) for tree in one.dump_model()["tree_info"]]
    columns = list(zip(*nodes, strict=True))
    return {
        f"{name}_feature": np.array(columns[0], np.int16),
        f"{name}_threshold": np.array(columns[1], np.float64),
        f"{name}_left": np.array(columns[2], np.int32),
        f"{name}_right": np.array(columns[3], np.int32),
        f"{name}_value": np.array(columns[4], np.float32),
        f"{name}_roots": np.array(roots, np.int32),
        f"{name}_depth": np.array(deepest, np.int32),
    }


def save(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write an npz whose bytes are the same for the same arrays (no time of writing in it)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(arrays):
            raw = io.BytesIO()
            np.save(raw, arrays[name], allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", date_time=(2000, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, raw.getvalue())
