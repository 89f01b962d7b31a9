"""The clock rings, and survives what it rings for."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from apscheduler.schedulers import base  # type: ignore[import-untyped]

from adapters.clock import Clock


async def test_it_rings_again_after_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    rings = 0
    enough = asyncio.Event()

    async def bell() -> None:
        nonlocal rings
        rings += 1
        if rings == 1:
            raise ValueError("a fault of ours")
        enough.set()

    clock = Clock()
    clock.run_every("test", bell, interval_s=0.02)
    clock.start()
    async with asyncio.timeout(10):
        await enough.wait()
    await clock.stop()
    assert "test failed" in caplog.text


async def test_a_slow_bell_is_not_rung_beside_itself() -> None:
    at_once = most = rings = 0
    enough = asyncio.Event()

    async def bell() -> None:
        nonlocal at_once, most, rings
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.05)
        at_once -= 1
        rings += 1
        if rings == 3:
            enough.set()

    clock = Clock()
    clock.run_every("slow", bell, interval_s=0.01)
    clock.start()
    async with asyncio.timeout(10):
        await enough.wait()
    await clock.stop()
    assert most == 1


async def test_stopping_lets_what_rings_end(caplog: pytest.LogCaptureFixture) -> None:
    rung, go_on = asyncio.Event(), asyncio.Event()
    ended: list[str] = []

    async def bell() -> None:
        rung.set()
        await go_on.wait()
        ended.append("ended")

    clock = Clock()
    clock.run_every("slow", bell, interval_s=0.01)
    clock.start()
    async with asyncio.timeout(10):
        await rung.wait()
        stopping = asyncio.create_task(clock.stop())
        await asyncio.sleep(0)
        go_on.set()
        await stopping
    assert ended == ["ended"]
    assert caplog.text == ""


async def test_stopping_cuts_what_does_not_end() -> None:
    rung = asyncio.Event()

    async def bell() -> None:
        rung.set()
        await asyncio.Event().wait()

    clock = Clock()
    clock.run_every("stuck", bell, interval_s=0.01)
    clock.start()
    async with asyncio.timeout(10):
        await rung.wait()
        await clock.stop(grace_s=0)


class Moved:
    """A wall clock that somebody moves; the other one goes on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.by = timedelta(0)
        moved = self

        class Wall(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + moved.by

        monkeypatch.setattr(base, "datetime", Wall)

    def wall(self) -> float:
        return (datetime.now(UTC) + self.by).timestamp()


@pytest.mark.parametrize(
    "by",
    [timedelta(hours=-1), timedelta(days=-30), timedelta(minutes=-1), timedelta(hours=1), timedelta(days=30)],
    ids=str,
)  # fmt: skip
async def test_it_rings_on_when_the_wall_clock_is_moved(
    by: timedelta, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    often, seldom = asyncio.Event(), asyncio.Event()
    rings = 0

    async def bell() -> None:
        nonlocal rings
        rings += 1
        often.set()

    async def rare() -> None:
        seldom.set()

    moved = Moved(monkeypatch)
    clock = Clock(wall=moved.wall, watch_s=0.05)
    clock.run_every("often", bell, interval_s=0.1)
    clock.run_every("seldom", rare, interval_s=6 * 3600)
    clock.start()
    async with asyncio.timeout(20):
        await often.wait()
        moved.by = by
        await seldom.wait()  # everything at once: what is due is looked at anew
        before = rings
        while rings < before + 3:  # and on at its interval
            often.clear()
            await often.wait()
    await clock.stop()
    assert "the clock was moved by" in caplog.text


async def test_a_clock_that_nobody_moves_rings_nothing_early(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticks = [1_000.0]

    async def rare() -> None:
        raise AssertionError

    clock = Clock(wall=lambda: ticks[0] + 0.001 * ticks[0], monotonic=lambda: ticks[0], watch_s=0.001)  # fmt: skip
    clock.run_every("rare", rare, interval_s=3600)
    clock.start()
    for _ in range(50):
        ticks[0] += 5.0
        await asyncio.sleep(0.001)
    await clock.stop()
    assert caplog.text == ""


@pytest.mark.parametrize("by_s", [-3600.0, 3600.0])
async def test_who_waits_is_told_how_far_the_clock_was_moved(by_s: float) -> None:
    jumps: list[float] = []
    rung, wall = asyncio.Event(), [0.0]

    async def moved(leap_s: float) -> None:
        jumps.append(leap_s)
        raise ValueError("everything rings all the same")

    async def bell() -> None:
        rung.set()

    clock = Clock(wall=lambda: time.time() + wall[0], watch_s=0.01, moved=moved)
    clock.run_every("seldom", bell, interval_s=6 * 3600)
    clock.start()
    wall[0] = by_s
    if by_s < 0:
        async with asyncio.timeout(20):
            await rung.wait()
    else:
        async with asyncio.timeout(20):
            while not jumps:
                await asyncio.sleep(0)
    await clock.stop()
    assert [round(leap_s) for leap_s in jumps] == [round(by_s)]
