"""Buttons that survive a restart: each is recognised by the pattern of its custom_id.

What a press does is decided in bot/services; this calls it and shows the result.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Self, cast

import discord

from adapters.discord.askers import ANSWERED
from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.commands import form_values
from adapters.discord.commands.form_values import Typed
from adapters.discord.layout import NOBODY, Layout
from adapters.discord.markdown import escaped_to_fit
from adapters.discord.parsing import here, person_of
from adapters.discord.phrases import phrases_for
from adapters.discord.rendering import Component, Press, evidence, full_list, menu, text_components
from briefs.errors import ReadoutError
from briefs.i18n.phrases import Phrases
from briefs.i18n.translation import translated, translated_line
from briefs.model.chat import ReplyAct
from briefs.model.delivery import Admission
from briefs.translatable import translatable

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]
MAX_OPTIONS = 25
MAX_OPTION = 100
MAX_NOTE = 500
MAX_LABEL = 45

IN_PLACE = "in place"
"""Key in an interaction's extras: its answer replaces the pressed message."""

ALONE = "alone"
"""Key in an interaction's extras: whether its message is shown to one person only."""


class ButtonHandler:
    """Answers buttons, in the language of the place or else of the person who pressed."""

    def __init__(self, *, requests: DiscordRequests, chat: DiscordChat) -> None:
        self._requests = requests
        self._chat = chat
        self._answers: dict[str, Callable[[Interaction, str, Phrases], Awaitable[None]]] = {
            Press.EVIDENCE: self._evidence,
            Press.FULL: self._full,
            Press.FOLLOW: self._follow,
            Press.UNFOLLOW: self._unfollow,
            Press.AGAIN: self._again,
            Press.MUTE: self._mute,
            Press.REPORT: self._report,
            Press.DELETE: self._delete,
            Press.MORE: self._more,
        }

    async def pressed(self, interaction: Interaction, press: str) -> None:
        """A button of one of our messages was pressed."""
        assert interaction.message is not None
        message = str(interaction.message.id)
        if press != Press.REPORT:  # it opens a form, which has to be the first answer
            await soon(interaction)
        say = await self.say(interaction)
        answer = self._answers.get(press)
        if answer is None:
            await respond(interaction, text_components(say("nothing")))
        else:
            await guarded(interaction, say, answer(interaction, message, say))

    async def chosen(self, interaction: Interaction, act: str, message: str, *, own: bool) -> None:
        """An entry of the menu was chosen; the result replaces the menu."""
        interaction.extras[ALONE] = own
        if act != Press.REPORT:
            await interaction.response.defer()
            interaction.extras[IN_PLACE] = True
        say = await self.say(interaction)
        answer = self._answers.get(act)
        if answer is None:
            await respond(interaction, text_components(say("nothing")))
        else:
            await guarded(interaction, say, answer(interaction, message, say))

    async def page(self, interaction: Interaction, what: str, message: str, number: int) -> None:
        """Show another page of evidence or of the full list, in place of the one shown before."""
        say = await self.say(interaction)

        async def turn() -> None:
            place = here(interaction)
            if what == "list":
                card = await self._requests.full(place, message)
                components = full_list(card, page=number, message=message, say=say)
            else:
                found = await self._requests.evidence(place, message, page=number)
                components = evidence(found, message=message, say=say)
            layout = Layout(components)
            await interaction.response.edit_message(view=layout, allowed_mentions=NOBODY)

        await guarded(interaction, say, turn())

    async def say(self, interaction: Interaction) -> Phrases:
        """Phrases in the language set for the place, else in the presser's own."""
        return await self._chat.say(here(interaction), locale=str(interaction.locale))

    async def _evidence(self, interaction: Interaction, message: str, say: Phrases) -> None:
        found = await self._requests.evidence(here(interaction), message)
        await respond(interaction, evidence(found, message=message, say=say))

    async def _full(self, interaction: Interaction, message: str, say: Phrases) -> None:
        """Show the full list to the asker alone; nothing is posted."""
        card = await self._requests.full(here(interaction), message)
        if card.parts:
            await respond(interaction, full_list(card, page=0, message=message, say=say))
        else:
            await respond(interaction, text_components(say("full.none")))

    async def _follow(self, interaction: Interaction, message: str, say: Phrases) -> None:
        await self._requests.follow(here(interaction), message, by=person_of(interaction))
        await respond(
            interaction, text_components(say("followed.own" if _alone(interaction) else "followed"))
        )

    async def _unfollow(self, interaction: Interaction, message: str, say: Phrases) -> None:
        by = person_of(interaction)
        await self._requests.unfollow(here(interaction), message, by=by)
        await respond(interaction, text_components(say("unfollowed")))

    async def _again(self, interaction: Interaction, message: str, say: Phrases) -> None:
        place = here(interaction)
        self._chat.expect(interaction, place)
        event = str(interaction.id)
        admission = await self._requests.again(
            place, message, by=person_of(interaction), event=event
        )
        key = "again" if admission is Admission.NEW else "known"
        await respond(interaction, text_components(say(key)))

    async def _mute(self, interaction: Interaction, message: str, say: Phrases) -> None:
        site = await self._requests.mute_site_of(
            here(interaction), message, by=person_of(interaction)
        )
        await respond(interaction, text_components(say("muted", site=escaped_to_fit(site, 100))))

    async def _report(self, interaction: Interaction, message: str, say: Phrases) -> None:
        lines = await self._requests.lines(here(interaction), message)
        if not lines:
            await respond(interaction, text_components(say("evidence.none")))
            return
        # As they read in the message, where the reader has seen the wrong one.
        there = say if _alone(interaction) else await self._chat.say(here(interaction))
        shown = tuple(translated_line(line, there.language).text for line in lines)
        await form_values.show(interaction, ReportLine(message, shown, say))

    async def reported(
        self, interaction: Interaction, message: str, typed: Mapping[str, Typed]
    ) -> None:
        """The form of a report was submitted."""
        say = await self.say(interaction)

        async def keep() -> None:
            await self._requests.report(
                here(interaction),
                message,
                line=int(typed["line"][0]),
                note=str(typed["note"]),
                by=person_of(interaction),
            )
            await respond(interaction, text_components(say("report.done")))

        await guarded(interaction, say, keep())

    async def _delete(self, interaction: Interaction, message: str, say: Phrases) -> None:
        await self._requests.take_back(here(interaction), message, by=person_of(interaction))
        await respond(interaction, text_components(say("deleted")))

    async def _more(self, interaction: Interaction, message: str, say: Phrases) -> None:
        """Show the menu of what this person may do; nobody else sees it."""
        place, by = here(interaction), person_of(interaction)
        acts = await self._requests.acts(place, message, by=by)
        alone = _alone(interaction)
        if alone:  # the bot cannot delete what one person sees; they can dismiss it
            acts = tuple(act for act in acts if act is not ReplyAct.DELETE)
        await respond(interaction, menu(acts, say, message=message, alone=alone))


