"""A step of a workflow, and a thread with the bot in the side panel."""

from __future__ import annotations

import pytest

from briefs.model.delivery import Mode
from tests.adapters.slack.conftest import Here
from tests.adapters.slack.scenarios.steps import (
    DEAD,
    FERRY,
    Scenario,
    Step,
    event,
    german,
    mode,
    play,
    writes,
)

D = "DUMEMBER"


def step(link: str, *, channel: str = "C1", ident: str = "Fx1") -> Step:
    """A workflow runs "Brief this link"."""
    return event(
        "function_executed",
        function={"callback_id": "brief_link", "type": "app"},
        function_execution_id=ident,
        inputs={"link": link, "channel": channel, "person": "UMEMBER"},
        bot_access_token="xoxb-T1",
    )


SCENARIOS = [
    Scenario("a step with a link", (step(FERRY),), (("C1", "About ferry"),)),
    Scenario("told twice", (step(FERRY), step(FERRY)), (("C1", "About ferry"),)),
    Scenario(
        "words that hold a link", (step(f"read <{FERRY}|this> now"),), (("C1", "About ferry"),)
    ),
    Scenario(
        "a dead link is told to the step's person",
        (step(DEAD),),
        (("C1 for UMEMBER", "There is no such page"),),
    ),
    Scenario("words without a link", (step("nothing here"),), ()),
    Scenario("a channel that is off", (mode(Mode.OFF), step(FERRY)), ()),
    Scenario(
        "a link in a thread beside what is read",
        (
            writes("a thread of Slack's", channel=D, name="t"),
            writes(f"<{FERRY}>", channel=D, thread="t"),
        ),
        (("@UMEMBER", "/brief"), ("@UMEMBER>t", "About ferry")),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
async def test_scenario(here: Here, scenario: Scenario) -> None:
    await play(here, scenario)


@pytest.mark.parametrize(
    ("link", "off", "said"),
    [("nothing here", False, "There is no link"), (FERRY, True, "switched off in this channel")],
)
async def test_a_step_that_cannot_be_done_fails_in_words(
    here: Here, link: str, off: bool, said: str
) -> None:
    await mode(Mode.OFF if off else None)(here)
    await step(link)(here)
    await here.world.work()
    [failed] = here.fake.called("functions.completeError")
    assert failed["function_execution_id"] == "Fx1"
    assert said in failed["error"]
    assert here.fake.called("functions.completeSuccess") == []


async def test_a_step_is_complete_when_its_request_is_safe(here: Here) -> None:
    await step(FERRY)(here)
    [done] = here.fake.called("functions.completeSuccess")
    assert done["function_execution_id"] == "Fx1"
    assert here.world.briefed == []


async def test_an_opened_thread_offers_what_to_ask_in_the_readers_language(here: Here) -> None:
    here.team.channels[D] = []
    await german()(here)
    thread = {"user_id": "UMEMBER", "channel_id": D, "thread_ts": "1.1", "context": {}}
    await event("assistant_thread_started", assistant_thread=thread)(here)
    await here.world.work()
    [offered] = here.fake.called("assistant.threads.setSuggestedPrompts")
    assert (offered["channel_id"], offered["thread_ts"]) == (D, "1.1")
    assert "Was kann Readout?" in str(offered["prompts"])
