"""A call that runs only while its lease is valid, measured by wall-clock time.

A timeout counts only the time in which the machine runs. A machine that sleeps in the middle of a
request wakes up with its timeouts unexpired. By then another machine may have taken the lease and
done the work, and this one would send its message all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from datetime import datetime
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class WhileLeased(Generic[T]):
    """Awaits a coroutine and checks the clock each time before resuming it.

    Once `until` has passed, `lost` is raised inside the coroutine, so it does nothing more.
    """

    def __init__(
        self,
        call: Coroutine[Any, Any, T],
        *,
        until: datetime,
        now: Callable[[], datetime],
        lost: type[Exception],
    ) -> None:
        self._call = call
        self._until = until
        self._now = now
        self._lost = lost

    def __await__(self) -> Generator[Any, Any, T]:
        """Step through the coroutine as `await` does."""
        sent: Any = None
        failed: BaseException | None = None
        while True:
            if failed is None and self._now() >= self._until:
                failed = self._lost()
            try:
                waited = self._call.send(sent) if failed is None else self._call.throw(failed)
            except StopIteration as end:
                value: T = end.value
                return value
            sent, failed = None, None
            try:
                sent = yield waited
            except BaseException as error:  # a cancellation, or what was awaited has failed
                failed = error
