"""Annotated articles and sentences -> events.npz: what find_events.py knows.

    python -m tools.learning.train_events

Mentions learn from sentences_events and from the articles of facts_more, facts_train, facts_dev and
facts_extra; whole events learn from facts_more and facts_extra, which nobody wrote constructions
for, as they are read with weights of mentions that have not seen the article (folds within folds).
From which confidence on one is kept, is measured on facts_more alone: articles of facts_extra were
chosen, in part, because they tell of events. Same input, same version, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from briefs.facts.events.classifiers.event_models import KINDS, EventModels, mentions_of
from briefs.facts.events.classifiers.learned_mentions import (
    STATUSES,
    status_names,
    strongest_trigger,
)
from briefs.facts.events.classifiers.participants import Candidate, describe
from briefs.facts.events.classifiers.triggers import Clue
from briefs.facts.events.find_events import EventCandidate, event_candidates
from briefs.facts.learned.calibration import load_calibration
from briefs.facts.learned.linear import load_linear
from briefs.model.facts import Meeting
from tools.learning.event_texts import PARTIES, SENTENCES, Text, load
from tools.learning.fitting import (
    Arrays,
    Examples,
    fit_calibration,
    fit_linear,
    fit_smooth_calibration,
    save,
)
from tools.learning.gold import EXTRA, FOLD_NUMBERS, Row, folder, scoring_rules

ARTICLES = ("facts_more", "facts_train", "facts_dev", EXTRA)
ARTICLE_WEIGHT = 0.5
"""Of a sentence in an article: not every one that tells of an event is marked there."""
PARTY_WEIGHT = 0.7
NAMES: dict[str, Any] = {"c": 0.2, "solver": "liblinear"}
NEARLY = 0.96
NO_TRIGGER = -10.0
"""Log-odds of a sentence without any trigger."""
SMALL: dict[str, Any] = {"bits": 8, "c": 0.05}


# ----------------------------------------------------------------------------- mentions


def fit_mentions(texts: Sequence[Text]) -> Arrays:
    """Texts -> the weights of mentions."""
    arrays: Arrays = {}
    for kind in KINDS:
        arrays |= fit_linear(_sentences(texts, kind), prefix=f"{kind}_sentence", **NAMES)
        model = {"sentence": load_linear(arrays, f"{kind}_sentence")}
        triggers = _Triggers(model["sentence"])
        arrays |= fit_linear(_parties(texts, kind, triggers), prefix=f"{kind}_party", **NAMES)
        arrays |= fit_linear(
            _statuses(texts, kind, triggers), prefix=f"{kind}_status", bits=14, c=0.5
        )
    return arrays


@dataclass(frozen=True)
class _Triggers:
    """What strongest_trigger asks of a model."""

    sentence: Any


def _sentences(texts: Sequence[Text], kind: str) -> Examples:
    examples = Examples([], [], [], [])
    for text in texts:
        for clue in text.inputs.clues:
            examples.names.append(clue.names())
            examples.dense.append(())
            examples.truth.append(int(clue.sentence[0] in text.events[kind]))
            assert examples.weights is not None
            examples.weights.append(ARTICLE_WEIGHT if text.whole else 1.0)
    return examples


def _telling(texts: Sequence[Text], kind: str) -> Iterable[tuple[Text, Clue, list[Row]]]:
    for text in texts:
        for clue in text.inputs.clues:
            events = text.events[kind].get(clue.sentence[0])
            if events:
                yield text, clue, events


def _parties(texts: Sequence[Text], kind: str, model: Any) -> Examples:
    examples = Examples([], [], [], [])
    for text, clue, events in _telling(texts, kind):
        trigger = strongest_trigger(model, clue)
        everyone = text.inputs.candidates_in(clue)
        if text.whole:
            truth = _named_right(everyone, events, kind)
        else:
            truth = _words_right(text, everyone, events, kind)
        for one, right in zip(everyone, truth, strict=True):
            if right is not None:
                examples.names.append(describe(text.inputs.words, trigger, one, everyone))
                examples.dense.append(())
                examples.truth.append(int(right))
                assert examples.weights is not None
                examples.weights.append(PARTY_WEIGHT if text.whole else 1.0)
    return examples


def _named_right(
    everyone: Sequence[Candidate], events: Sequence[Row], kind: str
) -> list[bool | None]:
    """Candidates of an article's sentence -> whether they are parties; None: nobody knows."""
    same = scoring_rules().same_name
    wanted = [name for event in events for name in event[PARTIES[kind]]]
    found: list[bool | None] = []
    for one in everyone:
        hits = [any(same(p.name, name) for name in wanted) for p in one.parties]
        known = bool(hits) or one.how == "description"
        found.append(bool(hits) and 2 * sum(hits) >= len(hits) if known else None)
    return found


