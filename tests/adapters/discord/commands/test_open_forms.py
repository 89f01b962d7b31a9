"""Forms that are open while the bot restarts."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.model.places import Place
from tests.adapters.discord.commands.test_command_tree import place
from tests.adapters.discord.conftest import Server, answers
from tests.adapters.discord.scenarios import LINK

WHEN = {"name": "Morning", "time": "07:30 Europe/Berlin", "days": ["mon", "tue"], "feeds": ""}
OPEN = {"sources": ["here"], **WHEN}


async def restart(server: Server) -> None:
    await server.env.restart_bot(server.world.connection.bot())


async def digests(server: Server, channel: Any = None) -> list[Any]:
    where = Place("discord", str(server.guild.id), str((channel or server.channel).id))
    return list(await server.world.store.subscriptions.of_place(where))


async def test_a_digest_is_ordered_over_a_restart(server: Server) -> None:
    form = await server.admin.slash(server.channel, "digest add")
    await restart(server)
    done = await server.admin.submit_modal(form, OPEN)
    assert "digest is on" in answers(done)
    [one] = await digests(server)
    assert (one.name, one.local_time, one.zone) == ("Morning", "07:30", "Europe/Berlin")


@pytest.mark.parametrize("half", ["form", "filters"])
async def test_a_digest_is_changed_over_a_restart(server: Server, half: str) -> None:
    await server.admin.slash(
        server.channel, "digest add", time="08:00", zone="UTC", topics="ferries"
    )
    [one] = await digests(server)
    panel = await server.admin.slash(server.channel, "digest edit", digest=one.key)
    form = await server.admin.click(
        panel.response.message, custom_id=f"readout:digest:{half}:{one.key}"
    )
    await restart(server)
    typed = OPEN if half == "form" else dict.fromkeys(("actors", "sites", "mute"), "")
    done = await server.admin.submit_modal(
        form, {"topics": "trams", **typed} if half == "filters" else typed
    )
    assert "digest is changed" in answers(done)
    [changed] = await digests(server)
    assert changed.filters.topics == (("trams",) if half == "filters" else ("ferries",))
    assert changed.local_time == ("08:00" if half == "filters" else "07:30")


async def test_what_no_form_shows_is_not_lost_unsaid(server: Server) -> None:
    form = await server.admin.slash(server.channel, "digest add", topics="ferries")
    await restart(server)
    done = await server.admin.submit_modal(form, OPEN)
    assert "That form is not here any more" in answers(done)
    assert await digests(server) == []


async def test_a_refused_form_of_another_channel_is_sent_over_a_restart(server: Server) -> None:
    other = server.guild.create_text_channel("other")
    refused = await server.admin.slash(
        server.channel, "digest add", time="never", zone="UTC", channel=other
    )
    form = await server.admin.click(refused.response.message, label="Back to the form")
    await restart(server)
    assert "digest is on" in answers(await server.admin.submit_modal(form, OPEN))
    assert len(await digests(server, other)) == 1
    assert await digests(server) == []


async def test_a_wrong_line_is_reported_over_a_restart(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    menu = await server.alice.click(server.ours()[-1], label="…")
    form = await server.alice.click(menu.response.message, label="Report a wrong line")
    await restart(server)
    done = await server.alice.submit_modal(form, {"line": ["2"], "note": "No"})
    assert "Thank you" in answers(done)
    assert [one.note for one in await server.world.store.reports.recent(limit=5)] == ["No"]


async def test_erasing_goes_on_over_a_restart(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    form = await server.admin.slash(server.channel, "readout erase")
    await restart(server)
    done = await server.admin.submit_modal(form, {"word": "erase"})
    assert "1 request" in answers(done)
    assert await server.world.store.outbox.posted(place(server), limit=5) == ()
