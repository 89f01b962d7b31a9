"""Idempotency keys: the same cause always has the same key. Pure."""

from __future__ import annotations

import hashlib
from datetime import datetime

from briefs.model.delivery import SourceDeleted, SourceEdited
from briefs.model.messages import Post
from briefs.model.places import LinkSeen, Place, Slot

NONCE_CHARS = 25
"""Discord: "nonce: Can be used to verify a message was sent (up to 25 characters)"."""


def _joined(*parts: str) -> str:
    """Parts -> a key. The separator is escaped in parts, so different parts give different keys."""
    return ":".join(part.replace("%", "%25").replace(":", "%3A") for part in parts)


def channel(place: Place) -> str:
    """The key of a channel; a thread has the key of its channel."""
    return _joined(place.platform, place.workspace, place.channel)


def platform(place: Place) -> str:
    """Prefix of the keys of all channels of a platform."""
    return _joined(place.platform, "")


def channels(platform: str, workspace: str) -> str:
    """Prefix of the keys of all channels of a workspace."""
    return channel(Place(platform, workspace, ""))


def own(place: Place, person: str) -> str:
    """A person's direct messages with the bot, in the workspace of a place."""
    return channel(Place(place.platform, place.workspace, f"@{person}"))


def private(place: Place, person: str) -> str:
    """The source of articles that a person requested privately; no digest reads it."""
    return _joined(place.platform, place.workspace, f"@{person}", "private")


def feed(key: str) -> str:
    """A feed as a source of articles."""
    return _joined("feed", key)


def reply(cause: LinkSeen | SourceEdited | SourceDeleted) -> str:
    """The key of a message's only reply: platform, workspace, channel and message.

    "Run again" is a request of its own: its key contains the event too, which stays the same when
    the platform delivers it again.
    """
    key = _joined(
        "reply",
        cause.place.platform,
        cause.place.workspace,
        cause.place.channel,
        cause.message,
    )
    if isinstance(cause, LinkSeen) and cause.again:
        return _joined("again", key, cause.event or cause.seen_at.isoformat())
    return key


def slot(due: Slot) -> str:
    """The key of a slot, the only one for a subscription, a local date and a local time."""
    return _joined("digest", due.subscription, due.local_date, due.local_time)


def subscription_of(batch: str) -> str | None:
    """The subscription that a slot's key names; None for the key of anything else."""
    kind, _, rest = batch.partition(":")
    return rest.partition(":")[0] if kind == "digest" else None


def part(batch: str, number: int) -> str:
    """The key of a post: its reply or slot, and the number of its part."""
    return f"{batch}#{number}"


def batch(post_key: str) -> str:
    """The reply or slot that a post belongs to: the inverse of `part`."""
    return post_key.rpartition("#")[0]


def paused(subscription: str, at: str) -> str:
    """The notice that a subscription was paused, once for each time that it was."""
    return _joined("paused", subscription, at)


def unpublished(subscription: str, why: str) -> str:
    """The notice that a digest was not published, once for each reason."""
    return _joined("unpublished", subscription, why)


def unposted(request: str) -> str:
    """The notice that a request could not be answered where it was asked."""
    return f"unposted:{request}"


def greeting(place: Place, at: datetime) -> str:
    """The introduction of the bot in a place; invited again, it introduces itself again."""
    return _joined("greeting", channel(place), at.isoformat())


def failed(request: str, revision: int, number: int) -> str:
    """The notice to the asker that a link of the request failed: one for each failed link."""
    return f"failed:{revision}.{number}:{request}"


def pointer(request: str, event: str) -> str:
    """The notice that the request was answered before: one for each event that asks again."""
    return _joined("pointer", request, event)


def request_of(batch: str) -> str:
    """The request that a reply, or a notice of a failure, belongs to."""
    kind, _, rest = batch.partition(":")
    return rest.partition(":")[2] if kind == "failed" else batch


def caused_by(batch: str) -> str:
    """The request that posts are because of, also the notice that it could not be answered."""
    return request_of(batch).removeprefix("unposted:")


def refusal(person: str, place: Place, period: int) -> str:
    """The refusal of a person in a channel, one for each period in which they are told once."""
    return _joined("refusal", channel(place), person, str(period))


def nonce(post: Post) -> str:
    """A hash of the post's key, as long as Discord's nonces; a sent post is recognised by it."""
    return hashlib.sha256(post.key.encode()).hexdigest()[:NONCE_CHARS]


def attempt_nonce(post: Post) -> str:
    """The nonce of every attempt to send the post; after its message was deleted, a new one."""
    return hashlib.sha256(f"{post.edition} {post.key}".encode()).hexdigest()[:NONCE_CHARS]


def pasted(text: str) -> str:
    """A name for a text that has no address: the same text, the same name (RFC 8141)."""
    return f"urn:sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"
