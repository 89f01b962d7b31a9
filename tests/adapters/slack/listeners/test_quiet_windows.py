"""Quiet hours in Slack: a channel's by /readout quiet, all channels' by an admin in App Home."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.model.delivery import Mode, PlaceSettings
from briefs.model.places import Place
from briefs.model.quiet_hours import EVERY_DAY, NEVER_QUIET, QuietHours
from tests.adapters.slack.conftest import Here
from tests.adapters.slack.listeners.test_home_tab import HERE, LINK
from tests.fakes.slack_rules import shown, view_faults
from tests.fakes.slack_world import SlackWorld

ALL = Place("slack", "T1", "")
NIGHT = QuietHours("22:00", "07:00", "Europe/Berlin")


def filled(choice: str = "own", *, begins: str = "22:00", ends: str = "07:00",
           days: tuple[int, ...] = EVERY_DAY, zone: str | None = "Europe/Berlin") -> dict[str, Any]:  # fmt: skip
    chosen = None if zone is None else {"value": zone}
    return {
        "choice": {"choice": {"selected_option": {"value": choice}}},
        "begins": {"begins": {"selected_time": begins}},
        "ends": {"ends": {"selected_time": ends}},
        "days": {"days": {"selected_options": [{"value": str(day)} for day in days]}},
        "zone": {"zone": {"selected_option": chosen}},
    }


async def opened(here: Here, user: str = "UADMIN") -> dict[str, Any]:
    await here.sender.command("/readout", "quiet", user=user)
    await here.world.work()
    view: dict[str, Any] = here.team.views[-1]
    assert view_faults(view) == []
    return view


async def of(here: Here, place: Place = HERE) -> PlaceSettings:
    return await here.world.store.channel_settings.get(place)


async def test_a_channels_hours_are_set_in_a_form(here: Here) -> None:
    view = await opened(here)
    assert "As in the whole workspace" in str(view)
    assert await here.submit(view, filled(days=(0, 1, 2, 3, 4)), user="UADMIN") == {}
    assert (await of(here)).quiet_hours == QuietHours(
        "22:00", "07:00", "Europe/Berlin", (0, 1, 2, 3, 4)
    )
    told = here.team.ephemeral[-1]["text"]
    assert "Quiet hours here: 22:00 to 07:00 Europe/Berlin, Mon to Fri" in told
    again = await opened(here)
    assert "'initial_time': '22:00'" in str(again)
    assert await here.submit(again, filled("never"), user="UADMIN") == {}
    assert (await of(here)).quiet_hours == NEVER_QUIET
    assert await here.submit(again, filled("default"), user="UADMIN") == {}
    assert (await of(here)).quiet_hours is None


async def test_all_channels_hours_are_an_admins(here: Here) -> None:
    await here.open_home("UADMIN")
    await here.press_home("home_quiet_hours", "UADMIN")
    view = here.team.views[-1]
    assert view_faults(view) == []
    assert "As in the whole workspace" not in str(view)
    assert await here.submit(view, filled(), user="UADMIN") == {}
    assert (await of(here, ALL)).quiet_hours == NIGHT
    assert "22:00 to 07:00 Europe/Berlin, daily" in shown(here.home("UADMIN")["blocks"])
    await here.submit(view, filled("never"), user="UMEMBER")
    assert (await of(here, ALL)).quiet_hours == NIGHT
    assert "Only admins may decide about the quiet hours" in here.texts("DUMEMBER")[-1]
    await here.sender.command("/readout", "settings")
    await here.world.work()
    assert "the workspace’s, 22:00 to 07:00" in here.answer()


async def test_a_member_does_not_set_a_channels(here: Here) -> None:
    await here.sender.command("/readout", "quiet")
    await here.world.work()
    assert "Only admins" in here.answer()
    view = await opened(here)
    await here.submit(view, filled(), user="UMEMBER")
    assert (await of(here)).quiet_hours is None


async def test_what_never_ends_is_shown_in_the_form(here: Here) -> None:
    view = await opened(here)
    faults = await here.submit(view, filled(begins="08:00", ends="08:00"), user="UADMIN")
    assert "never end" in faults["ends"]
    assert (await of(here)).quiet_hours is None


async def test_ones_own_messages_have_none(here: Here) -> None:
    await here.sender.command("/readout", "quiet", channel="DUMEMBER")
    await here.world.work()
    assert "no quiet hours" in str(here.answer())


async def only_what_is_due(world: SlackWorld) -> None:
    await world.slack.context.settle()
    await world.jobs.run(until=world.clock())
    await world.slack.context.settle()


@pytest.mark.parametrize("place", [HERE, ALL], ids=["channel", "workspace"])
async def test_what_nobody_asked_for_comes_in_the_morning(
    here: Here, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SlackWorld, "work", only_what_is_due)
    settings, clock = here.world.store.channel_settings, here.world.clock
    begins, ends = clock().strftime("%H:%M"), clock().replace(hour=(clock().hour + 9) % 24)
    hours = QuietHours(begins, ends.strftime("%H:%M"), "UTC")
    await settings.set_mode(HERE, Mode.AUTO)
    await settings.set_quiet_hours(place, hours, now=clock())
    await here.sender.message(f"<{LINK}>")
    await here.world.work()
    assert here.texts() == []
    await here.sender.command("/brief", "https://news.example/tram", user="UADMIN")
    await here.world.work()
    assert len(here.texts()) == 1
    clock.turn(9 * 3_600)
    for _ in range(2):
        await here.world.jobs.submit(*await here.world.store.pending_work.unfinished())
        await here.world.work()
    assert len(here.texts()) == 2
