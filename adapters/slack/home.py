"""App Home: this workspace's digests, the reader's own things, recent briefings, help. Pure."""

from __future__ import annotations

from collections.abc import Sequence

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
from briefs.chatting import Home, Person
from briefs.delivery import Subscription
from briefs.newsroom import Planned

MOST_DIGESTS = 20
MAX_HEADLINE = 200

NEW_DIGEST, MANAGE, ERASE_ME = "home_new_digest", "home_manage", "home_erase_me"

HELP = (
    "/brief with one or more links, or with pasted text; --private and only you see the answer",
    "The shortcut “Brief this” on a message, a mention of Readout, or the reaction :newspaper:",
    "/digest list, add, preview, pause, resume, skip, remove",
    "/readout settings, mode auto, mention or off, mute and unmute a site, erase",
    "The word nobrief in a message leaves its links alone",
)

WHAT = (
    "Readout turns a link to an article into a short briefing. Every line cites the sentence "
    "that it comes from: press “Show evidence” to read it. Nothing is made up."
)


def home_view(home: Home, *, by: Person, own: Sequence[Planned]) -> Json:
    """What a person sees. Of others' digests only place and time are told."""
    body = [
        header("Readout", "head"),
        rich([section(run(WHAT))], "what"),
        {"type": "divider", "block_id": "line-1"},
        header("My digests", "mine"),
        *_own(own),
        actions([button("New digest for me", NEW_DIGEST, "1")], "new"),
        header("Digests of this workspace", "workspace"),
        *_others(home.subscriptions, by),
        header("Lately briefed for me", "recent"),
        *_recent(home),
        header("My settings", "settings"),
        rich(
            [section(run(f"Time zone of new digests: {_zone(by)} (from your profile)"))],
            "zone",
        ),
        actions([_erase()], "erase"),
        header("Help", "help"),
        rich([bullets([run(line) for line in HELP])], "ways"),
    ]
    return {"type": "home", "blocks": body}


def _zone(by: Person) -> str:
    return cut(by.zone or "UTC", MAX_HEADLINE)


def _own(own: Sequence[Planned]) -> list[Json]:
    made: list[Json] = []
    for planned in own[:MOST_DIGESTS]:
        key = planned.subscription.key
        paused = planned.subscription.paused is not None
        made.append(rich([section(run(cut(planned.told, MAX_HEADLINE)))], f"digest-{key}"))
        turn = ("Resume", "resume") if paused else ("Pause", "pause")
        made.append(
            actions(
                [
                    button(label, f"{MANAGE}_{act}", key, spoken=f"{label} this digest")
                    for label, act in (turn, ("Skip today", "skip"), ("Remove", "remove"))
                ],
                f"manage-{key}",
            )
        )
    return made or [note(["None yet."], "mine-none")]


def _others(subscriptions: Sequence[Subscription], by: Person) -> list[Json]:
    """Channels are named by Slack itself, which hides those that the reader may not see."""
    rows = [
        [{"type": "channel", "channel_id": one.place.channel}, *run(f" {_when(one)}")]
        for one in subscriptions
        if not one.place.channel.startswith("@")
    ]
    if not rows:
        return [note(["None yet: /digest add in a channel."], "workspace-none")]
    return [rich([bullets(rows[:MOST_DIGESTS])], "workspace-list")]


def _when(subscription: Subscription) -> str:
    paused = ", paused" if subscription.paused else ""
    return f"{subscription.local_time} {subscription.zone}{paused}"


def _recent(home: Home) -> list[Json]:
    rows = []
    for kept in home.recent:
        title = cut(one_line(kept.briefing.headline.text or kept.briefing.title), MAX_HEADLINE)
        address = link(kept.briefing.url)
        rows.append([*(run(title) or run("-")), *([*run(" · "), *address] if address else [])])
    if not rows:
        return [note(["Nothing yet."], "recent-none")]
    return [rich([bullets(rows)], "recent-list")]


def _erase() -> Json:
    return {
        **button("Erase my data", ERASE_ME, "1"),
        "style": "danger",
        "confirm": {
            "title": words("Erase your data?", 100),
            "text": words("Your requests, the answers to them and your own digests go.", 300),
            "confirm": words("Erase", 30),
            "deny": words("Keep", 30),
        },
    }