def _words_right(
    text: Text, everyone: Sequence[Candidate], events: Sequence[Row], kind: str
) -> list[bool | None]:
    """Candidates of a sentence alone -> whether they head the words of a party."""
    tokens, body = text.inputs.tokens, text.row["text"]
    spans = []
    for event in events:
        for words in event[PARTIES[kind]]:
            at = body.find(words)
            while at >= 0:
                spans.append((at, at + len(words)))
                at = body.find(words, at + 1)

    def inside(i: int, span: tuple[int, int]) -> bool:
        return tokens.start[i] >= span[0] and tokens.end[i] <= span[1]

    return [
        any(
            inside(c.at, s) and (tokens.head[c.at] == c.at or not inside(tokens.head[c.at], s))
            for s in spans
        )
        for c in everyone
    ]


def _statuses(texts: Sequence[Text], kind: str, model: Any) -> Examples:
    examples = Examples([], [], [])
    order = [str(s) for s in STATUSES[kind]]
    for _text, clue, events in _telling(texts, kind):
        statuses = {event["status"] for event in events}
        if len(statuses) == 1:
            examples.names.append(status_names(strongest_trigger(model, clue), clue))
            examples.dense.append(())
            examples.truth.append(order.index(statuses.pop()))
    return with_each(examples, len(order))


def with_each(examples: Examples, classes: int) -> Examples:
    """Examples, and one of each class that has no names and the average numbers.

    So that no class is missing, however few texts there are.
    """
    width = len(examples.dense[0]) if examples.dense else 0
    table = np.array(examples.dense, dtype=np.float64).reshape(len(examples.dense), width)
    mean = table.mean(axis=0).tolist() if width else ()
    return Examples(
        [*examples.names, *([] for _ in range(classes))],
        [*examples.dense, *(mean for _ in range(classes))],
        [*examples.truth, *range(classes)],
    )


# ------------------------------------------------------------------------------- events


@dataclass
class Judged:
    """An event that was found, and what the gold says of it. `news`: None where untold.

    `picked`: its article was chosen because it tells of events.
    """

    fold: int
    picked: bool
    one: EventCandidate
    hit: bool
    right: bool
    news: bool | None


def judge(text: Text, kind: str, found: Sequence[EventCandidate]) -> list[Judged]:
    """The events of an article against its gold, matched as the scorer matches."""
    score = scoring_rules()
    gold, body = text.row[f"{kind}s"], text.row["text"]

    def alike(want: Row, got: EventCandidate) -> float:
        names = [p.name for p in got.event.parties]
        span = got.event.evidence
        here = score.overlap(score.span_of(body, want["evidence"]), (span.start, span.end))
        share = score.name_f1(want[PARTIES[kind]], names) if want[PARTIES[kind]] else 0.5
        if isinstance(got.event, Meeting):
            return float(share + 0.1 * here) if share >= 0.5 else 0.0
        what = bool(_content(score, want["what"]) & _content(score, got.event.what.of(body)))
        return float(share + 0.3 * what + 0.3 * here) if share >= 0.5 and (what or here) else 0.0

    of = {j: gold[i] for i, j in score.match(gold, found, alike).items()}
    return [
        Judged(
            text.row["fold"], text.picked, one, j in of,
            j in of and of[j]["status"] == str(one.event.status),
            bool(of[j]["news"]) if j in of and "news" in of[j] else None,
        )
        for j, one in enumerate(found)
    ]  # fmt: skip


def _content(score: Any, words: str) -> set[str]:
    return {w for w in score.fold(words) if w not in score.FILLER}


def read_with(arrays: Arrays, texts: Iterable[Text]) -> dict[str, list[Judged]]:
    """Weights of mentions, articles -> the events that they find, judged."""
    models = mentions_of(arrays)
    found: dict[str, list[Judged]] = {kind: [] for kind in KINDS}
    for text in texts:
        for kind in KINDS:
            title = text.row.get("title") or ""
            events = event_candidates(text.inputs, models[kind], kind, text.registry, title)
            found[kind] += judge(text, kind, events)
    return found


def fit_events(found: Sequence[Judged], wanted: int, kind: str) -> Arrays:
    """Events that were found out of fold -> the weights that say which are right.

    `wanted`: how many the gold has in articles that were not picked; the least probability is the
    one of the best F1 there.
    """
    scores: list[float] = []
    ordered: list[Judged] = []
    for fold in sorted({j.fold for j in found}):
        fitted = fit_linear(_right([j for j in found if j.fold != fold]), prefix="x", **SMALL)
        model = load_linear(fitted, "x")
        mine = [j for j in found if j.fold == fold]
        scores += [float(model.scores(j.one.names, j.one.numbers)[0]) for j in mine]
        ordered += mine
    arrays = fit_linear(_right(found), prefix=f"{kind}_right", **SMALL)
    right = [j.right for j in ordered]
    arrays |= fit_smooth_calibration(scores, right, prefix=f"{kind}_right")
    # What an article is about is another question in one that was picked for its events.
    known = [j for j in found if j.news is not None and not j.picked]
    news = Examples(
        [j.one.names for j in known],
        [j.one.numbers for j in known],
        [int(bool(j.news)) for j in known],
    )
    arrays |= fit_linear(with_each(news, 2), prefix=f"{kind}_news", **SMALL)
    curve = load_calibration(arrays, f"{kind}_right")
    drawn = [(curve(s), j.hit) for s, j in zip(scores, ordered, strict=True) if not j.picked]
    least = best_least([share for share, _ in drawn], [hit for _, hit in drawn], wanted)
    arrays[f"{kind}_least"] = np.array(least)
    return arrays


