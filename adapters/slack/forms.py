"""Forms: a new digest, one's own settings, who may. A view, and its inverse. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.blocks import MAX_OPTION, Json, option, units, words
from adapters.slack.modals import field, modal, text_field
from adapters.slack.words import LANGUAGES_BY_NAME, Words
from briefs.delivery import Allowed, PlaceSettings
from briefs.newsroom import Wish

ADD_DIGEST, OWN_SETTINGS, WHO_MAY = "add_digest", "own_settings", "who_may"

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PROFILE = "profile"
DEFAULT = "default"


def _zones(say: Words, zone: str | None) -> Json:
    made: Json = {
        "type": "external_select",
        "action_id": "zone",
        "placeholder": words(say("new.zone.example")),
        "min_query_length": 2,
    }
    if zone and units(zone) <= MAX_OPTION:
        made["initial_option"] = option(zone, zone)
    return made


# --------------------------------------------------------------------------- a digest


def digest_view(
    say: Words, *, memory: str, zone: str | None, own: bool = False, time: str = "08:30"
) -> Json:
    """The form of a new digest; `zone` is the asker's own. `own`: it comes to them alone."""
    weekdays = [option(day, str(number)) for number, day in enumerate(say("days").split())]
    here = option(say("new.mine" if own else "new.here"), "here")
    empty = option(say("new.empty"), "empty")
    days = {
        "type": "checkboxes",
        "action_id": "days",
        "options": weekdays,
        "initial_options": weekdays[:5],
    }
    sources = {
        "type": "checkboxes",
        "action_id": "sources",
        "options": [here, empty],
        "initial_options": [here],
    }
    clock = {"type": "timepicker", "action_id": "time", "initial_time": time}
    body = [
        field("time", say("new.time"), clock),
        field("zone", say("new.zone"), _zones(say, zone)),
        field("days", say("new.days"), days),
        field("sources", say("new.sources"), sources, optional=True),
        text_field("feeds", say("new.feeds"), "https://example.org/feed", many=True),
        text_field("topics", say("new.topics"), say("new.topics.example")),
        text_field("actors", say("new.actors"), "Ada Brandt"),
        text_field("sites", say("new.sites"), "example.org"),
        text_field("mute", say("new.mute"), say("new.mute.example")),
    ]
    return modal(
        say("new"),
        body,
        say,
        callback_id=ADD_DIGEST,
        submit=say("new.submit"),
        private_metadata=memory,
    )


def wish_in(view: Mapping[str, Any]) -> Wish:
    """A submitted form -> the digest that is wished for."""
    values = view["state"]["values"]

    def written(name: str) -> str:
        return str(values[name][name].get("value") or "")

    chosen = {name: _boxes(values, name) for name in ("days", "sources")}
    return Wish(
        local_time=str(values["time"]["time"].get("selected_time") or ""),
        weekdays=",".join(WEEK[int(day)] for day in chosen["days"]),
        zone=_selected(values, "zone"),
        here="here" in chosen["sources"],
        feeds=tuple(line.strip() for line in written("feeds").split("\n") if line.strip()),
        topics=written("topics"),
        actors=written("actors"),
        sites=written("sites"),
        mute=written("mute"),
        empty_too="empty" in chosen["sources"],
    )


def _boxes(values: Mapping[str, Any], name: str) -> list[str]:
    return [str(one["value"]) for one in values[name][name].get("selected_options") or ()]


def _selected(values: Mapping[str, Any], name: str) -> str:
    return str((values[name][name].get("selected_option") or {}).get("value") or "")


# ------------------------------------------------------------------------ one's own


def own_view(say: Words, own: PlaceSettings) -> Json:
    """What a person wants for themselves."""
    languages = [
        option(say("own.language.profile"), PROFILE),
        *(option(name, language) for language, name in LANGUAGES_BY_NAME.items()),
    ]
    chosen = next((one for one in languages if one["value"] == own.language), languages[0])
    body = [
        {
            **field("zone", say("own.zone"), _zones(say, own.zone), optional=True),
            "hint": words(say("own.zone.hint")),
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


def _either(name: str, say: Words, choices: Mapping[str, str], second: bool) -> Json:
    options = [option(say(key), value) for value, key in choices.items()]
    element = {
        "type": "radio_buttons",
        "action_id": name,
        "options": options,
        "initial_option": options[second],
    }
    return field(name, say(f"own.{name}"), element)


def own_in(view: Mapping[str, Any]) -> PlaceSettings:
    """The submitted form -> what they want."""
    values = view["state"]["values"]
    language = _selected(values, "language")
    return PlaceSettings(
        language=language if language in LANGUAGES_BY_NAME else None,
        zone=_selected(values, "zone") or None,
        private=_selected(values, "private") == "me",
        quiet=_selected(values, "quiet") == "on",
    )


# ------------------------------------------------------------------------------- who


def who_view(say: Words, chosen: Allowed | None, default: Allowed) -> Json:
    """Who may change digests and modes in this workspace."""
    options = [
        option(say("who.default", who=say(f"who.{default}")), DEFAULT),
        *(option(say(f"who.{one}"), one.value) for one in Allowed),
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


def who_in(view: Mapping[str, Any]) -> Allowed | None:
    """The submitted form -> who may; None: as the operator set it."""
    value = _selected(view["state"]["values"], "who")
    return None if value == DEFAULT else Allowed(value)
