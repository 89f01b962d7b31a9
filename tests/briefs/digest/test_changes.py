"""What is new of a story is told with what was told of the same before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from briefs.digest.compose_digest import compose
from tests.briefs.brief_text import NOON, PLACE, briefing, candidate

FLOOD = (
    "The river Olse burst its banks at Marnford after a week of rain, and the old town was cleared."
)


def since(before: str, now: str) -> list[tuple[str, str | None]]:
    """The lines of today's article, where the day before yesterday's told `before`."""
    shown = NOON - timedelta(days=2)
    old = candidate(briefing(before, FLOOD, published="2026-05-03"), hours=-50, shown_at=shown)
    new = candidate(briefing(now, FLOOD, site="Echo", url="https://echo.example/9"))
    digest = compose(PLACE, None, fresh=[new], before=[old])
    return [(line.line.text, line.before) for story in digest.stories for line in story.lines]


@pytest.mark.parametrize(
    ("before", "now", "earlier"),
    [
        (
            "The flood in Marnford killed 12 people.",
            "The flood in Marnford killed 19 people.",
            "killed 12 people",
        ),
        (
            "At least 12 people were killed by the flood in Marnford.",
            "The flood in Marnford killed 19 people, officials said.",
            "At least 12 people were killed",
        ),
        (
            "Twelve people died in the flood in Marnford.",
            "The death toll of the flood in Marnford rose to 19.",
            "Twelve people died",
        ),
        (
            "Velland plans to sign the fishing treaty with Ostmark.",
            "Velland signed the fishing treaty with Ostmark on Monday.",
            "to sign the fishing treaty",
        ),
        (
            "The council approved the dam at Marnford.",
            "The council rejected the dam at Marnford.",
            "approved the dam",
        ),
    ],
)
def test_a_new_value_is_told_with_the_earlier_one(before: str, now: str, earlier: str) -> None:
    assert since(before, now) == [(now, earlier)]


def test_what_is_no_change_of_the_same_has_no_earlier_value() -> None:
    plain = "The flood in Marnford killed 12 people."
    reaction = "Mayor Petra Lindqvist condemned the delay."
    assert since(plain, reaction) == [(reaction, None)]
    elsewhere = "An avalanche in Tarnow killed 19 people."
    assert since(plain, elsewhere) == [(elsewhere, None)]
