"""Scenarios in Slack as rows of a table: what happens -> everything that anybody then sees.

Where something is seen: "C1" (a message for all), "C1>m" (in the thread of the message named m;
"C1>0" in that of the bot's first), "C1 for UMEMBER" (seen by one person), "@UMEMBER" (their
messages with the bot), "answer" (the response to a command), "window" (a modal).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.adapters.slack.conftest import Here
from tests.fakes.slack_rules import shown

FERRY, TRAM = "https://news.example/ferry", "https://news.example/tram"
DEAD = "https://news.example/missing"
BOT = "<@UBOTT1>"

Step = Callable[[Here], Awaitable[object]]
Sight = tuple[str, str]


@dataclass(frozen=True)
class Scenario:
    """`happens`: steps, each done before the next; `sees`: (where, some words) of everything."""

    name: str
    happens: tuple[Step, ...]
    sees: tuple[Sight, ...]

    def __str__(self) -> str:
        return self.name


async def play(here: Here, scenario: Scenario) -> None:
    """Take the steps, and compare what is seen with what is expected."""
    for step in scenario.happens:
        await step(here)
        await here.world.work()
    seen = sights(here)
    transcript = "\n".join(f"  {where}: {words[:300]!r}" for where, words in seen)
    assert sorted(w for w, _ in seen) == sorted(w for w, _ in scenario.sees), transcript
    left = list(seen)
    for where, words in scenario.sees:
        found = next((one for one in left if one[0] == where and words in f"{one[1]}$"), None)
        assert found is not None, f"no {words!r} at {where}:\n{transcript}"
        left.remove(found)


def sights(here: Here) -> list[Sight]:
    """Everything from the bot that anybody sees now."""
    seen: list[Sight] = []
    for channel, messages in here.team.channels.items():
        name = f"@{channel[1:]}" if channel.startswith("D") else channel
        ours = [one for one in messages if one["user"] == here.team.bot_user]
        seen += [
            (name + _thread(here, one.get("thread_ts"), ours), str(one["text"])) for one in ours
        ]
    for one in here.team.ephemeral:
        where = f"{one['channel']}{_thread(here, one.get('thread_ts'), [])} for {one['user']}"
        seen.append((where, str(one["text"])))
    seen += [("answer", str(one.get("text"))) for one in here.fake.answers]
    for view in here.team.views:
        seen.append(("window", f"{view['title']['text']}\n{shown(view['blocks'])}"))
    return seen


def _thread(here: Here, stamp: str | None, ours: list[dict[str, Any]]) -> str:
    if not stamp:
        return ""
    named = {value: name for name, value in here.names.items()}
    first = next((str(n) for n, one in enumerate(ours) if one["ts"] == stamp), "?")
    return f">{named.get(stamp, first)}"


# ------------------------------------------------------------------------------- people


def writes(
    text: str,
    *,
    channel: str = "C1",
    user: str = "UMEMBER",
    thread: str | None = None,
    name: str = "m",
    delivered: bool = True,
    **more: Any,
) -> Step:
    """Somebody writes a message; `delivered`: an event tells of it."""

    async def step(here: Here) -> None:
        if thread is not None:
            more["thread_ts"] = here.names[thread]
        if delivered:
            here.names[name] = await here.sender.message(text, channel=channel, user=user, **more)
            return
        stamp = here.names[name] = here.fake.stamp()
        here.team.channels[channel].append({"ts": stamp, "text": text, "user": user, **more})

    return step


def mentions(text: str = "", *, ident: str | None = None, **more: Any) -> Step:
    """Somebody mentions the bot: Slack sends a message event and a mention event.

    `ident`: the id of the second event, the same if Slack delivers it again.
    """
    whole = f"{BOT} {text}".strip()

    async def step(here: Here) -> None:
        await writes(whole, **more)(here)
        stamp = here.names[str(more.get("name", "m"))]
        event = {"type": "app_mention", "channel": more.get("channel", "C1"), "text": whole}
        event |= {"user": more.get("user", "UMEMBER"), "ts": stamp, "event_ts": stamp}
        if more.get("thread"):
            event["thread_ts"] = here.names[more["thread"]]
        assert await here.sender.event(event, ident=ident) == 200

    return step


def reacts(
    name: str = "m",
    *,
    user: str = "UADMIN",
    emoji: str = "newspaper",
    retry: int = 0,
    says: int = 200,
) -> Step:
    """Somebody reacts; `retry`: number of the redelivery; `says`: status of the response."""

    async def step(here: Here) -> None:
        item = {"type": "message", "channel": "C1", "ts": here.names[name]}
        event = {"type": "reaction_added", "user": user, "reaction": emoji, "item": item}
        again = {"x-slack-retry-num": str(retry)} if retry else {}
        sent = await here.sender.event({**event, "event_ts": "1.1"}, ident=f"Ev-{name}", **again)
        assert sent == says

    return step


def edits(text: str, *, name: str = "m", old: str = "", user: str = "UMEMBER", **more: Any) -> Step:
    """Somebody edits a message whose text was `old`."""

    async def step(here: Here) -> None:
        stamp = here.names[name]
        kind = "im" if str(more.get("channel", "C1")).startswith("D") else "channel"
        before = {"ts": stamp, "user": user, "text": old}
        after = {**before, "text": text, "edited": {"ts": here.fake.stamp()}}
        event = {"type": "message", "subtype": "message_changed", "channel_type": kind}
        event |= {"channel": more.get("channel", "C1"), "event_ts": here.fake.stamp()}
        assert (
            await here.sender.event({**event, "message": after, "previous_message": before}) == 200
        )

    return step


def deletes(text: str, *, name: str = "m", user: str = "UMEMBER", channel: str = "C1") -> Step:
    """Somebody deletes their message, whose text was `text`."""

    async def step(here: Here) -> None:
        stamp = here.names[name]
        kind = "im" if channel.startswith("D") else "channel"
        event = {"type": "message", "subtype": "message_deleted", "channel": channel}
        event |= {"channel_type": kind, "deleted_ts": stamp, "event_ts": here.fake.stamp()}
        old = {"ts": stamp, "user": user, "text": text}
        assert await here.sender.event({**event, "previous_message": old}) == 200

    return step


def commands(command: str, text: str = "", **more: Any) -> Step:
    """Somebody gives a slash command."""

    async def step(here: Here) -> None:
        assert await here.sender.command(command, text, **more) == (200, "")

    return step


def presses(action: str, *, choice: str | None = None, channel: str = "C1", **more: Any) -> Step:
    """Somebody presses a button of the bot's last message there."""

    async def step(here: Here) -> None:
        ours = [m for m in here.team.channels[channel] if m["user"] == here.team.bot_user]
        stamp = ours[-1]["ts"]
        if "thread" in more:
            more["thread"] = here.names[more["thread"]]
        pressed = here.sender.press(action, stamp, channel=channel, choice=choice, **more)
        assert await pressed == 200

    return step


