"""Nouns for meetings -> mentions, with the parties of the noun and of its clause.

`by_noun(context, noun, block)`: parties come after the noun ("talks with Mora"), before it
("Bell's talks", "the NATO summit"), or come with the verb that governs it ("Bell |held|
talks", "in a call with Mora, |Bell| agreed", "Bell urged |Mora|, at a meeting, to").
"""

from __future__ import annotations

from spacy.tokens import Token

from briefs.facts.document.dependencies import base, child, governor, is_verb, preps
from briefs.facts.events.arguments import EventContext, is_outlet, unique_parties
from briefs.facts.events.constructions.meeting_mentions import meeting_of, subject_parties
from briefs.facts.events.mentions import MeetingMention
from briefs.model.facts import Kind, Party
from briefs.word_lists import words

_HOLD = words(
    """
    hold have host conduct attend begin start resume open schedule cancel join lead chair convene
    arrange finish conclude finalize postpone wrap continue launch enter skip boycott leave
    request seek plan call propose organize broker mediate set demand need want end take tell
    address make
    """
)

_ALONE = words("summit meeting session talk hearing")
_PANELS = words("committee subcommittee commission panel council congress parliament senate house")

NOUNS = words(
    """
    meeting talk summit negotiation discussion conversation call hearing consultation
    dialogue get-together sit-down audience huddle teleconference visit session lunch dinner
    breakfast
    """
)

_PHONE = words("phone telephone conference video introductory first initial")

_NOT_MEETING = words("news press prayer town campaign board-game pep pledge watch block")


def by_noun(context: EventContext, noun: Token, block: int) -> MeetingMention | None:
    """A noun for a meeting, with the parties of its phrase and of its governor."""
    if not _is_event(noun) or (noun.dep_ == "dobj" and base(noun.head) in {"discuss", "mention"}):
        return None
    own = list(unique_parties([*context.owners(noun, block), *_of(context, noun, block)]))
    others = context.with_whom(noun, block)
    for c in noun.children:  # "a meeting Tuesday between Bell and Mora"
        if c.dep_ in {"acl", "relcl"} and is_verb(c):
            others += context.with_whom(c, block, "with", "between", "by")
    if base(noun) == "call":  # "made telephone calls to Mora and Rad"
        others += context.with_whom(noun, block, "to")
    if noun.dep_ == "dobj" and base(noun.head) in _HOLD:  # "held talks on Monday with Mora"
        others += context.with_whom(noun.head, block)
    brought = (
        []
        if len(own) > 1 or _between(noun)
        else _governor_parties(context, noun, block, bool(others))
    )
    parties = unique_parties([*own, *others, *brought])
    word = base(noun)
    alone = own and (word in _ALONE and (word != "talk" or parties[0].kind is Kind.BODY))
    attended = word == "summit" and noun.head.i != noun.i and base(noun.head) in {"attend", "host"}
    if len(parties) < 2 and not alone and not attended:
        return None
    if len(parties) < 2 and word != "summit" and _is_stage(noun):
        return None
    if word in {"visit", "call", "session"} and not (own or others or len(brought) > 1):
        return None
    found = meeting_of(context, noun, block, parties)
    if found is not None and (word == "call" or _PHONE & {c.lower_ for c in noun.children}):
        return found.by_call(caller=False)
    return found


def _is_stage(noun: Token) -> bool:
    """Whether the meeting is only the place of a statement: "told us |at| the union's meeting"."""
    several = noun.tag_ == "NNS" and noun.lower_ != "talks"
    return several or (
        noun.dep_ == "pobj" and noun.head.lower_ in {"at", "after", "outside", "of", "during"}
    )


def _is_event(noun: Token) -> bool:
    word = base(noun)
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if before & _NOT_MEETING or noun.dep_ in {"compound", "nmod"}:
        return False
    if word == "talk":
        return noun.lower_ == "talks"
    if word == "call":
        return bool(before & _PHONE) or any(True for _ in preps(noun, "with", "between"))
    if word == "session":
        return any(True for _ in preps(noun, "with", "between"))
    if word in {"audience", "lunch", "dinner", "breakfast"}:
        return any(True for bearer in (noun, noun.head) for _ in preps(bearer, "with"))
    return word != "visit"


def _between(noun: Token) -> bool:
    return any(True for _ in preps(noun, "between", "among"))


def _of(context: EventContext, noun: Token, block: int) -> list[Party]:
    """As in "a meeting of EU ministers", "a summit of NATO leaders", "a hearing of the panel"."""
    if base(noun) not in {"meeting", "summit", "hearing", "session"}:
        return []
    forms = ("of", "before", "in", "by") if base(noun) == "hearing" else ("of", "before")
    found = context.with_whom(noun, block, *forms)
    if base(noun) == "hearing":
        found = [p for p in found if _is_panel(p)]
    return found if len(found) > 1 else [p for p in found if p.kind is not Kind.PERSON]


def _is_panel(party: Party) -> bool:
    return party.kind is Kind.BODY and bool(_PANELS & set(party.name.lower().split()))


def _governor_parties(
    context: EventContext, noun: Token, block: int, has_with: bool
) -> list[Party]:
    """The parties of the governing clause: "Bell |held| talks", "|in talks| with"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and base(noun.head.head) in _SERIES:
        noun = noun.head.head  # "in a week of |meetings|"
    verb = governor(noun)
    if verb is None:
        return []
    word = base(verb)
    if noun.dep_ == "nsubj" and noun.head.i == verb.i:
        return _of_outcome(context, verb, block)
    if noun.head.i == verb.i and noun.dep_ in {"dobj", "nsubjpass"}:
        if word not in _HOLD or word in {"skip", "boycott"}:
            return []
        return subject_parties(context, verb, block)
    if noun.dep_ == "pobj" and noun.head.lower_ in {
        "in", "during", "after", "at", "following", "for", "before", "to", "from", "ahead",
        "through", "into",
    }:  # fmt: skip
        if noun.head.head.i != verb.i and noun.head.head.head.i != verb.i:
            return []
        parties = subject_parties(context, verb, block)
        named = [p for p in parties if p.kind is not Kind.OTHER and not is_outlet(p)]
        met = child(verb, "dobj", "dative")
        if has_with and met is not None and word in _JOINS:
            named += [p for p in context.parties(met, block) if p.kind is not Kind.OTHER]
        both = [] if met is None else [p for p in context.parties(met, block) if p not in named]
        if has_with:
            return named
        if named and both and any(p.kind is Kind.PERSON for p in both):
            return [*named, *both]
    return []


_JOINS = words("join host invite welcome receive see bring")

_SERIES = words("series round week day month string flurry spate number couple pair hour set")

_OUTCOMES = words("agreement accord deal pact treaty truce ceasefire compromise settlement")


def _of_outcome(context: EventContext, verb: Token, block: int) -> list[Party]:
    """As in "talks |failed to yield| an accord between Ruria and Sund"."""
    for word in (verb, *(c for c in verb.children if c.dep_ in {"xcomp", "ccomp"})):
        outcome = child(word, "dobj")
        if outcome is not None and base(outcome) in _OUTCOMES:
            return context.with_whom(outcome, block)
    return []
