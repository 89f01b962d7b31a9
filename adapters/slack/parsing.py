"""Slack's events and interactions -> requests, None if they are none. Pure.

A message's time stamp ("1700000000.000100") is its id within its channel. Direct messages are
the place "@U…", with the person's id, not Slack's id of the channel.
https://docs.slack.dev/reference/events/message
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.slack.rendering import BELONGS
from briefs.links.canonical import MAX_LINKS, MAX_TEXT_CHARS, links_in
from briefs.model.chat import IncomingRequest, RequestKind
from briefs.model.delivery import SourceDeleted, SourceEdited
from briefs.model.places import LinkSeen, Place
from briefs.model.platforms import Platform

Json = Mapping[str, Any]

PLATFORM = Platform.SLACK

WRITTEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Subtypes of messages that somebody wrote; bots' have "bot_message" or a bot_id."""

STAMP = re.compile(r"\d{9,11}\.\d{4,7}")
_SLACK = re.compile(r"https?://([\w-]+\.)*slack\.com/", re.IGNORECASE)

MAX_FORWARDED = 20
"""Messages forwarded in one that are searched for links."""


def place_of(team: str, channel: str, user: str, thread: str | None = None) -> Place:
    """Place of a message; the channel of a direct message is "@" and the person."""
    name = f"@{user}" if channel.startswith("D") else channel
    return Place(PLATFORM, team, name, thread)


def is_stamp(message: str) -> bool:
    """Whether a message's id is a Slack time stamp (that of a slash command is not)."""
    return STAMP.fullmatch(message) is not None


def moment(stamp: str) -> datetime:
    """Slack's time stamp -> datetime."""
    seconds, _, micros = stamp.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=int(micros.ljust(6, "0")))


def links_of(message: Json) -> tuple[str, ...]:
    """A message -> its links and those of messages forwarded in it; previews do not count.

    A share has `is_share` or `is_msg_unfurl` (a pasted link to a message has the latter
    too); an unfurled page has neither. At most MAX_LINKS, of MAX_TEXT_CHARS of text.
    """
    forwarded = [one for one in message.get("attachments") or () if _is_forwarded(one)]
    found: dict[str, None] = {}
    searched = 0
    for text in (str(one.get("text") or "") for one in (message, *forwarded[:MAX_FORWARDED])):
        if len(found) >= MAX_LINKS or searched >= MAX_TEXT_CHARS:
            break
        searched += len(text)
        links = links_in(text, angled="link")
        found |= dict.fromkeys(link for link in links if not _is_slack(link))
    return tuple(found)[:MAX_LINKS]


def _is_forwarded(attachment: Json) -> bool:
    return bool(attachment.get("is_share") or attachment.get("is_msg_unfurl"))


def _is_slack(link: str) -> bool:
    """Whether a link leads into Slack: a permalink is no article."""
    return _SLACK.match(link) is not None


def in_event(body: Json) -> IncomingRequest | SourceEdited | SourceDeleted | None:
    """An event of type message or app_mention -> request, edit or deletion."""
    event, team = body["event"], team_of(body)
    subtype = event.get("subtype")
    if event.get("type") == "app_mention":
        return None if _is_bots(event) else _incoming(body, event, RequestKind.MENTION)
    if subtype in WRITTEN:
        if _is_bots(event) or event.get("hidden"):
            return None
        kind = RequestKind.MENTION if event.get("channel_type") == "im" else RequestKind.SEEN
        return _incoming(body, event, kind)
    if subtype == "message_changed":
        return _changed(event, team)
    if subtype == "message_deleted":
        return _source_deleted(event, event.get("previous_message") or {}, team)
    return None


def mentioned_in(body: Json) -> Place:
    """The place of a mention: the thread where it is written."""
    event = body["event"]
    return place_of(team_of(body), event["channel"], event["user"], event.get("thread_ts"))


def edit_in(message: Json, place: Place) -> SourceEdited | None:
    """A message of the history -> SourceEdited, None if it was never edited or is a bot's."""
    edited = message.get("edited")
    if not edited or _is_bots(message):
        return None
    stamp = str(message["ts"])
    return SourceEdited(place, stamp, links_of(message), edited_at=moment(edited["ts"]))


