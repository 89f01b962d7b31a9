"""Messages in the chat are deleted before what is stored of them, at the platform's own pace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.flows.erase import Eraser
from briefs.errors import Refused, TryLater
from briefs.model.delivery import ErasureReport
from briefs.model.messages import Receipt
from briefs.model.places import Place

HERE = Place("slack", "T1", "C1")
AT = datetime(2026, 5, 4, tzinfo=UTC)


class Messages:
    """A chat whose deletions meet errors, an outbox that names its messages, and an erasure."""

    def __init__(self, *errors: Exception | None) -> None:
        self.errors = list(errors)
        self.left = {"1", "2"}

    async def delete(self, receipt: Receipt) -> None:
        error = self.errors.pop(0) if self.errors else None
        if error is not None:
            raise error
        self.left.discard(receipt.message)

    async def there(self, place: Place, *, author: str | None = None) -> tuple[Receipt, ...]:
        return tuple(Receipt(f"k{one}", place, one, AT) for one in sorted(self.left))

    async def channel(self, place: Place, **more: Any) -> ErasureReport:
        return ErasureReport(posts=2)


@pytest.mark.parametrize(
    ("errors", "waits", "left"),
    [
        ((), [], set()),
        ((TryLater(after_s=30.0),), [30.0], set()),
        ((TryLater(),), [1.0], set()),
        ((TryLater(after_s=3600.0), TryLater()), [60.0], {"1"}),
        ((Refused(),), [], {"1"}),
        ((None, Refused()), [], {"2"}),
    ],
)
async def test_what_could_not_be_deleted_is_counted(
    errors: tuple[Exception | None, ...], waits: list[float], left: set[str]
) -> None:
    messages = Messages(*errors)
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    fake = cast("Any", messages)
    eraser = Eraser(erasure=fake, channel_settings=fake, outbox=fake, pause=pause)
    gone = await eraser.channel(HERE, chat=fake)
    assert (gone.stay, gone.posts) == (len(left), 2)
    assert messages.left == left
    assert waited == waits
