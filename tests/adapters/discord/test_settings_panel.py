"""The panel of settings, of a server and its channels; each press checks the rights again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from copy import deepcopy
from typing import Any

import pytest

from adapters.discord.commands.settings_view import control_id
from briefs.model.delivery import EditRights, Mode, PlaceSettings
from briefs.model.places import Place
from briefs.model.quiet_hours import NEVER_QUIET, QuietHours
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import LINK, ME, Payload, Play, played, words_of
from tests.fakes.discord_limits import every


@pytest.fixture
async def p(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Play]:
    """Ada, who manages the server, has opened the panel of #news."""
    async with played(world, monkeypatch) as play:
        await play.command("readout setup", by=play.ada)
        yield play


def panel(p: Play) -> str:
    return words_of(p.server.shown[-1]["components"])


def answered(p: Play) -> str:
    """The answer to the last press."""
    return words_of(p.server.answers[p.pressed[-1][1]][-1].get("components"))


def controls(p: Play) -> list[str]:
    names = [one.get("custom_id", "") for one in every(p.server.shown[-1]["components"])]
    return [name.split(":")[2] for name in names if name]


async def press(
    p: Play, what: str, *values: str, about: Payload | None = None, by: Payload | None = None
) -> None:
    """Use a control of the panel in the message that was shown last."""
    custom_id = control_id(what, (about or p.news)["id"])
    await p.press_id(
        custom_id, p.server.shown[-1], by=by or p.ada, where=p.news, values=list(values) or None
    )


async def of(p: Play, where: Payload | None = None) -> PlaceSettings:
    channel = "" if where is p.guild else (where or p.news)["id"]
    place = Place("discord", p.guild["id"], channel)
    return await p.world.store.channel_settings.get(place)


async def test_everything_can_be_set(p: Play) -> None:
    await press(p, "mode", "auto")
    assert "every link is briefed" in panel(p)
    await press(p, "threadedon")
    await press(p, "tidyon")
    await press(p, "language", "de")
    assert "jeder Link" in panel(p), "in the language that was just chosen"
    await press(p, "silenton")
    await press(p, "who", "everyone")
    found, server = await of(p), await of(p, p.guild)
    assert (found.mode, found.threaded, found.tidy, found.language) == (Mode.AUTO, True, True, "de")
    assert (server.silent, server.allowed) == (True, EditRights.EVERYONE)
    await press(p, "threadedoff")
    await press(p, "tidyoff")
    await press(p, "silentoff")
    await press(p, "language", "server")
    found, server = await of(p), await of(p, p.guild)
    assert (found.threaded, found.tidy, found.language, server.silent) == (
        False,
        False,
        None,
        False,
    )
    assert (found.mode, server.allowed) == (Mode.AUTO, EditRights.EVERYONE)


async def test_another_channel_is_chosen_in_it(p: Play) -> None:
    sport = await p.place("sport")
    await press(p, "channel", sport["id"])
    assert f"<#{sport['id']}>" in panel(p)
    await press(p, "mode", "off", about=sport)
    assert ((await of(p, sport)).mode, (await of(p)).mode) == (Mode.OFF, None)


async def test_it_is_about_the_channel_above_a_thread(p: Play) -> None:
    thread = await p.server.thread(p.news, p.alice)
    await p.command("readout setup", by=p.ada, where=thread)
    await press(p, "mode", "auto")
    assert (await of(p)).mode is Mode.AUTO


async def test_an_old_switch_makes_what_it_says(p: Play) -> None:
    first = deepcopy(p.server.shown[-1])
    for _ in range(2):
        await p.press_id(
            control_id("silenton", p.news["id"]), deepcopy(first), by=p.ada, where=p.news
        )
    assert (await of(p, p.guild)).silent


@pytest.mark.parametrize(
    ("what", "value"),
    [("mode", "off"), ("language", "de"), ("threadedon", ""), ("tidyon", ""), ("silenton", ""),
     ("who", "everyone")],
)  # fmt: skip
async def test_who_may_not_any_more_changes_nothing(p: Play, what: str, value: str) -> None:
    before = await of(p), await of(p, p.guild)
    await press(p, what, *filter(None, [value]), by=p.alice)
    assert "Only admins" in panel(p)
    assert (await of(p), await of(p, p.guild)) == before


async def test_rights_are_those_of_the_channel_that_is_set(p: Play) -> None:
    """Everybody may change channels here, but not those that they cannot see."""
    await press(p, "who", "everyone")
    hidden = await p.place("board")
    await press(p, "channel", hidden["id"])
    seen = deepcopy(p.server.shown[-1])
    await p.server.hide(hidden, p.alice)
    for what, values in (("mode", ["off"]), ("threadedon", None), ("quiet", None)):
        copy = deepcopy(seen)
        await p.press_id(
            control_id(what, hidden["id"]), copy, by=p.alice, where=p.news, values=values
        )
        assert "cannot see that channel" in answered(p)
    assert (await of(p, hidden)).mode is None
    await p.command("readout setup", by=p.alice)
    await press(p, "channel", hidden["id"], by=p.alice)
    assert "cannot see that channel" in panel(p)


async def test_what_holds_for_the_server_is_shown_to_all_and_set_by_admins(p: Play) -> None:
    assert {"who", "silenton", "quietall"} <= set(controls(p))
    await press(p, "who", "everyone")
    await p.command("readout setup", by=p.alice)
    assert "In the whole server" in panel(p)
    assert not {"who", "silenton", "quietall"} & set(controls(p))


