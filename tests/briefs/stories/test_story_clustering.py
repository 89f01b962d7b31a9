"""Grouping: what makes a story, what keeps neighbours apart, and what always holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.terminal.stories_rows import stories_rows
from bench.made.local_papers import Report, reports
from bench.stories import bcubed, load
from briefs.model.articles import Article, Span
from briefs.model.facts import Facts, Meeting, MeetingStatus, Party
from briefs.model.serialization import from_json, to_json
from briefs.model.stories import Fingerprint
from briefs.stories.fingerprints import MAX_TERMS, event_keys, fingerprint
from briefs.stories.shared_features import LONG_APART, ONE_WORD, UNDATED, compare
from briefs.stories.similarity import UNLIKE, Similarities, default_model, similarities
from briefs.stories.story_clustering import group, link
from briefs.stories.term_weights import fold, parse
from tests.conftest import examples

FLOOD = (
    "Flood cuts off Marnford",
    (
        "The river Olse burst its banks at Marnford on Tuesday and cut off 400 homes. Mayor Petra "
        "Lindqvist ordered the old town cleared. Rescuers in boats brought out families overnight."
    ),
)
FLOOD_TOO = (
    "Marnford cleared after Olse floods old town",
    (
        "Some 400 homes in Marnford stood under water on Tuesday after the Olse broke its banks. "
        "Petra Lindqvist, the mayor, had the old town cleared while boats fetched families."
    ),
)
FLOOD_BEFORE = (
    "Council votes for a higher dam",
    (
        "After five hours of debate the councillors of Marnford agreed on Friday to raise the dam on "
        "the Olse by two metres. Engineers had warned since 2019 that concrete poured by their "
        "grandfathers was crumbling. The work will cost $12 million, half of it borrowed. Mayor Petra "
        "Lindqvist, who faces an election in autumn, called the loan from Nordsparr a bargain; "
        "Tomas Arnby of the Centre List wanted a referendum and walked out before the ballot. "
        "Diggers from Karsholm start in September, and a cycle path along the crest is to open in "
        "two summers."
    ),
)
TREATY = (
    "Velland and Ostmark sign fishing treaty",
    (
        "Velland and Ostmark signed a fishing treaty on Monday in Karsholm after nine years of talks. "
        "Minister Anders Bjelke and his colleague Ruta Vilks shared out the herring of the North Bank."
    ),
)


def article(title_and_text: tuple[str, str], published: str | None = None) -> Article:
    return Article(
        "https://example.org/a", title_and_text[0], title_and_text[1], published=published
    )


def prints(*title_and_text: tuple[str, str]) -> list[Fingerprint]:
    return [fingerprint(article(each)) for each in title_and_text]


def test_one_event_told_by_two_is_one_story() -> None:
    assert group(prints(FLOOD, TREATY, FLOOD_TOO)) == ((0, 2), (1,))


def test_the_same_actors_in_a_neighbouring_event_are_another_story() -> None:
    assert group(prints(FLOOD, FLOOD_BEFORE, FLOOD_TOO)) == ((0, 2), (1,))


def test_nothing_and_one() -> None:
    assert group([]) == ()
    assert group(prints(FLOOD)) == ((0,),)
    empty = fingerprint(Article("https://example.org/e", "", ""))
    assert group([empty, empty, *prints(FLOOD)]) == ((0,), (1,), (2,))


def test_a_shared_deed_speaks_for_and_a_month_between_against() -> None:
    near, far = prints(FLOOD, FLOOD_BEFORE)

    def odds(a: Fingerprint, b: Fingerprint) -> float:
        return float(similarities([a, b], default_model()).odds[0])

    plain = odds(near, far)
    met = ("met|bjelke|vilk",)
    assert odds(replace(near, event_keys=met), replace(far, event_keys=met)) > plain
    days = replace(near, day="2026-03-01"), replace(far, day="2026-05-01")
    assert odds(*days) < plain
    assert odds(replace(near, day="2026-03-01"), far) == plain, "only where both give a day"
    assert odds(replace(near, day="2026-03-01"), replace(far, day="2026-03-02")) == plain


def test_a_fingerprint_is_small_and_keeps_no_sentence() -> None:
    long = " ".join(f"{word}{i}" for i in range(900) for word in ("olse", "dam", "mayor"))
    one = fingerprint(Article("https://example.org/l", "Long", long))
    assert len(one.terms) == MAX_TERMS
    assert len(to_json(one)) < 12_000
    assert from_json(Fingerprint, to_json(one)) == one
    assert all(" " not in word for word, _ in one.terms)


def test_marks_are_the_days_dates_years_and_numbers() -> None:
    text = "On Tuesday, 19 June 2024, a quake of 7.1 came. It was felt on Oct. 3 and on Wednesday."
    marks = dict(fingerprint(Article("u", "", text)).marks)
    assert set(marks) == {
        "day:tue", "day:wed", "date:06-19", "date:10-03", "year:2024", "num:19", "num:2024", "num:7.1",
    }  # fmt: skip


@pytest.mark.parametrize("published", ["2004-53-27", "Tuesday", "", None])
def test_what_is_no_date_gives_no_day(published: str | None) -> None:
    assert fingerprint(article(FLOOD, published)).day is None


def test_an_uncertain_date_gives_no_day() -> None:
    sure = article(FLOOD, "2026-05-04T10:00:00+00:00")
    assert fingerprint(sure).day == "2026-05-04"
    assert fingerprint(replace(sure, published_certain=False)).day is None


def test_event_keys_are_pairs_of_who_met_and_who_agreed() -> None:
    parties = tuple(Party(name) for name in ("Ruta Vilks", "Anders Bjelke", "Petra Lindqvist"))
    met = Meeting(parties, MeetingStatus.HAPPENED, Span(0, 1))
    past = replace(met, background=True)
    assert event_keys(Facts(meetings=(met, past))) == (
        "met|bjelke|lindqvist",
        "met|bjelke|vilk",
        "met|lindqvist|vilk",
    )
    assert event_keys(Facts(meetings=(past,))) == ()


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Leaders’", "leader"),
        ("Treaties", "treaty"),
        ("Olse's", "olse"),
        ("loss", "loss"),
        ("bus", "bus"),
    ],
)
def test_words_fold(word: str, form: str) -> None:
    assert fold(word.rstrip("’")) == form


def test_a_rarer_word_weighs_more() -> None:
    table = parse("# a comment\narticles|100\n90|the of\n3|herring\n")
    assert table.weight("the") < table.weight("herring") < table.weight("olse")


WORDS = ["olse", "flood", "dam", "mayor", "treaty", "herring", "boat", "vote", "400", "Tuesday"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(TEXTS, max_size=12))
def test_every_article_is_in_exactly_one_story(texts: list[str]) -> None:
    several = [fingerprint(Article("u", text[:9], text)) for text in texts]
    stories = group(several)
    assert sorted(at for story in stories for at in story) == list(range(len(texts)))
    assert stories == group(several)
    assert [story[0] for story in stories] == sorted(story[0] for story in stories)


@settings(max_examples=examples(100), deadline=None)
@given(st.data())
def test_linkage_is_average_linkage(data: st.DataObject) -> None:
    """Beside the textbook's version over the whole table, on odds without ties."""
    size = data.draw(st.integers(1, 8))
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    odds = data.draw(st.permutations([UNLIKE + (k + 1.1) ** 0.7 for k in range(len(pairs))]))
    limit = data.draw(st.floats(-7, 3))
    first, second, values = (zip(*((a, b, o) for (a, b), o in zip(pairs, odds, strict=True)), strict=True)
                             if pairs else ((), (), ()))  # fmt: skip
    import numpy as np

    alike = Similarities(
        size, np.array(first, np.intp), np.array(second, np.intp), np.array(values, float)
    )
    table = dict(zip(pairs, odds, strict=True))

    def mean(x: tuple[int, ...], y: tuple[int, ...]) -> float:
        return float(sum(table[min(a, b), max(a, b)] for a in x for b in y) / (len(x) * len(y)))

    groups: list[tuple[int, ...]] = [(at,) for at in range(size)]
    while len(groups) > 1:
        best = max(((mean(x, y), x, y) for i, x in enumerate(groups) for y in groups[i + 1 :]))
        if best[0] < limit - 1e-9:
            break
        groups = [g for g in groups if g not in best[1:]] + [tuple(sorted(best[1] + best[2]))]
    assert link(alike, limit) == tuple(sorted(groups))


