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
    clock.stop()
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
    clock.stop()
    assert most == 1
