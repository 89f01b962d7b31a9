"""Docs -> a vector for each token, as a pipeline's `tok2vec` layers give them.

Those layers first turn each word, whatever stands around it, into a vector, then look four
times at its neighbours. The first part gives the same for the same word and is kept here; the
second is done in one pass over arrays, without what only training needs. Together that is half
of the time that the layers themselves take (bench/reading.py), and the same float32 sums in
the same order: the vectors are equal bit by bit, which the test asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from spacy.vocab import Vocab

Floats = NDArray[np.float32]

MAX_WORDS = 20_000
"""Words that are cached, 8 MB for each table; a full table is emptied."""

Word = tuple[int, int, int]
"""What the layers may know of a token: its word, its norm ("n't": "not"), a blank behind it."""

EMBED = "extract_features>>list2ragged>>with_array(ints-getitem>>hashembed"
ENCODE = "with_array(residual(expand_window>>maxout>>layernorm>>dropout)"
EPSILON = 1e-08
"""Thinc's, in the layer `layernorm`."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one look at the neighbours needs. `weights`: rows by piece, then by output."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class Vectors:
    """Computes what a `tok2vec` model does, for models that `knows` accepts."""

    def __init__(self, model: Any, vocab: Vocab) -> None:
        self._embed, encode = model.layers
        self._vocab = vocab
        self._gemm = model.ops.gemm
        self._layers = [_layer(block) for block in encode.layers[0].layers]
        self._pad: int = encode.attrs["pad"]
        self._row: dict[Word, int] = {}
        self._table: Floats = np.zeros((256, encode.get_dim("nO")), np.float32)

    @staticmethod
    def knows(model: Any) -> bool:
        """Whether a model consists of the layers that are implemented here."""
        if [type(m).__name__ for m in (model, *model.layers)] != ["Model"] * 3:
            return False
        embed, encode = model.layers
        if not (embed.name.startswith(EMBED) and encode.name.startswith(ENCODE)):
            return False
        windows = [m.attrs["window_size"] for m in encode.walk() if m.name == "expand_window"]
        pieces = [m.get_dim("nP") for m in encode.walk() if m.name == "maxout"]
        return set(windows) == {1} and set(pieces) == {3} and len(windows) == len(pieces)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """Docs -> for each an array of its tokens' vectors."""
        pad = self._pad
        rows = self._rows(docs)
        size = pad + sum(len(doc) + pad for doc in docs)
        hidden = np.zeros((size, self._table.shape[1]), np.float32)
        places, at = [], pad
        for doc, own in zip(docs, rows, strict=True):
            places.append(slice(at, at + len(doc)))
            hidden[places[-1]] = self._table[own]
            at += len(doc) + pad
        self._look_around(hidden)
        return [hidden[place].copy() for place in places]

    def _rows(self, docs: Sequence[Doc]) -> list[list[int]]:
        """Docs -> for each token the row of the table that holds its vector."""
        found = [[tuple(key) for key in doc.to_array([ORTH, NORM, SPACY]).tolist()] for doc in docs]
        row = self._row
        new = dict.fromkeys(key for keys in found for key in keys if key not in row)
        if len(row) + len(new) > MAX_WORDS:
            row.clear()
            new = dict.fromkeys(key for keys in found for key in keys)
        if new:
            self._learn(list(new))
        return [[row[key] for key in keys] for keys in found]

    def _learn(self, new: Sequence[Word]) -> None:
        """Add words to the table."""
        text = self._vocab.strings
        doc = Doc(
            self._vocab,
            words=[text[orth] for orth, _, _ in new],
            spaces=[bool(space) for _, _, space in new],
        )
        for token, (_, norm, _) in zip(doc, new, strict=True):
            token.norm_ = text[norm]
        first = len(self._row)
        if first + len(new) > len(self._table):
            table = np.zeros((2 * (first + len(new)), self._table.shape[1]), np.float32)
            table[:first] = self._table[:first]
            self._table = table
        self._table[first : first + len(new)] = self._embed.predict([doc])[0]
        self._row.update((key, first + i) for i, key in enumerate(new))

    def _look_around(self, hidden: Floats) -> None:
        """Each layer adds to a token's vector what it makes of the three around it."""
        size, width = hidden.shape
        window = np.zeros((size, 3 * width), np.float32)
        pieces = np.empty((size, 3 * width), np.float32)
        best = np.empty((size, width), np.float32)
        square = np.empty((size, width), np.float32)
        for layer in self._layers:
            window[1:, :width] = hidden[:-1]
            window[:, width : 2 * width] = hidden
            window[:-1, 2 * width :] = hidden[1:]
            self._gemm(window, layer.weights, trans2=True, out=pieces)
            pieces += layer.bias
            np.maximum(pieces[:, :width], pieces[:, width : 2 * width], out=best)
            np.maximum(best, pieces[:, 2 * width :], out=best)
            best -= best.mean(axis=1, keepdims=True)
            np.multiply(best, best, out=square)
            spread = square.mean(axis=1, keepdims=True)
            spread += EPSILON
            best *= spread ** (-1.0 / 2.0)
            best *= layer.scale
            best += layer.shift
            hidden += best


def _layer(block: Any) -> Layer:
    maxout = next(m for m in block.walk() if m.name == "maxout")
    norm = next(m for m in block.walk() if m.name == "layernorm")
    outputs, pieces, inputs = maxout.get_param("W").shape
    by_piece = maxout.get_param("W").transpose(1, 0, 2).reshape(outputs * pieces, inputs)
    return Layer(
        np.ascontiguousarray(by_piece),
        np.ascontiguousarray(maxout.get_param("b").T).reshape(-1),
        norm.get_param("G"),
        norm.get_param("b"),
    )
