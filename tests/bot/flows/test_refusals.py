"""Who is over a quota is told so without silence or flood, and is answered when there is room."""

from __future__ import annotations

import itertools
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import keys
from briefs.errors import OverQuota, Paywalled
from briefs.model.delivery import Admission, Quota, SourceEdited
from tests.bot.flows.conftest import World
from tests.fakes.delivery import PLACE, Message, seen

ONE, TWO, THREE = (f"https://news.example/{name}" for name in ("one", "two", "three"))
TIGHT = Quota(person=1, place=9)
HOUR_S = TIGHT.window_s


def use(world: World, quota: Quota) -> None:
    world.use(quota=quota)
    world.edit_follower = replace(world.edit_follower, quota=quota)


def refusals(world: World) -> list[Message]:
    return [m for m in world.chat.messages.values() if m.card.headline == OverQuota.message]


async def ask(world: World, message: str, *links: str, **how: object) -> Admission:
    verdict = await world.link_answerer.admit(seen(message, *links, **how))  # type: ignore[arg-type]
    await world.jobs.run()
    return verdict


async def again(
    world: World, message: str, *links: str, author: str = "U1", event: str | None
) -> Admission:
    """By the menu of the message or a reaction on it."""
    asked = seen(message, *links, author=author, event=event)
    verdict = await world.link_answerer.admit(asked, once_more=True)
    await world.jobs.run()
    return verdict


async def edit(world: World, message: str, *links: str) -> None:
    await world.edit_follower.edited(SourceEdited(PLACE, message, links, world.clock.turn(1)))
    await world.jobs.run()


def minutes(refusal: Message) -> int:
    said = re.search(r"in about (\d+) minute", refusal.card.notes[0])
    assert said is not None
    return int(said[1])


# ------------------------------------------------------------------------ told again


@pytest.mark.parametrize("second", [0, 1, 31, 59])
async def test_who_asks_on_is_told_once_a_minute(world: World, second: int) -> None:
    """Wherever in a minute of the clock they begin."""
    use(world, TIGHT)
    await ask(world, "m0", ONE)
    world.clock.turn(second)
    for number in range(60):
        await ask(world, f"m{number + 1}", TWO)
        world.clock.turn(5)
    told = [refusal.at for refusal in refusals(world)]
    waits = [(later - at).total_seconds() for at, later in itertools.pairwise(told)]
    assert waits == [60.0] * 4
    assert all(refusal.only_for == "U1" for refusal in refusals(world))
    assert "edit" not in world.chat.calls, "what only one person sees cannot be changed"


async def test_everybody_is_told_and_everywhere(world: World) -> None:
    use(world, Quota(person=0, place=9))
    for author in ("U1", "U2"):
        for channel in ("C1", "C2"):
            place = replace(PLACE, channel=channel)
            await ask(world, f"{author} {channel}", ONE, author=author, place=place)
    assert len(refusals(world)) == 4


async def test_edits_over_the_quota_are_told_once_a_minute(world: World) -> None:
    use(world, TIGHT)
    await ask(world, "m1", ONE)
    for number in range(130):
        await edit(world, "m1", ONE, f"{TWO}{number}")
    assert len(refusals(world)) == 3
    assert world.briefed == [ONE]


async def test_who_waits_for_an_answer_gets_that_alone_each_time(world: World) -> None:
    use(world, TIGHT)
    await ask(world, "m1", ONE)
    for number in range(3):
        with pytest.raises(OverQuota) as told:
            await world.link_answerer.admit(seen(f"i{number}", TWO), waits=True)
        assert "again in about 60 minutes" in told.value.hint
    await world.jobs.run()
    assert refusals(world) == []


# ------------------------------------------------------------------------ how long


@pytest.mark.parametrize("wait_s", [1, 59, 60, 61, 1790, 3000, 3599])
@pytest.mark.parametrize("by_place", [True, False])
async def test_who_comes_back_after_so_many_minutes_has_room(
    world: World, wait_s: int, by_place: bool
) -> None:
    use(world, Quota(person=9, place=2) if by_place else Quota(person=2, place=9))
    world.clock.turn(1799.25)  # near the end of an hour of the clock
    await ask(world, "m1", ONE)
    world.clock.turn(wait_s)
    await ask(world, "m2", TWO)
    await ask(world, "m3", THREE)
    (refusal,) = refusals(world)
    left_s = HOUR_S - wait_s
    assert left_s <= minutes(refusal) * 60 < left_s + 60
    world.clock.turn(minutes(refusal) * 60)
    assert await ask(world, "m4", THREE) is Admission.NEW


