"""Parsed Docs -> their entities, all paragraphs together.

What spaCy's entity recogniser does token by token, one paragraph after the other: where no
entity is open, its state is the token alone, so that one product of matrices scores them all;
inside an entity the next step needs the last one, and the paragraphs take those steps
together. The component itself asks for Python's lock at each of the 64 hidden values of each
state: 1.4 s of CPU for 29,000 tokens, and 0.1 s here (bench/reading.py). The steps are those
of spacy/pipeline/_parser_internals/ner.pyx 3.8, with its float32 sums in its order; the test
compares both ways.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

BEGIN, INSIDE, LAST, UNIT, OUT = "BILUO"


@dataclass(frozen=True, slots=True)
class TransitionClasses:
    """The classes of the model.

    `label[c]`: that of class c; `begins[c]`: whether it opens an entity; `out`: the class of
    what is in none. `inside[c]`, `last[c]`: how an entity that c opened goes on and ends.
    `closed`, `single`: added to the scores where no entity is open, and where besides none
    may begin that is longer than one token.
    """

    label: tuple[str, ...]
    begins: Flags
    out: int
    inside: Ints
    last: Ints
    closed: Floats
    single: Floats


def moves_of(names: Sequence[str]) -> TransitionClasses:
    """("B-ORG", ..., "U-", "O") -> Moves. "U-" is for tokens set apart before: not here."""
    number = {name: at for at, name in enumerate(names)}
    label = tuple(name[2:] for name in names)
    begins = [name[0] == BEGIN for name in names]
    single = [name == OUT or (name[0] == UNIT and name != "U-") for name in names]

    def allowed(which: Sequence[bool]) -> Floats:
        return np.where(which, np.float32(0), np.float32(-np.inf)).astype(np.float32)

    return TransitionClasses(
        label,
        np.array(begins),
        number[OUT],
        np.array([number.get(f"{INSIDE}-{w}", 0) for w in label]),
        np.array([number.get(f"{LAST}-{w}", 0) for w in label]),
        allowed([a or b for a, b in zip(begins, single, strict=True)]),
        allowed(single),
    )


class Entities:
    """Does what a pipeline's component `ner` does, for Docs without entities."""

    def __init__(self, component: Any) -> None:
        model = component.model
        tok2vec, self._lower, upper = model.layers
        self.tok2vec, _, self._narrow = tok2vec.layers
        self._gemm = model.ops.gemm
        self._weights = upper.get_param("W")
        self._bias = upper.get_param("b")
        self._hidden_bias = self._lower.get_param("b")
        moves = component.moves
        self._moves = moves_of([moves.get_class_name(i) for i in range(moves.n_moves)])

    @staticmethod
    def knows(component: Any) -> bool:
        """Whether a component uses the states that are implemented here."""
        if type(component).__name__ != "EntityRecognizer" or component.cfg["beam_width"] != 1:
            return False
        model = component.model
        if not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
            return False
        tok2vec, lower, _ = model.layers
        names = [layer.name for layer in tok2vec.layers[1:]]
        return (lower.get_dim("nF"), lower.get_dim("nP"), names) == (3, 2, ["list2array", "linear"])

    def __call__(self, docs: Sequence[Doc], vectors: Sequence[Floats]) -> None:
        """Set the entities of Docs that have their sentences; `vectors`: those of `tok2vec`."""
        features = self._lower.predict(self._narrow.predict(np.concatenate(vectors)))
        missing, own = features[0], features[1:]
        rows = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        final = np.append(rows[1:, 0] == 1, True)  # an entity ends with its sentence
        final[ends - 1] = True
        best = self._closed(missing, own, final, rows[:, 1] == 1)
        until = self._opened(own, final, best, ends.tolist())
        start = 0
        for doc, end in zip(docs, ends.tolist(), strict=True):
            self._set(doc, start, best[start:end].tolist(), until)
            start = end

    def _score(self, hidden: Floats) -> Floats:
        """Sums of features, in two pieces each -> scores of the classes."""
        hidden += self._hidden_bias
        scores: Floats = self._gemm(hidden.max(axis=2), self._weights, trans2=True)
        scores += self._bias
        return scores

    def _closed(self, missing: Floats, own: Floats, final: Flags, blank: Flags) -> Ints:
        """The class of every token, were no entity open there."""
        scores = self._score(own[:, 0] + missing[1] + missing[2])
        scores += self._moves.closed
        scores[final] += self._moves.single
        best: Ints = scores.argmax(axis=1)
        best[blank] = self._moves.out
        return best

    def _opened(self, own: Floats, final: Flags, best: Ints, ends: Sequence[int]) -> dict[int, int]:
        """First token of an entity of several -> its end; one entity of each Doc at a time."""
        moves = self._moves
        openers = np.flatnonzero(moves.begins[best]).tolist()
        until: dict[int, int] = {}
        states: list[tuple[int, int, int]] = []  # (first token, the one to decide, Doc's end)

        def look_from(at: int, end: int) -> None:
            place = bisect_left(openers, at)
            if place < len(openers) and openers[place] < end:
                states.append((openers[place], openers[place] + 1, end))

        for start, end in zip((0, *ends), ends, strict=False):
            look_from(start, end)
        while states:
            first, at, _ = (np.array(column) for column in zip(*states, strict=True))
            scores = self._score(own[at, 0] + own[first, 1] + own[at - 1, 2])
            row, opened = np.arange(len(at)), best[first]
            inside, last = moves.inside[opened], moves.last[opened]
            goes, stops = scores[row, inside], scores[row, last]
            # Of two equal ones the component takes the class with the lower number.
            on = ((goes > stops) | ((goes == stops) & (inside < last))) & ~final[at]
            before, states = states, []
            for (start, token, end), goes_on in zip(before, on.tolist(), strict=True):
                if goes_on:
                    states.append((start, token + 1, end))
                else:
                    until[start] = token + 1
                    look_from(token + 1, end)
        return until

    def _set(self, doc: Doc, start: int, best: Sequence[int], until: dict[int, int]) -> None:
        """The classes of a Doc whose first token is number `start` -> its entities."""
        moves, found, free = self._moves, [], 0
        for at, move in enumerate(best):
            if move != moves.out and at >= free:
                free = until.get(start + at, start + at + 1) - start
                found.append(Span(doc, at, free, label=moves.label[move]))
        doc.set_ents(found)