def found_message(message: Json, place: Place, *, bot: str) -> IncomingRequest | None:
    """A message of the history -> the request that its event would have made.

    If the message began a thread, the history has a thread_ts for it, which its event had not.
    """
    if message.get("subtype") not in WRITTEN or _is_bots(message) or message.get("hidden"):
        return None
    asked = place.channel.startswith("@") or _mentions(message, bot)
    thread = message.get("thread_ts")
    event = {**message, "channel": place.channel, "thread_ts": thread}
    if thread == message["ts"]:
        del event["thread_ts"]
    way = RequestKind.MENTION if asked else RequestKind.SEEN
    return _incoming({"team_id": place.workspace}, event, way)


def added_in_edit(body: Json, *, bot: str | None) -> IncomingRequest | None:
    """An edit that adds a message's first link, or the bot's mention -> request, as if new."""
    event = body["event"]
    if event.get("subtype") != "message_changed":
        return None
    new, old = event.get("message") or {}, event.get("previous_message") or {}
    if not links_of(new) or _is_bots(new):
        return None
    alone = event.get("channel_type") == "im"
    named = _mentions(new, bot)
    if links_of(old) and not (named and not _mentions(old, bot)):
        return None
    kind = RequestKind.MENTION if alone or named else RequestKind.SEEN
    return _incoming(body, {**new, "channel": event["channel"]}, kind)


def _mentions(message: Json, bot: str | None) -> bool:
    return bot is not None and f"<@{bot}>" in str(message.get("text") or "")


def _incoming(body: Json, event: Json, kind: RequestKind) -> IncomingRequest | None:
    links = links_of(event)
    if not links or not event.get("user"):
        return None
    place = place_of(team_of(body), event["channel"], event["user"], event.get("thread_ts"))
    seen = LinkSeen(
        place=place,
        message=event["ts"],
        author=event["user"],
        links=links,
        seen_at=moment(event["ts"]),
        event=body.get("event_id"),
    )
    return IncomingRequest(seen, kind)


def written_to_bot(body: Json, *, now: datetime) -> tuple[IncomingRequest, str] | None:
    """A direct message to the bot without a link -> request and its text."""
    event = body["event"]
    alone = event.get("type") == "message" and event.get("channel_type") == "im"
    if not alone or event.get("subtype") not in WRITTEN or _is_bots(event):
        return None
    if not event.get("user") or event.get("hidden"):
        return None
    seen = LinkSeen(
        place=place_of(team_of(body), event["channel"], event["user"], event.get("thread_ts")),
        message=event["ts"],
        author=event["user"],
        links=(),
        seen_at=now,
        event=body.get("event_id"),
    )
    text = html.unescape(str(event.get("text") or "")).strip()
    return IncomingRequest(seen, RequestKind.MENTION), text


def _changed(event: Json, team: str) -> SourceEdited | SourceDeleted | None:
    """An edit -> None if the links stay the same: link previews arrive as edits too."""
    new, old = event.get("message") or {}, event.get("previous_message") or {}
    if _is_bots(new):
        return None
    if new.get("subtype") == "tombstone":  # deleted, but its thread goes on
        return _source_deleted(event, old, team)
    links = links_of(new)
    edited = new.get("edited")
    if not edited or not new.get("user") or links == links_of(old):
        return None
    place = place_of(team, event["channel"], new["user"], new.get("thread_ts"))
    return SourceEdited(place, new["ts"], links, edited_at=moment(edited["ts"]))


def _source_deleted(event: Json, old: Json, team: str) -> SourceDeleted | None:
    # What has no link has an answer only in direct messages: a pasted text, or how to ask.
    alone = event.get("channel_type") == "im"
    if not old.get("user") or not (alone or _is_bots(old) or links_of(old)):
        return None
    message = str(event.get("deleted_ts") or old["ts"])
    place = place_of(team, event["channel"], old["user"], old.get("thread_ts"))
    return SourceDeleted(place, message)


