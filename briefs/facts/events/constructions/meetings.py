"""A word -> meetings, past, planned or called off, by known constructions.

Constructions, an example each:
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
Not reported: meetings with the press and the public ("spoke to reporters"), deadlines that are
met, what is only possible or did not take place, and meetings without a named participant.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from briefs.facts.document.dependencies import base, is_nominal, is_verb
from briefs.facts.events.arguments import EventContext
from briefs.facts.events.constructions.meeting_nouns import NOUNS, by_noun
from briefs.facts.events.constructions.meeting_verbs import VERBS, is_narrator
from briefs.facts.events.mentions import MeetingMention
from briefs.model.facts import Kind


def mentions_at(context: EventContext, token: Token, block: int) -> list[MeetingMention]:
    """A word -> the meetings that it reports."""
    return list(_at(context, token, block)) if is_verb(token) or is_nominal(token) else []


def _at(context: EventContext, token: Token, block: int) -> Iterator[MeetingMention]:
    word = base(token)
    if is_verb(token):
        finder = VERBS.get(word)
        if finder is not None and not is_narrator(token):
            found = finder(context, token, block)
            if found is not None:
                yield from _split_calls(found)
    elif is_nominal(token) and word in NOUNS:
        found = by_noun(context, token, block)
        if found is not None:
            yield from _split_calls(found)


def _split_calls(found: MeetingMention) -> Iterator[MeetingMention]:
    """A call with several others -> one each: "spoke by telephone to Mora, Rad and Sole"."""
    first, *others = found.participants
    persons = all(p.kind is Kind.PERSON for p in found.participants)
    if found.call and found.caller and persons and len(others) > 1:
        for other in others:
            yield found.between(first, other)
    else:
        yield found
