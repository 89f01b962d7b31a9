"""Settings of a channel and its server -> a panel with selects and buttons. Pure.

Every control carries the number of the channel that it is about. So a panel works after a restart,
and a press is checked against the rights and settings of that channel at that time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.discord.markdown import escaped, escaped_to_fit
from adapters.discord.phrases import LANGUAGES
from adapters.discord.rendering import (
    ACCENT,
    SEPARATOR,
    Component,
    button,
    container,
    rows,
    select,
    text,
)
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import quiet_line
from briefs.model.cards import CardKind
from briefs.model.delivery import EditRights, Mode, PlaceSettings
from briefs.model.quiet_hours import QuietHours

CHANNEL_SELECT = 8
CHANNEL_TYPES = [0, 2, 5, 13, 15]
"""Text, voice, announcements, stage, forum: channels with messages, but not threads."""

SERVER = "server"
"""Value of the choice "no language of its own": the server's language is used."""

MAX_SITES = 20
REPLIES = CHANNEL, THREAD = "channel", "thread"
"""Where automatic briefings are posted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSettings:
    """What a panel shows. `faults`: in the reader's language; `admin`: they manage the server."""

    channel: int
    settings: PlaceSettings
    server: PlaceSettings
    allowed: EditRights
    digests: int
    admin: bool
    faults: Sequence[str] = ()


def settings_panel(of: ShownSettings, say: Phrases) -> list[Component]:
    """The panel of a channel; below it the settings of the server, with controls for admins."""
    inside = [text(_summary(of, say)), _channels(of, say), *_of_channel(of, say)]
    if of.faults:
        inside.append(text("\n".join(of.faults)))
    inside += [{"type": SEPARATOR, "divider": True, "spacing": 1}, *_of_server(of, say)]
    return [container(inside, ACCENT[CardKind.NOTICE])]


def refused_form(fault: str, say: Phrases, *, channel: int, draft: str) -> list[Component]:
    """What was wrong with a form, with buttons back to it (`draft`: its name) and to the panel."""
    back = button(say("draft.back"), control_id("again", draft))
    panel = button(f"‹ {say('set.panel')}", control_id("panel", channel))
    return [container([text(fault), *rows([back, panel])], ACCENT[CardKind.NOTICE])]


def control_id(what: str, about: int | str) -> str:
    """The custom_id of a control: what it sets, and the channel or draft that it is about."""
    return f"readout:set:{what}:{about}"


def _summary(of: ShownSettings, say: Phrases) -> str:
    settings = of.settings
    muted = settings.muted_sites
    sites = ", ".join(escaped_to_fit(site, 80) for site in muted[:MAX_SITES])
    more = f" (+{len(muted) - MAX_SITES})" if len(muted) > MAX_SITES else ""
    return say(
        "setup",
        channel=f"<#{of.channel}>",
        mode=say(f"mode.{settings.mode or Mode.MENTION}"),
        language=language_name(settings.language, say),
        tidy=say("tidy.on" if settings.tidy else "tidy.off"),
        reply=say(f"reply.{THREAD if settings.threaded else CHANNEL}"),
        quiet=_quiet_here(of, say),
        sites=(sites + more) or say("none"),
        digests=of.digests,
    )


def _quiet_here(of: ShownSettings, say: Phrases) -> str:
    own = of.settings.quiet_hours
    if own is None and of.server.quiet_hours is not None:
        return say("quiet.server", hours=_hours(of.server.quiet_hours, say))
    return _hours(own, say)


def _hours(quiet: QuietHours | None, say: Phrases) -> str:
    if quiet is None or not quiet.weekdays:
        return say("none")
    return escaped(quiet_line(quiet, say.language))


def _channels(of: ShownSettings, say: Phrases) -> Component:
    chosen = {"id": str(of.channel), "type": "channel"}
    one = {
        "type": CHANNEL_SELECT, "custom_id": control_id("channel", of.channel),
        "channel_types": CHANNEL_TYPES, "default_values": [chosen],
        "placeholder": say("set.channel"),
    }  # fmt: skip
    return rows([one])[0]


def _of_channel(of: ShownSettings, say: Phrases) -> list[Component]:
    about = of.channel
    modes = [(one.value, say(f"choice.{one}")) for one in Mode]
    spoken = [(code, one("language.own_name")) for code, one in LANGUAGES.items()]
    languages = [(SERVER, say("set.language.server")), *spoken]
    threaded, tidy = of.settings.threaded, of.settings.tidy
    buttons = [
        button(
            say(f"set.threaded.{_state(threaded)}"),
            control_id(_switched("threaded", threaded), about),
        ),
        button(say(f"set.tidy.{_state(tidy)}"), control_id(_switched("tidy", tidy), about)),
        button(say("set.quiet"), control_id("quiet", about)),
    ]
    return [
        select(control_id("mode", about), modes, chosen=of.settings.mode or Mode.MENTION),
        select(control_id("language", about), languages, chosen=of.settings.language or SERVER),
        *rows(buttons),
    ]


def _of_server(of: ShownSettings, say: Phrases) -> list[Component]:
    """The settings of all channels, with controls for admins only."""
    silent = of.server.silent
    line = say(
        "setup.server",
        who=say(f"who.{of.allowed}"),
        silent=say("silent.on" if silent else "silent.off"),
        quiet=_hours(of.server.quiet_hours, say),
    )
    if not of.admin:
        return [text(line)]
    about = of.channel
    who = [(one.value, say(f"choice.{one}")) for one in EditRights]
    buttons = [
        button(say(f"set.silent.{_state(silent)}"), control_id(_switched("silent", silent), about)),
        button(say("set.quiet.server"), control_id("quietall", about)),
    ]
    return [text(line), select(control_id("who", about), who, chosen=of.allowed), *rows(buttons)]


def _state(on: bool) -> str:
    return "on" if on else "off"


def _switched(what: str, on: bool) -> str:
    """The new state that a switch sets: pressed twice or on an old panel, it sets the same."""
    return f"{what}{'off' if on else 'on'}"


def language_name(code: str | None, say: Phrases) -> str:
    """A language's own name; if none is chosen, a phrase for the server's language."""
    chosen = LANGUAGES.get(code or "")
    return say("language.server") if chosen is None else chosen("language.own_name")
