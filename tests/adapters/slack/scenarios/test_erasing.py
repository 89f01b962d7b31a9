"""Erasing deletes the bot's messages too: what goes, what stays, and what is said about both."""

from __future__ import annotations

import pytest

from briefs.model.delivery import Mode
from tests.adapters.slack.conftest import Here, digest_form
from tests.adapters.slack.scenarios.steps import (
    DEAD,
    FERRY,
    TRAM,
    Scenario,
    Step,
    commands,
    edits,
    later,
    meets,
    mentions,
    mode,
    play,
    submits,
    writes,
)

AUTO = mode(Mode.AUTO)
CHANNEL, ME = ("window", "its digests"), ("window", "your own digests")
BY_ADMIN, BY_MEMBER = ("C1 for UADMIN", "Erased."), ("C1 for UMEMBER", "Erased.")


def erases(what: str, user: str = "UMEMBER") -> tuple[Step, ...]:
    """Somebody erases, and confirms it."""
    return (commands("/readout", f"erase {what}", user=user), submits({}, user=user))


def presses_home(action: str) -> Step:
    async def step(here: Here) -> None:
        here.team.channels.setdefault("DUMEMBER", [])
        await here.open_home()
        await here.press_home(action)

    return step


SCENARIOS = [
    Scenario(
        "after erasing, the channel is empty",
        (
            AUTO,
            writes(f"<{FERRY}>"),
            mentions(f"<{TRAM}> <https://news.example/lock>", name="n"),
            *erases("channel", "UADMIN"),
        ),
        (CHANNEL, BY_ADMIN),
    ),
    Scenario(
        "a digest goes too, and comes no more",
        (
            AUTO,
            commands("/digest", "add", user="UADMIN"),
            submits(digest_form(), user="UADMIN"),
            writes(f"<{FERRY}>"),
            later(days=7),
            *erases("channel", "UADMIN"),
            later(days=7),
        ),
        (("window", "digest"), ("window", "digest"), CHANNEL, BY_ADMIN),
    ),
    Scenario(
        "a message that is to be deleted when Slack is there again goes too",
        (
            AUTO,
            writes(f"<{FERRY}>"),
            meets("chat.delete", 503),
            edits("nothing", old=f"<{FERRY}>"),
            *erases("channel", "UADMIN"),
        ),
        (CHANNEL, BY_ADMIN),
    ),
    Scenario(
        "what Slack does not delete is said to stay",
        (
            AUTO,
            writes(f"<{FERRY}>"),
            meets("chat.delete", "cant_delete_message"),
            *erases("channel", "UADMIN"),
        ),
        (("C1", "About ferry"), CHANNEL, ("C1 for UADMIN", "1 message of mine could not be")),
    ),
    Scenario(
        "the answers to oneself go, others' stay, and the mode stays",
        (
            AUTO,
            writes(f"<{FERRY}>"),
            writes(f"<{TRAM}>", user="UADMIN", name="n"),
            writes(f"<{FERRY}>", channel="DUMEMBER", name="d"),
            *erases("me"),
            writes("<https://news.example/lock>", name="o"),
        ),
        (("C1", "About tram"), ME, BY_MEMBER, ("C1", "About lock")),
    ),
    Scenario(
        "the mode of an erased channel goes back to its default",
        (AUTO, *erases("channel", "UADMIN"), writes(f"<{FERRY}>")),
        (CHANNEL, BY_ADMIN),
    ),
    Scenario(
        "App Home deletes the answers, too",
        (mentions(f"<{FERRY}>"), mentions(f"<{DEAD}>"), presses_home("home_erase_me")),
        (("C1 for UMEMBER", "There is no such page"), ("@UMEMBER", "Erased.")),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
async def test_scenario(here: Here, scenario: Scenario) -> None:
    await play(here, scenario)


@pytest.mark.parametrize(
    ("what", "goes", "stays"),
    [
        ("me", "My answers to you are deleted", "channels keep their settings, when links are"),
        ("channel", "My messages here are deleted", "Settings of the whole workspace stay"),
    ],
)
async def test_the_window_says_what_goes_and_what_stays(
    here: Here, what: str, goes: str, stays: str
) -> None:
    await commands("/readout", f"erase {what}", user="UADMIN")(here)
    await here.world.work()
    assert goes in here.window()
    assert stays in here.window()
    assert "(the mode)" in here.window()
