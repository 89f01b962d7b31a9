"""Lines beyond a phone's screen are folded; where Slack refuses that, the message counts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.client import SlackChat
from adapters.slack.installation.workspaces import OneWorkspace
from adapters.slack.rendering import LETTERS, MAX_ROWS, blocks
from briefs.cards.one_screen import rows
from briefs.errors import TryLater
from briefs.model.cards import Card, CardPart
from briefs.model.messages import Post
from briefs.model.places import Place
from tests.fakes.slack_cards import briefing, said
from tests.fakes.slack_rules import block_faults, shown
from tests.fakes.slack_server import LOST, FakeSlack
from tools.pictures.slack_picture import heights

HERE = Place("slack", "T1", "C1")
FOLDED_PX = 60
"""Height of a folded block with its title and margin, which the drawing library lacks."""


def tall(lines: int = 12) -> Card:
    """A briefing that is taller than a screen."""
    one = briefing()
    reactions = tuple(
        said(f"Delegate {n} of the Lower Valley Assembly", f"clause {n} has to be read again", n)
        for n in range(1, lines + 1)
    )
    return replace(one, parts=(*one.parts, CardPart("More reactions", reactions)), more=2)


def lines_of(made: list[dict[str, Any]]) -> set[str]:
    return {line for line in shown(made).splitlines() if "clause" in line}


def folded(made: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((one for one in made if one["type"] == "container"), None)


def test_what_is_folded_and_what_is_not_are_all_lines() -> None:
    card = tall()
    assert rows(card, LETTERS) > MAX_ROWS
    made = blocks(card, folding=True)
    assert block_faults(made) == []
    assert lines_of(made) == lines_of(blocks(replace(card, detail=())))
    fold = folded(made)
    assert fold is not None
    hidden = shown(fold["child_blocks"]).count("clause")
    assert fold["title"]["text"] == f"{hidden} more lines"
    assert (fold["is_collapsible"], fold["default_collapsed"]) == (True, True)
    assert "2 more in the full list" in shown(made)


def test_the_plain_form_counts_what_it_leaves_out() -> None:
    card = tall()
    made = blocks(card)
    assert folded(made) is None
    missing = 12 - shown(made).count("clause")
    assert missing > 0
    assert f"{missing + 2} more in the full list" in shown(made)


@pytest.mark.parametrize("card", [briefing(), tall(1)], ids=["short", "just as high"])
def test_what_fits_is_not_folded(card: Card) -> None:
    assert folded(blocks(card, folding=True)) is None


def test_a_folded_briefing_is_at_most_one_phone_screen(needs: Callable[[str], None]) -> None:
    needs("node")
    needs("chromium")
    made = [blocks(tall(lines), folding=True) for lines in (12, 20)]
    drawn = [[block for block in one if block["type"] != "container"] for one in made]
    assert max(heights(drawn, width=390)) + FOLDED_PX <= 844


# ----------------------------------------------------------------------- over the wire


@pytest.fixture
def chat(fake: FakeSlack) -> SlackChat:
    clients = OneWorkspace(token="xoxb-T1", base_url=fake.base_url)
    return SlackChat(clients=clients, now=lambda: datetime.now(UTC))


def sent(fake: FakeSlack, method: str = "chat.postMessage") -> list[bool | None]:
    """For each message sent, whether it has folded lines; None: it has only text."""
    bodies = fake.called(method)
    return [bool(folded(one["blocks"])) if one.get("blocks") else None for one in bodies]


@pytest.mark.parametrize("code", ["invalid_blocks", "invalid_blocks_format"])
async def test_a_workspace_that_refuses_it_is_asked_once(
    chat: SlackChat, fake: FakeSlack, code: str
) -> None:
    fake.trouble["chat.postMessage"] = [code]
    await chat.send(Post("reply:1#0", HERE, tall()))
    receipt = await chat.send(Post("reply:2#0", HERE, tall()))
    assert sent(fake) == [True, False, False]
    await chat.edit(receipt, Post("reply:2#0", HERE, tall(14)))
    assert sent(fake, "chat.update") == [False]
    assert len(fake.teams["xoxb-T1"].channels["C1"]) == 2


async def test_a_workspace_that_takes_it_gets_it_also_in_edits_and_privately(
    chat: SlackChat, fake: FakeSlack
) -> None:
    receipt = await chat.send(Post("reply:1#0", HERE, tall()))
    await chat.edit(receipt, Post("reply:1#0", HERE, tall(14)))
    await chat.send(Post("reply:2#0", HERE, tall(), only_for="UMEMBER"))
    for method in ("chat.postMessage", "chat.update", "chat.postEphemeral"):
        assert sent(fake, method) == [True], method


async def test_where_both_forms_are_refused_the_words_are_sent_and_nothing_is_learned(
    chat: SlackChat, fake: FakeSlack
) -> None:
    fake.trouble["chat.postMessage"] = ["invalid_blocks"] * 2
    await chat.send(Post("reply:1#0", HERE, tall()))
    await chat.send(Post("reply:2#0", HERE, tall()))
    assert sent(fake) == [True, False, None, True]


async def test_a_lost_answer_is_not_taken_for_a_refusal(chat: SlackChat, fake: FakeSlack) -> None:
    fake.trouble["chat.postMessage"] = [LOST]
    with pytest.raises(TryLater):
        await chat.send(Post("reply:1#0", HERE, tall()))
    assert sent(fake) == [True]
