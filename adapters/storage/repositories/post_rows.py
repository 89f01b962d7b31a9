"""Rows of posts -> posts, receipts and what operators are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from briefs.model.delivery import PostRow, PostState
from briefs.model.messages import Post, Receipt
from briefs.model.places import Place
from briefs.model.serialization import BadRecord, from_json


def post_in(row: Row[Any]) -> Post:
    """The post as it was stored. Raises: BadRecord."""
    return from_json(Post, row.post)


def own_thread(row: Row[Any]) -> bool:
    """Whether a post's place names a thread; one that cannot be read is given up when it is due."""
    try:
        return post_in(row).place.thread is not None
    except BadRecord:
        return False


def as_posted(row: Row[Any]) -> Post:
    """The post in the thread that its message is in. Raises: BadRecord."""
    post = post_in(row)
    return (
        post if row.thread is None else replace(post, place=replace(post.place, thread=row.thread))
    )


def receipt_of(row: Row[Any]) -> Receipt | None:
    """The receipt of a posted message, None if it is not posted."""
    if row.message is None:
        return None
    place = Place(row.platform, row.workspace, row.channel, row.thread)
    return Receipt(row.key, place, row.message, row.sent_at)


def shown(row: Row[Any]) -> PostRow:
    """A row as `readout outbox` lists it."""
    return PostRow(
        key=row.key,
        place=Place(row.platform, row.workspace, row.channel, row.thread),
        state=PostState(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        failure=row.failure,
        created_at=row.created_at,
        headline=row.headline,
    )
