"""An event's head word and its parties -> a mention of a meeting, or None.

The last filter: a meeting has a named party, is no interview, and is at least planned.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from spacy.tokens import Token

from briefs.facts.document.dependencies import governor, is_nominal, is_verb, logical_subject
from briefs.facts.events.arguments import EventContext, anchors_of, is_outlet, unique_parties
from briefs.facts.events.factuality import Factuality, factuality_of
from briefs.facts.events.mentions import MeetingMention
from briefs.model.facts import Kind, MeetingStatus, Party
from briefs.word_lists import words


def subject_parties(context: EventContext, verb: Token, block: int) -> list[Party]:
    """Verb -> the parties of its logical subject."""
    head = logical_subject(verb)
    return [] if head is None else list(context.parties(head, block))


def meeting_of(
    context: EventContext, token: Token, block: int, parties: Sequence[Party]
) -> MeetingMention | None:
    """An event's head and its parties -> the mention, or None where it is no meeting."""
    who = unique_parties(parties)
    named = [p for p in who if p.kind is not Kind.OTHER]
    if not named or any(is_outlet(p) or _of_the_press(p) for p in who):
        return None
    status = _status(token)
    if status is None:
        return None
    return meeting_at(context, token, block, who, status, background=_is_background(token))


def meeting_at(
    context: EventContext,
    token: Token,
    block: int,
    participants: tuple[Party, ...],
    status: MeetingStatus,
    *,
    background: bool,
) -> MeetingMention:
    """The head of a meeting, its participants and status -> the mention, with place and day."""
    anchors = anchors_of(token)
    return MeetingMention(
        participants=participants,
        status=status,
        evidence=context.sentence(token, block),
        where=context.where(anchors, block),
        when=context.when(anchors, block),
        background=background,
        noun=is_nominal(token),
    )


def _of_the_press(party: Party) -> bool:
    """Whether it is a journalist; then the meeting is an interview."""
    return bool(_PRESS & set((party.role or "").lower().split()))


_PRESS = words("reporter journalist correspondent columnist anchor interviewer writer blogger host")


def _status(token: Token) -> MeetingStatus | None:
    real = factuality_of(token)
    match real:
        case Factuality.ACTUAL:
            return MeetingStatus.HAPPENED
        case Factuality.PRESENT | Factuality.PLANNED:
            return MeetingStatus.PLANNED
        case Factuality.DROPPED:
            return MeetingStatus.CALLED_OFF
        case Factuality.POSSIBLE | Factuality.NEGATED | Factuality.REFUSED | Factuality.DOUBTED:
            return None
        case _:
            assert_never(real)


def _is_background(token: Token) -> bool:
    """Whether the words refer to an earlier meeting: "had met", "a previous meeting"."""
    verb = token if is_verb(token) else governor(token)
    if any(c.lower_ in {"previous", "earlier", "past", "last"} for c in token.children):
        return True
    return (
        verb is not None
        and verb.tag_ == "VBN"
        and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
    )
