"""A word -> agreements signed, agreed, planned, refused or left, by known constructions.

Constructions, an example each:
- a verb and its object   "Bell and Mora |signed| a water pact", "Ruria |reached a deal| with
                          Sund", "the accord that Bell |concluded|", "|vetoed| the bill"
- a noun of signing       "the |signing| of the treaty", "|ratification| of the accord"
- a name of its own       "the Ottery Convention", "the Clean Rivers Act", "the 2010 reef law"
- a noun with parties     "the deal |with Sund|", "a treaty |between| Ruria and Sund", "the
                          |Ruria-Sund| accord", "|Ruria's| trade deal"
- agreeing itself         "Ruria and Sund |agreed to| open the bridge", "|agreed on| a truce"
- leaving and ending      "|withdrew from| the accord", "the truce |collapsed|"
Not reported: bills that are merely introduced, laws in general ("the law", "federal law"), bare
plurals ("trade deals"), and a bare "the deal", which only repeats one that was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from briefs.facts.document.dependencies import (
    base,
    child,
    is_nominal,
    is_verb,
    logical_subject,
    preps,
)
from briefs.facts.entities.registry import Registry
from briefs.facts.events.arguments import VENUES, EventContext, anchors_of, unique_parties
from briefs.facts.events.constructions.agreement_nouns import (
    BETWEEN,
    content,
    extent,
    in_body,
    is_named,
    is_other_sense,
    is_proposed,
    noun_of,
    stands_alone,
)
from briefs.facts.events.constructions.agreement_triggers import (
    AgreementTrigger,
    find_trigger,
    law_status,
    status_of,
    status_of_mention,
)
from briefs.facts.events.factuality import Factuality, factuality_of
from briefs.facts.events.mentions import AgreementMention
from briefs.facts.lexicon.agreement_words import AGREEMENTS, ANSWERING, KNOWN, LAWS, OFFERS, PAPERS
from briefs.facts.lexicon.gazetteer import lookup
from briefs.facts.lexicon.role_nouns import office
from briefs.model.facts import AgreementStatus, Kind, Party
from briefs.word_lists import words


def mentions_at(context: EventContext, token: Token, block: int) -> list[AgreementMention]:
    """A word -> the agreements that it reports."""
    return list(_at(context, token, block)) if is_verb(token) or is_nominal(token) else []


def with_inherited_parties(
    mention: AgreementMention, seen: Sequence[AgreementMention], registry: Registry
) -> AgreementMention:
    """A background mention without parties -> with the countries of another in its sentence.

    As in "signed a pact, taking the previous pacts ...", which bind the same countries.
    """
    if mention.parties or not mention.background:
        return mention
    for other in seen:
        if other.evidence == mention.evidence and len(other.parties) > 1:
            bound = [c for p in other.parties for c in registry.signatories(p)]
            return replace(mention, parties=unique_parties(bound))
    return mention


def _at(context: EventContext, token: Token, block: int) -> Iterator[AgreementMention]:
    found = None
    if is_nominal(token):
        word = noun_of(token)
        if word in AGREEMENTS | LAWS | OFFERS | PAPERS and token.dep_ not in {
            "compound",
            "nmod",
            "poss",
        }:
            found = _by_noun(context, token, block)
    elif is_verb(token) and base(token) == "agree":
        found = _agree(context, token, block)
    elif is_verb(token) and base(token) == "sign":
        found = _sign(context, token, block)
    elif is_verb(token) and base(token) == "settle":
        found = _settle(context, token, block)
    if found is not None:
        yield found


def _by_noun(context: EventContext, noun: Token, block: int) -> AgreementMention | None:
    """A noun for an agreement or a law, by its trigger and its name."""
    law = noun_of(noun) in LAWS
    named = is_named(noun)
    if _is_general(noun) or in_body(context, noun, block) or (law and named and is_proposed(noun)):
        return None
    own = _own_parties(context, noun, block)
    trigger = find_trigger(context, noun, block)
    several = law and noun.tag_ in {"NNS", "NNPS"} and child(noun, "nummod") is None
    if several and not (
        trigger is not None and trigger.status is AgreementStatus.SIGNED and trigger.parties
    ):
        return None
    if trigger is None:
        if not stands_alone(noun, named=named, law=law, own=own):
            return None
        status: AgreementStatus | None = status_of_mention(noun, law=law)
    else:
        status = law_status(trigger) if law else status_of(trigger)
    if status is None:
        return None
    if noun_of(noun) in OFFERS and (trigger is None or base(trigger.word) not in ANSWERING):
        return None
    signed = trigger is not None and trigger.status is AgreementStatus.SIGNED
    if noun_of(noun) in PAPERS and not (
        signed and trigger is not None and len(trigger.parties) > 1
    ):
        return None
    doers = trigger.parties if trigger is not None else ()
    parties = _known_parties(context, noun, block) or _parties(
        context, own, doers, trigger, law=law
    )
    if not _enough(noun, status, parties, own, named=named, law=law):
        return None
    start, end = extent(noun)
    anchor = noun if trigger is None else trigger.word
    return AgreementMention(
        what=context.span(block, start, end),
        words=content(noun.doc, start, end),
        head=noun.lower_,
        parties=parties,
        status=status,
        evidence=context.sentence(anchor, block),
        background=trigger is None or _is_background(noun, anchor),
        acted_on=trigger is not None,
        named=named,
    )


def _is_general(noun: Token) -> bool:
    """Whether the noun is unspecific: "any deal", "no such law"."""
    return is_other_sense(noun) or any(
        c.lower_ in {"any", "no", "such", "every"} and c.i < noun.i for c in noun.children
    )


def _own_parties(context: EventContext, noun: Token, block: int) -> tuple[Party, ...]:
    """Parties in the noun's own phrase: "Peru's deal with Chile"."""
    return unique_parties(
        [
            *context.owners(noun, block),
            *context.with_whom(noun, block, *BETWEEN),
            *(p for goal in _kinds(noun) for p in context.with_whom(goal, block, *BETWEEN)),
            *_acquired_companies(context, noun, block),
            *(context.with_whom(noun, block, "from", "by") if base(noun) in OFFERS else ()),
        ]
    )


