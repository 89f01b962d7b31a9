"""When a digest comes, in one line, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from briefs.i18n.schedules import schedule, schedule_line
from briefs.model.delivery import ON_REQUEST, Filters, Subscription
from briefs.model.places import Place
from briefs.translatable import translatable

SUB = Subscription(
    "4f2a",
    Place("slack", "T1", "C1"),
    "U1",
    "08:30",
    (0, 1, 2, 3, 4),
    "Europe/Berlin",
    datetime(2026, 3, 2, tzinfo=UTC),
)
REFUSED = translatable("Slack refuses posts there ({code}).", code="is_archived")


@pytest.mark.parametrize(
    ("changes", "english", "german"),
    [
        ({}, "Mon to Fri", "Mo bis Fr"),
        ({"weekdays": (6,)}, "Sun", "So"),
        ({"weekdays": (0, 2, 5)}, "Mon, Wed, Sat", "Mo, Mi, Sa"),
        ({"weekdays": (1, 2)}, "Tue, Wed", "Di, Mi"),
        ({"weekdays": tuple(range(7))}, "daily", "täglich"),
        ({"filters": Filters(story="x")}, "Mon to Fri; one story", "Mo bis Fr; ein Thema"),
        ({"paused": ON_REQUEST}, "Mon to Fri; paused: on request", "Mo bis Fr; angehalten: auf Wunsch"),
        (
            {"paused": REFUSED},
            "Mon to Fri; paused: Slack refuses posts there (is_archived).",
            "Mo bis Fr; angehalten: Slack lässt dort nichts posten (is_archived).",
        ),
    ],
)  # fmt: skip
def test_a_subscription_in_one_line(changes: dict[str, Any], english: str, german: str) -> None:
    one = replace(SUB, **changes)
    assert schedule(one) == f"08:30 Europe/Berlin, {english}"
    assert schedule_line(one, "de") == f"08:30 Europe/Berlin, {german}"
