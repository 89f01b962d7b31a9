import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.pages.politeness import MAX_SITES, Politeness, retry_after_s
from briefs.errors import SiteBusy


class Clock:
    """Time that passes only when somebody waits for it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 4, 12, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def manners(clock: Clock) -> Politeness:
    return Politeness(now=clock.now, gap_s=0.5, max_wait_s=0.05, sleep=clock.sleep)


async def test_a_gap_lies_between_two_turns_at_a_site(manners: Politeness, clock: Clock) -> None:
    for site in ("one.example", "other.example", "one.example"):
        async with manners.turn(site):
            pass
    assert clock.slept == [0.5]


async def test_a_redirect_needs_no_gap(manners: Politeness, clock: Clock) -> None:
    async with manners.turn("one.example"):
        pass
    async with manners.turn("one.example", gap=False):
        pass
    assert clock.slept == []


async def test_a_gap_that_has_passed_is_not_waited_for(manners: Politeness, clock: Clock) -> None:
    async with manners.turn("one.example"):
        pass
    clock.at += timedelta(seconds=0.4)
    async with manners.turn("one.example"):
        pass
    assert clock.slept == [pytest.approx(0.1)]


async def test_a_site_is_held_alone_and_others_are_not_kept_waiting(manners: Politeness) -> None:
    async with manners.turn("one.example"):
        async with manners.turn("other.example"):
            pass
        with pytest.raises(SiteBusy, match="Too many") as raised:
            async with manners.turn("one.example"):
                pass
        assert raised.value.after_s == 0.05
    async with manners.turn("one.example"):
        pass


async def test_a_turn_that_fails_is_given_back(manners: Politeness) -> None:
    for _ in range(2):
        with pytest.raises(RuntimeError):
            async with manners.turn("one.example"):
                raise RuntimeError


async def test_turns_are_handed_out_in_order(clock: Clock) -> None:
    manners = Politeness(now=clock.now, gap_s=0, sleep=clock.sleep)
    order: list[int] = []

    async def visit(number: int) -> None:
        async with manners.turn("one.example"):
            order.append(number)
            await asyncio.sleep(0)
            order.append(number)

    await asyncio.gather(*(visit(number) for number in range(4)))
    assert order == [0, 0, 1, 1, 2, 2, 3, 3]


async def test_a_long_wait_is_refused_and_a_short_one_waited(
    manners: Politeness, clock: Clock
) -> None:
    manners.busy("one.example", after_s=60)
    with pytest.raises(SiteBusy) as raised:
        async with manners.turn("one.example"):
            pass
    assert raised.value.after_s == 60
    clock.at += timedelta(seconds=58.5)
    async with manners.turn("one.example"):
        pass
    assert clock.slept == [1.5]


async def test_those_who_wait_learn_that_the_site_wants_peace(clock: Clock) -> None:
    manners = Politeness(now=clock.now, gap_s=0, sleep=clock.sleep)
    inside = asyncio.Event()

    async def visit() -> None:
        async with manners.turn("one.example"):
            inside.set()

    async with manners.turn("one.example"):
        waiting = asyncio.create_task(visit())
        await asyncio.sleep(0)
        manners.busy("one.example", after_s=60)
    with pytest.raises(SiteBusy):
        await waiting
    assert not inside.is_set()


async def test_what_is_remembered_is_bounded(manners: Politeness) -> None:
    for number in range(MAX_SITES + 500):
        manners.busy(f"{number}.example", after_s=60)
    assert len(manners._sites) <= MAX_SITES


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("٧", None),
        ("1.5", None),
        ("Mon, 04 May 2026 12:00:30 GMT", 30.0),
        ("Mon, 04 May 2026 12:00:30", 30.0),
        ("Mon, 04 May 2020 12:00:30 GMT", 0.0),
        ("Mon, 04 May 9999 12:00:30 GMT", 86_400.0),
        ("Mon, 99 May 2026 12:00:30 GMT", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None, clock: Clock) -> None:
    assert retry_after_s(value, now=clock.at) == seconds
