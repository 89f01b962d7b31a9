"""An agreement's trigger: the verb or noun that makes, refuses or ends it, and its status.

Head noun of an agreement -> `AgreementTrigger`: the trigger word, the status if it took place,
and its agents. Constructions, an example each:
- object            "|signed| a pact", "reached a deal", "vetoed the bill"; passive and relative
                    clauses too ("a pact |signed| by Bell", "the deal that Bell |rejected|")
- noun of signing   "the |signing| of the treaty", "|withdrawal| from the accord"
- leaving           "|withdrew| from the accord", "|pulled| out of the pact"
- falling apart     "the truce |collapsed|"
- in passing        "freed the ships as part of a |deal|"
`status_of(trigger)` asks factuality.py whether it took place; `status_of_mention(noun)` judges
an agreement without a trigger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from spacy.tokens import Token

from briefs.facts.document.dependencies import (
    NAME_TAGS,
    base,
    child,
    is_nominal,
    is_verb,
    logical_subject,
    preps,
)
from briefs.facts.events.arguments import EventContext, unique_parties
from briefs.facts.events.constructions.agreement_nouns import BETWEEN, SHELLS
from briefs.facts.events.factuality import FAILURES, Factuality, factuality_of
from briefs.facts.lexicon.agreement_words import (
    AGREEING,
    ENDING,
    FALLING,
    LAWS,
    LEAVING,
    REFUSING,
    SIGNING,
    SIGNING_NOUNS,
    TRYING,
)
from briefs.model.facts import AgreementStatus, Kind, Party
from briefs.word_lists import words


@dataclass(frozen=True, slots=True)
class AgreementTrigger:
    """The word that acts on an agreement, the status if it took place, and who acts."""

    word: Token
    status: AgreementStatus
    parties: tuple[Party, ...] = ()


def find_trigger(context: EventContext, noun: Token, block: int) -> AgreementTrigger | None:
    """Head of an agreement -> its trigger, or None."""
    for verb, passive in _governing_verbs(noun):
        status = _by_verb(verb, base(noun))
        if status is not None:
            return AgreementTrigger(verb, status, _agents(context, verb, noun, block, passive))
    under = _in_passing(context, noun, block)
    if under is not None:
        return under
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        return _by_preposition(context, noun, block)
    for c in noun.children:  # "the deal that fell apart"
        if c.dep_ == "relcl" and _falls(c) and base(noun) not in LAWS:
            return AgreementTrigger(c, AgreementStatus.ENDED)
    falling = noun.dep_ == "nsubj" and is_verb(noun.head) and base(noun) not in LAWS
    if falling and _falls(noun.head):
        return AgreementTrigger(noun.head, AgreementStatus.ENDED)
    return None


def _by_verb(verb: Token, noun: str) -> AgreementStatus | None:
    """The status that a verb gives to its object, such an agreement; or None."""
    word = base(verb)
    status = AgreementStatus.PLANNED if word in TRYING else _STATUS_BY_VERB.get(word)
    if noun == "order":
        return AgreementStatus.SIGNED if word == "issue" else status if word in _ORDERING else None
    if word == "send" and any(base(goal) in _DESKS for _, goal in preps(verb, "to")):
        return AgreementStatus.AGREED
    if word == "work" and any(c.lower_ == "out" for c in verb.children):
        return AgreementStatus.AGREED
    if noun in LAWS and word in _NOT_FOR_LAWS:
        return None
    if word in {"tear", "rip"} and not any(c.lower_ in {"up", "apart"} for c in verb.children):
        return None
    if noun in {"law", "act"} and status is AgreementStatus.AGREED:
        return AgreementStatus.SIGNED  # a law that was passed is in force
    return status


def _by_preposition(context: EventContext, noun: Token, block: int) -> AgreementTrigger | None:
    """As in "|withdrew| from the accord", "pulled |out| of it", "the |signing| of the treaty"."""
    prep = noun.head.lower_
    word = noun.head.head.head if noun.head.head.dep_ == "prep" else noun.head.head
    if is_verb(word) and (base(word), prep) in LEAVING:
        return AgreementTrigger(
            word, AgreementStatus.ENDED, _agents(context, word, noun, block, False)
        )
    status = SIGNING_NOUNS.get(base(word)) if is_nominal(word) else None
    if status is None or prep not in {"of", "from", "to"}:
        return None
    if status is AgreementStatus.ENDED and base(noun) in LAWS and base(word) != "repeal":
        return None  # a bill that is withdrawn never was a law
    return AgreementTrigger(word, status, tuple(context.owners(word, block)))


_ORDERING = words("sign issue rescind revoke")

_DESKS = words("desk president governor mayor")


def _in_passing(context: EventContext, noun: Token, block: int) -> AgreementTrigger | None:
    """As in "Ruria freed Sund's ships |as part of| a deal", "|under| an agreement"."""
    prep = noun.head
    part = prep.lower_ == "of" and prep.head.lower_ == "part"
    if noun.dep_ != "pobj" or base(noun) in LAWS or not (part or prep.lower_ == "under"):
        return None
    if not any(c.lower_ in {"a", "an"} for c in noun.children):
        return None
    verb = next((a for a in noun.ancestors if is_verb(a)), None)
    if verb is None:
        return None
    found: list[Party] = []
    for head in (logical_subject(verb), child(verb, "dobj")):
        if head is not None:
            found += [p for p in context.parties(head, block) if p.kind is not Kind.OTHER]
    return AgreementTrigger(noun, AgreementStatus.AGREED, tuple(found))


_STATUS_BY_VERB = {
    **dict.fromkeys(SIGNING, AgreementStatus.SIGNED),
    **dict.fromkeys(AGREEING, AgreementStatus.AGREED),
    **dict.fromkeys(REFUSING, AgreementStatus.REFUSED),
    **dict.fromkeys(ENDING, AgreementStatus.ENDED),
}

_NOT_FOR_LAWS = words(
    """
    make have get win break strike cut do draft close violate announce unveil secure seal forge
    """
)


def _falls(verb: Token) -> bool:
    word = base(verb)
    if word == "fall":
        return any(c.lower_ in {"apart", "through"} for c in verb.children)
    if word == "break":
        return any(c.lower_ == "down" for c in verb.children)
    return word in FALLING


def _governing_verbs(noun: Token) -> Iterator[tuple[Token, bool]]:
    """(Verb with the agreement as its object, whether it is the passive subject), each."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and base(noun.head.head) in SHELLS:
        yield from _governing_verbs(noun.head.head)
    if noun.dep_ in {"dobj", "nsubjpass"} and is_verb(noun.head):
        yield noun.head, noun.dep_ == "nsubjpass"
        for c in noun.head.children:
            if c.dep_ == "conj" and is_verb(c) and child(c, "dobj", "nsubj") is None:
                yield c, noun.dep_ == "nsubjpass"
    if noun.dep_ == "conj" and is_nominal(noun.head) and noun.head.i != noun.i:
        yield from _governing_verbs(noun.head)
    if noun.dep_ == "pobj" and is_verb(noun.head.head):
        verb, prep = noun.head.head, noun.head.lower_
        if (base(verb), prep) in {("agree", "on"), ("agree", "to"), ("sign", "on"), ("sign", "to")}:
            yield verb, False
    for c in noun.children:
        if c.dep_ == "acl" and c.tag_ == "VBN":
            yield c, True
        elif c.dep_ == "relcl":
            passive = child(c, "nsubjpass") is not None
            if passive or _acts_on_head(c):
                yield c, passive


