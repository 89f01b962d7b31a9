"""The form of quiet hours; its custom_id says if they are of a channel or of all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import discord

from adapters.discord.commands.form_values import Typed
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import day_names
from briefs.i18n.weekdays import WEEK, ticked_weekdays
from briefs.model.quiet_hours import QuietChoice, QuietForm

QUIET_NAME = re.compile(r"readout:quiet:(?P<where>here|all):(?P<channel>\d+)")
HERE, ALL = "here", "all"
MAX_HOURS, MAX_ZONE = 40, 100
MAX_LABEL, MAX_HINT = 45, 100


class QuietHoursForm(discord.ui.Modal):
    """Whether there are any, from when until when, on which days, in which zone."""

    def __init__(self, say: Phrases, form: QuietForm, *, channel: int, everywhere: bool) -> None:
        where = ALL if everywhere else HERE
        name = f"readout:quiet:{where}:{channel}"
        super().__init__(title=say("quiet.title")[:MAX_LABEL], custom_id=name)
        self._say = say
        options = list(QuietChoice)[1 if everywhere else 0 :]
        choice = form.choice
        if everywhere and choice is QuietChoice.DEFAULT:
            choice = QuietChoice.NEVER
        offered = [(one.value, say(f"quiet.choice.{one}"), one is choice) for one in options]
        names = enumerate(zip(WEEK, day_names(say.language), strict=True))
        days = [(day, label, at in form.weekdays) for at, (day, label) in names]
        self._labelled("choice", _select("choice", offered, most=1), hint=say("quiet.about"))
        self._labelled("hours", _typed("hours", form.hours, MAX_HOURS, say("quiet.hours.example")))
        self._labelled("days", _select("days", days, most=7), hint=say("quiet.days.hint"))
        self._labelled("zone", _typed("zone", form.zone, MAX_ZONE, say("quiet.zone.example")))

    def _labelled(self, name: str, field: discord.ui.Item[Any], *, hint: str | None = None) -> None:
        label = self._say(f"quiet.{name}")[:MAX_LABEL]
        described = hint[:MAX_HINT] if hint is not None else None
        self.add_item(discord.ui.Label(text=label, description=described, component=field))


def _select(
    name: str, options: list[tuple[str, str, bool]], *, most: int
) -> discord.ui.Select[Any]:
    return discord.ui.Select(
        custom_id=name, min_values=1, max_values=most, required=True,
        options=[
            discord.SelectOption(label=label[:100], value=value, default=on)
            for value, label, on in options
        ],
    )  # fmt: skip


def _typed(name: str, typed: str, most: int, example: str) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        custom_id=name, default=typed[:most] or None, required=False, max_length=most,
        placeholder=example[:100],
    )  # fmt: skip


def filled(typed: Mapping[str, Typed]) -> QuietForm:
    """The submitted values -> QuietForm, not yet checked."""
    return QuietForm(
        QuietChoice(_chosen(typed, "choice")[0]),
        hours=str(typed.get("hours", "")),
        weekdays=ticked_weekdays(_chosen(typed, "days")),
        zone=str(typed.get("zone", "")),
    )


def _chosen(typed: Mapping[str, Typed], name: str) -> tuple[str, ...]:
    values = typed.get(name, ())
    return values if isinstance(values, tuple) else (values,)