def _kinds(noun: Token) -> list[Token]:
    """The agreement noun below another: "a memorandum of |understanding| with Sund"."""
    return [goal for _, goal in preps(noun, "of") if base(goal) in AGREEMENTS]


_BUYING = words("buy acquire purchase merge sell")


def _acquired_companies(context: EventContext, word: Token, block: int) -> list[Party]:
    """The company in "a deal to |buy Volta|", "agreed to |merge with Volta|"."""
    found: list[Party] = []
    above = list(word.head.children) if is_nominal(word) and is_verb(word.head) else []
    for c in [*word.children, *above]:
        if c.dep_ in {"acl", "xcomp", "advcl", "relcl"} and base(c) in _BUYING:
            what = child(c, "dobj")
            bought = [] if what is None else list(context.parties(what, block))
            found += [*bought, *context.with_whom(c, block, "with", "to")]
    return [p for p in found if p.kind is Kind.BODY]


def _enough(
    noun: Token,
    status: AgreementStatus,
    parties: Sequence[Party],
    own: Sequence[Party],
    *,
    named: bool,
    law: bool,
) -> bool:
    """Whether enough is known to report it: of a plan both parties, of an act who or which."""
    if named or law:
        return True
    sides = [p for p in parties if p.kind is not Kind.OTHER]
    if noun.tag_ == "NNS" and not own and child(noun, "det", "poss", "nummod") is None:
        counted = any(c.lower_ in {"several", "multiple", "various"} for c in noun.children)
        return status is AgreementStatus.SIGNED and bool(sides) and counted
    if status is AgreementStatus.PLANNED:
        return len(parties) > 1 and bool(sides)
    if base(noun) == "understanding":
        return noun.dep_ in {"dobj", "nsubjpass"} and bool(sides)
    if base(noun) in {"alliance", "partnership"}:
        return len([p for p in sides if p.kind is not Kind.PERSON]) > 1
    return bool(sides) or any(c.dep_ in {"compound", "amod", "prep"} for c in noun.children)


def _parties(
    context: EventContext,
    own: Sequence[Party],
    doers: Sequence[Party],
    trigger: AgreementTrigger | None,
    *,
    law: bool,
) -> tuple[Party, ...]:
    """The parties: those who sign and those in the noun's phrase; for a law the signer."""
    if law:
        signing = trigger is not None and trigger.status is not AgreementStatus.AGREED
        signers = [
            p
            for p in doers
            if (p.kind is Kind.BODY or (signing and p.kind is not Kind.OTHER))
            and not p.name.endswith("Court")
            and p.name not in VENUES
            and office(p.role or "") not in {"judge", "justice"}
        ]
        countries = [p for p in own if p.kind is not Kind.BODY or lookup(p.name) is not None]
        return unique_parties(signers[:1] or countries[:1] or _home(context))
    return unique_parties([*doers, *own])


def _known_parties(context: EventContext, noun: Token, block: int) -> tuple[Party, ...]:
    """The parties of a treaty in the table, as far as the article names them."""
    known = KNOWN.get(
        context.docs[block][noun.left_edge.i : noun.i + 1].text.lower().removeprefix("the ")
    )
    if known is None:
        return ()
    return tuple(p for p in context.registry.everyone if p.name in known)


def _home(context: EventContext) -> list[Party]:
    """The country that the article is about: that of a law without a signer."""
    return list(context.registry.home_country())