def presses_alone(action: str, *, choice: str | None = None, user: str = "UMEMBER") -> Step:
    """Somebody presses a button of the last message that only they saw."""

    async def step(here: Here) -> None:
        one = here.team.ephemeral[-1]
        press = here.sender.press(
            action, one["ts"], channel=one["channel"], user=user, choice=choice, ephemeral=True
        )
        assert await press == 200

    return step


def chooses(text: str, *, user: str = "UADMIN", thread: str | None = None, **more: Any) -> Step:
    """Somebody chooses "Brief this" in the menu of a message with this text."""

    async def step(here: Here) -> None:
        message = {"ts": here.fake.stamp(), "user": "UMEMBER", "text": text, **more}
        if thread:
            message["thread_ts"] = here.names[thread]
        payload = {"type": "message_action", "callback_id": "brief_this", "message": message}
        payload |= {"channel": {"id": "C1"}, "action_ts": here.fake.stamp()}
        payload["response_url"] = f"{here.fake.address}/respond/menu"
        assert (await here.sender.interaction(payload, user=user))[0] == 200

    return step


def submits(values: Mapping[str, Any], *, user: str = "UMEMBER") -> Step:
    """Somebody submits the window that is open."""

    async def step(here: Here) -> None:
        assert await here.submit(here.team.views[-1], dict(values), user=user) == {}

    return step


def opens(tab: str, *, user: str = "UMEMBER") -> Step:
    """Somebody opens a tab of the app."""

    async def step(here: Here) -> None:
        here.team.channels.setdefault(f"D{user}", [])
        event = {"type": "app_home_opened", "user": user, "tab": tab, "event_ts": "1.1"}
        assert await here.sender.event({**event, "channel": f"D{user}"}) == 200

    return step


# -------------------------------------------------------------------------------- Slack


def event(kind: str, **more: Any) -> Step:
    """Slack sends another event."""

    async def step(here: Here) -> None:
        assert await here.sender.event({"type": kind, "event_ts": "1.1", **more}) == 200

    return step


def meets(method: str, *trouble: str | int) -> Step:
    """The next calls of a method meet an error code or an HTTP status."""

    async def step(here: Here) -> None:
        here.fake.trouble[method] = list(trouble)

    return step


def mode(value: Mode | None, channel: str = "C1") -> Step:
    """An admin sets when links are briefed."""

    async def step(here: Here) -> None:
        await here.world.store.channel_settings.set_mode(Place("slack", "T1", channel), value)

    return step


def threaded() -> Step:
    """An admin wants automatic briefings in a thread."""

    async def step(here: Here) -> None:
        await here.world.store.channel_settings.set_threaded(Place("slack", "T1", "C1"), True)

    return step


def german(user: str = "UMEMBER") -> Step:
    """A person whose Slack is in German."""

    async def step(here: Here) -> None:
        here.team.users[user]["locale"] = "de-DE"

    return step


def later(**time: float) -> Step:
    """Time passes, and digests that are due begin."""

    async def step(here: Here) -> None:
        here.world.clock.turn(timedelta(**time).total_seconds())
        await here.world.open_due_slots()

    return step


def moderated(channel: str = "C1") -> Step:
    """A moderator deletes the bot's last message there."""

    async def step(here: Here) -> None:
        messages = here.team.channels[channel]
        gone = [m for m in messages if m["user"] == here.team.bot_user][-1]
        messages.remove(gone)
        deletion = {"type": "message", "subtype": "message_deleted", "channel": channel}
        deletion |= {"channel_type": "channel", "deleted_ts": gone["ts"], "event_ts": "1.1"}
        assert await here.sender.event({**deletion, "previous_message": gone}) == 200

    return step
