"""The training script on a dozen invented articles: what it learns, and the same bytes again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefs.facts.events.classifiers.event_models import EventKind, load_events
from briefs.facts.events.find_events import event_candidates
from tools.learning import parsed as parsed_rows
from tools.learning.event_texts import Text, read_rows
from tools.learning.fitting import save
from tools.learning.lost_events import stage_of
from tools.learning.train_events import Fits, best_least, judge, predict_alone, train

PEOPLE = ["Ada Bellamy", "Rosa Mora", "Simon Rahal", "Tom Sole", "Lea Wirt", "Omid Rad"]
COUNTRIES = ["Norway", "Chile", "Peru", "Ghana", "Japan", "Kenya"]


def sentences() -> list[dict[str, Any]]:
    """Sentences alone: a meeting, an agreement, neither, for each pair and fold."""
    found: list[dict[str, Any]] = []
    for n, (one, other) in enumerate(
        zip(PEOPLE * 2, PEOPLE[1:] + PEOPLE[2:] + PEOPLE[:3], strict=False)
    ):
        a, b = COUNTRIES[n % 6], COUNTRIES[(n + 1) % 6]
        met = {"type": "meeting", "status": "happened", "participants": [one, other]}
        agreed = {"type": "agreement", "status": "signed", "parties": [a, b], "what": "a treaty"}
        third = PEOPLE[(n + 3) % 6] if PEOPLE[(n + 3) % 6] not in {one, other} else "Nia Holt"
        planned = {"type": "meeting", "status": "planned", "participants": [one, other]}
        for text, events in (
            (f"President {one} will meet with {other} next week.", [planned]),
            (f"President {one} met with {other} on Monday, {third} said.", [met]),
            (f"{a} and {b} signed a treaty on fish, {third} said.", [agreed]),
            (f"The visit to the harbour cost {one} ten crowns.", []),
            (f"The law of {a} is old, said {other}.", []),
        ):
            found.append({"id": f"s{len(found)}", "fold": n % 3, "text": text, "events": events})
    return found


def articles() -> list[dict[str, Any]]:
    """Articles of two paragraphs, each with a meeting and an agreement or without."""
    found = []
    for n, one in enumerate(PEOPLE):
        other, a, b = PEOPLE[n - 1], COUNTRIES[n], COUNTRIES[n - 1]
        met = f"Chancellor {one} met with {other} in Bergen on Friday."
        signed = f"{a} and {b} signed a trade treaty after long talks."
        found.append(
            {
                "id": f"a{n}", "fold": n % 3, "title": "Leaders meet",
                "text": f"{met}\n{signed}\nThe harbour was quiet, and the ferries were full.",
                "meetings": [{"participants": [one, other], "status": "happened", "evidence": met, "news": True}],
                "agreements": [{"what": "a trade treaty", "parties": [a, b], "status": "signed", "evidence": signed, "news": n % 2 == 0}],
            }
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Text]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsed_rows, "CACHE", tmp_path_factory.mktemp("parsed"))
        return read_rows(articles(), alone=False) + read_rows(sentences(), alone=True)


def test_what_is_learned_tells_meetings_and_agreements_apart(
    texts: list[Text], tmp_path: Path
) -> None:
    save(tmp_path / "events.npz", train(texts, Fits(texts)))
    models = load_events((tmp_path / "events.npz").read_bytes())
    rows = predict_alone([t for t in texts if not t.whole], models)
    for text, row in zip((t for t in texts if not t.whole), rows, strict=True):
        kinds = {event["type"] for event in text.row["events"]}
        assert (row["meeting"] > 0.5) == ("meeting" in kinds), text.row["text"]
        assert (row["agreement"] > 0.5) == ("agreement" in kinds), text.row["text"]


def test_the_same_texts_give_the_same_bytes(texts: list[Text], tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(tmp_path / name, train(texts, Fits(texts), 2))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_weights_of_a_fold_are_fitted_without_its_texts(texts: list[Text]) -> None:
    seen = [t for t in texts if t.row["fold"] != 1]
    whole, part = Fits(texts).without(1), Fits(seen).without(1)
    assert all((whole[name] == part[name]).all() for name in whole)
    other = Fits(texts).without(0)
    assert any((whole[name] != other[name]).any() for name in whole)


@pytest.mark.parametrize(
    ("shares", "hit", "wanted", "least"),
    [
        ([0.9, 0.8, 0.1], [True, True, False], 2, 0.8),
        ([0.9, 0.8, 0.1], [True, False, True], 2, 0.1),
        ([0.9, 0.8, 0.1], [True, False, False], 1, 0.9),
        ([0.5, 0.5, 0.2], [True, True, False], 4, 0.5),
        ([], [], 3, 0.0),
    ],
)
def test_the_floor_is_that_of_the_best_f1(
    shares: list[float], hit: list[bool], wanted: int, least: float
) -> None:
    assert best_least(shares, hit, wanted) == least


def test_an_article_in_which_nothing_was_found_judges_nothing(texts: list[Text]) -> None:
    assert judge(texts[0], "meeting", []) == []


def test_how_far_an_annotated_event_comes(texts: list[Text], tmp_path: Path) -> None:
    save(tmp_path / "events.npz", train(texts, Fits(texts)))
    models = load_events((tmp_path / "events.npz").read_bytes())
    text, kind = texts[0], EventKind.MEETING
    wanted = text.row["meetings"][0]
    everyone = event_candidates(
        text.inputs, models.mentions[kind], kind, text.registry, "Leaders meet"
    )
    sure = [replace(one.event, confidence=1.0) for one in everyone]
    unsure = [replace(one, confidence=-1.0) for one in sure]
    stranger = {**wanted, "participants": ["Nia Holt"]}
    assert stage_of(text, kind, wanted, sure, models) == "found"
    assert stage_of(text, kind, wanted, unsure, models) == "unsure"
    assert stage_of(text, kind, stranger, sure, models) == "other parties"
    assert stage_of(text, kind, wanted, [], models) == "no parties"
    assert stage_of(text, kind, stranger, [], models) == "unread"
