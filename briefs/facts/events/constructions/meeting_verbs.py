"""Verbs of meeting -> mentions of meetings, one function for each construction.

`VERBS` maps a verb's base form to its function: (context, verb, block) -> MeetingMention or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from briefs.facts.document.dependencies import (
    NAME_TAGS,
    base,
    child,
    heads,
    is_nominal,
    logical_subject,
    preps,
)
from briefs.facts.entities.role_phrases import is_role
from briefs.facts.events.arguments import EventContext, is_outlet, unique_parties
from briefs.facts.events.constructions.meeting_mentions import meeting_of, subject_parties
from briefs.facts.events.constructions.meeting_nouns import NOUNS
from briefs.facts.events.mentions import MeetingMention
from briefs.facts.lexicon.agreement_words import AGREEMENTS
from briefs.facts.lexicon.gazetteer import BY_NAME
from briefs.model.facts import Kind, MeetingStatus, Party
from briefs.word_lists import words

_TALK = words("talk speak chat converse")

_HEAR = words("testify appear")

_RECEIVE = words("greet receive welcome host")

_PANELS = words(
    """
    committee subcommittee commission panel congress parliament senate council inquiry
    investigator legislature assembly board house
    """
)

_HEARING_PANELS = words(
    """
    committee subcommittee commission panel council inquiry legislature assembly senate
    investigator
    """
)

_REMOTE = words("phone telephone videoconference video")


def is_narrator(verb: Token) -> bool:
    """Whether "we" or "I" met somebody: the author's own interview."""
    head = logical_subject(verb)
    return head is not None and head.lower_ in {"i", "we", "you"}


