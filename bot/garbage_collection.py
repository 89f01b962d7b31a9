"""When the garbage collector may go through all objects, during which nothing else runs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEVER = 1_000_000_000
"""Collections of the middle generation before a full one: more than ever happen."""


class _Delay:
    """How many want no full collection now, and the threshold that holds without them."""

    count = 0
    threshold = 0


@contextmanager
def no_full_collections() -> Iterator[None]:
    """Put off full collections, for work that holds very many objects for a short time.

    The articles of a digest are some hundred thousand objects. Each full collection goes through
    all of them, which took 60 to 120 ms at a time (bench/hostile.py), and frees none: they end with
    the digest, by their reference counts. Young objects are collected as ever. May be nested.
    """
    young, middle, full = gc.get_threshold()
    if _Delay.count == 0:
        _Delay.threshold = full
        gc.set_threshold(young, middle, NEVER)
    _Delay.count += 1
    try:
        yield
    finally:
        _Delay.count -= 1
        if _Delay.count == 0:
            gc.set_threshold(young, middle, _Delay.threshold)
