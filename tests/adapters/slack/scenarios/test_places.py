"""Channels and threads that are joined, left or deleted: one notice, to the people concerned."""

from __future__ import annotations

import pytest

from briefs.model.places import Place
from tests.adapters.slack.conftest import Here, digest_form
from tests.adapters.slack.scenarios.steps import (
    FERRY,
    Scenario,
    Step,
    commands,
    deletes,
    event,
    later,
    meets,
    mentions,
    moderated,
    play,
    presses,
    submits,
    writes,
)
from tests.fakes.slack_server import LOST

OTHER = "https://second.example/ferry"
JOINED = event("member_joined_channel", user="UBOTT1", channel="C2")


def digest() -> tuple[Step, ...]:
    """An admin creates a digest of the channel."""
    return (commands("/digest", "add", user="UADMIN"), submits(digest_form(), user="UADMIN"))


def ended(here: Here) -> None:
    """Forget windows and answers so far: only what comes later is compared."""
    here.team.views.clear()
    here.team.ephemeral.clear()
    here.fake.answers.clear()


async def forget(here: Here) -> None:
    ended(here)


SCENARIOS = [
    Scenario("invited, and told of it twice", (JOINED, JOINED), (("C2", "Readout is here"),)),
    Scenario(
        "invited, and the answer is lost",
        (meets("chat.postMessage", LOST), JOINED, later(minutes=10), JOINED),
        (("C2", "Readout is here"),),
    ),
    Scenario(
        "somebody else is invited",
        (event("member_joined_channel", user="UMEMBER", channel="C2"),),
        (),
    ),
    *(
        Scenario(
            f"{kind}: the digest is paused and its owner told once",
            (*digest(), forget, event(kind, channel="C1"), event(kind, channel="C1")),
            (("@UADMIN", "A digest of yours is paused"),),
        )
        for kind in ("channel_left", "channel_archive", "group_left")
    ),
    Scenario(
        "the channel is deleted: the digest ends, said once",
        (
            *digest(),
            forget,
            event("channel_deleted", channel="C1"),
            event("channel_deleted", channel="C1"),
        ),
        (("@UADMIN", "has ended with its place"),),
    ),
    Scenario(
        "the thread of a followed story is deleted: it ends, said once",
        (
            mentions(f"<{FERRY}>"),
            presses("follow"),
            forget,
            mentions(f"<{OTHER}>"),
            meets("chat.postMessage", "thread_not_found"),
            later(days=1, hours=2),
            later(days=1),
        ),
        (("C1", "About ferry"), ("C1", "About ferry"), ("@UMEMBER", "has ended with its place")),
    ),
    Scenario(
        "the reply is deleted by a moderator: the followed story ends without a word",
        (mentions(f"<{FERRY}>"), presses("follow"), forget, moderated(), later(days=2)),
        (),
    ),
    Scenario(
        "the message is deleted: so is the reply",
        (writes("x", name="x"), mentions(f"<{FERRY}>"), deletes(f"<{FERRY}>")),
        (),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
async def test_scenario(here: Here, scenario: Scenario) -> None:
    await play(here, scenario)


@pytest.mark.parametrize(("kind", "remaining"), [("channel_deleted", 0), ("channel_archive", 1)])
async def test_what_is_deleted_has_no_digest_any_more(
    here: Here, kind: str, remaining: int
) -> None:
    for step in (*digest(), event(kind, channel="C1")):
        await step(here)
        await here.world.work()
    assert (
        len(await here.world.store.subscriptions.of_place(Place("slack", "T1", "C1"))) == remaining
    )