async def test_a_channel_of_another_server_is_none_of_its(p: Play) -> None:
    other = await p.server.guild("Elsewhere")
    foreign = await p.server.channel(other, "secret")
    await press(p, "channel", foreign["id"])
    assert "This channel is gone" in panel(p)
    gone = await p.place("old")
    await p.server.drop_channel(gone)
    await p.command("readout setup", by=p.ada)
    await press(p, "channel", gone["id"])
    assert "This channel is gone" in panel(p)


NIGHT = QuietHours("22:00", "07:00", "Europe/Berlin", (0, 1, 2, 3, 4))
WEEK = ["mon", "tue", "wed", "thu", "fri"]


async def quiet(p: Play, what: str = "quiet", **values: Any) -> None:
    await press(p, what)
    filled = {"choice": ["own"], "hours": "22:00-07:00", "days": WEEK, "zone": "Berlin"}
    await p.fill(by=p.ada, **{**filled, **values})


async def test_quiet_hours_of_a_channel_and_of_all(p: Play) -> None:
    await quiet(p)
    assert (await of(p)).quiet_hours == NIGHT
    assert "22:00 to 07:00 Europe/Berlin, Mon to Fri" in panel(p)
    await quiet(p, "quietall", hours="23:00 to 6 am", zone="")
    assert (await of(p, p.guild)).quiet_hours == QuietHours("23:00", "06:00", "UTC", NIGHT.weekdays)
    await quiet(p, choice=["default"])
    assert (await of(p)).quiet_hours is None
    assert "the server's, 23:00 to 06:00" in panel(p)
    await quiet(p, choice=["never"])
    assert (await of(p)).quiet_hours == NEVER_QUIET


async def test_quiet_hours_without_a_zone_are_in_that_of_the_digests(p: Play) -> None:
    await p.command("digest add", by=p.ada, time="08:00", zone="Europe/Berlin")
    await p.command("readout setup", by=p.ada)
    await quiet(p, zone="")
    assert (await of(p)).quiet_hours == NIGHT


async def test_what_is_refused_is_kept_and_gone_back_to(p: Play) -> None:
    await quiet(p, hours="at night", zone="Vienna")
    assert "does not say from when until when" in panel(p)
    custom_id = next(
        one["custom_id"] for one in every(p.server.shown[-1]["components"])
        if ":again:" in one.get("custom_id", "")
    )  # fmt: skip
    await p.press_id(custom_id, p.server.shown[-1], by=p.ada, where=p.news)
    form = p.server.answers[p.pressed[-1][1]][-1]
    typed = [one["component"].get("value") for one in form["components"]]
    assert typed == [None, "at night", None, "Vienna"]
    await p.fill(by=p.ada, hours="22:00-07:00")
    assert (await of(p)).quiet_hours == QuietHours(
        "22:00", "07:00", "Europe/Vienna", (0, 1, 2, 3, 4)
    )


async def test_only_admins_set_those_of_all_channels(p: Play) -> None:
    await press(p, "who", "everyone")
    await press(p, "quietall")
    await p.fill(by=p.alice, choice=["own"], hours="22:00-07:00", days=WEEK, zone="UTC")
    assert "Only admins" in panel(p)
    assert (await of(p, p.guild)).quiet_hours is None


async def only_what_is_due(world: World) -> None:
    await world.jobs.run(until=world.clock())


async def test_in_quiet_hours_only_what_is_asked_for_comes(
    p: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(World, "work", only_what_is_due)
    await press(p, "mode", "auto")
    await quiet(p, hours="00:00-23:59", days=[*WEEK, "sat", "sun"], zone="UTC")
    if p.world.clock().strftime("%H:%M") == "23:59":
        p.world.clock.turn(60)
    await p.say(LINK)
    assert p.ours() == []
    await p.say(f"{ME} {LINK}?b")
    assert len(p.ours()) == 1
    await p.command("readout setup", by=p.ada)
    await quiet(p, choice=["never"])
    work = p.world.store.pending_work
    assert [job.kind for job in await work.unfinished(until=p.world.clock())] == ["post"]
    await p.world.jobs.submit(*await work.unfinished(until=p.world.clock()))
    await p.settle()
    assert len(p.ours()) == 2
    assert str(p.ours()[-1]["message_reference"]["message_id"]) == p.said[0]["id"]


async def test_it_works_after_a_restart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as before:
        await before.command("readout setup", by=before.ada)
        shown = before.server.shown[-1]
        await before.press_id(control_id("quiet", before.news["id"]), shown, by=before.ada,
                              where=before.news)  # fmt: skip
        store = before.world.connection.chat.client._connection._view_store
        assert (store._modals, store._views) == ({}, {}), "nothing is remembered of either"
        await before.fill(
            by=before.ada, choice=["own"], hours="22:00-07:00", days=WEEK, zone="Berlin"
        )
        assert (await of(before)).quiet_hours == NIGHT


async def test_it_is_found_by_its_name_too(p: Play) -> None:
    before = controls(p)
    shown = len(p.server.shown)
    await p.command("readout settings", by=p.ada)
    assert len(p.server.shown) == shown + 1
    assert controls(p) == before
    await p.command("readout settings", by=p.alice)
    assert "Only admins" in panel(p)