def _agree(context: EventContext, verb: Token, block: int) -> AgreementMention | None:
    """As in "Ruria and Sund agreed to open the bridge", "agreed with Sund to ..."."""
    goal = child(verb, "xcomp")
    if goal is None or goal.tag_ != "VB" or goal.i < verb.i:
        return None
    head = logical_subject(verb)
    doers = [] if head is None else list(context.parties(head, block))
    doers += context.with_whom(verb, block, *BETWEEN)
    doers += _acquired_companies(context, verb, block)
    if verb.dep_ in {"advcl", "conj"}:  # "Bell spoke with Mora, agreeing to ..."
        doers += context.with_whom(verb.head, block)
    parties = unique_parties(p for p in doers if p.kind is not Kind.OTHER)
    status = status_of(AgreementTrigger(verb, AgreementStatus.AGREED))
    if len(parties) < 2 or status is not AgreementStatus.AGREED:
        return None
    return _by_verb(context, verb, goal, block, parties, status)


def _sign(context: EventContext, verb: Token, block: int) -> AgreementMention | None:
    """As in "the Harriers signed striker Omid Rad", "an overhaul was signed into law"."""
    about = child(verb, "dobj", "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
    if about is None or not is_nominal(about):
        return None
    head = logical_subject(verb)
    doers = [] if head is None or head.i == about.i else list(context.parties(head, block))
    status = status_of(AgreementTrigger(verb, AgreementStatus.SIGNED))
    into_law = any(base(goal) == "law" for _, goal in preps(verb, "into"))
    if into_law and noun_of(about) not in AGREEMENTS | LAWS and status is AgreementStatus.SIGNED:
        signers = [p for p in doers if p.kind is not Kind.OTHER][:1] or _home(context)
        return _by_verb(context, verb, about, block, unique_parties(signers), status, extent(about))
    taken = [p for p in context.parties(about, block) if p.kind is Kind.PERSON]
    clubs = [p for p in doers if p.kind is Kind.BODY]
    if len(taken) != 1 or len(clubs) != 1 or status is not AgreementStatus.SIGNED:
        return None
    return _by_verb(context, verb, verb, block, unique_parties([*clubs, *taken]), status)


_DISPUTES = words("lawsuit suit case claim charge dispute allegation complaint litigation action")


def _settle(context: EventContext, verb: Token, block: int) -> AgreementMention | None:
    """As in "Acme settled the lawsuit with Volta", "will pay $5 million to settle a suit"."""
    about = child(verb, "dobj")
    if about is None or base(about) not in _DISPUTES:
        return None
    head = logical_subject(verb)
    doers = [] if head is None else list(context.parties(head, block))
    doers += context.with_whom(verb, block, "with") + context.with_whom(about, block, "with", "by")
    for c in about.children:
        if c.dep_ == "acl":  # "a suit brought by Volta"
            doers += context.with_whom(c, block, "by")
    parties = unique_parties(p for p in doers if p.kind is not Kind.OTHER)
    paid = verb.dep_ in {"xcomp", "advcl"} and base(verb.head) in {"pay", "agree"}
    over = factuality_of(verb.head) if paid else factuality_of(verb)
    agreed = over is Factuality.ACTUAL or (paid and over is Factuality.PLANNED)
    if not parties or over in {Factuality.NEGATED, Factuality.REFUSED, Factuality.POSSIBLE}:
        return None
    status = AgreementStatus.AGREED if agreed else AgreementStatus.PLANNED
    return _by_verb(context, verb, verb, block, parties, status)


def _by_verb(
    context: EventContext,
    verb: Token,
    goal: Token,
    block: int,
    parties: tuple[Party, ...],
    status: AgreementStatus,
    words_of: tuple[int, int] | None = None,
) -> AgreementMention:
    """The agreement that a clause reports; `goal` heads the words for it."""
    start, end = words_of or (goal.i, goal.right_edge.i + 1)
    while end > start + 1 and (goal.doc[end - 1].is_punct or goal.doc[end - 1].is_space):
        end -= 1
    return AgreementMention(
        what=context.span(block, start, end),
        words=content(goal.doc, start, end),
        head="agree",
        parties=parties,
        status=status,
        evidence=context.sentence(verb, block),
        background=False,
        acted_on=True,
        named=False,
    )


def _is_background(noun: Token, anchor: Token) -> bool:
    """Whether the words refer to an earlier one: "the previous pacts", "had signed", "in 1961"."""
    if any(c.lower_ in {"previous", "earlier", "past", "old", "existing"} for c in noun.children):
        return True
    if any(c.lower_ == "had" and c.dep_ == "aux" for c in anchor.children):
        return True
    return (is_verb(anchor) and anchor.dep_ in {"relcl", "acl"}) or anchor not in anchors_of(anchor)
