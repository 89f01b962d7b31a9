"""Buttons that outlive a restart: each is known by the pattern of its custom_id alone.

What a press does is decided at the desk; here it is asked for and shown to who pressed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, Self, cast

import discord

from adapters.discord.chat import NOBODY, DiscordChat, Layout
from adapters.discord.desk import Desk
from adapters.discord.dress import Component, Press, dress, evidence, said
from adapters.discord.hear import here, person_of
from adapters.discord.markdown import shown
from adapters.discord.words import Words, words
from briefs.delivery import Admission
from briefs.errors import ReadoutError
from briefs.glossary import translated
from briefs.model import Post, Receipt

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]
MAX_OPTIONS = 25
MAX_OPTION = 100
MAX_NOTE = 500
MAX_LABEL = 45


class Presses:
    """Answers buttons: over the desk, in the presser's language."""

    def __init__(self, *, desk: Desk, chat: DiscordChat) -> None:
        self._desk = desk
        self._chat = chat
        self._answers: dict[str, Callable[[Interaction, str, Words], Awaitable[None]]] = {
            Press.EVIDENCE: self._evidence,
            Press.FULL: self._full,
            Press.FOLLOW: self._follow,
            Press.AGAIN: self._again,
            Press.MUTE: self._mute,
            Press.REPORT: self._report,
            Press.DELETE: self._delete,
        }

    async def pressed(self, interaction: Interaction, press: str) -> None:
        """A button of one of our messages was pressed."""
        assert interaction.message is not None
        message = str(interaction.message.id)
        if press != Press.REPORT:  # which opens a form, and that has to be the first answer
            await soon(interaction)
        say = await self.say(interaction)
        answer = self._answers.get(press)
        if answer is None:
            await tell(interaction, said(say("nothing")))
        else:
            await guarded(interaction, say, answer(interaction, message, say))

    async def page(self, interaction: Interaction, message: str, number: int) -> None:
        """Another page of evidence, in place of the one that was shown."""
        say = await self.say(interaction)

        async def turn() -> None:
            found = await self._desk.evidence(here(interaction), message, page=number)
            layout = Layout(evidence(found, message=message, say=say))
            await interaction.response.edit_message(view=layout, allowed_mentions=NOBODY)

        await guarded(interaction, say, turn())

    async def say(self, interaction: Interaction) -> Words:
        """What an admin set for the place, else the presser's own language."""
        return await self._chat.say(here(interaction), locale=str(interaction.locale))

    async def _evidence(self, interaction: Interaction, message: str, say: Words) -> None:
        found = await self._desk.evidence(here(interaction), message)
        await tell(interaction, evidence(found, message=message, say=say))

    async def _full(self, interaction: Interaction, message: str, say: Words) -> None:
        """Detail goes to the thread of our own message; where there is none, to the asker."""
        place = here(interaction)
        card = await self._desk.full(place, message)
        if not card.parts:
            await tell(interaction, said(say("full.none")))
            return
        cards = self._chat.parts(card)
        posts = tuple(
            Post(f"full:{message}#{number}", place, one, part=number)
            for number, one in enumerate(cards)
        )
        assert interaction.message is not None
        receipt = Receipt("", place, message, interaction.message.created_at)
        address = await self._chat.in_thread(receipt, posts)
        if address is not None:
            await tell(interaction, said(say("full.there", link=address)))
            return
        for one in cards:
            await tell(interaction, dress(one, nonce="0", say=say), buttons=False)

    async def _follow(self, interaction: Interaction, message: str, say: Words) -> None:
        await self._desk.follow(here(interaction), message, by=person_of(interaction))
        await tell(interaction, said(say("followed")))

    async def _again(self, interaction: Interaction, message: str, say: Words) -> None:
        place = here(interaction)
        self._chat.expect(interaction, place)
        event = str(interaction.id)
        admission = await self._desk.again(place, message, by=person_of(interaction), event=event)
        key = "again" if admission is Admission.NEW else "known"
        await tell(interaction, said(say(key)))

    async def _mute(self, interaction: Interaction, message: str, say: Words) -> None:
        site = await self._desk.mute_site_of(here(interaction), message, by=person_of(interaction))
        await tell(interaction, said(say("muted", site=shown(site, 100))))

    async def _report(self, interaction: Interaction, message: str, say: Words) -> None:
        lines = await self._desk.lines(here(interaction), message)
        if not lines:
            await tell(interaction, said(say("evidence.none")))
            return
        await interaction.response.send_modal(ReportLine(self._desk, message, lines, say))

    async def _delete(self, interaction: Interaction, message: str, say: Words) -> None:
        await self._desk.take_back(here(interaction), message, by=person_of(interaction))
        await tell(interaction, said(say("deleted")))


