"""The state machine of a post: every state and every step between them. Pure.

waiting   -> queued     the part before it was posted
queued    -> sent       posted now, or found because an earlier attempt had posted it
queued    -> queued     in quiet hours it waits: no attempt is made, and it is due when they end
queued    -> uncertain  an attempt may have arrived, which cannot be verified: the operator decides
queued    -> failed     refused for good, or tried too often; queued again when it is changed
sent      -> sent       edited: `revision` is ahead of `shown_revision` until the edit is shown
sent      -> sent       published to the channel's followers, once, or refused; the message stays
sent      -> removed    somebody deleted it in the chat: it stays away until it is asked for again
queued    -> removed    somebody deleted the message before it, or the first, whose thread it needs
failed    -> removed    the same, noticed after the chat had refused it because of that
any other -> withdrawn  no longer wanted; a message that is there is deleted first

`thread` is the thread of the last attempt, and of the message once that is there. Four rules hold
in every state:
- an attempt with an unknown result (`doubt_since`) is looked for where it was made, before
  anything else is done;
- a deletion that was begun (`deleting`) is finished: its answer may be lost, and an edit of a
  deleted message would look like success;
- a message that was there and is gone comes back under a higher `revision`: for some minutes
  Discord answers a repeated nonce with the old message, even a deleted one, so the next attempt
  needs another nonce;
- a later part stays in the thread of the first part's message: if that message is deleted, the
  part is deleted too and sent into the thread of the new one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import Row

from briefs.model.delivery import Action, PostState, Publication
from briefs.model.messages import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRecord:
    """A row of the outbox without its text.

    `unwanted`: its message is to be deleted, or was. `publication` is None if the post is not to
    be published.
    """

    part: int
    state: PostState
    unwanted: bool = False
    deleting: bool = False
    revision: int = 1
    tried_revision: int = 0
    shown_revision: int = 0
    message: str | None = None
    thread: str | None = None
    sent_at: datetime | None = None
    doubt_since: datetime | None = None
    attempt_ended_by: datetime | None = None
    attempts: int = 0
    failure: str | None = None
    due_at: datetime | None = None
    token: str | None = None
    publication: Publication | None = None

    @property
    def is_there(self) -> bool:
        """Whether it is in the chat and stays there, so that the next part may be sent."""
        return self.state is PostState.SENT and not self.unwanted and not self.deleting

    def busy(self, now: datetime) -> bool:
        """Whether a worker may still hold it."""
        return self.token is not None and self.due_at is not None and self.due_at > now


def record_of(row: Row[Any]) -> PostRecord:
    """Row -> record."""
    values = {field.name: getattr(row, field.name) for field in fields(PostRecord)}
    published = None if row.publication is None else Publication(row.publication)
    return PostRecord(**{**values, "state": PostState(row.state), "publication": published})


def changes(before: PostRecord | None, after: PostRecord) -> dict[str, Any]:
    """The columns that differ."""
    return {
        field.name: getattr(after, field.name)
        for field in fields(PostRecord)
        if before is None or getattr(before, field.name) != getattr(after, field.name)
    }


# ---------------------------------------------------------------- what is wanted


def start(
    part: int, before: PostRecord | None, now: datetime, *, publish: bool = False
) -> PostRecord:
    """A post that is wanted for the first time; `before` is the part before it."""
    wanted = Publication.WANTED if publish else None
    one = PostRecord(part=part, state=PostState.WAITING, publication=wanted)
    return _queued(one, before, now)


def want(
    one: PostRecord,
    *,
    changed: bool,
    before: PostRecord | None,
    first: PostRecord | None,
    own_thread: bool,
    now: datetime,
) -> PostRecord:
    """Make the post wanted. `changed`: it has another text; `first` is the reply's first part.

    `own_thread`: its place names a thread, so it does not go into the first part's thread.
    """
    may_follow = before is not None and before.state is not PostState.FAILED
    if one.state is PostState.WAITING or (one.state is PostState.FAILED and may_follow):
        one = _queued(one, before, now)
    left_behind = not own_thread and _left_behind(one, first)
    if not changed and not one.unwanted and not left_behind:
        return one
    wanted = replace(one, unwanted=False, revision=one.revision + 1)
    if one.state is PostState.WITHDRAWN or (one.state is PostState.FAILED and changed):
        return _queued(_blank(wanted), before, now)
    if one.state is PostState.QUEUED and one.attempts == 0:
        return replace(wanted, due_at=now)  # it may wait for quiet hours and be asked for now
    if one.state is PostState.SENT:
        if left_behind or (one.unwanted and one.deleting):
            wanted = replace(wanted, deleting=True)
        if not one.busy(now):
            return replace(wanted, due_at=now, attempts=0)
    return wanted


def unwant(one: PostRecord, now: datetime) -> PostRecord:
    """Withdraw the post; a message that may be in the chat is deleted first.

    What somebody deleted stays removed: withdrawn, it would come back when it is wanted again.
    """
    if one.state in {PostState.WITHDRAWN, PostState.REMOVED} or one.unwanted:
        return one
    unwanted = replace(one, unwanted=True)
    if one.busy(now):
        return unwanted
    if one.message is None and one.doubt_since is None:
        return replace(unwanted, state=PostState.WITHDRAWN, due_at=None, token=None)
    state = PostState.QUEUED if one.state is PostState.UNCERTAIN else one.state
    return replace(unwanted, state=state, due_at=now, attempts=0)


def leader(
    before: PostRecord | None, first: PostRecord | None, *, own_thread: bool
) -> PostRecord | None:
    """The part that a part follows: the one before it, or the first if somebody deleted that.

    The thread goes with the first, so nothing more is posted there; a post whose place names a
    thread of its own (`own_thread`) does not need it.
    """
    gone = first is not None and first.state is PostState.REMOVED and not own_thread
    return first if gone else before


def follow(one: PostRecord, before: PostRecord, now: datetime) -> PostRecord:
    """The part that it follows has changed its state.

    A refused part whose thread somebody deleted is not the operator's concern: it is gone, too.
    """
    if one.state is PostState.FAILED and before.state is PostState.REMOVED:
        return replace(_blank(one), state=PostState.REMOVED)
    return _queued(one, before, now) if one.state is PostState.WAITING else one


# ---------------------------------------------------------------- an attempt


def claim(
    one: PostRecord,
    *,
    before: PostRecord | None,
    first: PostRecord | None,
    thread: str | None,
    now: datetime,
    lease_until: datetime,
    token: str,
) -> tuple[PostRecord, Action | None]:
    """A post that is due -> its claimed record, and what to do, None if there is nothing to do.

    The claim has to be committed before anything is done. `thread` is the thread that its place
    names, None if it names none.
    """
    taken = replace(one, due_at=lease_until, token=token, attempts=one.attempts + 1)
    if one.doubt_since is not None and one.message is None:
        return taken, Action.VERIFY
    if one.unwanted or one.deleting:
        if one.message is not None:
            return replace(taken, deleting=True), Action.DELETE
        return not_there(one, before, now), None
    if one.state is PostState.SENT and one.message is not None:
        if one.revision > one.shown_revision:
            return taken, Action.EDIT
        if one.publication is Publication.WANTED:
            # It does not matter whether an earlier attempt arrived: the platform publishes once.
            return taken, Action.PUBLISH
    elif one.state is PostState.QUEUED:
        ready = _queued(one, leader(before, first, own_thread=thread is not None), now)
        if ready.state is not PostState.QUEUED:
            return ready, None
        target = thread if thread is not None or first is None else first.message
        # After a crash the attempt may still arrive, until the end of the lease.
        attempt = replace(taken, thread=target, tried_revision=one.revision)
        return replace(attempt, doubt_since=now, attempt_ended_by=lease_until), Action.SEND
    return _idle(one), None


def arrived(
    one: PostRecord,
    receipt: Receipt,
    *,
    shown: int,
    own_thread: bool,
    first: PostRecord | None,
    now: datetime,
) -> PostRecord:
    """The message was posted, with the text of revision `shown`.

    `own_thread`: its place names a thread, so it does not go into the first part's thread.
    """
    sent = replace(
        _idle(one),
        state=PostState.SENT,
        message=receipt.message,
        thread=receipt.place.thread,
        sent_at=receipt.at,
        shown_revision=shown,
        doubt_since=None,
        failure=None,
        attempts=0,
    )
    if not own_thread and not _in_place(replace(sent, thread=one.thread), first):
        sent = replace(sent, deleting=True)
    return _again(sent, now)


def absent(one: PostRecord, before: PostRecord | None, now: datetime) -> PostRecord:
    """The doubtful attempt posted nothing."""
    return replace(not_there(one, before, now), attempts=one.attempts)


def edited(one: PostRecord, shown: int, now: datetime) -> PostRecord:
    """The message now reads as revision `shown`."""
    done = replace(_idle(one), shown_revision=shown, failure=None, attempts=0)
    return _again(done, now)


def published(
    one: PostRecord, outcome: Publication, now: datetime, failure: str | None = None
) -> PostRecord:
    """The message was published to the channel's followers, or refused: `failure` says why."""
    done = replace(_idle(one), publication=outcome, failure=failure, attempts=0)
    return _again(done, now)


