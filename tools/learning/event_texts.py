"""Annotated articles and sentences -> texts with what is marked for each of their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefs.facts.entities.registry import Registry, register
from briefs.facts.events.classifiers.event_models import KINDS
from briefs.facts.events.classifiers.learned_mentions import EventInputs, make_inputs
from tools.learning.gold import EXTRA, Row, rows
from tools.learning.parsed import parsed, parsed_alone, table_of

SENTENCES = "sentences_events"
TUNED = frozenset({"facts_train", "facts_dev"})
PARTIES = {"meeting": "participants", "agreement": "parties"}


@dataclass
class Text:
    """A row with its inputs. `events[start]`: what is marked for the sentence at a token."""

    row: Row
    whole: bool  # an article, not a sentence alone
    tuned: bool  # constructions were written while it was read: it says nothing of the sure
    picked: bool  # chosen because it tells of events: it says nothing of how many are right
    inputs: EventInputs
    registry: Registry
    events: dict[str, dict[int, list[Row]]] = field(default_factory=dict)


def load(name: str) -> list[Text]:
    """A gold file -> its texts."""
    return read_rows(rows(name), alone=name == SENTENCES, tuned=name in TUNED, picked=name == EXTRA)


def read_rows(
    mine: Sequence[Row], *, alone: bool, tuned: bool = False, picked: bool = False
) -> list[Text]:
    """Rows of articles, or of sentences `alone` -> texts."""
    found = []
    parses = parsed_alone(mine) if alone else parsed(mine)
    for row, (blocks, docs) in zip(mine, parses, strict=True):
        registry = register(docs)
        inputs = make_inputs(table_of(row, (blocks, docs)), [b.start for b in blocks], registry)
        text = Text(row, not alone, tuned, picked, inputs, registry)
        for kind in KINDS:
            text.events[kind] = _marked(text, kind)
        found.append(text)
    return found


def _marked(text: Text, kind: str) -> dict[int, list[Row]]:
    """Sentences by their first token -> the events of a kind that are marked for them."""
    tokens = text.inputs.tokens
    spans: list[tuple[int, int, Row]] = []
    if text.whole:
        body = text.row["text"]
        for event in text.row[f"{kind}s"]:
            for words in [event["evidence"], *(event.get("also") or [])]:
                at = body.find(words)
                if at >= 0:
                    spans.append((at, at + len(words), event))
    else:
        spans = [(0, 10**9, e) for e in text.row["events"] if e["type"] == kind]
    marked: dict[int, list[Row]] = {}
    for a, b in tokens.sents:
        start, end = tokens.start[a], tokens.end[b - 1]
        for s, e, event in spans:
            if min(end, e) - max(start, s) > 0.5 * min(end - start, e - s):
                marked.setdefault(a, []).append(event)
    return marked