def _alone(interaction: Interaction) -> bool:
    """Whether the pressed message is shown to this person only."""
    message = interaction.message
    shown: bool = message is not None and message.flags.ephemeral
    return bool(interaction.extras.get(ALONE, shown))


class BriefingButton(
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
        """Ask the requests."""
        await interaction.client.presses.pressed(interaction, self.press)


class MenuButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(r"readout:(?P<where>do|own):(?P<act>[a-z]+):(?P<message>\d+)"),
):
    """An entry of the menu of MORE, about another message; "own": only this person sees that."""

    def __init__(self, item: discord.ui.Button[Any], act: str, message: str, *, own: bool) -> None:
        super().__init__(item)
        self.act, self.message, self.own = act, message, own

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The entry that was chosen."""
        button = cast("discord.ui.Button[Any]", item)
        return cls(button, match["act"], match["message"], own=match["where"] == "own")

    async def callback(self, interaction: Interaction) -> None:
        """Ask the requests."""
        chosen = interaction.client.presses.chosen
        await chosen(interaction, self.act, self.message, own=self.own)


class PageButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(r"readout:(?P<what>page|list):(?P<message>\d+):(?P<page>-?\d+)"),
):
    """An arrow beneath a page of evidence ("page") or of the full list ("list")."""

    def __init__(self, item: discord.ui.Button[Any], what: str, message: str, page: int) -> None:
        super().__init__(item)
        self.what, self.message, self.page = what, message, page

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The arrow that was pressed."""
        button = cast("discord.ui.Button[Any]", item)
        return cls(button, match["what"], match["message"], int(match["page"]))

    async def callback(self, interaction: Interaction) -> None:
        """Turn the page."""
        await interaction.client.presses.page(interaction, self.what, self.message, self.page)


