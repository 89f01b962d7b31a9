"""One suite over every chat: what bot/ports/chat.py promises of `Chat`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefs.errors import GiveUp, NotFound, NotSent, PlaceGone, Refused, TryLater
from briefs.model.chat import Mark
from briefs.model.messages import Post
from tests.contracts.chats import BENCHES, Bench
from tests.fakes.delivery import seen
from tests.fakes.slack_cards import LIMITS, briefing


@pytest.fixture(params=BENCHES)
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    async with BENCHES[request.param]() as opened:
        yield opened


def since() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


def post(bench: Bench, key: str = "reply:1#0", headline: str = "A river accord") -> Post:
    return Post(key, bench.place, replace(briefing(), headline=headline))


async def test_what_is_sent_is_there_and_found_by_its_key_alone(bench: Bench) -> None:
    receipt = await bench.chat.send(post(bench))
    assert (receipt.key, receipt.place) == ("reply:1#0", bench.place)
    found = await bench.chat.find(post(bench), since=since())
    assert found is not None
    assert found.message == receipt.message
    assert await bench.chat.find(post(bench, "reply:2#0"), since=since()) is None


async def test_a_lost_reply_leaves_one_message_and_a_doubt_that_can_be_cleared(
    bench: Bench,
) -> None:
    bench.lose_the_reply()
    with pytest.raises(TryLater) as caught:
        await bench.chat.send(post(bench))
    assert not isinstance(caught.value, NotSent)
    assert await bench.chat.find(post(bench), since=since()) is not None
    assert len(bench.texts()) == 1


async def test_a_platform_that_is_busy_has_certainly_not_taken_it(bench: Bench) -> None:
    bench.be_busy()
    with pytest.raises(NotSent) as caught:
        await bench.chat.send(post(bench))
    assert caught.value.after_s
    assert bench.texts() == []


async def test_a_fault_of_the_platform_is_a_doubt(bench: Bench) -> None:
    bench.be_broken()
    with pytest.raises(TryLater) as caught:
        await bench.chat.send(post(bench))
    assert not isinstance(caught.value, NotSent | GiveUp)


async def test_a_place_that_is_not_there_and_a_message_that_is_refused(bench: Bench) -> None:
    with pytest.raises(PlaceGone):
        await bench.chat.send(replace(post(bench), place=bench.nowhere))
    bench.refuse()
    with pytest.raises(Refused):
        await bench.chat.send(post(bench))


async def test_an_edit_changes_the_message_and_a_deletion_is_told_twice(bench: Bench) -> None:
    receipt = await bench.chat.send(post(bench))
    await bench.chat.edit(receipt, post(bench, headline="A weir accord"))
    assert ["A weir accord" in text for text in bench.texts()] == [True]
    assert await bench.chat.find(post(bench), since=since()) is not None
    await bench.chat.delete(receipt)
    await bench.chat.delete(receipt)
    assert bench.texts() == []
    with pytest.raises(NotFound):
        await bench.chat.edit(receipt, post(bench))


async def test_a_message_has_an_address(bench: Bench) -> None:
    receipt = await bench.chat.send(post(bench))
    address = bench.chat.link(receipt)
    assert address is not None
    assert address.startswith("https://")


@pytest.mark.parametrize("name", LIMITS)
async def test_a_card_at_the_limits_becomes_messages_that_are_taken(
    bench: Bench, name: str
) -> None:
    cards = bench.chat.parts(LIMITS[name]())
    assert cards == bench.chat.parts(LIMITS[name]())
    for number, card in enumerate(cards):
        await bench.chat.send(Post(f"reply:1#{number}", bench.place, card, part=number))
    assert len(bench.texts()) == len(cards)


async def test_a_mark_never_raises(bench: Bench) -> None:
    for mark in Mark:
        await bench.chat.mark(seen("m1", place=bench.nowhere), mark)
        await bench.chat.mark(seen("m1", place=replace(bench.place, workspace="gone")), mark)
