"""The form of a digest: Discord's hold five fields, so it is one of two halves.

The first half says when it comes and what goes in, the second what is left out.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import discord

from adapters.discord.commands.forms import MAX_LABEL, Form
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import day_names
from briefs.model.places import Place
from briefs.model.subscription_forms import SubscriptionForm

MAX_HINT = 100
MAX_TYPED = 1_000
MAX_NAME = 80
MAX_OPTIONS = 25

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HALVES = FORM, FILTERS = "form", "filters"
HERE, EMPTY, PUBLISH = "here", "empty", "publish"
HALF_DAYS = {"am", "pm", "a.m.", "p.m.", "uhr", "o'clock", "o’clock"}

Sent = Callable[[discord.Interaction[Any], "Draft"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it is typed, of a digest that there is (`key`) or of a new one ("")."""

    place: Place
    form: SubscriptionForm
    key: str = ""
    half: str = FORM
    tags: tuple[str, ...] = ()
    """Those of the forum that it comes in."""
    announces: bool = False
    """Whether other servers can follow its channel."""


class DigestForm(Form):
    """Half of a digest's form, filled with what holds or what was typed; `sent` takes it."""

    def __init__(
        self, interaction: discord.Interaction[Any], draft: Draft, say: Phrases, sent: Sent
    ) -> None:
        super().__init__(interaction, draft.half, title=say("edit" if draft.key else "new"))
        self._draft, self._say, self._sent = draft, say, sent
        self._typed: dict[str, discord.ui.TextInput[Any]] = {}
        self._chosen: dict[str, discord.ui.Select[Any]] = {}
        if draft.half == FILTERS:
            for name in ("topics", "actors", "sites", "mute"):
                self._text(name, getattr(draft.form, name))
            if draft.tags:
                known = [(tag, tag, tag == draft.form.tag) for tag in draft.tags[:MAX_OPTIONS]]
                self._select("tag", known, least=0, most=1)
        else:
            self._schedule(draft.form)

    def _schedule(self, form: SubscriptionForm) -> None:
        say = self._say
        self._text("name", form.name, limit=MAX_NAME)
        self._text("time", f"{form.local_time} {form.zone}".strip(), required=True)
        names = zip(WEEK, day_names(say.language), strict=True)
        days = [(day, name, at in form.weekdays) for at, (day, name) in enumerate(names)]
        self._select("days", days, least=1)
        own = self._draft.place.channel.startswith("@")
        here = say("new.mine" if own else "new.here")
        goes_in = [(HERE, here, form.here), (EMPTY, say("new.empty"), form.empty_too)]
        if self._draft.announces:
            goes_in.append((PUBLISH, say("new.publish"), form.publish))
        self._select("sources", goes_in, least=0)
        self._text("feeds", "\n".join(form.addresses), many=True)

    def _text(
        self, name: str, typed: str, *, required: bool = False, many: bool = False,
        limit: int = MAX_TYPED,
    ) -> None:  # fmt: skip
        style = discord.TextStyle.paragraph if many else discord.TextStyle.short
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=style, custom_id=name, default=typed[:limit] or None, required=required,
            max_length=limit, placeholder=self._say.find(f"new.{name}.example"),
        )  # fmt: skip
        self._typed[name] = field
        self._labelled(name, field)

    def _select(
        self, name: str, options: list[tuple[str, str, bool]], *, least: int, most: int = 7
    ) -> None:
        field: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name, min_values=least, max_values=min(most, len(options)),
            required=least > 0,
            options=[
                discord.SelectOption(label=label[:100], value=value, default=on)
                for value, label, on in options
            ],
        )  # fmt: skip
        self._chosen[name] = field
        self._labelled(name, field)

    def _labelled(self, name: str, field: discord.ui.Item[Any]) -> None:
        label = self._say("new.when" if name == "time" else f"new.{name}")
        hint = self._say("new.when.hint")[:MAX_HINT] if name == "time" else None
        self.add_item(discord.ui.Label(text=label[:MAX_LABEL], description=hint, component=field))

    def filled(self) -> SubscriptionForm:
        """What was typed, over what the other half says."""
        known = self._draft.form
        typed = {name: field.value for name, field in self._typed.items()}
        if self._draft.half == FILTERS:
            tag = self._chosen.get("tag")
            return replace(
                known,
                topics=typed["topics"],
                actors=typed["actors"],
                sites=typed["sites"],
                mute=typed["mute"],
                tag=next(iter(tag.values), "") if tag is not None else known.tag,
            )
        time, zone = time_and_zone(typed["time"])
        chosen, days = self._chosen["sources"].values, self._chosen["days"].values
        return replace(
            known,
            name=typed["name"],
            local_time=time,
            zone=zone or known.zone,
            weekdays=tuple(at for at, day in enumerate(WEEK) if day in days),
            here=HERE in chosen,
            empty_too=EMPTY in chosen,
            publish=PUBLISH in chosen if self._draft.announces else known.publish,
            addresses=tuple(line.strip() for line in typed["feeds"].split("\n") if line.strip()),
        )

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand it on."""
        await self._sent(interaction, replace(self._draft, form=self.filled()))


def time_and_zone(typed: str) -> tuple[str, str]:
    """As it is typed, "8:30 am, Europe/Berlin" -> "8:30 am", "Europe/Berlin"."""
    time, *rest = typed.replace(",", " ").split() or [""]
    if rest and rest[0].lower() in HALF_DAYS:
        time, rest = f"{time} {rest[0]}", rest[1:]
    return time, " ".join(rest)
