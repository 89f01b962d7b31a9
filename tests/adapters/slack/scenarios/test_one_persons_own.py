"""A failure is shown only to the asker, where they asked and in their language."""

from __future__ import annotations

import pytest

from briefs.model.delivery import Mode
from tests.adapters.slack.conftest import Here
from tests.adapters.slack.scenarios.steps import (
    BOT,
    DEAD,
    FERRY,
    TRAM,
    Scenario,
    chooses,
    commands,
    edits,
    german,
    meets,
    mentions,
    mode,
    play,
    presses,
    presses_alone,
    reacts,
    submits,
    writes,
)

ALONE = "C1 for UMEMBER"
WRONG = {
    "line": {"line": {"selected_option": {"value": "1"}}},
    "note": {"note": {"value": "It was the mayor"}},
}

SCENARIOS = [
    Scenario(
        "a mention of a dead link", (mentions(f"<{DEAD}>"),), ((ALONE, "There is no such page"),)
    ),
    Scenario(
        "the same in a thread",
        (writes("a topic", name="t"), mentions(f"<{DEAD}>", thread="t")),
        (("C1>t for UMEMBER", "There is no such page"),),
    ),
    Scenario(
        "the same in German",
        (german(), mentions(f"<{DEAD}>")),
        ((ALONE, "Diese Seite gibt es nicht"),),
    ),
    Scenario(
        "two links, one of them dead",
        (mentions(f"<{FERRY}> <{DEAD}>"),),
        (("C1", "About ferry"), (ALONE, "There is no such page")),
    ),
    Scenario(
        "two dead links",
        (mentions(f"<{DEAD}1> <{DEAD}2>"),),
        ((ALONE, "There is no such page"), (ALONE, "There is no such page")),
    ),
    Scenario(
        "a command of a dead link",
        (commands("/brief", DEAD),),
        (("answer", "On it"), (ALONE, "There is no such page")),
    ),
    Scenario(
        "a private command of a dead link",
        (commands("/brief", f"{DEAD} --private"),),
        (("answer", "only you"), (ALONE, "There is no such page")),
    ),
    Scenario(
        "a reaction to a dead link is told to who reacted",
        (writes(f"<{DEAD}>"), reacts(user="UADMIN")),
        (("C1 for UADMIN", "There is no such page"),),
    ),
    Scenario(
        "“Brief this” of a dead link",
        (chooses(f"<{DEAD}>"),),
        (("C1 for UADMIN", "On it"), ("C1 for UADMIN", "There is no such page")),
    ),
    Scenario(
        "a dead link that nobody asked about",
        (mode(Mode.AUTO), writes(f"<{DEAD}>")),
        (),
    ),
    Scenario(
        "an edit turns a briefed link into a dead one",
        (mentions(f"<{FERRY}>"), edits(f"{BOT} <{DEAD}>", old=f"{BOT} <{FERRY}>")),
        ((ALONE, "There is no such page"),),
    ),
    Scenario(
        "an edit mends the dead link",
        (mentions(f"<{DEAD}>"), edits(f"{BOT} <{TRAM}>", old=f"{BOT} <{DEAD}>")),
        ((ALONE, "There is no such page"), ("C1", "About tram")),
    ),
    Scenario(
        "an edit changes one dead link for another: each is told",
        (mentions(f"<{DEAD}1>"), edits(f"{BOT} <{DEAD}2>", old=f"{BOT} <{DEAD}1>")),
        ((ALONE, "There is no such page"), (ALONE, "There is no such page")),
    ),
    Scenario(
        "“Run again” of what failed fails again",
        (mentions(f"<{DEAD}>"), presses_alone("again")),
        (
            (ALONE, "There is no such page"),
            (ALONE, "On it"),
            (ALONE, "There is no such page"),
        ),
    ),
    Scenario(
        "where the bot may not whisper, it tells by direct message",
        (meets("chat.postEphemeral", "user_not_in_channel"), mentions(f"<{DEAD}>")),
        (("@UMEMBER", "There is no such page"),),
    ),
    # ----------------------------------------------------- refusals come where it was asked
    Scenario(
        "a mention without a link, in a thread",
        (writes("a topic", name="t"), mentions("hello", thread="t")),
        (("C1>t for UMEMBER", "Mention me with a link"),),
    ),
    Scenario(
        "a press in a thread that is refused is told there",
        (
            writes("a topic", name="t"),
            mentions(f"<{FERRY}>", thread="t"),
            presses("more", choice="delete", user="UOTHER", thread="t"),
        ),
        (("C1>t", "About ferry"), ("C1>t for UOTHER", "Only who asked, or an admin, may delete")),
    ),
    Scenario(
        "a report from a thread is thanked for there",
        (
            writes("a topic", name="t"),
            mentions(f"<{FERRY}>", thread="t"),
            presses("more", choice="report", thread="t"),
            submits(WRONG),
        ),
        (("C1>t", "About ferry"), ("window", "Report"), ("C1>t for UMEMBER", "Thank you")),
    ),
    Scenario(
        "“Brief this” of words in a thread is told there",
        (writes("a topic", name="t"), chooses("no link", thread="t")),
        (("C1>t for UADMIN", "There is no link"),),
    ),
    Scenario(
        "a channel that is off tells who uses the menu",
        (mode(Mode.OFF), chooses(f"<{FERRY}>")),
        (("C1 for UADMIN", "switched off"),),
    ),
    Scenario(
        "a member changes the mode and is told who may, in German",
        (german(), commands("/readout", "mode auto")),
        (("answer", "nur Admins ändern"),),
    ),
    Scenario(
        "Slack does not tell whether somebody is an admin: that is said, not “no”",
        (meets("users.info", 429, 429, 429), commands("/readout", "mode auto", user="UADMIN")),
        (("answer", "did not say what you may do"),),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
async def test_scenario(here: Here, scenario: Scenario) -> None:
    here.team.users["UOTHER"] = {"id": "UOTHER", "is_admin": False}
    await play(here, scenario)


async def test_run_again_of_what_failed_answers_for_all_as_it_was_asked(here: Here) -> None:
    await mentions(f"<{DEAD}>")(here)
    await here.world.work()
    here.world.pages.mended.add(DEAD)
    await presses_alone("again")(here)
    await here.world.work()
    assert len(here.texts()) == 1