class ReportLine(discord.ui.Modal):
    """Which line is wrong, and what is wrong with it."""

    def __init__(self, message: str, lines: tuple[str, ...], say: Phrases) -> None:
        super().__init__(
            title=say("report.title")[:MAX_LABEL], custom_id=f"readout:report:{message}"
        )
        options = [
            discord.SelectOption(label=_option(number, line), value=str(number))
            for number, line in enumerate(lines[:MAX_OPTIONS], 1)
        ]
        line: discord.ui.Select[Any] = discord.ui.Select(
            options=options, custom_id="line", required=True
        )
        note: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, custom_id="note", max_length=MAX_NOTE, required=False
        )
        self.add_item(discord.ui.Label(text=say("report.line")[:MAX_LABEL], component=line))
        self.add_item(discord.ui.Label(text=say("report.note")[:MAX_LABEL], component=note))


def _option(number: int, line: str) -> str:
    words = f"{number}. {' '.join(line.split())}"
    return words if len(words) <= MAX_OPTION else f"{words[: MAX_OPTION - 1]}…"


async def answer_command(
    interaction: Interaction,
    chat: DiscordChat,
    answer: Callable[[Phrases], Awaitable[None]],
    *,
    form: bool = False,
) -> None:
    """Answer a command; a form must be the first response, others may be deferred."""
    if not form:
        await soon(interaction)
    locale = str(interaction.locale)
    try:
        say = await chat.say(here(interaction), locale=locale)
    except ReadoutError as error:  # the store cannot be reached
        await respond(interaction, refused(error, phrases_for(locale)))
    else:
        await guarded(interaction, say, answer(say))


def refused(error: ReadoutError, say: Phrases) -> list[Component]:
    """A refusal and its hint -> components."""
    return text_components(fault_line(error, say))


def fault_line(error: ReadoutError, say: Phrases) -> str:
    """A refusal and its hint -> text."""
    line = escaped_to_fit(translated(error.line, say.language), 500)
    hint = escaped_to_fit(translated(translatable(error.hint), say.language), 500)
    return f"{line}\n-# {hint}" if hint else line


async def guarded(interaction: Interaction, say: Phrases, answer: Awaitable[None]) -> None:
    """Run `answer`; show a refusal to the asker; log any other error and say that it failed."""
    try:
        await answer
    except ReadoutError as error:
        await respond(interaction, refused(error, say))
    except discord.NotFound:
        log.info("an interaction ended before it was answered", extra={"key": str(interaction.id)})
    except Exception:
        log.exception("an interaction failed", extra={"key": str(interaction.id)})
        await respond(interaction, text_components(say("fault")))


async def soon(interaction: Interaction) -> None:
    """Defer: Discord waits three seconds for an answer, and fifteen minutes after this."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def respond(
    interaction: Interaction, components: list[Component], *, buttons: bool = True
) -> None:
    """Show something to the asker alone, as the answer or after it."""
    layout = Layout(components if buttons else _without_buttons(components))
    if interaction.extras.get(IN_PLACE):
        await interaction.edit_original_response(view=layout, allowed_mentions=NOBODY)
    elif interaction.response.is_done():
        interaction.extras[ANSWERED] = True
        await interaction.followup.send(view=layout, ephemeral=True, allowed_mentions=NOBODY)
    else:
        await interaction.response.send_message(
            view=layout, ephemeral=True, allowed_mentions=NOBODY
        )


def _without_buttons(components: list[Component]) -> list[Component]:
    """Containers with only their texts."""
    return [
        {**one, "components": [inner for inner in one["components"] if "content" in inner]}
        for one in components
    ]
