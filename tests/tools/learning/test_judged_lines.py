"""Judged lines are found again in a briefing by digests of their words, and counted."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.briefing.compose_briefing import brief
from tests.briefs.random_articles import Telling, person
from tools import floors
from tools.learning.annotated_articles import digest
from tools.learning.judged_lines import JudgedPage, figures, shown_grades, statement_digest

OPENING = "The guild of bakers met in Halden on Monday."
LEANING = "It has closed eleven of its mills since the flood."
SPOKEN = "bread will cost more by May"


def page(*grades: tuple[str, list[int]], beside: str = "") -> JudgedPage:
    """A page of two sentences, and one who speaks, with the grades of its sentences."""
    telling = Telling("News", f"{OPENING} {LEANING}\nMara Ilves said {SPOKEN}.")
    telling.best(OPENING, LEANING)
    telling.said(person("Mara Ilves"), "Mara Ilves", "said", SPOKEN)
    (said,) = telling.reading.facts.reactions
    names = {"said": statement_digest(said, telling.article.text)}
    lines: list[dict[str, Any]] = []
    for words, given in grades:
        line = {"sentence": digest(words), "grades": given}
        if words in names:
            line["statement"] = names[words]
        if beside and words == LEANING:
            line["beside"] = [digest(beside)]
        lines.append(line)
    return JudgedPage(0, telling.article, telling.reading, lines)


def graded(found: JudgedPage) -> list[float]:
    return shown_grades(found, brief(found.article, found.reading))


def test_a_line_has_the_mean_of_its_grades() -> None:
    assert graded(page((OPENING, [3]), (LEANING, [0, 1]))) == [3, 0.5]


def test_a_line_that_was_not_judged_is_not_counted() -> None:
    assert graded(page((OPENING, [2]))) == [2]


def test_what_misleads_alone_is_right_beside_what_introduces_it() -> None:
    assert graded(page((OPENING, [2]), (LEANING, [0]), beside=OPENING)) == [2, 2]
    assert graded(page((OPENING, [2]), (LEANING, [0]), beside="Rain fell.")) == [2, 0]


def test_a_statement_is_known_by_its_speaker_and_words() -> None:
    assert graded(page(("said", [-1]))) == [-1]


@pytest.mark.parametrize(
    ("grade", "figure"), [(-1, "grave"), (0, "wrong"), (1, "empty"), (2, "right"), (3, "needed")]
)
def test_each_grade_has_its_figure(grade: int, figure: str) -> None:
    found = figures([page((OPENING, [grade]))])
    assert found[figure] == 1
    assert found["lines"] == 1
    assert found["wrong"] == (grade < 1)


@pytest.mark.parametrize(
    ("part", "held"),
    [
        ({"floors": {"right": 1.0}, "caps": {"wrong": 0.0}}, True),
        ({"floors": {"right": 1.01}, "caps": {}}, False),
        ({"floors": {}, "caps": {"lines": 0.5}}, False),
    ],
)
def test_floors_and_caps_are_kept(
    part: dict[str, Any], *, held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floors, "judged_pages", lambda: [page((OPENING, [2]))])
    assert floors.measure_lines(part) is held