class Pressed(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(r"readout:(?P<press>[a-z]+):[0-9a-f]+"),
):
    """A button of a briefing, digest or notice."""

    def __init__(self, item: discord.ui.Button[Any], press: str) -> None:
        super().__init__(item)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(cast("discord.ui.Button[Any]", item), match["press"])

    async def callback(self, interaction: Interaction) -> None:
        """Ask the desk."""
        await interaction.client.presses.pressed(interaction, self.press)


class Paged(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(r"readout:page:(?P<message>\d+):(?P<page>-?\d+)"),
):
    """An arrow beneath a page of evidence."""

    def __init__(self, item: discord.ui.Button[Any], message: str, page: int) -> None:
        super().__init__(item)
        self.message, self.page = message, page

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The arrow that was pressed."""
        button = cast("discord.ui.Button[Any]", item)
        return cls(button, match["message"], int(match["page"]))

    async def callback(self, interaction: Interaction) -> None:
        """Turn the page."""
        await interaction.client.presses.page(interaction, self.message, self.page)


class ReportLine(discord.ui.Modal):
    """Which line is wrong, and what is wrong with it."""

    def __init__(self, desk: Desk, message: str, lines: tuple[str, ...], say: Words) -> None:
        super().__init__(
            title=say("report.title")[:MAX_LABEL], custom_id=f"readout:report:{message}"
        )
        self._desk, self._message, self._say = desk, message, say
        options = [
            discord.SelectOption(label=_option(number, line), value=str(number))
            for number, line in enumerate(lines[:MAX_OPTIONS], 1)
        ]
        self._line: discord.ui.Select[Any] = discord.ui.Select(
            options=options, custom_id="line", required=True
        )
        self._note: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, custom_id="note", max_length=MAX_NOTE, required=False
        )
        self.add_item(discord.ui.Label(text=say("report.line")[:MAX_LABEL], component=self._line))
        self.add_item(discord.ui.Label(text=say("report.note")[:MAX_LABEL], component=self._note))

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Keep the report."""

        async def keep() -> None:
            await self._desk.report(
                here(interaction),
                self._message,
                line=int(self._line.values[0]),
                note=self._note.value,
                by=person_of(interaction),
            )
            await tell(interaction, said(self._say("report.done")))

        await guarded(interaction, self._say, keep())


def _option(number: int, line: str) -> str:
    words = f"{number}. {' '.join(line.split())}"
    return words if len(words) <= MAX_OPTION else f"{words[: MAX_OPTION - 1]}…"


async def asked(
    interaction: Interaction,
    chat: DiscordChat,
    answer: Callable[[Words], Awaitable[None]],
    *,
    form: bool = False,
) -> None:
    """Answer a command; a form has to be the first answer, all else may take its time."""
    if not form:
        await soon(interaction)
    locale = str(interaction.locale)
    try:
        say = await chat.say(here(interaction), locale=locale)
    except ReadoutError as error:  # the store is away
        await tell(interaction, refused(error, words(locale)))
    else:
        await guarded(interaction, say, answer(say))


def refused(error: ReadoutError, say: Words) -> list[Component]:
    """A refusal and what can be done about it."""
    line = shown(translated(str(error), say.language), 500)
    hint = shown(translated(error.hint, say.language), 500)
    return said(f"{line}\n-# {hint}" if hint else line)


async def guarded(interaction: Interaction, say: Words, answer: Awaitable[None]) -> None:
    """Answer; a refusal is told to the asker, a fault of ours is logged and told as one."""
    try:
        await answer
    except ReadoutError as error:
        await tell(interaction, refused(error, say))
    except discord.NotFound:
        log.info("an interaction ended before it was answered", extra={"key": str(interaction.id)})
    except Exception:
        log.exception("an interaction failed", extra={"key": str(interaction.id)})
        await tell(interaction, said(say("fault")))


async def soon(interaction: Interaction) -> None:
    """Discord waits three seconds for an answer, and fifteen minutes after this."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def tell(
    interaction: Interaction, components: list[Component], *, buttons: bool = True
) -> None:
    """Show something to the asker alone, as the answer or after it."""
    layout = Layout(components if buttons else _without_buttons(components))
    if interaction.response.is_done():
        await interaction.followup.send(view=layout, ephemeral=True, allowed_mentions=NOBODY)
    else:
        await interaction.response.send_message(
            view=layout, ephemeral=True, allowed_mentions=NOBODY
        )


def _without_buttons(components: list[Component]) -> list[Component]:
    """A container's texts alone."""
    return [
        {**one, "components": [inner for inner in one["components"] if "content" in inner]}
        for one in components
    ]
