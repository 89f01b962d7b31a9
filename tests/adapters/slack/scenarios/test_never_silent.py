"""People who ask get an answer, whatever Slack says; those who did not ask are left alone."""

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
    commands,
    deletes,
    edits,
    german,
    later,
    meets,
    mentions,
    mode,
    opens,
    play,
    presses,
    reacts,
    writes,
)
from tests.fakes.slack_server import LOST

D = "DUMEMBER"
LONG = "The mayors of Ostrey and Vell met on Monday. " * 8


def many(count: int, link: str = FERRY) -> str:
    return " ".join(f"<{link}?{number}>" for number in range(count))


FOUR_MORE = tuple(("C1>0", f"About ferry?{number}") for number in range(1, 5))

SCENARIOS = [
    # ------------------------------------------------------------- the messages with the bot
    Scenario(
        "the messages tab is opened for the first time, then again",
        (opens("messages"), opens("messages")),
        (("@UMEMBER", "Hello!"),),
    ),
    Scenario(
        "it is opened by somebody whose Slack is German",
        (german(), opens("messages")),
        (("@UMEMBER", "Hallo!"),),
    ),
    Scenario("App Home is no message", (opens("home"),), ()),
    Scenario("hi", (writes("hi", channel=D),), (("@UMEMBER", "/brief"),)),
    Scenario("hi, which is deleted", (writes("hi", channel=D), deletes("hi", channel=D)), ()),
    Scenario("a text, which is deleted", (writes(LONG, channel=D), deletes(LONG, channel=D)), ()),
    Scenario(
        "hi, and the answer is lost",
        (meets("chat.postMessage", LOST), writes("hi", channel=D), later(minutes=10)),
        (("@UMEMBER", "/brief"),),
    ),
    Scenario(
        "the messages tab, and the answer is lost",
        (meets("chat.postMessage", LOST), opens("messages"), later(minutes=10), opens("messages")),
        (("@UMEMBER", "Hello!"),),
    ),
    Scenario("a link", (writes(f"<{FERRY}>", channel=D),), (("@UMEMBER", "About ferry"),)),
    Scenario("a text", (writes(LONG, channel=D),), (("@UMEMBER", "A pasted article"),)),
    Scenario(
        "a dead link", (writes(f"<{DEAD}>", channel=D),), (("@UMEMBER", "There is no such page"),)
    ),
    Scenario(
        "a link that an edit adds there",
        (
            writes("look at this", channel=D),
            edits(f"<{FERRY}>", old="look at this", channel=D),
        ),
        (("@UMEMBER", "About ferry"),),
    ),
    # ------------------------------------------------------------------------ edits add links
    Scenario(
        "an edit adds a link in a channel on auto",
        (mode(Mode.AUTO), writes("look"), edits(f"look <{FERRY}>", old="look")),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "the same edit is told twice",
        (
            mode(Mode.AUTO),
            writes("look"),
            edits(f"<{FERRY}>", old="look"),
            edits(f"<{FERRY}>", old="look"),
        ),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "an edit adds a dead link in a channel on auto",
        (mode(Mode.AUTO), writes("look"), edits(f"look <{DEAD}>", old="look")),
        (),
    ),
    Scenario(
        "an edit adds a link where links are briefed on request",
        (writes("look"), edits(f"look <{FERRY}>", old="look")),
        (),
    ),
    Scenario(
        "an edit adds a link to a mention",
        (mentions("this one"), edits(f"{BOT} <{FERRY}>", old=f"{BOT} this one")),
        (("C1 for UMEMBER", "Mention me with a link"), ("C1", "About ferry")),
    ),
    Scenario(
        "an edit adds the mention to a message with a link",
        (writes(f"<{FERRY}>"), edits(f"{BOT} <{FERRY}>", old=f"<{FERRY}>")),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "an edit adds both, the mention and another link",
        (writes(f"<{FERRY}>"), edits(f"{BOT} <{TRAM}>", old=f"<{FERRY}>")),
        (("C1", "About tram"),),
    ),
    Scenario(
        "an edit adds the mention to a briefed message",
        (mode(Mode.AUTO), writes(f"<{FERRY}>"), edits(f"{BOT} <{FERRY}>", old=f"<{FERRY}>")),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "an edit of words around the mention and the link",
        (
            mentions(f"<{FERRY}>"),
            presses("more", choice="delete"),
            edits(f"{BOT} well, <{FERRY}>", old=f"{BOT} <{FERRY}>"),
        ),
        (),
    ),
    Scenario(
        "an edit adds a link where the bot is off",
        (mode(Mode.OFF), writes("look"), edits(f"{BOT} <{FERRY}>", old="look")),
        (),
    ),
    Scenario(
        "an edit takes the link away, another puts one back",
        (
            mode(Mode.AUTO),
            writes(f"<{FERRY}>"),
            edits("nothing", old=f"<{FERRY}>"),
            edits(f"<{TRAM}>", old="nothing"),
        ),
        (("C1", "About tram"),),
    ),
    # --------------------------------------------------------------- more links than are read
    Scenario(
        "seven links: two are left out",
        (mentions(many(7)),),
        (("C1", "2 more of the message are left out"), *FOUR_MORE),
    ),
    Scenario(
        "an edit takes five of seven away",
        (mentions(many(7)), edits(f"{BOT} {many(2)}", old=f"{BOT} {many(7)}")),
        (("C1", "1 more link of the message in the thread.$"), FOUR_MORE[0]),
    ),
    Scenario(
        "an edit makes seven of one",
        (mentions(many(1)), edits(f"{BOT} {many(7)}", old=f"{BOT} {many(1)}")),
        (("C1", "2 more of the message are left out"), *FOUR_MORE),
    ),
    Scenario(
        "an edit takes the seventh away",
        (mentions(many(7)), edits(f"{BOT} {many(6)}", old=f"{BOT} {many(7)}")),
        (("C1", "1 more of the message is left out"), *FOUR_MORE),
    ),
    Scenario(
        "nobody asked about the seven",
        (mode(Mode.AUTO), writes(many(7))),
        (("C1", "4 more links of the message in the thread.$"), *FOUR_MORE),
    ),
    Scenario(
        "seven dead links: who asked is told of the rest, too",
        (mentions(many(7, DEAD)),),
        (
            ("C1 for UMEMBER", "2 more of the message are left out"),
            *[("C1 for UMEMBER", "There is no such page")] * 4,
        ),
    ),
    # --------------------------------------------------------------- Slack refuses the answer
    *(
        Scenario(
            f"the briefing is refused with {code} and comes as words alone",
            (meets("chat.postMessage", code), mentions(f"<{FERRY}>")),
            (("C1", "About ferry"),),
        )
        for code in ("invalid_blocks", "msg_too_long", "msg_blocks_too_long")
    ),
    Scenario(
        "its words are refused, too",
        (meets("chat.postMessage", "msg_too_long", "msg_too_long"), mentions(f"<{FERRY}>")),
        (("C1 for UMEMBER", "There is an answer to your link, but it could not be posted."),),
    ),
    Scenario(
        "the same in direct messages",
        (
            meets("chat.postMessage", "invalid_blocks", "invalid_blocks"),
            writes(f"<{FERRY}>", channel=D),
        ),
        (("@UMEMBER", "There is an answer to your link, but it could not be posted."),),
    ),
    Scenario(
        "the same of a command, after “On it”",
        (
            meets("chat.postMessage", "invalid_blocks", "invalid_blocks"),
            commands("/brief", FERRY),
        ),
        (("answer", "On it"), ("C1 for UMEMBER", "could not be posted")),
    ),
    Scenario(
        "the same of a link that nobody asked about",
        (
            mode(Mode.AUTO),
            meets("chat.postMessage", "msg_too_long", "msg_too_long"),
            writes(f"<{FERRY}>"),
        ),
        (),
    ),
    Scenario(
        "a private answer is refused and comes as words alone",
        (meets("chat.postEphemeral", "invalid_blocks"), commands("/brief", f"{FERRY} --private")),
        (("answer", "only you"), ("C1 for UMEMBER", "About ferry")),
    ),
    Scenario(
        "the channel takes no posts: what helps is said",
        (meets("chat.postMessage", "restricted_action_read_only_channel"), mentions(f"<{FERRY}>")),
        (("@UMEMBER", "An admin of the workspace can allow it"),),
    ),
    Scenario(
        "the bot is not in the channel: an invitation helps",
        (meets("chat.postMessage", "not_in_channel"), mentions(f"<{FERRY}>")),
        (("@UMEMBER", "Invite Readout to the channel"),),
    ),
    # ------------------------------------------------------------------------------ reactions
    Scenario(
        "a reaction to what an event told of asks Slack nothing",
        (meets("conversations.replies", 429), writes(f"<{FERRY}>"), reacts()),
        (("C1", "About ferry"),),
    ),
    Scenario(
        "a reaction to an older message",
        (writes(f"<{FERRY}>", delivered=False), reacts()),
        (("C1", "About ferry"),),
    ),
    *(
        Scenario(
            f"Slack does not show the older message just now ({status}) and tells again",
            (
                writes(f"<{FERRY}>", delivered=False),
                meets("conversations.replies", status),
                reacts(says=500),
                later(seconds=10),
                reacts(retry=1),
            ),
            (("C1", "About ferry"),),
        )
        for status in (429, 500, 503)
    ),
    Scenario(
        "it does not show it to the end: the asker is told what works",
        (
            writes(f"<{FERRY}>", delivered=False),
            meets("conversations.replies", 500, 500, 500, 500),
            reacts(says=500),
            reacts(retry=1, says=500),
            reacts(retry=2, says=500),
            reacts(retry=3),
        ),
        (("C1 for UADMIN", "Brief this"),),
    ),
    Scenario(
        "a reaction where the bot cannot read",
        (
            writes(f"<{FERRY}>", delivered=False),
            meets("conversations.replies", "missing_scope"),
            reacts(),
        ),
        (),
    ),
    Scenario("a reaction to words", (writes("hello"), reacts()), ()),
    Scenario("another reaction", (writes(f"<{FERRY}>"), reacts(emoji="tada")), ()),
    # -------------------------------------------------------------------------------- windows
    Scenario(
        "a window does not open",
        (mentions(f"<{FERRY}>"), meets("views.open", "internal_error"), presses("evidence")),
        (("C1", "About ferry"), ("C1 for UMEMBER", "Please try again")),
    ),
    Scenario(
        "a window meets a gateway's error",
        (mentions(f"<{FERRY}>"), meets("views.open", 502), presses("full")),
        (("C1", "About ferry"), ("C1 for UMEMBER", "Please try again")),
    ),
    Scenario(
        "the window of a command does not open",
        (meets("views.open", "expired_trigger_id"), commands("/brief")),
        (("answer", "Please try again"),),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
async def test_scenario(here: Here, scenario: Scenario) -> None:
    await play(here, scenario)


async def test_while_slack_is_to_be_left_alone_nothing_is_asked(here: Here) -> None:
    for name in ("m", "n"):
        await writes(f"<{FERRY}?{name}>", name=name, delivered=False)(here)
    await meets("conversations.replies", 429)(here)
    await reacts("m", says=500)(here)
    await reacts("n", says=500)(here)
    assert len(here.fake.called("conversations.replies")) == 1
    await later(seconds=8)(here)
    await reacts("n", retry=1)(here)
    assert len(here.fake.called("conversations.replies")) == 2