def _right(found: Sequence[Judged]) -> Examples:
    names: list[Sequence[str]] = [j.one.names for j in found]
    numbers: list[Sequence[float]] = [j.one.numbers for j in found]
    return with_each(Examples(names, numbers, [int(j.right) for j in found]), 2)


def best_least(shares: Sequence[float], hit: Sequence[bool], wanted: int) -> float:
    """Probabilities, whether each was found rightly, how many there are -> the floor.

    The highest of those whose F1 is nearly (by NEARLY) the best: few articles say where exactly
    the best is, and of two floors that find as much the one that errs less is better.
    """
    f1 = {}
    for floor in sorted(set(shares)):
        accepted = [h for s, h in zip(shares, hit, strict=True) if s >= floor]
        f1[floor] = 2 * sum(accepted) / (len(accepted) + wanted)
    return max((f for f in f1 if f1[f] >= NEARLY * max(f1.values())), default=0.0)


def fit_alone(texts: Sequence[Text], arrays: Arrays, kind: str) -> tuple[list[float], list[bool]]:
    """Sentences alone -> the sentence model's log-odds, and whether they tell of an event."""
    model = load_linear(arrays, f"{kind}_sentence")
    scores, truth = [], []
    for text in texts:
        if not text.whole and text.inputs.clues:
            names = (clue.names() for clue in text.inputs.clues)
            scores.append(max(float(model.scores(n)[0]) for n in names))
            truth.append(bool(text.events[kind]))
    return scores, truth


def predict_alone(texts: Sequence[Text], models: EventModels) -> list[dict[str, Any]]:
    """Sentences alone -> rows for the scorer, with how likely each tells of an event."""
    found = []
    for text in texts:
        row: dict[str, Any] = {"id": text.row["id"]}
        for kind in KINDS:
            event, sentence = models.events[kind], models.mentions[kind].sentence
            names = [clue.names() for clue in text.inputs.clues]
            odds = max((float(sentence.scores(n)[0]) for n in names), default=NO_TRIGGER)
            row[kind] = event.alone(odds)
        found.append(row)
    return found


class Fits:
    """Weights of mentions by the folds that they have not seen, each fitted once."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts
        self._fitted: dict[frozenset[int], Arrays] = {}

    def without(self, *folds: int) -> Arrays:
        """Folds -> weights of all other articles."""
        left_out = frozenset(folds)
        if left_out not in self._fitted:
            mine = [t for t in self._texts if t.row["fold"] not in left_out]
            self._fitted[left_out] = fit_mentions(mine)
        return self._fitted[left_out]


def train(texts: Sequence[Text], fits: Fits, *hidden: int) -> Arrays:
    """Texts -> all weights, of the folds that are not `hidden`."""
    seen = [t for t in texts if t.row["fold"] not in hidden]
    found: dict[str, list[Judged]] = {kind: [] for kind in KINDS}
    alone: dict[str, tuple[list[float], list[bool]]] = {kind: ([], []) for kind in KINDS}
    for fold in sorted({text.row["fold"] for text in seen}):
        others = fits.without(fold, *hidden)
        mine = [t for t in seen if t.row["fold"] == fold]
        for kind, judged in read_with(others, (t for t in mine if t.whole and not t.tuned)).items():
            found[kind] += judged
            scores, truth = fit_alone(mine, others, kind)
            alone[kind][0].extend(scores)
            alone[kind][1].extend(truth)
    arrays = dict(fits.without(*hidden))
    for kind in KINDS:
        drawn = (t for t in seen if t.whole and not t.tuned and not t.picked)
        wanted = sum(len(t.row[f"{kind}s"]) for t in drawn)
        arrays |= fit_events(found[kind], wanted, kind)
        arrays |= fit_calibration(*alone[kind], prefix=f"{kind}_alone", points=20)
    return arrays


def main() -> None:
    """Train on all folds, and without each in turn; write both."""
    texts = [text for name in (*ARTICLES, SENTENCES) for text in load(name)]
    fits = Fits(texts)
    for fold in (None, *FOLD_NUMBERS):
        hidden = () if fold is None else (fold,)
        save(folder(fold) / "events.npz", train(texts, fits, *hidden))


if __name__ == "__main__":
    main()
