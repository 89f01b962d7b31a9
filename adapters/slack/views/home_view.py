"""App Home: one's own digests, the workspace's, recent briefings, settings, help. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.slack.blocks import (
    Json,
    actions,
    bullets,
    button,
    cut,
    header,
    note,
    one_line,
    plain_text,
    rich,
    run,
    section,
)
from adapters.slack.views.digest_list import about, digest_buttons
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import quiet_line, schedule_line
from briefs.links.sanitizing import host_of
from briefs.model.chat import Home, Person
from briefs.model.delivery import EditRights, PlaceSettings
from briefs.model.quiet_hours import QuietHours
from briefs.model.subscription_forms import DigestSummary

MOST_DIGESTS = 12
"""Digests listed of the reader's own, and of others: with two blocks each, a view stays below
Slack's 100."""

MAX_HEADLINE = 200

NEW_DIGEST, ERASE_ME, BRIEF = "home_new_digest", "home_erase_me", "home_brief"
OWN, WHO = "home_own_settings", "home_who_may"
OPEN_RECENT, QUIET = "home_open_recent", "home_quiet_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What a person's App Home shows.

    `may`: the channels whose digests they may change; `open`: those that are public. For admins,
    `allowed`: who may change digests; `quiet`: the quiet hours of all channels.
    """

    home: Home
    by: Person
    own: PlaceSettings
    mine: Sequence[DigestSummary] = ()
    may: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    allowed: EditRights = EditRights.CREATORS
    quiet: QuietHours | None = None
    reaction: str = "newspaper"


def home_view(shown: HomeView, say: Phrases) -> Json:
    """App Home; of the workspace's other digests it shows only place and time."""
    body = [
        header("Readout", "head"),
        rich([section(run(say("home.what")))], "what"),
        actions([{**button(say("home.brief"), BRIEF, "1"), "style": "primary"}], "brief"),
        header(say("home.recent"), "recent"),
        *_recent(shown.home, say),
        header(say("home.own"), "mine"),
        *_mine(shown, say),
        actions([button(say("home.own.new"), NEW_DIGEST, "1")], "new"),
        header(say("home.others"), "workspace"),
        *_others(shown, say),
        header(say("home.settings"), "settings"),
        rich([bullets([run(line) for line in _settings(shown, say)])], "own"),
        actions([button(say("home.change"), OWN, "1"), _erase(say)], "change"),
        *_admins(shown, say),
        header(say("home.help"), "help"),
        rich([bullets([run(line) for line in help_lines(say, shown.reaction)])], "ways"),
    ]
    return {"type": "home", "blocks": body}


def help_lines(say: Phrases, reaction: str) -> tuple[str, ...]:
    """The ways to ask for something, one a line."""
    topics = ("brief", "ways", "digest", "readout", "nobrief")
    return tuple(say(f"help.{topic}", reaction=reaction) for topic in topics)


# ----------------------------------------------------------------------------- digests


def _mine(shown: HomeView, say: Phrases) -> list[Json]:
    made: list[Json] = []
    for one in shown.mine[:MOST_DIGESTS]:
        digest = one.subscription
        made.append(rich(list(about(one, say)), f"digest-{digest.key}"))
        made.append(digest_buttons(digest, say, preview=True, change=True))
    return made or [note([say("home.own.none")], "mine-none")]


def _others(shown: HomeView, say: Phrases) -> list[Json]:
    """Channels are named by Slack itself, which hides those that the reader may not see."""
    found = [one for one in shown.home.subscriptions if not one.place.channel.startswith("@")]
    if not found:
        return [note([say("home.others.none")], "workspace-none")]
    made: list[Json] = []
    for one in found[:MOST_DIGESTS]:
        channel = one.place.channel
        where = {"type": "channel", "channel_id": channel}
        preview, change = channel in shown.open, channel in shown.may
        # The name of a private channel's digest may say what the channel is about.
        name = cut(one_line(one.name), MAX_HEADLINE) if channel in shown.open else ""
        words = " · ".join(text for text in (name, schedule_line(one, say.language)) if text)
        made.append(rich([section([where, *run(f" {words}")])], f"digest-{one.key}"))
        if preview or change:
            made.append(digest_buttons(one, say, preview=preview, change=change))
    rest = len(found) - MOST_DIGESTS
    if rest > 0:
        made.append(note([say("home.others.more", count=rest)], "workspace-more"))
    return made


# ------------------------------------------------------------------- the reader's own


def _recent(home: Home, say: Phrases) -> list[Json]:
    """What was briefed for the reader, each with a button that opens it again."""
    made: list[Json] = []
    for number, opened in enumerate(home.recent):
        title = cut(one_line(opened.briefing.headline.text or opened.briefing.title), MAX_HEADLINE)
        words = " · ".join(text for text in (title or "-", host_of(opened.briefing.url)) if text)
        row: Json = {"type": "section", "block_id": f"recent-{number}", "text": plain_text(words)}
        if opened.key:
            spoken = say("home.open.spoken")
            row["accessory"] = button(say("home.open"), OPEN_RECENT, opened.key, spoken=spoken)
        made.append(row)
    return made or [note([say("home.recent.none")], "recent-none")]


def _settings(shown: HomeView, say: Phrases) -> Iterator[str]:
    zone = cut(shown.by.zone or "UTC", MAX_HEADLINE)
    yield say("home.zone" if shown.own.zone else "home.zone.profile", zone=zone)
    yield say("home.language" if shown.own.language else "home.language.profile")
    yield say("home.private.on" if shown.own.private else "home.private.off")
    if shown.own.quiet:
        yield say("home.quiet")


def _admins(shown: HomeView, say: Phrases) -> list[Json]:
    if not shown.by.admin:
        return []
    who = say(f"who.{shown.allowed}")
    return [
        header(say("home.admins"), "admins"),
        rich(
            [bullets([run(say("home.admins.about", who=who)), run(_quiet(shown, say))])], "allowed"
        ),
        actions(
            [button(say("home.admins.change"), WHO, "1"), button(say("quiet.title"), QUIET, "1")],
            "who",
        ),
    ]


def _quiet(shown: HomeView, say: Phrases) -> str:
    quiet = shown.quiet
    hours = quiet_line(quiet, say.language) if quiet and quiet.weekdays else say("quiet.none")
    return say("quiet.hours", hours=hours)


def _erase(say: Phrases) -> Json:
    made = button(say("home.erase"), ERASE_ME, "1")
    sure = _confirmation(say, "home.erase", say("home.erase.do"), style="danger")
    return {**made, "style": "danger", "confirm": sure}


def _confirmation(say: Phrases, key: str, do: str, *, style: str | None) -> Json:
    dialog: Json = {
        "title": plain_text(say(f"{key}.sure"), 100),
        "text": plain_text(say(f"{key}.about"), 300),
        "confirm": plain_text(do, 30),
        "deny": plain_text(say("act.keep"), 30),
    }
    return {**dialog, "style": style} if style else dialog