def test_rows_in_are_rows_out_in_their_order() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "title": FLOOD[0], "date": None, "text": FLOOD[1]},
        {"id": "b", "title": TREATY[0], "date": "2026-05-04", "text": TREATY[1]},
        {"id": "c", "text": 7},
        {"doc_id": "d", "title": FLOOD_TOO[0], "text": FLOOD_TOO[1]},
    ]
    out = list(stories_rows(rows))
    assert [(row["id"], row["story"]) for row in out] == [
        ("a", "s1"),
        ("b", "s2"),
        ("c", None),
        ("d", "s1"),
    ]
    assert out[2]["error"] == {"kind": "bad_request", "message": 'The row has no "text".'}
    assert list(stories_rows([])) == []


def test_pairs_without_a_common_word_are_left_out() -> None:
    first, second, features = compare(prints(FLOOD, TREATY, FLOOD_TOO))
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(0, 2)]
    assert all(len(each) == 1 for each in features.values())


def test_the_gold_of_giveme(shared: Path) -> None:
    rows = load(shared / "gold" / "stories_giveme_dev.jsonl")
    got = group([row.fingerprint for row in rows])
    assert bcubed([row.story for row in rows], got)[2] >= 0.94


@pytest.mark.parametrize("trial", ["36-local-stories", "36b-local-stories", "36c-local-stories"])
def test_one_shared_place_is_no_story(shared: Path, trial: str) -> None:
    lines = (shared / "trials" / f"{trial}.jsonl").read_text(encoding="utf-8").splitlines()
    stories = [row["story"] for row in stories_rows(map(json.loads, lines))]
    assert len(set(stories)) == len(stories) == 4


def test_more_is_asked_of_an_undated_page_and_of_dates_far_apart() -> None:
    flood, again = prints(FLOOD, FLOOD_TOO)
    bare, may = replace(flood, day=None), replace(flood, day="2026-05-04")

    def needed(one: Fingerprint, day: str | None) -> float:
        return float(compare([one, replace(again, day=day)])[2]["needed"][0])

    assert needed(may, "2026-05-09") == needed(bare, None) == ONE_WORD
    assert needed(bare, "2026-05-09") == UNDATED > ONE_WORD
    assert needed(may, "2025-05-04") == LONG_APART > UNDATED


def test_events_of_one_town_are_stories_of_their_own() -> None:
    scores = []
    towns: dict[str, list[Report]] = {}
    for report in reports():
        towns.setdefault(report.town, []).append(report)
    for made in towns.values():
        for rows in (made, made[::2], made[1::2]):
            got = group([fingerprint(row.article) for row in rows])
            scores.append(bcubed([row.event for row in rows], got)[2])
    assert sum(scores) / len(scores) >= 0.97
    assert min(scores) >= 0.85
