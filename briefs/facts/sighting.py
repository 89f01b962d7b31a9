"""An event's head word and its parties -> what was seen of a meeting, or None.

The last sieve: without a named party, of an outlet, or not at least planned, it is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from briefs.facts.factuality import Reality, reality
from briefs.facts.merging import Sighting
from briefs.facts.scene import Scene, around, is_outlet, merged
from briefs.facts.syntax import (
    governor,
    is_nominal,
    is_verb,
    subject,
)
from briefs.facts.wordlist import words
from briefs.model import Kind, MeetingStatus, Party


def subject_parties(scene: Scene, verb: Token, block: int) -> list[Party]:
    """Verb -> the parties that its logical subject means."""
    head = subject(verb)
    return [] if head is None else list(scene.parties(head, block))


def sight(scene: Scene, token: Token, block: int, parties: Sequence[Party]) -> Sighting | None:
    """An event's head and its parties -> what was seen, or None where it is no meeting."""
    who = merged(parties)
    named = [p for p in who if p.kind is not Kind.OTHER]
    if not named or any(is_outlet(p) or _of_the_press(p) for p in who):
        return None
    status = _status(token, scene, block)
    if status is None:
        return None
    anchors = around(token)
    return Sighting(
        participants=who,
        status=status,
        evidence=scene.sentence(token, block),
        where=scene.where(anchors, block),
        when=scene.when(anchors, block),
        background=_is_background(token),
        noun=is_nominal(token),
    )


def _of_the_press(party: Party) -> bool:
    """Whether it is a journalist, so that the meeting is an interview."""
    return bool(_PRESS & set((party.role or "").lower().split()))


_PRESS = words("reporter journalist correspondent columnist anchor interviewer writer blogger host")

_STATUS = {
    Reality.ACTUAL: MeetingStatus.HAPPENED,
    Reality.PRESENT: MeetingStatus.PLANNED,
    Reality.PLANNED: MeetingStatus.PLANNED,
    Reality.DROPPED: MeetingStatus.CALLED_OFF,
}


def _status(token: Token, scene: Scene, block: int) -> MeetingStatus | None:
    return _STATUS.get(reality(token))


def _is_background(token: Token) -> bool:
    """Whether an earlier meeting is told of: "had met", "a previous meeting"."""
    verb = token if is_verb(token) else governor(token)
    if any(c.lower_ in {"previous", "earlier", "past", "last"} for c in token.children):
        return True
    return (
        verb is not None
        and verb.tag_ == "VBN"
        and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
    )