async def test_several_links_wait_until_all_of_them_have_room(world: World) -> None:
    use(world, Quota(person=3, place=9))
    for number in range(3):
        await ask(world, f"m{number}", f"{ONE}{number}")
        world.clock.turn(600)
    await ask(world, "m4", TWO, THREE)
    (refusal,) = refusals(world)
    assert minutes(refusal) == 40, "when the second of the three leaves the hour"
    world.clock.turn(40 * 60)
    assert await ask(world, "m5", TWO, THREE) is Admission.NEW


async def test_the_longer_wait_of_both_quotas_is_told(world: World) -> None:
    use(world, Quota(person=1, place=2))
    await ask(world, "m1", ONE)
    world.clock.turn(1200)
    await ask(world, "m2", ONE, author="U2")
    await ask(world, "m3", TWO, author="U2")
    assert minutes(refusals(world)[0]) == 60
    await ask(world, "m4", TWO)
    assert minutes(refusals(world)[1]) == 40
    world.clock.turn(40 * 60)
    assert await ask(world, "m5", TWO) is Admission.NEW


async def test_what_never_has_room_gives_no_time(world: World) -> None:
    use(world, TIGHT)
    await ask(world, "m1", ONE, TWO)
    (refusal,) = refusals(world)
    assert refusal.card.notes == ()


async def test_reading_a_pasted_text_does_not_prolong_the_wait(world: World) -> None:
    use(world, TIGHT)
    text = seen("m1", keys.pasted("words"))
    assert await world.link_answerer.reserve(text) is Admission.NEW
    world.clock.turn(1)
    await ask(world, "m2", TWO)
    world.clock.turn(80)
    await world.link_answerer.admit(text)
    world.clock.turn(minutes(refusals(world)[0]) * 60 - 80)
    assert await ask(world, "m3", TWO) is Admission.NEW


# ------------------------------------------------------------------------ asked for again

Way = Callable[[World], Awaitable[object]]
WAYS: dict[str, Way] = {
    "menu": lambda world: again(world, "m2", TWO, event="E9"),
    "another person": lambda world: again(world, "m2", TWO, author="U9", event="E9"),
    "another event": lambda world: ask(world, "m2", TWO, event="E9"),
    "edit": lambda world: edit(world, "m2", TWO + "2"),
    "reaction": lambda world: again(world, "m2", TWO, event=None),  # Discord names no event
}


async def refused(world: World, **how: object) -> None:
    use(world, TIGHT)
    await ask(world, "m1", ONE)
    over = await ask(world, "m2", TWO, event="E2", **how)
    assert over is Admission.PERSON_OVER_QUOTA


@pytest.mark.parametrize("way", WAYS)
async def test_what_was_refused_is_briefed_when_there_is_room(world: World, way: str) -> None:
    await refused(world)
    world.clock.turn(HOUR_S)
    await WAYS[way](world)
    assert len(world.briefed) == 2
    assert world.briefed[1].startswith(TWO)
    assert [m.reply_to for m in world.chat.messages.values() if not m.only_for] == ["m1", "m2"]
    assert await ask(world, "m3", THREE) is Admission.PERSON_OVER_QUOTA or way == "another person"


@pytest.mark.parametrize("way", ["menu", "another event", "edit"])
async def test_what_was_refused_is_refused_again_while_there_is_none(
    world: World, way: str
) -> None:
    await refused(world)
    world.clock.turn(61)
    await WAYS[way](world)
    assert world.briefed == [ONE]
    assert len(refusals(world)) == 2


async def test_a_refused_event_that_comes_again_asks_nothing(world: World) -> None:
    await refused(world)
    world.clock.turn(HOUR_S)
    assert await ask(world, "m2", TWO, event="E2") is Admission.SEEN_BEFORE
    assert await ask(world, "m2", TWO) is Admission.SEEN_BEFORE
    assert await again(world, "m2", TWO, event="E2") is Admission.SEEN_BEFORE
    assert world.briefed == [ONE]
    assert len(refusals(world)) == 1


async def test_the_links_that_an_edit_left_are_those_that_are_asked_for_again(
    world: World,
) -> None:
    await refused(world)
    await edit(world, "m2", THREE)
    await edit(world, "m2")
    await edit(world, "m2", THREE)
    world.clock.turn(HOUR_S)
    assert await again(world, "m2", TWO, event="E9") is Admission.NEW
    assert world.briefed == [ONE, THREE]