def _acts_on_head(clause: Token) -> bool:
    """Whether the agreement is the object of its relative clause: "a deal (that) |Bell| signed"."""
    if any(goal.tag_ == "WDT" for _, goal in preps(clause)):  # "a deal in which ..."
        return False
    taken = child(clause, "dobj")
    if taken is not None and taken.tag_ not in {"WDT", "WP", "IN"}:
        return False
    acting = child(clause, "nsubj")
    return acting is not None and acting.tag_ not in {"WDT", "WP"}


_GO_BETWEENS = words("broker mediate draft")


_DEALING = words("negotiate talk meet work cooperate confer speak join")


def _agents(
    context: EventContext, verb: Token, noun: Token, block: int, passive: bool
) -> tuple[Party, ...]:
    """The parties that sign, agree or leave."""
    found: list[Party] = []
    head = None if passive and base(verb) in _GO_BETWEENS else logical_subject(verb)
    if head is not None and head.i != noun.i and not (passive and child(verb, "agent") is None):
        found += context.parties(head, block)
    if base(verb) in _GO_BETWEENS and context.with_whom(noun, block, *BETWEEN):
        return ()  # a broker of a deal is no party to it
    found += context.with_whom(verb, block, *BETWEEN)
    if base(verb) == "offer":  # "offered Bell a contract", "offered a contract to Bell"
        found += context.with_whom(verb, block, "to")
        given = child(verb, "dative")
        found += [] if given is None else list(context.parties(given, block))
    above = verb
    while above.dep_ in {"xcomp", "advcl"} and is_verb(above.head):  # "|talked with Mora| to reach"
        above = above.head
        if base(above) in _DEALING:
            found += context.with_whom(above, block, "with")
    return unique_parties(found)


