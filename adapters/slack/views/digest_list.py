"""Digests as a list: name, what goes in, when the next comes, and what can be done. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

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
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import goes_in, schedule_line
from briefs.model.delivery import Subscription
from briefs.model.subscription_forms import DigestSummary

MANAGE = "home_manage"
VERBS = ("preview", "edit", "pause", "resume", "skip", "remove")
MAX_WORDS = 300


def list_blocks(
    digests: Sequence[DigestSummary], say: Phrases, *, change: frozenset[str]
) -> list[Json]:
    """A channel's digests; `change`: the keys of those that the reader may change."""
    made = [header(say("digest.list"), "head")]
    for number, one in enumerate(digests, 1):
        listed = list(about(one, say, number=number))
        made.append(rich(listed, f"digest-{one.subscription.key}"))
        mine = one.subscription.key in change
        made.append(digest_buttons(one.subscription, say, preview=True, change=mine))
    if not digests:
        made.append(note([say("digest.none"), say("digest.none.hint")], "none"))
    return made


def about(one: DigestSummary, say: Phrases, *, number: int | None = None) -> Iterator[Json]:
    """A digest's name, what goes in and when the next comes; `number`: its place in a list."""
    subscription = one.subscription
    name = cut(one_line(subscription.name), MAX_WORDS) or say("digest.unnamed")
    yield section(run(name if number is None else f"{number}. {name}", bold=True))
    what = cut(goes_in(subscription, say), MAX_WORDS)
    rows = [run(schedule_line(subscription, say.language)), run(what)]
    if one.comes_at is not None:
        # Slack shows it in the reader's own zone.
        there = one.comes_at.astimezone(ZoneInfo(subscription.zone))
        at = {
            "type": "date",
            "timestamp": int(one.comes_at.timestamp()),
            "format": "{date_short_pretty}, {time}",
            "fallback": f"{there:%Y-%m-%d %H:%M} {subscription.zone}",
        }
        rows.append([*run(say("digest.next")), {"type": "text", "text": " "}, at])
    yield bullets(rows)


def digest_buttons(one: Subscription, say: Phrases, *, preview: bool, change: bool) -> Json:
    """The buttons of a digest: `preview`, and those that change it if the reader may."""
    turns = ("resume",) if one.paused is not None else ("pause", "skip")
    edit = ("edit",) if one.filters.story is None else ()
    verbs = [*(("preview",) if preview else ())]
    verbs += [*edit, *turns, "remove"] if change else []
    made = []
    for verb in verbs:
        label = say(f"act.{verb}")
        press = button(
            label,
            f"{MANAGE}_{verb}",
            f"{one.place.channel}:{one.key}",
            spoken=say("home.act.spoken", act=label),
        )
        if verb == "remove":
            press["confirm"] = {
                "title": plain_text(say("act.remove.sure"), 100),
                "text": plain_text(say("act.remove.about"), 300),
                "confirm": plain_text(label, 30),
                "deny": plain_text(say("act.keep"), 30),
            }
        made.append(press)
    return actions(made, f"manage-{one.key}")


def managed(value: str) -> tuple[str, str]:
    """A button's value -> the channel and the key of its digest."""
    channel, _, key = value.rpartition(":")
    return channel, key
