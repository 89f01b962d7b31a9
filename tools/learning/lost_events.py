"""Where events are lost on their way: annotated events by the last stage that they reach.

    python -m tools.learning.lost_events

Of facts_more, folds 0 to 3, each article with weights that have not seen it. Stages:

- unread          the sentence is a caption or heading, which is no sentence of the text
- no word         no word in it may tell of an event
- unlikely        the sentence is held to tell of none
- no parties      nobody is found to take part
- other parties   somebody else is held to take part
- unsure          found, and less sure than the least that is kept
- found
"""

from __future__ import annotations

from collections import Counter

from briefs.facts.events.classifiers.event_models import (
    KINDS,
    EventKind,
    EventModels,
    load_events,
)
from briefs.facts.events.classifiers.learned_mentions import FLOOR
from briefs.facts.events.find_events import event_candidates, judged
from briefs.model.facts import Event
from tools.learning.event_texts import PARTIES, Text, load
from tools.learning.gold import BLIND, FOLDS, Row, scoring_rules

STAGES = ("unread", "no word", "unlikely", "no parties", "other parties", "unsure", "found")


def stage_of(
    text: Text, kind: EventKind, wanted: Row, found: list[Event], models: EventModels
) -> str:
    """An annotated event, and the events that were found -> how far it came."""
    score = scoring_rules()
    parties = wanted[PARTIES[kind]]
    alike = [
        one
        for one in found
        if score.name_f1(parties, [p.name for p in one.parties]) >= 0.5 or not parties
    ]
    if any((one.confidence or 0) >= models.events[kind].least for one in alike):
        return "found"
    if alike:
        return "unsure"
    span = score.span_of(text.row["text"], wanted["evidence"])
    if any(score.overlap(span, (one.evidence.start, one.evidence.end)) for one in found):
        return "other parties"
    starts = {a for a, events in text.events[kind].items() if wanted in events}
    clues = [clue for clue in text.inputs.clues if clue.sentence[0] in starts]
    if not starts:
        return "unread"
    if not clues:
        return "no word"
    odds = max(float(models.mentions[kind].sentence.scores(c.names())[0]) for c in clues)
    return "unlikely" if odds < FLOOR else "no parties"


def main() -> None:
    """Print how many events reach each stage."""
    lost: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    models = {f: load_events((FOLDS / str(f) / "events.npz").read_bytes()) for f in range(BLIND)}
    for text in load("facts_more"):
        if text.row["fold"] == BLIND:
            continue
        own = models[text.row["fold"]]
        for kind in KINDS:
            title = text.row.get("title") or ""
            everyone = event_candidates(text.inputs, own.mentions[kind], kind, text.registry, title)
            found = [judged(one, own.events[kind]) for one in everyone]
            for wanted in text.row[f"{kind}s"]:
                lost[kind][stage_of(text, kind, wanted, found, own)] += 1
    for stage in STAGES:
        print(f"{stage:14s} " + " ".join(f"{kind} {lost[kind][stage]:3d}" for kind in KINDS))


if __name__ == "__main__":
    main()
