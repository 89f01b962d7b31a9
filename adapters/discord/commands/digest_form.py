"""The form of a digest, in two halves: Discord's forms have at most five fields.

The first half says when it comes and what goes in, the second what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import discord

from adapters.discord.commands.form_values import Typed
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import day_names
from briefs.i18n.weekdays import WEEK, ticked_weekdays
from briefs.model.places import Place
from briefs.model.subscription_forms import SubscriptionForm

MAX_LABEL = 45
MAX_HINT = 100
MAX_TYPED = 1_000
MAX_NAME = 80
MAX_OPTIONS = 25

HALVES = FORM, FILTERS = "form", "filters"
HERE, EMPTY, PUBLISH = "here", "empty", "publish"
HALF_DAYS = {"am", "pm", "a.m.", "p.m.", "uhr", "o'clock", "o’clock"}

FORM_NAME = re.compile(
    r"readout:(?P<half>form|filters):(?P<name>[0-9a-f]+):(?P<key>\w*):(?P<at>\d*):(?P<more>\+?)"
)
"""The custom_id of a form: `name`, under which its draft is kept in memory, and what is needed to
rebuild the draft after a restart.

`key`: the digest, "" if it is new; `at`: the channel it is posted in, "" if that is where the form
was opened; `more`: the draft has values that the form does not show, so it cannot be rebuilt.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is being filled in, of the digest `key` or of a new one ("")."""

    place: Place
    form: SubscriptionForm
    key: str = ""
    half: str = FORM
    tags: tuple[str, ...] = ()
    """Tags of the forum in which it is posted."""
    announces: bool = False
    """Whether other servers can follow its channel."""

    @property
    def says_more(self) -> bool:
        """Whether a new digest has values that its first half does not show: filters, a tag."""
        form = self.form
        unseen = (form.topics, form.actors, form.sites, form.mute, form.tag)
        return not self.key and any(unseen)

    def filled(self, typed: Mapping[str, Typed]) -> Draft:
        """The draft with the submitted values of its half; the other half stays."""
        known = self.form
        if self.half == FILTERS:
            filters = replace(
                known,
                topics=str(typed.get("topics", "")),
                actors=str(typed.get("actors", "")),
                sites=str(typed.get("sites", "")),
                mute=str(typed.get("mute", "")),
                tag=next(iter(typed["tag"]), "") if "tag" in typed else known.tag,
            )
            return replace(self, form=filters)
        time, zone = time_and_zone(str(typed.get("time", "")))
        chosen, days = typed.get("sources", ()), typed.get("days", ())
        feeds = str(typed.get("feeds", ""))
        form = replace(
            known,
            name=str(typed.get("name", "")),
            local_time=time,
            zone=zone or known.zone,
            weekdays=ticked_weekdays(days),
            here=HERE in chosen,
            empty_too=EMPTY in chosen,
            publish=PUBLISH in chosen if self.announces else known.publish,
            addresses=tuple(line.strip() for line in feeds.split("\n") if line.strip()),
        )
        return replace(self, form=form)


class DigestForm(discord.ui.Modal):
    """Half of a digest's form, filled with the values of a draft."""

    def __init__(self, draft: Draft, say: Phrases, *, name: str, at: str) -> None:
        more = "+" if draft.says_more else ""
        super().__init__(
            title=say("edit" if draft.key else "new")[:MAX_LABEL],
            custom_id=f"readout:{draft.half}:{name}:{draft.key}:{at}:{more}",
        )
        self._draft, self._say = draft, say
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
        self._labelled(name, field)

    def _labelled(self, name: str, field: discord.ui.Item[Any]) -> None:
        label = self._say("new.when" if name == "time" else f"new.{name}")
        hint = self._say("new.when.hint")[:MAX_HINT] if name == "time" else None
        self.add_item(discord.ui.Label(text=label[:MAX_LABEL], description=hint, component=field))


def time_and_zone(typed: str) -> tuple[str, str]:
    """Typed text, "8:30 am, Europe/Berlin" -> "8:30 am", "Europe/Berlin"."""
    time, *rest = typed.replace(",", " ").split() or [""]
    if rest and rest[0].lower() in HALF_DAYS:
        time, rest = f"{time} {rest[0]}", rest[1:]
    return time, " ".join(rest)