def _is_bots(message: Json) -> bool:
    return bool(message.get("bot_id") or message.get("subtype") == "bot_message")


# ------------------------------------------------------------------------ interactions


def in_message(
    body: Json, message: Json, *, channel: str, user: str, kind: RequestKind, event: str
) -> IncomingRequest | None:
    """A message chosen by shortcut or reaction -> request of that person."""
    links = links_of(message)
    if not links:
        return None
    place = place_of(team_of(body), channel, user, message.get("thread_ts"))
    seen = LinkSeen(
        place=place,
        message=str(message["ts"]),
        author=user,
        links=links,
        seen_at=moment(str(message["ts"])),
        event=event,
    )
    return IncomingRequest(seen, kind, writer=str(message.get("user") or "") or None)


def in_command(
    body: Json, links: tuple[str, ...], *, private: bool, now: datetime
) -> IncomingRequest:
    """A slash command -> request; it has no message, so its trigger id stands in for one."""
    trigger = str(body["trigger_id"])
    user = str(body["user_id"])
    seen = LinkSeen(
        place=place_of(team_of(body), str(body["channel_id"]), user),
        message=f"command-{trigger}",
        author=user,
        links=links,
        seen_at=now,
        event=f"command:{trigger}",
        private=private,
    )
    return IncomingRequest(seen, RequestKind.COMMAND)


def in_step(body: Json, *, now: datetime) -> IncomingRequest | None:
    """A step of a workflow -> request; it has no message, so its execution id stands in for one."""
    event = body["event"]
    inputs: Json = event.get("inputs") or {}
    text, channel = str(inputs.get("link") or ""), str(inputs.get("channel") or "")
    links = links_in(text, angled="link") or links_in(text, angled="suppressed")
    person = inputs.get("person") or channel
    if not links or not channel:
        return None
    seen = LinkSeen(
        place=place_of(team_of(body), channel, str(person)),
        message=f"step-{event['function_execution_id']}",
        author=str(person),
        links=links,
        seen_at=now,
        event=f"step:{event['function_execution_id']}",
    )
    return IncomingRequest(seen, RequestKind.COMMAND)


def team_of(body: Json) -> str:
    """The workspace whose installation gets the event; Slack Connect may name another as well."""
    for installed in body.get("authorizations") or ():
        if installed.get("team_id"):
            return str(installed["team_id"])
    return str(body.get("team_id") or (body.get("team") or {}).get("id") or "")


PRIVATE = re.compile(r"(?:^|\s)(?:--|—|–)(private|public)(?=\s|$)", re.IGNORECASE)
"""Phones turn two hyphens into a dash."""


def request_in(text: str) -> tuple[tuple[str, ...], str, bool | None]:
    """Text after /brief -> its links, the text without the option, whether the answer is private.

    None: no option was given. Slack escapes links if the manifest asks for it, else not.
    """
    said = PRIVATE.findall(text)
    private = said[-1].lower() == "private" if said else None
    rest = PRIVATE.sub(" ", text).strip()
    links = links_in(rest, angled="link") or links_in(rest, angled="suppressed")
    return links, rest, private


def in_action(body: Json) -> tuple[Place, str, str]:
    """A press of a button -> place and id of its message, and the person."""
    user = str(body["user"]["id"])
    container = body.get("container") or {}
    channel = str(container.get("channel_id") or body["channel"]["id"])
    message = str(container.get("message_ts") or body["message"]["ts"])
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")
    pressed = (body.get("actions") or [{}])[0]
    if is_elsewhere(body):
        # A private answer sent as a direct message belongs to the place of its request.
        channel = str(pressed["block_id"]).removeprefix(BELONGS)
    return place_of(team_of(body), channel, user, thread), message, user


def is_elsewhere(body: Json) -> bool:
    """Whether the pressed message was sent as a direct message instead of in its channel."""
    pressed = (body.get("actions") or [{}])[0]
    channel = (body.get("container") or {}).get("channel_id") or (body.get("channel") or {}).get(
        "id"
    )
    return str(channel).startswith("D") and str(pressed.get("block_id")).startswith(BELONGS)