def not_there(one: PostRecord, before: PostRecord | None, now: datetime) -> PostRecord:
    """Its message is not in the chat: it is withdrawn, or sent anew if it is wanted again."""
    was_there = one.message is not None
    blank = replace(_blank(one), revision=one.revision + was_there)
    if one.unwanted:
        return replace(blank, state=PostState.WITHDRAWN)
    return _queued(blank, before, now)


def removed(one: PostRecord) -> PostRecord:
    """Somebody deleted the message in the chat, and it stays deleted."""
    state = PostState.WITHDRAWN if one.unwanted else PostState.REMOVED
    return replace(_blank(one), state=state)


def postponed(
    one: PostRecord, action: Action, when: datetime, *, now: datetime, certain: bool
) -> PostRecord:
    """The attempt failed; the next one is at `when`. `certain`: it surely posted nothing."""
    later = replace(one, token=None, due_at=when)
    if action is not Action.SEND:
        return later
    if certain:
        return replace(later, doubt_since=None, attempt_ended_by=None, thread=None)
    return replace(later, attempt_ended_by=now)


def resting(one: PostRecord, until: datetime, now: datetime) -> PostRecord:
    """It waits until it may be sent, as if it had not been tried.

    If it was changed or withdrawn since it was claimed, it is due now, to be checked again; `want`
    does the same if it is changed while it waits.
    """
    changed = one.unwanted or one.revision > one.tried_revision
    unsent = replace(
        one, token=None, doubt_since=None, attempt_ended_by=None, thread=None, attempts=0
    )
    return replace(unsent, due_at=now if changed else until)


