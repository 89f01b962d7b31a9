"""All waiting is decided in one place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.retries import (
    DIGEST,
    ENTRY,
    LINK,
    LONGEST_S,
    POLL_FAILURES,
    POLL_MAX_S,
    POLL_MIN_S,
    POST,
    Backoff,
    next_poll,
)
from briefs.errors import GiveUp, NotSent, SiteBusy, TryLater

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FAST = Backoff(first_s=1, most_s=60, attempts=10)


def wait_s(failure: Exception, attempt: int, retries: Backoff = FAST, key: str = "") -> float:
    when = retries(failure, attempt, NOW, key=key)
    assert when is not None
    return (when - NOW).total_seconds()


def test_what_will_never_work_is_not_tried_again() -> None:
    assert FAST(GiveUp(), 1, NOW) is None


def test_the_wait_doubles_up_to_its_most() -> None:
    waits = [wait_s(TryLater(), attempt) for attempt in range(1, 10)]
    for attempt, wait in enumerate(waits):
        assert min(60, 2**attempt) <= wait <= min(60, 2**attempt) * 1.25


def test_what_was_asked_for_is_obeyed_within_reason() -> None:
    assert wait_s(NotSent(after_s=300), 1) == 300
    assert wait_s(SiteBusy(after_s=0.1), 1) >= 1
    assert wait_s(SiteBusy(after_s=1e9), 1) == LONGEST_S


def test_the_last_attempt_is_the_last() -> None:
    assert FAST(TryLater(), 9, NOW) is not None
    assert FAST(TryLater(), 10, NOW) is None
    assert not FAST.exhausted(10)
    assert FAST.exhausted(11)


def test_a_fault_of_ours_is_tried_again() -> None:
    assert FAST(KeyError(), 1, NOW) is not None


def test_the_same_question_has_the_same_answer_and_keys_are_spread() -> None:
    waits = {wait_s(TryLater(), 1, key=f"k{n}") for n in range(50)}
    assert len(waits) > 30
    assert wait_s(TryLater(), 1, key="k1") == wait_s(TryLater(), 1, key="k1")


@pytest.mark.parametrize(
    ("retries", "least_s", "most_s"),
    [
        (LINK, 30, 240),
        (POST, 12 * 3600, 30 * 3600),
        (DIGEST, 4 * 3600, 9 * 3600),
        (ENTRY, 3600, 40 * 3600),
    ],
)
def test_how_long_each_kind_of_work_is_tried(
    retries: Backoff, least_s: float, most_s: float
) -> None:
    total_s = sum(wait_s(TryLater(), n, retries) for n in range(1, retries.attempts))
    assert least_s <= total_s <= most_s


def test_a_feed_is_asked_less_and_less_and_then_no_more() -> None:
    waits = []
    for failures in range(POLL_FAILURES):
        when = next_poll(now=NOW, failures=failures, asked_s=None, key="f")
        assert when is not None
        waits.append((when - NOW).total_seconds())
    assert POLL_MIN_S <= waits[0] <= POLL_MIN_S * 1.1
    assert waits == sorted(waits) or waits[-1] >= POLL_MAX_S
    assert 7 * 86400 < sum(waits) < 30 * 86400
    assert next_poll(now=NOW, failures=POLL_FAILURES, asked_s=None, key="f") is None


def test_a_site_can_only_ask_for_more_time() -> None:
    for asked_s, least_s in (
        (None, POLL_MIN_S),
        (1.0, POLL_MIN_S),
        (7200.0, 7200),
        (1e9, POLL_MAX_S),
    ):
        when = next_poll(now=NOW, failures=0, asked_s=asked_s, key="f")
        assert when is not None
        assert timedelta(seconds=least_s) <= when - NOW <= timedelta(seconds=least_s * 1.1)
