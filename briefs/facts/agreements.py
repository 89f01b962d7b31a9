"""Docs and registry -> what was signed, agreed, planned, refused or left; each pact once.

Takes the Docs of the blocks, where they begin, and the registry; gives `Agreement`s in the
order of their evidence. Constructions, an example each:
- a verb and its pact     "Bell and Mora |signed| a water pact", "Ruria |reached a deal| with
                          Sund", "the accord that Bell |concluded|", "|vetoed| the bill"
- a noun of signing       "the |signing| of the treaty", "|ratification| of the accord"
- a pact that is named    "the Ottery Convention", "the Clean Rivers Act", "the 2010 reef law"
- a pact with parties     "the deal |with Sund|", "a treaty |between| Ruria and Sund", "the
                          |Ruria-Sund| accord", "|Ruria's| trade deal"
- agreeing itself         "Ruria and Sund |agreed to| open the bridge", "|agreed on| a truce"
- leaving and ending      "|withdrew from| the accord", "the truce |collapsed|"
Nothing: bills that are merely introduced, laws in general ("the law", "federal law"), bare
plurals ("trade deals"), and a bare "the deal", which only repeats one that was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefs.facts.deeds import (
    Deed,
    find_deed,
    law_status,
    status_of,
    status_of_mention,
)
from briefs.facts.factuality import Reality, reality
from briefs.facts.gazetteer import lookup
from briefs.facts.merging import Pact, merge_agreements
from briefs.facts.pact_nouns import (
    BETWEEN,
    content,
    extent,
    in_body,
    is_idle,
    is_named,
    is_proposed,
    noun_of,
    stands_alone,
)
from briefs.facts.pacts import (
    ANSWERING,
    KNOWN,
    LAWS,
    OFFERS,
    PACTS,
    PAPERS,
)
from briefs.facts.people import Registry
from briefs.facts.roles import office
from briefs.facts.scene import VENUES, Scene, around, merged
from briefs.facts.syntax import (
    base,
    child,
    is_nominal,
    is_verb,
    preps,
    subject,
)
from briefs.facts.wordlist import words
from briefs.model import Agreement, AgreementStatus, Kind, Party


def find(docs: Sequence[Doc], starts: Sequence[int], registry: Registry) -> tuple[Agreement, ...]:
    """(Docs, their starts in the text, Registry) -> agreements."""
    scene = Scene(docs, starts, registry, press=True)
    seen: list[Pact] = []
    for block, doc in enumerate(docs):
        for token in doc:
            if is_verb(token) or is_nominal(token):
                seen += _at(scene, token, block)
    return merge_agreements([_inherit(pact, seen, registry) for pact in seen])


def _inherit(pact: Pact, seen: Sequence[Pact], registry: Registry) -> Pact:
    """As in "signed a pact, taking the previous pacts ...", which bind the same countries."""
    if pact.parties or not pact.background:
        return pact
    for other in seen:
        if other.evidence == pact.evidence and len(other.parties) > 1:
            bound = [c for p in other.parties for c in registry.bound(p)]
            return replace(pact, parties=merged(bound))
    return pact


def _at(scene: Scene, token: Token, block: int) -> Iterator[Pact]:
    found = None
    if is_nominal(token):
        word = noun_of(token)
        if word in PACTS | LAWS | OFFERS | PAPERS and token.dep_ not in {
            "compound",
            "nmod",
            "poss",
        }:
            found = _pact(scene, token, block)
    elif is_verb(token) and base(token) == "agree":
        found = _agree(scene, token, block)
    elif is_verb(token) and base(token) == "sign":
        found = _sign(scene, token, block)
    elif is_verb(token) and base(token) == "settle":
        found = _settle(scene, token, block)
    if found is not None:
        yield found


def _pact(scene: Scene, noun: Token, block: int) -> Pact | None:
    """A noun for an agreement or a law, by what is done to it and by how it is named."""
    law = noun_of(noun) in LAWS
    named = is_named(noun)
    if is_idle(noun):
        return None
    if any(c.lower_ in {"any", "no", "such", "every"} and c.i < noun.i for c in noun.children):
        return None
    if in_body(scene, noun, block) or (law and named and is_proposed(noun)):
        return None
    own = merged(
        [
            *scene.owners(noun, block),
            *scene.with_whom(noun, block, *BETWEEN),
            *(p for goal in _kinds(noun) for p in scene.with_whom(goal, block, *BETWEEN)),
            *_bought(scene, noun, block),
            *(scene.with_whom(noun, block, "from", "by") if base(noun) in OFFERS else ()),
        ]
    )
    deed = find_deed(scene, noun, block)
    several = law and noun.tag_ in {"NNS", "NNPS"} and child(noun, "nummod") is None
    if several and not (
        deed is not None and deed.status is AgreementStatus.SIGNED and deed.parties
    ):
        return None
    if deed is None:
        if not stands_alone(noun, named=named, law=law, own=own):
            return None
        status: AgreementStatus | None = status_of_mention(noun, law=law)
    else:
        status = law_status(deed) if law else status_of(deed)
    if status is None:
        return None
    if noun_of(noun) in OFFERS and (deed is None or base(deed.word) not in ANSWERING):
        return None
    signed = deed is not None and deed.status is AgreementStatus.SIGNED
    if noun_of(noun) in PAPERS and not (signed and deed is not None and len(deed.parties) > 1):
        return None
    doers = deed.parties if deed is not None else ()
    parties = _known_parties(scene, noun, block) or _parties(scene, own, doers, deed, law=law)
    if not _enough(noun, status, parties, own, named=named, law=law):
        return None
    start, end = extent(noun)
    anchor = noun if deed is None else deed.word
    return Pact(
        what=scene.span(block, start, end),
        words=content(noun.doc, start, end),
        head=noun.lower_,
        parties=parties,
        status=status,
        evidence=scene.sentence(anchor, block),
        background=deed is None or _is_background(noun, anchor),
        told=deed is not None,
        named=named,
    )


def _kinds(noun: Token) -> list[Token]:
    """The pact that a pact is one of: "a memorandum of |understanding| with Sund"."""
    return [goal for _, goal in preps(noun, "of") if base(goal) in PACTS]


_BUYING = words("buy acquire purchase merge sell")


def _bought(scene: Scene, word: Token, block: int) -> list[Party]:
    """The company in "a deal to |buy Volta|", "agreed to |merge with Volta|"."""
    found: list[Party] = []
    above = list(word.head.children) if is_nominal(word) and is_verb(word.head) else []
    for c in [*word.children, *above]:
        if c.dep_ in {"acl", "xcomp", "advcl", "relcl"} and base(c) in _BUYING:
            what = child(c, "dobj")
            bought = [] if what is None else list(scene.parties(what, block))
            found += [*bought, *scene.with_whom(c, block, "with", "to")]
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
    """Whether what is known is worth telling: of a plan, both sides; of a deed, who or which."""
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
    scene: Scene, own: Sequence[Party], doers: Sequence[Party], deed: Deed | None, *, law: bool
) -> tuple[Party, ...]:
    """Who is bound: those who sign, those whom the pact names; for a law the signer."""
    if law:
        signing = deed is not None and deed.status is not AgreementStatus.AGREED
        signers = [
            p
            for p in doers
            if (p.kind is Kind.BODY or (signing and p.kind is not Kind.OTHER))
            and not p.name.endswith("Court")
            and p.name not in VENUES
            and office(p.role or "") not in {"judge", "justice"}
        ]
        countries = [p for p in own if p.kind is not Kind.BODY or lookup(p.name) is not None]
        return merged(signers[:1] or countries[:1] or _home(scene))
    return merged([*doers, *own])


def _known_parties(scene: Scene, noun: Token, block: int) -> tuple[Party, ...]:
    """Whom a treaty of the table binds, as far as the article names them."""
    known = KNOWN.get(
        scene.docs[block][noun.left_edge.i : noun.i + 1].text.lower().removeprefix("the ")
    )
    if known is None:
        return ()
    return tuple(p for p in scene.registry.everyone if p.name in known)


def _home(scene: Scene) -> list[Party]:
    """The country that the article is about, whose law an unsigned law is."""
    return list(scene.registry.home())


def _agree(scene: Scene, verb: Token, block: int) -> Pact | None:
    """As in "Ruria and Sund agreed to open the bridge", "agreed with Sund to ..."."""
    goal = child(verb, "xcomp")
    if goal is None or goal.tag_ != "VB" or goal.i < verb.i:
        return None
    head = subject(verb)
    doers = [] if head is None else list(scene.parties(head, block))
    doers += scene.with_whom(verb, block, *BETWEEN)
    doers += _bought(scene, verb, block)
    if verb.dep_ in {"advcl", "conj"}:  # "Bell spoke with Mora, agreeing to ..."
        doers += scene.with_whom(verb.head, block)
    parties = merged(p for p in doers if p.kind is not Kind.OTHER)
    status = status_of(Deed(verb, AgreementStatus.AGREED))
    if len(parties) < 2 or status is not AgreementStatus.AGREED:
        return None
    return _by_verb(scene, verb, goal, block, parties, status)


def _sign(scene: Scene, verb: Token, block: int) -> Pact | None:
    """As in "the Harriers signed striker Omid Rad", "an overhaul was signed into law"."""
    about = child(verb, "dobj", "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
    if about is None or not is_nominal(about):
        return None
    head = subject(verb)
    doers = [] if head is None or head.i == about.i else list(scene.parties(head, block))
    status = status_of(Deed(verb, AgreementStatus.SIGNED))
    into_law = any(base(goal) == "law" for _, goal in preps(verb, "into"))
    if into_law and noun_of(about) not in PACTS | LAWS and status is AgreementStatus.SIGNED:
        signers = [p for p in doers if p.kind is not Kind.OTHER][:1] or _home(scene)
        return _by_verb(scene, verb, about, block, merged(signers), status, extent(about))
    taken = [p for p in scene.parties(about, block) if p.kind is Kind.PERSON]
    clubs = [p for p in doers if p.kind is Kind.BODY]
    if len(taken) != 1 or len(clubs) != 1 or status is not AgreementStatus.SIGNED:
        return None
    return _by_verb(scene, verb, verb, block, merged([*clubs, *taken]), status)


_DISPUTES = words("lawsuit suit case claim charge dispute allegation complaint litigation action")


def _settle(scene: Scene, verb: Token, block: int) -> Pact | None:
    """As in "Acme settled the lawsuit with Volta", "will pay $5 million to settle a suit"."""
    about = child(verb, "dobj")
    if about is None or base(about) not in _DISPUTES:
        return None
    head = subject(verb)
    doers = [] if head is None else list(scene.parties(head, block))
    doers += scene.with_whom(verb, block, "with") + scene.with_whom(about, block, "with", "by")
    for c in about.children:
        if c.dep_ == "acl":  # "a suit brought by Volta"
            doers += scene.with_whom(c, block, "by")
    parties = merged(p for p in doers if p.kind is not Kind.OTHER)
    paid = verb.dep_ in {"xcomp", "advcl"} and base(verb.head) in {"pay", "agree"}
    over = reality(verb.head) if paid else reality(verb)
    told = over is Reality.ACTUAL or (paid and over is Reality.PLANNED)
    if not parties or over in {Reality.NEGATED, Reality.REFUSED, Reality.POSSIBLE}:
        return None
    status = AgreementStatus.AGREED if told else AgreementStatus.PLANNED
    return _by_verb(scene, verb, verb, block, parties, status)


def _by_verb(
    scene: Scene,
    verb: Token,
    goal: Token,
    block: int,
    parties: tuple[Party, ...],
    status: AgreementStatus,
    words_of: tuple[int, int] | None = None,
) -> Pact:
    """The pact that a clause tells: `goal` heads the words of what is agreed."""
    start, end = words_of or (goal.i, goal.right_edge.i + 1)
    while end > start + 1 and (goal.doc[end - 1].is_punct or goal.doc[end - 1].is_space):
        end -= 1
    return Pact(
        what=scene.span(block, start, end),
        words=content(goal.doc, start, end),
        head="agree",
        parties=parties,
        status=status,
        evidence=scene.sentence(verb, block),
        background=False,
        told=True,
        named=False,
    )


def _is_background(noun: Token, anchor: Token) -> bool:
    """Whether an earlier pact is told of: "the previous pacts", "had signed", "in 1961"."""
    if any(c.lower_ in {"previous", "earlier", "past", "old", "existing"} for c in noun.children):
        return True
    if any(c.lower_ == "had" and c.dep_ == "aux" for c in anchor.children):
        return True
    return (is_verb(anchor) and anchor.dep_ in {"relcl", "acl"}) or anchor not in around(anchor)
