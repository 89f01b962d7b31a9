"""Full collections wait while a digest's articles are held, and come again afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from bot.garbage_collection import no_full_collections

OBJECTS = 400_000


@pytest.fixture
def full_collections() -> Iterator[list[int]]:
    """Counts the full collections."""
    found: list[int] = []

    def count(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            found.append(1)

    gc.callbacks.append(count)
    yield found
    gc.callbacks.remove(count)


def hold_many() -> list[list[int]]:
    return [[number] for number in range(OBJECTS)]


def test_work_with_many_objects_is_not_gone_through_again_and_again(
    full_collections: list[int],
) -> None:
    with no_full_collections():
        held = hold_many()
        young = gc.get_stats()[0]["collections"]
        assert len(held) == len(hold_many())
    assert not full_collections
    assert gc.get_stats()[0]["collections"] > young, "young objects are collected as ever"


def test_afterwards_they_come_again(full_collections: list[int]) -> None:
    with no_full_collections():
        pass
    gc.collect()
    held = [hold_many() for _ in range(4)]
    assert len(full_collections) > 1, len(held)


def test_two_at_a_time_both_have_to_end() -> None:
    before = gc.get_threshold()
    with no_full_collections():
        with no_full_collections():
            inside = gc.get_threshold()
        assert gc.get_threshold() == inside
    assert gc.get_threshold() == before


def test_an_error_ends_it() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="broken"), no_full_collections():
        raise ValueError("broken")
    assert gc.get_threshold() == before