def _meet(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell met Mora", "Bell met with Mora", "Bell and Mora met", "the council met"."""
    passive = child(verb, "nsubjpass", "auxpass") is not None
    if passive or verb.dep_ == "amod" or _is_order(verb):
        return None
    parties = subject_parties(context, verb, block)
    if not parties and _is_thing(logical_subject(verb)):
        return None
    others = context.with_whom(verb, block)
    if _has_object_gap(verb):  # "the voters (that) they met"
        direct = context.parties(verb.head, block)
        if not direct:
            return None
        others += direct
    met = child(verb, "dobj")
    if met is not None:
        direct = context.parties(met, block)
        if not direct and not _is_reciprocal(met):
            return None
        others += direct
    elif not others and any(p.lower_ == "with" for p, _ in preps(verb)):
        return None  # "met with resistance"
    if not others and len(parties) < 2 and not _is_collective(verb, parties):
        return None
    if _is_match(verb) or _is_private(parties, others, met):
        return None
    who = unique_parties([*parties, *others])
    return meeting_of(context, verb, block, who) if len(who) > 1 or not others else None


def _is_thing(head: Token | None) -> bool:
    """Whether the subject is a thing: "the |proposals| met with the approval of senators"."""
    return head is not None and head.tag_ in {"NN", "NNS"} and not is_role(head)


_MATCHES = words("match final finals semifinal semi-final playoff playoffs game quarterfinal round")


def _is_match(verb: Token) -> bool:
    """Whether teams meet: "due to meet Ottery in a |playoff|"."""
    return any(is_nominal(t) and base(t) in _MATCHES for t in verb.subtree)


def _is_private(parties: Sequence[Party], others: Sequence[Party], met: Token | None) -> bool:
    """Whether one person merely gets to know another: "Alice met Bob at the station"."""
    everyone = [*parties, *others]
    return (
        met is not None
        and all(p.kind is Kind.PERSON for p in everyone)
        and not any(p.role or BY_NAME.get(p.name) for p in everyone)
    )


def _is_order(verb: Token) -> bool:
    """Whether it is an imperative: "|Meet| the experts"."""
    alone = verb.tag_ in {"VB", "NNP", "VBP"} and child(verb, "aux", "nsubj") is None
    return alone and verb.dep_ == "ROOT"


def _has_object_gap(verb: Token) -> bool:
    """Whether the head of the verb's relative clause is its object."""
    own = child(verb, "nsubj")
    if verb.dep_ != "relcl" or own is None or own.tag_ in {"WP", "WDT"}:
        return False
    return child(verb, "dobj") is None and not any(True for _ in preps(verb, "with"))


def _is_reciprocal(token: Token) -> bool:
    return token.lower_ in {"other", "another"}


def _is_collective(verb: Token, parties: Sequence[Party]) -> bool:
    """Whether a lone subject can meet by itself: "NATO ministers", "the committee"."""
    head = logical_subject(verb)
    if head is None or not parties:
        return False
    if parties[0].kind is Kind.PERSON or base(verb) not in {"meet", "convene"}:
        return False
    return head.tag_ in {"NNS", "NNPS"} or parties[0].kind is Kind.BODY


def _talk(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell spoke by telephone with Mora", "Bell and Mora spoke by phone", "talked to"."""
    remote = any(base(goal) in _REMOTE for _, goal in preps(verb, "by", "on", "over", "via"))
    others = [
        p
        for p in context.with_whom(verb, block, "with", "to", "between")
        if remote or (p.kind is Kind.PERSON and (p.role or BY_NAME.get(p.name)))
    ]
    parties = subject_parties(context, verb, block)
    if not (remote and len(parties) > 1) and not others:
        return None
    if not ((parties and others) or remote):
        return None
    found = meeting_of(context, verb, block, [*parties, *others])
    return None if found is None else found.by_call(caller=len(parties) == 1)


def _negotiate(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    about = child(verb, "dobj")
    on_agreement = verb.dep_ in {"relcl", "acl"} and base(verb.head) in AGREEMENTS
    if on_agreement or (about is not None and base(about) in AGREEMENTS):
        return None  # reported as an agreement
    others = context.with_whom(verb, block, "with", "between")
    parties = subject_parties(context, verb, block)
    if not others and len(parties) < 2:
        return None
    return meeting_of(context, verb, block, [*parties, *others])


def _sit(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell sat down with the farmers"."""
    others = context.with_whom(verb, block, "with")
    if not others or not any(c.lower_ == "down" for c in verb.children):
        return None
    return meeting_of(context, verb, block, [*subject_parties(context, verb, block), *others])


def _call(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell called Mora to urge her ...", "Bell telephoned Mora on Tuesday"."""
    met = child(verb, "dobj")
    if met is None:
        return _call_on(context, verb, block)
    if child(verb, "oprd", "prt", "ccomp", "attr") is not None:
        return None
    others = [p for p in context.parties(met, block) if p.kind is Kind.PERSON]
    purpose = any(
        c.dep_ in {"advcl", "xcomp"} and c.tag_ in {"VB", "VBG"} and c.i > met.i
        for c in verb.children
    )
    dated = context.when([verb], block) is not None
    parties = subject_parties(context, verb, block)
    if base(verb) == "call" and _is_private(parties, others, met):
        return None
    if not others or not (purpose or dated or base(verb) != "call"):
        return None
    found = meeting_of(context, verb, block, [*parties, *others])
    return None if found is None else found.by_call(caller=True)


_TABLE_TALK = words("discuss talk negotiate meet confer consult review congratulate")


_TABLES = words("lunch dinner breakfast tea talk meeting summit banquet reception")


def _shake(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell shook hands with Mora"."""
    what = child(verb, "dobj")
    if what is None or base(what) != "hand" or is_narrator(verb):
        return None
    parties = subject_parties(context, verb, block)
    others = [p for p in context.with_whom(verb, block, "with") if p.kind is Kind.PERSON]
    others += [p for p in context.with_whom(what, block, "with") if p.kind is Kind.PERSON]
    everyone = unique_parties([*parties, *others])
    if len(everyone) < 2 or not any(p.role or BY_NAME.get(p.name) for p in everyone):
        return None
    return meeting_of(context, verb, block, everyone)


def _call_on(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell called on Mora to discuss ...", a visit, not an appeal."""
    if not any(c.tag_ == "VB" and base(c) in _TABLE_TALK for c in verb.children):
        return None
    hosts = [p for p in context.with_whom(verb, block, "on") if p.kind is Kind.PERSON]
    parties = subject_parties(context, verb, block)
    return meeting_of(context, verb, block, [*parties, *hosts]) if hosts and parties else None


def _discuss(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell discussed the reef with Mora"."""
    about = child(verb, "dobj")
    if about is None:
        return None
    near = [*context.with_whom(verb, block, "with"), *context.with_whom(about, block, "with")]
    others = [p for p in near if p.kind is not Kind.OTHER]
    parties = subject_parties(context, verb, block)
    if not others or not parties:
        return None
    return meeting_of(context, verb, block, [*parties, *others])


def _receive(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell was greeted at the palace by Mora", "Mora hosted Bell for lunch"."""
    guest = child(verb, "nsubjpass") or child(verb, "dobj")
    if guest is None or verb.dep_ == "amod":
        return None
    guests = [p for p in context.parties(guest, block) if p.kind is Kind.PERSON]
    hosts = [p for p in subject_parties(context, verb, block) if p.kind is Kind.PERSON]
    place = context.where([verb], block)
    purpose = any(c.tag_ == "VB" and base(c) in _TABLE_TALK for c in verb.children)
    table = any(
        base(goal) in _TABLES for at in (verb, guest) for _, goal in preps(at, "for", "to", "at")
    )
    if not guests or not hosts or not (place or purpose or table) or set(guests) & set(hosts):
        return None
    return meeting_of(context, verb, block, [*guests, *hosts])


def _invite(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell invited Mora to the palace"."""
    guest = child(verb, "nsubjpass") or child(verb, "dobj")
    if guest is None or not any(
        base(goal) in NOUNS or goal.tag_ in NAME_TAGS for _, goal in preps(verb, "to", "for")
    ):
        return None
    guests = [p for p in context.parties(guest, block) if p.kind is Kind.PERSON]
    hosts = [p for p in subject_parties(context, verb, block) if p.kind is Kind.PERSON]
    if not guests or not hosts:
        return None
    mention = meeting_of(context, verb, block, [*guests, *hosts])
    if mention is not None and mention.status is MeetingStatus.HAPPENED:
        return mention.with_status(MeetingStatus.PLANNED)
    return mention


def _testify(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell testified before the water committee", "appeared before the panel"."""
    goals = [goal for _, goal in preps(verb, "before", "to", "at")]
    goals += [
        inner
        for _, front in preps(verb, "in")
        if front.lower_ == "front"
        for _, inner in preps(front, "of")
    ]
    panels = [
        party
        for goal in goals
        for head in heads(goal)
        for party in context.parties(head, block)
        if _is_panel(head, party)
    ]
    parties = subject_parties(context, verb, block)
    if not panels or not parties:
        return None
    return meeting_of(context, verb, block, [*parties, *panels])


def _tell(context: EventContext, verb: Token, block: int) -> MeetingMention | None:
    """As in "Bell told the Senate water committee"."""
    panel = child(verb, "dobj", "dative")
    if panel is None or base(panel) not in _HEARING_PANELS:
        return None
    bodies = [p for p in context.parties(panel, block) if p.kind is Kind.BODY and not is_outlet(p)]
    parties = subject_parties(context, verb, block)
    if not bodies or not parties:
        return None
    return meeting_of(context, verb, block, [*parties, *bodies])


def _is_panel(head: Token, party: Party) -> bool:
    if party.kind is Kind.PERSON or is_outlet(party):
        return False
    return base(head) in _PANELS or any(w in _PANELS for w in party.name.lower().split())


VERBS = {
    **dict.fromkeys(words("meet confer huddle convene parley consult"), _meet),
    **dict.fromkeys(_TALK, _talk),
    "negotiate": _negotiate,
    "discuss": _discuss,
    "sit": _sit,
    **dict.fromkeys(words("call phone telephone"), _call),
    **dict.fromkeys(_RECEIVE, _receive),
    "invite": _invite,
    "shake": _shake,
    **dict.fromkeys(_HEAR, _testify),
    "tell": _tell,
}
