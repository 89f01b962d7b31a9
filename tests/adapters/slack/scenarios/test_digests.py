"""Digests as people create, see, change and remove them."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.model.places import Place
from tests.adapters.slack.conftest import Here, digest_form
from tests.adapters.slack.scenarios.steps import (
    FERRY,
    Scenario,
    Step,
    commands,
    german,
    meets,
    mentions,
    play,
    submits,
)

HERE = Place("slack", "T1", "C1")
ADMIN = {"user": "UADMIN"}


def sends(**written: str) -> Step:
    """The form is submitted, with these other values."""

    async def step(here: Here) -> None:
        await submits(digest_form(**written), user="UADMIN")(here)

    return step


def presses(verb: str, *, user: str = "UADMIN") -> Step:
    """A button of the first digest in the list that was shown last."""

    async def step(here: Here) -> None:
        blocks = here.fake.answers[-1]["blocks"]
        pressed = next(
            one
            for block in blocks
            for one in block.get("elements", ())
            if one.get("action_id") == f"home_manage_{verb}"
        )
        payload = {
            "type": "block_actions",
            "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1"},
            "channel": {"id": "C1"},
            "response_url": f"{here.fake.address}/respond/list",
            "actions": [{"type": "button", **pressed, "action_ts": here.fake.stamp()}],
        }
        assert (await here.sender.interaction(payload, user=user))[0] == 200

    return step


async def forget(here: Here) -> None:
    """Forget windows and answers so far: only what comes later is compared."""
    here.fake.answers.clear()
    here.team.views.clear()


LISTED = commands("/digest", "list", **ADMIN)
MADE: tuple[Step, ...] = (
    commands("/digest", "add", **ADMIN),
    sends(name="Harbour news", topics="ferry, weir"),
    forget,
)

SCENARIOS = [
    Scenario("none", (LISTED,), (("answer", "There are no digests here"),)),
    Scenario(
        "one is made: the window says so",
        (commands("/digest", "add", **ADMIN), sends()),
        (("window", "New digest"), ("window", "This digest is on")),
    ),
    Scenario(
        "the same once more is asked about, and made when it is sent again",
        (
            *MADE,
            commands("/digest", "add", **ADMIN),
            sends(topics="ferry, weir"),
            sends(topics="ferry, weir"),
        ),
        (
            ("window", "New digest"),
            ("window", "Press the button again to have it twice"),
            ("window", "This digest is on"),
        ),
    ),
    Scenario(
        "another time is another digest",
        (*MADE, commands("/digest", "add", **ADMIN), sends(zone="Asia/Kolkata")),
        (("window", "New digest"), ("window", "This digest is on")),
    ),
    Scenario(
        "the window was closed meanwhile: it is told",
        (commands("/digest", "add", **ADMIN), meets("views.update", "not_found"), sends()),
        (("window", "New digest"), ("C1 for UADMIN", "This digest is on")),
    ),
    Scenario(
        "edited: the window holds what it was",
        (*MADE, LISTED, presses("edit"), sends(name="Quay news")),
        (
            ("answer", "Digests here"),
            ("window", "Edit digest"),
            ("window", "Quay news"),
        ),
    ),
    Scenario(
        "paused and resumed in the list",
        (*MADE, LISTED, presses("pause"), presses("resume")),
        (("answer", "Digests here"),) * 3,
    ),
    Scenario(
        "removed in the list",
        (*MADE, LISTED, presses("remove")),
        (("answer", "Digests here"), ("answer", "There are no digests here")),
    ),
    Scenario(
        "previewed in the list",
        (*MADE, LISTED, presses("preview")),
        (("answer", "Digests here"), ("window", "Preview")),
    ),
    Scenario(
        "a member presses what they may not",
        (*MADE, LISTED, presses("remove", user="UMEMBER")),
        (("answer", "Digests here"), ("C1 for UMEMBER", "Only admins")),
    ),
    Scenario(
        "a key that is not there",
        (commands("/digest", "edit 00000000", **ADMIN),),
        (("answer", "There is no digest “00000000” here"),),
    ),
    Scenario(
        "in German",
        (german("UADMIN"), *MADE, LISTED),
        (("answer", "Überblicke hier"),),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
async def test_scenario(here: Here, scenario: Scenario) -> None:
    await play(here, scenario)


async def shown_list(here: Here, user: str) -> list[dict[str, Any]]:
    await commands("/digest", "list", user=user)(here)
    await here.world.work()
    return list(here.fake.answers[-1]["blocks"])


async def test_the_list_says_name_what_goes_in_and_when_in_the_readers_zone(here: Here) -> None:
    for step in MADE:
        await step(here)
        await here.world.work()
    _, about, buttons = await shown_list(here, "UADMIN")
    name, rows = about["elements"]
    assert name["elements"][0]["text"] == "1. Harbour news"
    texts = [item["elements"][0]["text"] for item in rows["elements"]]
    assert texts[0] == "07:45 Europe/Berlin, Mon, Sat"
    assert texts[1] == "links shared here; only about ferry, weir"
    [digest] = await here.world.store.subscriptions.of_place(HERE)
    date = rows["elements"][2]["elements"][-1]
    assert digest.next_at is not None
    assert (date["type"], date["timestamp"]) == ("date", int(digest.next_at.timestamp()))
    labels = [one["text"]["text"] for one in buttons["elements"]]
    assert labels == ["Preview", "Edit", "Pause", "Skip today", "Remove"]
    *_, buttons = await shown_list(here, "UMEMBER")
    assert [one["text"]["text"] for one in buttons["elements"]] == ["Preview"]


async def test_who_has_no_zone_follows_a_story_in_that_of_the_channels_digests(here: Here) -> None:
    here.team.users["UOTHER"] = {"id": "UOTHER", "is_admin": False}
    for step in (*MADE, LISTED, presses("remove")):
        await step(here)
        await here.world.work()
    await mentions(f"<{FERRY}>")(here)
    await here.world.work()
    await here.choose("follow", await here.reply(), user="UOTHER")
    await here.world.work()
    [followed] = await here.world.store.subscriptions.of_place(HERE)
    assert followed.filters.story is not None
    assert followed.zone == "Europe/Berlin"


async def test_an_edit_keeps_the_digest_and_what_it_has_told(here: Here) -> None:
    for step in (*MADE, LISTED):
        await step(here)
        await here.world.work()
    [before] = await here.world.store.subscriptions.of_place(HERE)
    for step in (presses("edit"), sends(name="Quay news", zone="Asia/Kolkata")):
        await step(here)
        await here.world.work()
    [after] = await here.world.store.subscriptions.of_place(HERE)
    assert (after.key, after.created_at, after.owner) == (before.key, before.created_at, "UADMIN")
    assert (after.name, after.zone, after.filters.topics) == ("Quay news", "Asia/Kolkata", ())
    assert after.next_at != before.next_at
