"""Forms: a digest, one's own settings, who may change digests. Values -> view, and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.slack.blocks import (
    MAX_OPTION,
    Json,
    bullets,
    cut,
    note,
    option,
    plain_text,
    rich,
    run,
    section,
    units,
)
from adapters.slack.phrases import LANGUAGES
from adapters.slack.views.digest_list import MAX_WORDS
from adapters.slack.views.modals import MAX_TITLE, field, modal, text_field
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import day_names, goes_in, schedule_line
from briefs.model.delivery import EditRights, PlaceSettings
from briefs.model.subscription_forms import DigestSummary, SubscriptionForm

ADD_DIGEST, OWN_SETTINGS, WHO_MAY = "add_digest", "own_settings", "who_may"

PROFILE = "profile"
DEFAULT = "default"
FEED = "https://example.org/feed"
NEW = SubscriptionForm(local_time="08:30", weekdays=(0, 1, 2, 3, 4))


def zones(say: Phrases, zone: str | None) -> Json:
    """A menu of zones, searched while somebody types."""
    made: Json = {
        "type": "external_select",
        "action_id": "zone",
        "placeholder": plain_text(say("new.zone.example")),
        "min_query_length": 2,
    }
    if zone and units(zone) <= MAX_OPTION:
        made["initial_option"] = option(zone, zone)
    return made


# --------------------------------------------------------------------------- a digest


def digest_view(
    say: Phrases,
    *,
    memory: str,
    zone: str | None,
    own: bool = False,
    form: SubscriptionForm = NEW,
    fault: Sequence[str] = (),
) -> Json:
    """The form of a digest, filled with `form`; `zone`, if that has none.

    `own`: the digest comes to the asker alone. `fault`: what was wrong with the form.
    """
    weekdays = [option(day, str(at)) for at, day in enumerate(day_names(say.language))]
    days = {"type": "checkboxes", "action_id": "days", "options": weekdays}
    if on := [one for at, one in enumerate(weekdays) if at in form.weekdays]:
        days["initial_options"] = on
    here = option(say("new.mine" if own else "new.here"), "here")
    empty = option(say("new.empty"), "empty")
    sources = {"type": "checkboxes", "action_id": "sources", "options": [here, empty]}
    if on := [*([here] if form.here else []), *([empty] if form.empty_too else [])]:
        sources["initial_options"] = on
    clock = {"type": "timepicker", "action_id": "time", "initial_time": form.local_time}
    wrong = [rich([section(run(" ".join(fault), bold=True))], "fault")] if fault else []
    body = [
        *wrong,
        text_field("name", say("new.name"), say("new.name.example"), typed=form.name),
        field("time", say("new.time"), clock),
        field("zone", say("new.zone"), zones(say, form.zone or zone)),
        field("days", say("new.days"), days),
        field("sources", say("new.sources"), sources, optional=True),
        text_field("feeds", say("new.feeds"), FEED, many=True, typed="\n".join(form.addresses)),
        text_field("topics", say("new.topics"), say("new.topics.example"), typed=form.topics),
        text_field("actors", say("new.actors"), "Ada Brandt", typed=form.actors),
        text_field("sites", say("new.sites"), "example.org", typed=form.sites),
        text_field("mute", say("new.mute"), say("new.mute.example"), typed=form.mute),
    ]
    return modal(
        say("edit") if '"key":' in memory else say("new"),
        body,
        say,
        callback_id=ADD_DIGEST,
        submit=say("new.save") if '"key":' in memory else say("new.submit"),
        private_metadata=memory,
    )


def waiting_view(say: Phrases) -> Json:
    """The window that is shown while feeds are fetched."""
    return modal(say("new"), [note([say("new.waiting")], "waiting")], say)


def saved_view(digest: DigestSummary, say: Phrases) -> Json:
    """The digest as it is now."""
    one = digest.subscription
    lines = [run(schedule_line(one, say.language)), run(cut(goes_in(one, say), MAX_WORDS))]
    body = [
        rich([section(run(say("new.saved"), bold=True)), bullets(lines)], "saved"),
        note([say("new.saved.hint")], "hint"),
    ]
    return modal(cut(one.name or say("new"), MAX_TITLE), body, say)


def digest_form_in(view: Mapping[str, Any]) -> SubscriptionForm:
    """A submitted form -> the digest that is asked for."""
    values = view["state"]["values"]

    def written(name: str) -> str:
        return str((values.get(name) or {}).get(name, {}).get("value") or "")

    sources = boxes_in(values, "sources")
    return SubscriptionForm(
        local_time=str(values["time"]["time"].get("selected_time") or ""),
        weekdays=weekdays_in(values),
        zone=selected_in(values, "zone"),
        here="here" in sources,
        addresses=tuple(line.strip() for line in written("feeds").split("\n") if line.strip()),
        topics=written("topics"),
        actors=written("actors"),
        sites=written("sites"),
        mute=written("mute"),
        empty_too="empty" in sources,
        name=written("name"),
    )


def boxes_in(values: Mapping[str, Any], name: str) -> list[str]:
    """The values of the boxes that are ticked."""
    return [str(one["value"]) for one in values[name][name].get("selected_options") or ()]


def weekdays_in(values: Mapping[str, Any]) -> tuple[int, ...]:
    """The days that are ticked, 0 (Monday) to 6; a box has its day's number as its value."""
    days = boxes_in(values, "days")
    return tuple(day for day in range(7) if str(day) in days)