async def test_what_was_refused_unasked_is_tried_when_somebody_asks(world: World) -> None:
    use(world, TIGHT)
    await ask(world, "m1", ONE)
    silent = replace(seen("m2", TWO, event="E2"), automatic=True)
    assert await world.link_answerer.admit(silent) is Admission.PERSON_OVER_QUOTA
    await world.jobs.run()
    assert refusals(world) == []
    assert await ask(world, "m2", TWO) is Admission.PERSON_OVER_QUOTA
    assert len(refusals(world)) == 1
    world.clock.turn(HOUR_S)
    await world.link_answerer.admit(replace(silent, event="E3"))
    assert await again(world, "m2", TWO, event="E9") is Admission.NEW
    assert world.briefed == [ONE, TWO]


@pytest.mark.parametrize("over", [True, False])
async def test_a_link_that_an_edit_added_over_the_quota_can_be_asked_for(
    world: World, over: bool
) -> None:
    """By the menu: the message has a reply, but none to that link."""
    use(world, TIGHT)
    await ask(world, "m1", ONE, event="E1")
    await edit(world, "m1", ONE, TWO)
    assert world.briefed == [ONE]
    world.clock.turn(61 if over else HOUR_S)
    verdict = await again(world, "m1", ONE, TWO, event="E9")
    assert verdict is (Admission.PERSON_OVER_QUOTA if over else Admission.NEW)
    assert world.briefed == ([ONE] if over else [ONE, TWO])
    assert len(refusals(world)) == (2 if over else 1)
    assert await again(world, "m1", ONE, TWO, event="E9") is (
        Admission.PERSON_OVER_QUOTA if over else Admission.SEEN_BEFORE
    )


async def test_who_asks_for_more_links_of_a_message_pays_for_them(world: World) -> None:
    use(world, TIGHT)
    await ask(world, "m1", ONE)
    assert await again(world, "m1", ONE, TWO, author="U2", event="E9") is Admission.NEW
    assert await ask(world, "m3", THREE, author="U2") is Admission.PERSON_OVER_QUOTA
    world.clock.turn(HOUR_S)
    assert await ask(world, "m4", THREE) is Admission.NEW


@pytest.mark.parametrize("author", ["U1", "U2"])
async def test_what_could_not_be_read_is_read_again_when_it_is_asked_for(
    world: World, author: str
) -> None:
    world.trouble[ONE] = [Paywalled()]
    await ask(world, "m1", ONE, event="E1")
    assert world.chat.texts() == [Paywalled.message]
    assert await ask(world, "m1", ONE, event="E1") is Admission.SEEN_BEFORE
    assert await again(world, "m1", ONE, author=author, event="E9") is Admission.NEW
    assert world.chat.texts() == ["About one"], "in place of the failure"
    assert await again(world, "m1", ONE, author=author, event="E10") is Admission.SEEN_BEFORE
    assert world.briefed == [ONE, ONE]


async def test_of_several_links_only_what_failed_is_read_again(world: World) -> None:
    world.trouble[TWO] = [Paywalled()]
    await ask(world, "m1", ONE, TWO, event="E1")
    await again(world, "m1", ONE, TWO, event="E9")
    assert world.chat.texts() == ["About one", "About two"]
    assert sorted(world.briefed) == [ONE, TWO, TWO]


@pytest.mark.parametrize("read", [True, False])
async def test_a_pasted_text_keeps_its_briefing_when_a_typo_is_mended(
    world: World, read: bool
) -> None:
    text = seen("m1", keys.pasted("words"))
    assert await world.link_answerer.reserve(text) is Admission.NEW
    if not read:
        await edit(world, "m1")
    assert await world.link_answerer.admit(text) is Admission.NEW
    await world.jobs.run()
    await edit(world, "m1")
    assert len(world.chat.messages) == 1
    await edit(world, "m1", ONE)
    assert world.chat.texts() == ["About one"]


async def test_run_again_over_the_quota_is_answered_at_once(world: World) -> None:
    await refused(world)
    pressed = replace(seen("m1", ONE, event="E7", again=True))
    with pytest.raises(OverQuota):
        await world.link_answerer.admit(pressed, waits=True)
    world.clock.turn_to(world.clock() + timedelta(hours=1))
    assert await world.link_answerer.admit(replace(pressed, event="E8")) is Admission.NEW