def parked(one: PostRecord, failure: str) -> PostRecord:
    """Whether the message was posted is unknown: an operator decides."""
    return replace(_idle(one), state=PostState.UNCERTAIN, failure=failure)


def failed(one: PostRecord, failure: str) -> PostRecord:
    """Given up. Messages already posted stay."""
    if one.state is PostState.SENT:
        return replace(_idle(one), failure=failure, publication=_unpublished(one.publication))
    state = PostState.WITHDRAWN if one.unwanted else PostState.FAILED
    return replace(_blank(one), state=state, failure=failure)


def resolved(one: PostRecord, *, there: bool, now: datetime) -> PostRecord:
    """The operator decided: the message was seen in the chat, or the post is sent again."""
    blank = replace(_blank(one), unwanted=one.unwanted)
    if there:
        return replace(blank, state=PostState.SENT, sent_at=now, shown_revision=one.revision)
    return replace(blank, state=PostState.QUEUED, due_at=now, revision=one.revision + 1)


# ---------------------------------------------------------------- helpers


def _unpublished(publication: Publication | None) -> Publication | None:
    """The state of a publication after its post was given up."""
    match publication:
        case Publication.WANTED:
            return Publication.REFUSED
        case None | Publication.DONE | Publication.REFUSED:
            return publication
        case _:
            assert_never(publication)


def _queued(one: PostRecord, before: PostRecord | None, now: datetime) -> PostRecord:
    """Ready to be sent, or waiting for the part before it, or failed or removed like that part."""
    if one.part == 0 or (before is not None and before.is_there):
        return replace(one, state=PostState.QUEUED, due_at=now, token=None)
    state = PostState.WAITING
    if before is not None and before.state in {PostState.FAILED, PostState.REMOVED}:
        state = before.state
    failure = before.failure if before is not None and state is PostState.FAILED else one.failure
    return replace(one, state=state, due_at=None, token=None, failure=failure)


def _in_place(one: PostRecord, first: PostRecord | None) -> bool:
    """Whether a message may stay where it is: a later part only in the first part's thread."""
    if one.part == 0 or first is None:
        return True
    return first.is_there and first.message == one.thread


def _left_behind(one: PostRecord, first: PostRecord | None) -> bool:
    """Whether a message stands in a thread that the first part does not start, or no longer.

    What somebody deleted comes back only if it is asked for: until then the rest stays where it is.
    """
    away = first is not None and first.state is PostState.REMOVED
    return one.state is PostState.SENT and not away and not _in_place(one, first)


def _blank(one: PostRecord) -> PostRecord:
    """The record without a message: none is in the chat, and none is being sent."""
    return replace(
        _idle(one),
        deleting=False,
        message=None,
        thread=None,
        shown_revision=0,
        doubt_since=None,
        attempt_ended_by=None,
        failure=None,
        attempts=0,
        publication=None if one.publication is None else Publication.WANTED,
    )


def _idle(one: PostRecord) -> PostRecord:
    return replace(one, due_at=None, token=None)


def _again(one: PostRecord, now: datetime) -> PostRecord:
    """Due again if it still has to be deleted, edited or published; otherwise unchanged."""
    more = one.unwanted or one.deleting or one.revision > one.shown_revision
    more = more or one.publication is Publication.WANTED
    return replace(one, due_at=now) if more else one
