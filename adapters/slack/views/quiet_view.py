"""The form of quiet hours, of a channel or of all: values -> view, and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.blocks import Json, note, option
from adapters.slack.views.forms import selected_in, weekdays_in, zones
from adapters.slack.views.modals import field, modal
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import day_names
from briefs.model.quiet_hours import EVERY_DAY, QuietChoice, QuietForm

QUIET_HOURS = "quiet_hours"


def quiet_view(
    say: Phrases, form: QuietForm, *, memory: str, everywhere: bool, zone: str | None
) -> Json:
    """The form, filled with `form`; `zone`, if that has none. `everywhere`: of all channels."""
    choices = list(QuietChoice)[1 if everywhere else 0 :]
    chosen = form.choice if form.choice in choices else QuietChoice.NEVER
    offered = [option(say(f"quiet.choice.{one}"), one.value) for one in choices]
    radio = {
        "type": "radio_buttons", "action_id": "choice", "options": offered,
        "initial_option": offered[choices.index(chosen)],
    }  # fmt: skip
    begins, _, ends = form.hours.partition("-")
    week = [option(day, str(at)) for at, day in enumerate(day_names(say.language))]
    days = {
        "type": "checkboxes", "action_id": "days", "options": week,
        "initial_options": [week[at] for at in form.weekdays or EVERY_DAY],
    }  # fmt: skip
    body = [
        note([say("quiet.about")], "about"),
        field("choice", say("quiet.choice"), radio),
        field("begins", say("quiet.begins"), _clock("begins", begins)),
        field("ends", say("quiet.ends"), _clock("ends", ends)),
        field("days", say("quiet.days"), days),
        field("zone", say("quiet.zone"), zones(say, form.zone or zone), optional=True),
    ]
    return modal(
        say("quiet.title"), body, say, callback_id=QUIET_HOURS, submit=say("own.save"),
        private_metadata=memory,
    )  # fmt: skip


def _clock(name: str, at: str) -> Json:
    return {"type": "timepicker", "action_id": name, "initial_time": at}


def quiet_in(view: Mapping[str, Any]) -> QuietForm:
    """The submitted form -> QuietForm, not yet checked."""
    values = view["state"]["values"]
    begins, ends = (values[name][name].get("selected_time") or "" for name in ("begins", "ends"))
    return QuietForm(
        QuietChoice(selected_in(values, "choice")),
        hours=f"{begins}-{ends}",
        weekdays=weekdays_in(values),
        zone=selected_in(values, "zone"),
    )
