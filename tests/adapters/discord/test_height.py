"""How much of a phone's screen a briefing of Discord's takes, measured in Chromium."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from adapters.discord.phrases import ENGLISH
from adapters.discord.rendering import LETTERS, MAX_ROWS, full_list, parts
from briefs.cards.briefing_card import LIVE_BLOG
from briefs.cards.one_screen import rows
from briefs.model.cards import Card, CardLine, CardPart, Run
from briefs.model.messages import Post
from briefs.model.places import Place
from tests.adapters.discord.conftest import Server, texts
from tests.adapters.discord.test_pictures import folder as folder
from tests.fakes.slack_cards import briefing, line, long_title

SCREEN = 390, 844
"""A phone's, in pixels."""

SAID = "The harbour master of Veldmark said that no ferry would run on Sunday, because of the wind."


def of_lines(*counts: int, words: str = SAID) -> Card:
    """A briefing with parts of so many lines."""
    one: CardLine = line(Run(words))
    made = tuple(CardPart(f"Part {at}", (one,) * count) for at, count in enumerate(counts, 1))
    return replace(briefing(), parts=made, detail=made, more=2)


LONG = of_lines(8, 5)
CARDS = (
    briefing(), long_title(), LONG, of_lines(30), of_lines(9, 9, 9), of_lines(40, words="It rains."),
    replace(LONG, notes=(LIVE_BLOG,)),
)  # fmt: skip


async def posted(server: Server, *cards: Card) -> list[object]:
    chat = server.world.connection.chat
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    asked = await server.alice.send(server.channel, "Worth reading")
    for at, card in enumerate(cards):
        for number, part in enumerate(parts(card)):
            await chat.send(Post(f"{at}#{number}", place, part, reply_to=str(asked.id)))
    return list(server.ours())


async def test_a_briefing_is_at_most_one_phone_screen(server: Server, folder: Path) -> None:
    messages = await posted(server, *CARDS)
    assert len(messages) == len(CARDS)
    width, screen = SCREEN
    preview = server.env.preview(
        server.channel, viewers=[server.alice], display="fixed", width=width, height=3_000
    )
    heights = []
    async with preview:
        for at, message in enumerate(messages):
            made = await preview.screenshot(folder / f"discord-height-{at}.png", target=message)
            heights.append(made.output_height)
    assert min(heights) > 300, "nothing was drawn"
    assert max(heights) <= screen
    assert max(heights) > screen * 0.75, "there is room for more"


async def test_what_a_screen_has_no_room_for_is_in_the_full_list(server: Server) -> None:
    assert rows(LONG, LETTERS) > MAX_ROWS
    [message] = await posted(server, LONG)
    shown = texts(message).count("harbour master")
    assert 0 < shown < 13
    assert f"{13 - shown + 2} more in the full list" in texts(message)
    assert all(label in texts(message) for label in ("Part 1", "Part 2"))
    whole = replace(LONG, detail=())
    listed = full_list(whole, page=0, message="1", say=ENGLISH)
    assert str(listed).count("harbour master") == 13
