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
    link,
    note,
    one_line,
    rich,
    run,
    section,
    words,
)
from adapters.slack.words import Words, told
from briefs.chatting import Home, Person
from briefs.delivery import Allowed, PlaceSettings, Subscription

MOST_DIGESTS = 12
"""With two blocks for each of these, one's own and others', a view stays below 100 blocks."""

MAX_HEADLINE = 200

NEW_DIGEST, MANAGE, ERASE_ME, BRIEF = (
    "home_new_digest",
    "home_manage",
    "home_erase_me",
    "home_brief",
)
OWN, WHO = "home_own_settings", "home_who_may"
VERBS = ("preview", "pause", "resume", "skip", "remove")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a person's App Home shows.

    `may` are the channels whose digests they may change, `open` those that are public;
    `allowed` is who may, and is shown to admins.
    """

    home: Home
    by: Person
    own: PlaceSettings
    mine: Sequence[Subscription] = ()
    may: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    allowed: Allowed = Allowed.CREATORS
    reaction: str = "newspaper"


def home_view(shown: Shown, say: Words) -> Json:
    """What a person sees. Of others' digests only place and time are told."""
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


def help_lines(say: Words, reaction: str) -> tuple[str, ...]:
    """The ways in, one a line."""
    topics = ("brief", "ways", "digest", "readout", "nobrief")
    return tuple(say(f"help.{topic}", reaction=reaction) for topic in topics)


# ----------------------------------------------------------------------------- digests


def _mine(shown: Shown, say: Words) -> list[Json]:
    made: list[Json] = []
    for one in shown.mine[:MOST_DIGESTS]:
        made.append(rich([section(run(told(one, say)))], f"digest-{one.key}"))
        made.append(_buttons(one, say, preview=True, change=True))
    return made or [note([say("home.own.none")], "mine-none")]


def _others(shown: Shown, say: Words) -> list[Json]:
    """Channels are named by Slack itself, which hides those that the reader may not see."""
    found = [one for one in shown.home.subscriptions if not one.place.channel.startswith("@")]
    if not found:
        return [note([say("home.others.none")], "workspace-none")]
    made: list[Json] = []
    for one in found[:MOST_DIGESTS]:
        channel = one.place.channel
        where = {"type": "channel", "channel_id": channel}
        made.append(rich([section([where, *run(f" {told(one, say)}")])], f"digest-{one.key}"))
        preview, change = channel in shown.open, channel in shown.may
        if preview or change:
            made.append(_buttons(one, say, preview=preview, change=change))
    rest = len(found) - MOST_DIGESTS
    if rest > 0:
        made.append(note([say("home.others.more", count=rest)], "workspace-more"))
    return made


def _buttons(one: Subscription, say: Words, *, preview: bool, change: bool) -> Json:
    turn = "resume" if one.paused is not None else "pause"
    verbs = [*(("preview",) if preview else ()), *((turn, "skip", "remove") if change else ())]
    made = []
    for verb in verbs:
        label = say(f"home.{verb}")
        press = button(
            label,
            f"{MANAGE}_{verb}",
            f"{one.place.channel}:{one.key}",
            spoken=say("home.act.spoken", act=label),
        )
        if verb == "remove":
            press["confirm"] = _sure(say, "home.remove", label, style=None)
        made.append(press)
    return actions(made, f"manage-{one.key}")


def managed(value: str) -> tuple[str, str]:
    """A button's value -> the channel and the key of its digest."""
    channel, _, key = value.rpartition(":")
    return channel, key


# ------------------------------------------------------------------- the reader's own


def _recent(home: Home, say: Words) -> list[Json]:
    rows = []
    for kept in home.recent:
        title = cut(one_line(kept.briefing.headline.text or kept.briefing.title), MAX_HEADLINE)
        address = link(kept.briefing.url)
        rows.append([*(run(title) or run("-")), *([*run(" · "), *address] if address else [])])
    if not rows:
        return [note([say("home.recent.none")], "recent-none")]
    return [rich([bullets(rows)], "recent-list")]


def _settings(shown: Shown, say: Words) -> Iterator[str]:
    zone = cut(shown.by.zone or "UTC", MAX_HEADLINE)
    yield say("home.zone" if shown.own.zone else "home.zone.profile", zone=zone)
    yield say("home.language" if shown.own.language else "home.language.profile")
    yield say("home.private.on" if shown.own.private else "home.private.off")
    if shown.own.quiet:
        yield say("home.quiet")


def _admins(shown: Shown, say: Words) -> list[Json]:
    if not shown.by.admin:
        return []
    who = say(f"who.{shown.allowed}")
    return [
        header(say("home.admins"), "admins"),
        rich([section(run(say("home.admins.about", who=who)))], "allowed"),
        actions([button(say("home.admins.change"), WHO, "1")], "who"),
    ]


def _erase(say: Words) -> Json:
    made = button(say("home.erase"), ERASE_ME, "1")
    sure = _sure(say, "home.erase", say("home.erase.do"), style="danger")
    return {**made, "style": "danger", "confirm": sure}


def _sure(say: Words, key: str, do: str, *, style: str | None) -> Json:
    asked: Json = {
        "title": words(say(f"{key}.sure"), 100),
        "text": words(say(f"{key}.about"), 300),
        "confirm": words(do, 30),
        "deny": words(say("home.keep"), 30),
    }
    return {**asked, "style": style} if style else asked