def selected_in(values: Mapping[str, Any], name: str) -> str:
    """The value that is chosen, "" if none is."""
    return str((values[name][name].get("selected_option") or {}).get("value") or "")


# ------------------------------------------------------------------------ one's own


def own_view(say: Phrases, own: PlaceSettings) -> Json:
    """The form of a person's own settings."""
    languages = [
        option(say("own.language.profile"), PROFILE),
        *(option(one("language.own_name"), language) for language, one in LANGUAGES.items()),
    ]
    chosen = next((one for one in languages if one["value"] == own.language), languages[0])
    body = [
        {
            **field("zone", say("own.zone"), zones(say, own.zone), optional=True),
            "hint": plain_text(say("own.zone.hint")),
        },
        field(
            "language",
            say("own.language"),
            {
                "type": "static_select",
                "action_id": "language",
                "options": languages,
                "initial_option": chosen,
            },
        ),
        _either("private", say, {"all": "own.private.all", "me": "own.private.me"}, own.private),
        _either("quiet", say, {"off": "own.quiet.off", "on": "own.quiet.on"}, own.quiet),
    ]
    return modal(say("own"), body, say, callback_id=OWN_SETTINGS, submit=say("own.save"))


def _either(name: str, say: Phrases, choices: Mapping[str, str], second: bool) -> Json:
    options = [option(say(key), value) for value, key in choices.items()]
    element = {
        "type": "radio_buttons",
        "action_id": name,
        "options": options,
        "initial_option": options[second],
    }
    return field(name, say(f"own.{name}"), element)


def own_in(view: Mapping[str, Any]) -> PlaceSettings:
    """The submitted form -> the person's own settings."""
    values = view["state"]["values"]
    language = selected_in(values, "language")
    return PlaceSettings(
        language=language if language in LANGUAGES else None,
        zone=selected_in(values, "zone") or None,
        private=selected_in(values, "private") == "me",
        quiet=selected_in(values, "quiet") == "on",
    )


# ------------------------------------------------------------------------------- who


def who_view(say: Phrases, chosen: EditRights | None, default: EditRights) -> Json:
    """The form of who may change digests and modes in this workspace."""
    options = [
        option(say("who.default", who=say(f"who.{default}")), DEFAULT),
        *(option(say(f"who.{one}"), one.value) for one in EditRights),
    ]
    initial = next((one for one in options if one["value"] == chosen), options[0])
    element = {
        "type": "radio_buttons",
        "action_id": "who",
        "options": options,
        "initial_option": initial,
    }
    body = [field("who", say("who.label"), element)]
    return modal(say("who"), body, say, callback_id=WHO_MAY, submit=say("own.save"))


def who_in(view: Mapping[str, Any]) -> EditRights | None:
    """The submitted form -> who may; None: as the operator set it."""
    value = selected_in(view["state"]["values"], "who")
    return None if value == DEFAULT else EditRights(value)
