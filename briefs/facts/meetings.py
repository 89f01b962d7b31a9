"""Docs and registry -> who met, will meet or was to meet; each meeting once.

Takes the Docs of the blocks, where they begin, and the registry; gives `Meeting`s in the
order of their evidence. Constructions, an example each:
- verb of meeting        "Bell |met| Mora in Ottery", "Bell and Mora |conferred|", "the
                         council |convened|", "Bell |sat down| with the farmers"
- verb of talking        "Bell |spoke by telephone| with Mora", "is |negotiating| with Ruria"
- call, invitation       "Bell |called| Mora to urge ...", "|invited| Mora to the palace"
- reception              "Bell |was greeted| at the palace by Mora"
- hearing                "Bell |testified| before the water committee", "|told| the committee"
- noun with its parties  "|talks| between Ruria and Sund", "a NATO |summit|", "Bell's |call|
                         with Mora", "the Ruria-Sund |talks|"
- noun and its governor  "Bell |held talks| with Mora", "|attended| a summit", "|during a
                         meeting| with Mora, Bell said", "Bell urged Mora, |at a meeting|, to"
No meetings: the press and the public ("spoke to reporters"), deadlines that are met, what
is only possible or did not take place, and whatever has no named participant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from briefs.facts.meeting_nouns import NOUNS, by_noun
from briefs.facts.meeting_verbs import VERBS, is_narrator
from briefs.facts.merging import Sighting, merge_meetings
from briefs.facts.people import Registry
from briefs.facts.scene import Scene
from briefs.facts.syntax import (
    base,
    is_nominal,
    is_verb,
)
from briefs.model import Kind, Meeting


def find(docs: Sequence[Doc], starts: Sequence[int], registry: Registry) -> tuple[Meeting, ...]:
    """(Docs, their starts in the text, Registry) -> meetings."""
    scene = Scene(docs, starts, registry)
    seen: list[Sighting] = []
    for block, doc in enumerate(docs):
        for token in doc:
            if is_verb(token) or is_nominal(token):
                seen += _at(scene, token, block)
    return merge_meetings(seen)


def _at(scene: Scene, token: Token, block: int) -> Iterator[Sighting]:
    word = base(token)
    if is_verb(token):
        finder = VERBS.get(word)
        if finder is not None and not is_narrator(token):
            found = finder(scene, token, block)
            if found is not None:
                yield from _apart(found)
    elif is_nominal(token) and word in NOUNS:
        found = by_noun(scene, token, block)
        if found is not None:
            yield from _apart(found)


def _apart(found: Sighting) -> Iterator[Sighting]:
    """Calls are made one by one: "spoke by telephone to Mora, Rad and Sole" are three."""
    first, *others = found.participants
    persons = all(p.kind is Kind.PERSON for p in found.participants)
    if found.call and found.caller and persons and len(others) > 1:
        for other in others:
            yield found.between(first, other)
    else:
        yield found
