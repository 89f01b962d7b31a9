"""The ways to ask, modes, and people who opted out: what is posted, where and how."""

from __future__ import annotations

import pytest

from briefs.model.delivery import Mode
from tests.adapters.slack.conftest import Here
from tests.adapters.slack.scenarios.steps import (
    DEAD,
    FERRY,
    TRAM,
    Scenario,
    chooses,
    commands,
    german,
    mentions,
    mode,
    moderated,
    play,
    presses,
    reacts,
    submits,
    threaded,
    writes,
)

AUTO = mode(Mode.AUTO)
OUT = commands("/readout", "optout")
OUT_SEEN = ("answer", "leaves your messages alone")
ALONE = "wants their messages to be left alone"
FORM = {
    "text": {"text": {"value": TRAM}},
    "private": {"private": {"selected_options": []}},
}

SCENARIOS = [
    # ------------------------------------------------------------------------------ ways in
    Scenario("a mention", (mentions(f"<{FERRY}>"),), (("C1", "About ferry"),)),
    Scenario(
        "a mention below a link",
        (writes(f"<{FERRY}>", name="t"), mentions(thread="t", user="UADMIN", name="n")),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "a second mention below it points to the answer, to who mentions alone",
        (
            writes(f"<{FERRY}>", name="t"),
            mentions(thread="t", user="UADMIN", name="n"),
            mentions(thread="t", name="o"),
        ),
        (("C1", "About ferry"), ("C1>t for UMEMBER", "Answered here before: About ferry")),
    ),
    Scenario(
        "so does one below a link that was briefed unasked, twice",
        (
            AUTO,
            writes(f"<{FERRY}>", name="t"),
            mentions(thread="t", name="n"),
            mentions(thread="t", name="o"),
        ),
        (
            ("C1", "About ferry"),
            ("C1>t for UMEMBER", "Answered here before: About ferry"),
            ("C1>t for UMEMBER", "Answered here before: About ferry"),
        ),
    ),
    Scenario(
        "a mention below a link whose answer was deleted",
        (
            writes(f"<{FERRY}>", name="t"),
            mentions(thread="t", user="UADMIN", name="n"),
            presses("more", choice="delete", user="UADMIN"),
            mentions(thread="t", name="o"),
        ),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "one below a link whose briefing a moderator deleted",
        (AUTO, writes(f"<{FERRY}>", name="t"), moderated(), mentions(thread="t", name="n")),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "a mention below a dead link, twice",
        (
            writes(f"<{DEAD}>", name="t"),
            mentions(thread="t", name="n"),
            mentions(thread="t", name="o"),
        ),
        (("C1 for UMEMBER", "There is no such page"), ("C1 for UMEMBER", "There is no such page")),
    ),
    *(
        Scenario(
            f"Slack delivers a mention below a link again ({name})",
            (
                *before,
                mentions(thread="t", name="n", ident="EvMention"),
                *after,
                mentions(thread="t", name="n", ident="EvMention"),
            ),
            sees,
        )
        for name, before, after, sees in (
            ("its answer", (writes(f"<{FERRY}>", name="t"),), (), (("C1", "About ferry"),)),
            ("deleted", (writes(f"<{FERRY}>", name="t"),), (moderated(),), ()),
            (
                "known before",
                (AUTO, writes(f"<{FERRY}>", name="t")),
                (),
                (("C1", "About ferry"), ("C1>t for UMEMBER", "Answered here before")),
            ),
        )
    ),
    Scenario(
        "a mention in a thread",
        (writes("a topic", name="t"), mentions(f"<{FERRY}>", thread="t")),
        (("C1>t", "About ferry"),),
    ),
    Scenario(
        "three links: one reply, the others in its thread",
        (mentions(f"<{FERRY}> <{TRAM}> <https://news.example/lock>"),),
        (("C1", "2 more links"), ("C1>0", "About tram"), ("C1>0", "About lock")),
    ),
    Scenario(
        "a command", (commands("/brief", FERRY),), (("answer", "On it"), ("C1", "About ferry"))
    ),
    Scenario(
        "a private command",
        (commands("/brief", f"{FERRY} --private"),),
        (("answer", "only you"), ("C1 for UMEMBER", "About ferry")),
    ),
    Scenario(
        "a command with nothing opens a window, which is sent",
        (commands("/brief"), submits(FORM)),
        (("window", "A link to an article"), ("C1 for UMEMBER", "On it"), ("C1", "About tram")),
    ),
    Scenario(
        "a command with a word", (commands("/brief", "hello"),), (("answer", "/brief and a link"),)
    ),
    Scenario(
        "“Brief this”",
        (chooses(f"<{FERRY}>"),),
        (("C1 for UADMIN", "On it"), ("C1", "About ferry")),
    ),
    Scenario("a reaction", (writes(f"<{FERRY}>"), reacts()), (("C1", "About ferry"),)),
    # ------------------------------------------------------------------- a channel on auto
    Scenario("on auto a link is briefed", (AUTO, writes(f"<{FERRY}>")), (("C1", "About ferry"),)),
    Scenario(
        "in a thread, where the channel has it so",
        (AUTO, threaded(), writes(f"<{FERRY}>")),
        (("C1>m", "About ferry"),),
    ),
    Scenario(
        "two links in a thread, where the channel has it so",
        (AUTO, threaded(), writes(f"<{FERRY}> <{TRAM}>")),
        (("C1>m", "About ferry"), ("C1>m", "About tram")),
    ),
    Scenario(
        "who asks there is answered in the channel",
        (AUTO, threaded(), commands("/brief", FERRY)),
        (("answer", "On it"), ("C1", "About ferry")),
    ),
    Scenario("nobrief", (AUTO, writes(f"<{FERRY}> nobrief")), ()),
    Scenario("code", (AUTO, writes(f"`<{FERRY}>`")), ()),
    Scenario("a bot's link", (AUTO, writes(f"<{FERRY}>", bot_id="B9")), ()),
    Scenario(
        "the same link again is pointed to",
        (AUTO, writes(f"<{FERRY}>"), writes(f"<{FERRY}>", name="n")),
        (("C1", "About ferry"), ("C1", "Briefed here before: About ferry")),
    ),
    # -------------------------------------------------------------------------- left alone
    Scenario("who opted out is left alone", (AUTO, OUT, writes(f"<{FERRY}>")), (OUT_SEEN,)),
    Scenario(
        "whoever reacts is told why",
        (OUT, writes(f"<{FERRY}>"), reacts()),
        (OUT_SEEN, ("C1 for UADMIN", ALONE)),
    ),
    Scenario(
        "so is who reacts to an older message",
        (OUT, writes(f"<{FERRY}>", delivered=False), reacts()),
        (OUT_SEEN, ("C1 for UADMIN", ALONE)),
    ),
    Scenario(
        "so is who chooses “Brief this”",
        (OUT, chooses(f"<{FERRY}>")),
        (OUT_SEEN, ("C1 for UADMIN", ALONE)),
    ),
    Scenario(
        "so is who mentions the bot below it",
        (OUT, writes(f"<{FERRY}>", name="t"), mentions(thread="t", user="UADMIN", name="n")),
        (OUT_SEEN, ("C1>t for UADMIN", ALONE)),
    ),
    Scenario(
        "what they ask themselves is answered",
        (OUT, mentions(f"<{FERRY}>")),
        (OUT_SEEN, ("C1", "About ferry")),
    ),
    Scenario(
        "after optin everything is as before",
        (AUTO, OUT, commands("/readout", "optin"), writes(f"<{FERRY}>")),
        (OUT_SEEN, ("answer", "again"), ("C1", "About ferry")),
    ),
    Scenario(
        "erasing keeps the wish",
        (AUTO, OUT, commands("/readout", "erase me"), submits({}), writes(f"<{FERRY}>")),
        (OUT_SEEN, ("window", "Erase"), ("C1 for UMEMBER", "Erased")),
    ),
    # ---------------------------------------------------------------------------- settings
    Scenario(
        "a member may not decide where replies stand",
        (commands("/readout", "reply thread"),),
        (("answer", "Only admins"),),
    ),
    Scenario(
        "an admin may",
        (AUTO, commands("/readout", "reply thread", user="UADMIN"), writes(f"<{FERRY}>")),
        (("answer", "in a thread below the message"), ("C1>m", "About ferry")),
    ),
    Scenario(
        "what is not understood names what is",
        (commands("/readout", "reply everywhere", user="UADMIN"),),
        (("answer", "/readout reply thread or /readout reply channel"),),
    ),
    Scenario(
        "help in German",
        (german(), commands("/readout", "help")),
        (("answer", "im Thread oder im Kanal"),),
    ),
    # ------------------------------------------------------------------------ the message
    Scenario(
        "evidence and the full list are windows",
        (mentions(f"<{FERRY}>"), presses("evidence"), presses("full")),
        (("C1", "About ferry"), ("window", "Evidence"), ("window", "Full list")),
    ),
    Scenario(
        "a link button is acknowledged, and nothing else happens",
        (mentions(f"<{FERRY}>"), presses("open")),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "a stranger may not delete it, who asked may",
        (
            mentions(f"<{FERRY}>"),
            presses("more", choice="delete", user="UOTHER"),
            presses("more", choice="delete"),
        ),
        (("C1 for UOTHER", "Only who asked"),),
    ),
    Scenario(
        "muting a site",
        (
            AUTO,
            mentions(f"<{FERRY}>"),
            presses("more", choice="mute", user="UADMIN"),
            writes(f"<{TRAM}>", name="n"),
        ),
        (("C1", "About ferry"), ("C1 for UADMIN", "news.example is muted here")),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
async def test_scenario(here: Here, scenario: Scenario) -> None:
    here.team.users["UOTHER"] = {"id": "UOTHER", "is_admin": False}
    await play(here, scenario)


async def test_the_pointer_links_to_the_answer(here: Here) -> None:
    for step in (writes(f"<{FERRY}>", name="t"), mentions(thread="t"), mentions(thread="t")):
        await step(here)
        await here.world.work()
    [answer] = [m for m in here.team.channels["C1"] if m["user"] == here.team.bot_user]
    [pointer] = here.team.ephemeral
    assert f"/archives/C1/p{answer['ts'].replace('.', '')}" in str(pointer["blocks"])
