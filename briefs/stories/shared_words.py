"""Sparse rows of words with weights -> what each two of them share.

So thousands of articles need no square table: some rows at a time are multiplied with all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Weights = Mapping[str, float]


class SharedWords:
    """Sparse rows; `near` is the products of some rows with every other row.

    `others`: the rows that they are multiplied with, where those are not the rows themselves.
    """

    def __init__(self, rows: Sequence[Weights], others: Sequence[Weights] | None = None) -> None:
        fewest, alone = (2, True) if others is None else (1, False)
        others = rows if others is None else others
        self._size = len(others)
        counts = Counter(chain.from_iterable(others))
        shared = {word: count for word, count in counts.items() if count >= fewest}
        ids = dict(zip(shared, range(len(shared)), strict=True))
        words, columns, values = _entries(others, ids)
        order = np.argsort(words, kind="stable")
        self._columns, self._values = columns[order], values[order]
        self._counts = np.fromiter(shared.values(), np.intp, len(shared))
        self._starts = np.cumsum(self._counts) - self._counts
        mine = (words, columns, values) if alone else _entries(rows, ids)
        self._words, self._rows, self._weights = mine

    def near(self, start: int, stop: int) -> Floats:
        """The products of rows [start, stop), summed word by word in each row's order."""
        cells, shares, shape = self._shared(start, stop)
        found = np.bincount(cells, shares, shape[0] * shape[1])
        return np.asarray(found, np.float64).reshape(shape)

    def near_and_heaviest(self, start: int, stop: int) -> tuple[Floats, Floats]:
        """These products, and what the heaviest shared word adds to each of them."""
        cells, shares, shape = self._shared(start, stop)
        found = np.bincount(cells, shares, shape[0] * shape[1])
        heaviest = np.zeros(shape[0] * shape[1])
        np.maximum.at(heaviest, cells, shares)
        return np.asarray(found, np.float64).reshape(shape), heaviest.reshape(shape)

    def _shared(self, start: int, stop: int) -> tuple[Ints, Floats, tuple[int, int]]:
        """Which product each shared word adds to, how much, and how many products there are."""
        i, j = np.searchsorted(self._rows, (start, stop)).tolist()
        words = self._words[i:j]
        many = self._counts[words]
        begins = np.cumsum(many) - many
        places = np.repeat(self._starts[words] - begins, many) + np.arange(int(many.sum()))
        cells = np.repeat((self._rows[i:j] - start) * self._size, many) + self._columns[places]
        shares = np.repeat(self._weights[i:j], many) * self._values[places]
        return cells, shares, (stop - start, self._size)


def _entries(rows: Sequence[Weights], ids: Mapping[str, int]) -> tuple[Ints, Ints, Floats]:
    """Sparse rows -> the number of each known word, its row and its weight, row by row."""
    numbers = map(ids.get, chain.from_iterable(rows), repeat(-1))
    words = np.fromiter(numbers, np.intp)
    values = chain.from_iterable(row.values() for row in rows)
    weights = np.fromiter(values, np.float64, len(words))
    places = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    known = words >= 0
    return words[known], places[known], weights[known]
