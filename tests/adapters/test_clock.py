"""The clock rings, and survives what it rings for."""

from __future__ import annotations

import asyncio

import pytest

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
    clock.ring("test", bell, every_s=0.02)
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
    clock.ring("slow", bell, every_s=0.01)
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
    clock.ring("slow", bell, every_s=0.01)
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
    clock.ring("stuck", bell, every_s=0.01)
    clock.start()
    async with asyncio.timeout(10):
        await rung.wait()
        await clock.stop(grace_s=0)