def status_of(trigger: AgreementTrigger) -> AgreementStatus | None:
    """The agreement's status by its trigger and factuality; None if it is not to be reported."""
    real = factuality_of(trigger.word)
    if trigger.status is AgreementStatus.PLANNED:
        untrue = real in {Factuality.DOUBTED, Factuality.NEGATED}
        return None if untrue else AgreementStatus.PLANNED
    if trigger.status in {AgreementStatus.REFUSED, AgreementStatus.ENDED}:
        return _status_of_refusal(trigger.status, real)
    match real:
        case Factuality.ACTUAL | Factuality.PRESENT:
            return trigger.status
        case Factuality.PLANNED | Factuality.POSSIBLE | Factuality.DROPPED:
            return AgreementStatus.PLANNED
        case Factuality.REFUSED:
            return AgreementStatus.REFUSED
        case Factuality.NEGATED:
            if trigger.status is AgreementStatus.SIGNED:
                return AgreementStatus.REFUSED
            return AgreementStatus.PLANNED if base(trigger.word.head) in FAILURES else None
        case Factuality.DOUBTED:
            return None
        case _:
            assert_never(real)


def _status_of_refusal(status: AgreementStatus, real: Factuality) -> AgreementStatus | None:
    """Status of a trigger that refuses or ends an agreement."""
    match real:
        case Factuality.ACTUAL | Factuality.PRESENT:
            return status
        case Factuality.PLANNED:
            return AgreementStatus.PLANNED
        case (
            Factuality.POSSIBLE
            | Factuality.NEGATED
            | Factuality.REFUSED
            | Factuality.DROPPED
            | Factuality.DOUBTED
        ):
            return None
        case _:
            assert_never(real)


def law_status(trigger: AgreementTrigger) -> AgreementStatus | None:
    """Status of a law that was signed, passed or refused, or is about to be signed; else None."""
    status = status_of(trigger)
    if status is AgreementStatus.PLANNED:
        signing = (
            trigger.status is AgreementStatus.SIGNED
            and factuality_of(trigger.word) is Factuality.PLANNED
        )
        return status if signing and trigger.parties else None
    if status is AgreementStatus.REFUSED and trigger.status is not AgreementStatus.REFUSED:
        return None
    return status


_HOPED = words(
    """
    any possible potential final proposed planned prospective future eventual better pending draft
    """
)


def status_of_mention(noun: Token, *, law: bool) -> AgreementStatus | None:
    """Status of an agreement that is only mentioned, without a trigger."""
    real = factuality_of(noun)
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if law or base(noun) in {"act", "convention"}:
        return AgreementStatus.SIGNED
    indefinite = "a" in before or "an" in before or not before
    if before & {"the", "this", "that"} or child(noun, "poss") is not None:
        return None if before & {"possible", "potential"} else _status_of_existing(noun)
    if real in {Factuality.PLANNED, Factuality.POSSIBLE} or (indefinite and before & _HOPED):
        return AgreementStatus.PLANNED
    if real is Factuality.NEGATED:
        return None if indefinite else _status_of_existing(noun)
    return _status_of_existing(noun)


_UNSIGNED = words(
    """
    agreement understanding alliance partnership compromise bargain swap settlement ceasefire
    truce
    """
)


def _status_of_existing(noun: Token) -> AgreementStatus:
    """Status of an agreement that exists: a treaty, an accord or a deal is signed."""
    negotiated = any(base(c) in {"renegotiate", "negotiate"} for c in noun.children)
    loose = base(noun) in _UNSIGNED and noun.tag_ not in NAME_TAGS
    return AgreementStatus.AGREED if loose or negotiated else AgreementStatus.SIGNED
