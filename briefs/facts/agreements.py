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
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from briefs.facts.factuality import FAILURES, Reality, reality
from briefs.facts.merging import Pact, merge_agreements
from briefs.facts.pacts import (
    AGREEING,
    ANSWERING,
    ENDING,
    FALLING,
    KNOWN,
    LAWS,
    LEAVING,
    OFFERS,
    PACTS,
    PAPERS,
    REFUSING,
    SIGNING,
    SIGNING_NOUNS,
    TRYING,
)
from briefs.facts.people import Registry
from briefs.facts.scene import Scene, around, merged
from briefs.facts.syntax import (
    NAME_TAGS,
    base,
    child,
    is_nominal,
    is_verb,
    phrase,
    preps,
    singular,
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
        word = _noun_of(token)
        if word in PACTS | LAWS | OFFERS | PAPERS and token.dep_ not in {
            "compound",
            "nmod",
            "poss",
        }:
            found = _pact(scene, token, block)
    elif is_verb(token) and base(token) == "agree":
        found = _agree(scene, token, block)
    elif is_verb(token) and base(token) == "settle":
        found = _settle(scene, token, block)
    if found is not None:
        yield found


def _noun_of(token: Token) -> str:
    """The singular; "cease-fire", which is three tokens, is "ceasefire"."""
    if token.lower_ in {"fire", "fires"} and token.i > 1 and token.nbor(-2).lower_ == "cease":
        return "ceasefire"
    return base(token)


# ------------------------------------------------------------------------------ nouns


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is done to a pact: the verb or noun that tells, and the status if it is so."""

    word: Token
    status: AgreementStatus
    parties: tuple[Party, ...] = ()


def _pact(scene: Scene, noun: Token, block: int) -> Pact | None:
    """A noun for an agreement or a law, by what is done to it and by how it is named."""
    law = _noun_of(noun) in LAWS
    named = _is_named(noun)
    if law and noun.tag_ in {"NNS", "NNPS"} and child(noun, "nummod") is None:
        return None
    if _is_idle(noun):
        return None
    if any(c.lower_ in {"any", "no", "such", "every"} and c.i < noun.i for c in noun.children):
        return None
    if _in_body(scene, noun, block) or (law and named and _is_proposed(noun)):
        return None
    own = merged(
        [
            *scene.owners(noun, block),
            *scene.with_whom(noun, block, *_BETWEEN),
            *_bought(scene, noun, block),
            *(scene.with_whom(noun, block, "from", "by") if base(noun) in OFFERS else ()),
        ]
    )
    deed = _deed(scene, noun, block)
    if deed is None:
        if not _stands_alone(noun, named=named, law=law, own=own):
            return None
        status: AgreementStatus | None = _status_of_mention(noun, law=law)
    else:
        status = _law_status(deed) if law else _status(deed)
    if status is None:
        return None
    if _noun_of(noun) in OFFERS and (deed is None or base(deed.word) not in ANSWERING):
        return None
    if _noun_of(noun) in PAPERS and (deed is None or deed.status is not AgreementStatus.SIGNED):
        return None
    doers = deed.parties if deed is not None else ()
    parties = _known_parties(scene, noun, block) or _parties(scene, own, doers, deed, law=law)
    if not _enough(noun, status, parties, own, named=named, law=law):
        return None
    start, end = _extent(noun)
    anchor = noun if deed is None else deed.word
    return Pact(
        what=scene.span(block, start, end),
        words=_content(noun.doc, start, end),
        head=noun.lower_,
        parties=parties,
        status=status,
        evidence=scene.sentence(anchor, block),
        background=deed is None or _is_background(noun, anchor),
        told=deed is not None,
        named=named,
    )


_NEED_DETERMINER = words(
    """
    understanding alliance partnership settlement compromise bargain swap contract agreement deal
    """
)
# What conventions that are treaties are called by (United Nations Treaty Collection).
_TREATY_WORDS = words(
    "weapons geneva vienna hague rights torture genocide climate munitions mine biological basel"
)


def _is_idle(noun: Token) -> bool:
    """Words that mean no pact here: "a level of understanding", settlements that are villages."""
    word = base(noun)
    if noun.dep_ == "appos" and base(noun.head) in PACTS | LAWS:
        return True
    if word == "understanding" and noun.head.lower_ == "of":
        return True
    if word == "settlement" and noun.tag_ == "NNS":
        return True
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if word == "convention":
        about = any(True for _ in preps(noun, "on", "for", "against", "concerning", "relating"))
        return noun.tag_ not in NAME_TAGS or not (about or before & _TREATY_WORDS)
    if word == "protocol":
        return noun.tag_ not in NAME_TAGS
    if word in {"deal", "law"} and noun.tag_ in NAME_TAGS:  # "the New Deal", "Harvard Law"
        return "new" in before or not (before & {"the", "a", "an"} or child(noun, "poss"))
    if word not in _NEED_DETERMINER or base(noun.head.head) in _SHELLS:
        return False
    return child(noun, "det", "poss", "nummod") is None


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


_BETWEEN = ("with", "between", "among")


def _in_body(scene: Scene, noun: Token, block: int) -> bool:
    """Whether the word is a piece of a body's name: "the Government of National Accord"."""
    if scene.registry.named(noun, block) is None:
        return False
    if base(noun) not in _OWN_NAME:
        return True
    return noun.dep_ == "pobj" and scene.registry.named(noun.head, block) is not None


def _is_proposed(noun: Token) -> bool:
    """Whether a law is but a bill: "the |proposed| Clean Rivers Act"."""
    near = [*noun.children, *(c for a in noun.children if a.dep_ == "appos" for c in a.children)]
    return any(c.lower_ in {"proposed", "draft", "pending"} for c in near)


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
    if base(noun) in {"alliance", "partnership"}:
        return len([p for p in sides if p.kind is not Kind.PERSON]) > 1
    return bool(sides) or any(c.dep_ in {"compound", "amod", "prep"} for c in noun.children)


_OWN_NAME = words(
    """
    act convention treaty agreement accord pact protocol law compact legislation bill deal
    memorandum truce ceasefire armistice
    """
)


def _is_named(noun: Token) -> bool:
    """Whether the pact has a name of its own: "the Clean Rivers Act", "the Ottery Accord"."""
    if base(noun) not in _OWN_NAME:
        return False
    if noun.tag_ in NAME_TAGS and noun.text[:1].isupper():
        return any(c.dep_ == "compound" and c.text[:1].isupper() for c in noun.children) or any(
            p.lower_ == "on" for p, _ in preps(noun)
        )
    before = [c for c in noun.children if c.dep_ in {"compound", "nmod"} and c.i < noun.i]
    dated = any(c.tag_ == "CD" and len(c) == 4 and c.text.isdigit() for c in noun.children)
    proper = any(
        c.tag_ in NAME_TAGS and c.ent_type_ not in {"GPE", "DATE"} and c.dep_ == "compound"
        for c in before
    )
    return base(noun) in {"law", "act"} and (proper or dated)


def _stands_alone(noun: Token, *, named: bool, law: bool, own: Sequence[Party]) -> bool:
    """Whether a pact to which nothing is done is told of all the same."""
    if named:
        return True
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if law:
        whose = child(noun, "poss")
        ordered = (
            whose is not None
            and child(noun, "acl") is not None
            and base(noun) in {"order", "decree"}
            and base(whose) not in {"judge", "court", "magistrate"}
        )
        return ordered or (base(noun) == "law" and "new" in before and "the" in before)
    if noun.tag_ == "NNS" and not any(True for _ in preps(noun, *_BETWEEN)):
        return False  # "Bell's famous deals"
    return bool(own)


def _deed(scene: Scene, noun: Token, block: int) -> _Deed | None:
    """The verb or noun that makes, refuses or ends the pact."""
    for verb, passive in _ruling(noun):
        word = base(verb)
        status = _DEEDS.get(word)
        if word in TRYING:
            status = AgreementStatus.PLANNED
        if word == "send" and any(base(g) in _DESKS for _, g in preps(verb, "to")):
            status = AgreementStatus.AGREED
        if word == "work" and any(c.lower_ == "out" for c in verb.children):
            status = AgreementStatus.AGREED
        if status is None or (base(noun) in LAWS and word in _NOT_FOR_LAWS):
            continue
        if base(noun) in {"law", "act"} and status is AgreementStatus.AGREED:
            status = AgreementStatus.SIGNED
        return _Deed(verb, status, _doers(scene, verb, noun, block, passive))
    head = noun.head
    under = _under(scene, noun, block)
    if under is not None:
        return under
    if noun.dep_ == "pobj" and head.dep_ == "prep":
        verb = head.head.head if head.head.dep_ == "prep" else head.head  # "pulled |out| of"
        if is_verb(verb) and (base(verb), head.lower_) in LEAVING:
            return _Deed(verb, AgreementStatus.ENDED, _doers(scene, verb, noun, block, False))
        if is_nominal(verb) and base(verb) in SIGNING_NOUNS and head.lower_ in {"of", "from", "to"}:
            return _Deed(verb, SIGNING_NOUNS[base(verb)], tuple(scene.owners(verb, block)))
    falling = noun.dep_ == "nsubj" and is_verb(head) and base(noun) not in LAWS
    if falling and _falls(head):
        return _Deed(head, AgreementStatus.ENDED)
    return None


_DESKS = words("desk president governor mayor")


def _under(scene: Scene, noun: Token, block: int) -> _Deed | None:
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
    for head in (subject(verb), child(verb, "dobj")):
        if head is not None:
            found += [p for p in scene.parties(head, block) if p.kind is not Kind.OTHER]
    return _Deed(noun, AgreementStatus.AGREED, tuple(found))


_DEEDS = {
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


_SHELLS = words("cessation number series package pair text term version draft copy kind raft")


def _ruling(noun: Token) -> Iterator[tuple[Token, bool]]:
    """(Verb, whether the pact is its passive subject) for each verb of which it is the object."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and base(noun.head.head) in _SHELLS:
        yield from _ruling(noun.head.head)
    if noun.dep_ in {"dobj", "nsubjpass"} and is_verb(noun.head):
        yield noun.head, noun.dep_ == "nsubjpass"
        for c in noun.head.children:
            if c.dep_ == "conj" and is_verb(c) and child(c, "dobj", "nsubj") is None:
                yield c, noun.dep_ == "nsubjpass"
    if noun.dep_ == "conj" and is_nominal(noun.head) and noun.head.i != noun.i:
        yield from _ruling(noun.head)
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
    """Whether the pact is the object of its relative clause: "a deal (that) |Bell| signed"."""
    if any(goal.tag_ == "WDT" for _, goal in preps(clause)):  # "a deal in which ..."
        return False
    taken = child(clause, "dobj")
    if taken is not None and taken.tag_ not in {"WDT", "WP", "IN"}:
        return False
    acting = child(clause, "nsubj")
    return acting is not None and acting.tag_ not in {"WDT", "WP"}


_GO_BETWEENS = words("broker mediate negotiate draft")


def _doers(scene: Scene, verb: Token, noun: Token, block: int, passive: bool) -> tuple[Party, ...]:
    """Who signs, agrees or leaves."""
    found: list[Party] = []
    head = None if passive and base(verb) in _GO_BETWEENS else subject(verb)
    if head is not None and head.i != noun.i and not (passive and child(verb, "agent") is None):
        found += scene.parties(head, block)
    found += scene.with_whom(verb, block, *_BETWEEN)
    return merged(found)


def _status(deed: _Deed) -> AgreementStatus | None:
    """The deed's status, unless it is only planned or did not take place."""
    real = reality(deed.word)
    if deed.status is AgreementStatus.PLANNED:
        return AgreementStatus.PLANNED if real is not Reality.NEGATED else None
    if real in {Reality.ACTUAL, Reality.PRESENT}:
        return deed.status
    if deed.status in {AgreementStatus.REFUSED, AgreementStatus.ENDED}:
        return AgreementStatus.PLANNED if real is Reality.PLANNED else None
    if real is Reality.REFUSED:
        return AgreementStatus.REFUSED
    if real is Reality.NEGATED:
        if deed.status is AgreementStatus.SIGNED:
            return AgreementStatus.REFUSED
        return AgreementStatus.PLANNED if base(deed.word.head) in FAILURES else None
    return AgreementStatus.PLANNED


def _law_status(deed: _Deed) -> AgreementStatus | None:
    """A law is told of when it is signed, passed or refused, or is about to be signed."""
    status = _status(deed)
    if status is AgreementStatus.PLANNED:
        signing = deed.status is AgreementStatus.SIGNED and reality(deed.word) is Reality.PLANNED
        return status if signing and deed.parties else None
    if status is AgreementStatus.REFUSED and deed.status is not AgreementStatus.REFUSED:
        return None
    return status


_HOPED = words(
    """
    any possible potential final proposed planned prospective future eventual better pending draft
    """
)


def _status_of_mention(noun: Token, *, law: bool) -> AgreementStatus | None:
    """How far a pact is that is only mentioned."""
    real = reality(noun)
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if law or base(noun) in {"act", "convention"}:
        return AgreementStatus.SIGNED
    indefinite = "a" in before or "an" in before or not before
    if before & {"the", "this", "that"} or child(noun, "poss") is not None:
        return None if before & {"possible", "potential"} else _made(noun)
    if real in {Reality.PLANNED, Reality.POSSIBLE} or (indefinite and before & _HOPED):
        return AgreementStatus.PLANNED
    if real is Reality.NEGATED:
        return None if indefinite else _made(noun)
    return _made(noun)


_UNSIGNED = words(
    """
    agreement understanding alliance partnership compromise bargain swap settlement ceasefire
    truce
    """
)


def _made(noun: Token) -> AgreementStatus:
    """How far a pact is that is there: a treaty, an accord or a deal is signed."""
    negotiated = any(base(c) in {"renegotiate", "negotiate"} for c in noun.children)
    loose = base(noun) in _UNSIGNED and noun.tag_ not in NAME_TAGS
    return AgreementStatus.AGREED if loose or negotiated else AgreementStatus.SIGNED


def _parties(
    scene: Scene, own: Sequence[Party], doers: Sequence[Party], deed: _Deed | None, *, law: bool
) -> tuple[Party, ...]:
    """Who is bound: those who sign, those whom the pact names; for a law the signer."""
    if law:
        signing = deed is not None and deed.status is not AgreementStatus.AGREED
        signers = [
            p
            for p in doers
            if (p.kind is Kind.BODY or (signing and p.kind is not Kind.OTHER))
            and not p.name.endswith("Court")
        ]
        countries = [p for p in own if p.kind is not Kind.BODY]
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


# ------------------------------------------------------------------------------ verbs


def _agree(scene: Scene, verb: Token, block: int) -> Pact | None:
    """As in "Ruria and Sund agreed to open the bridge", "agreed with Sund to ..."."""
    goal = child(verb, "xcomp")
    if goal is None or goal.tag_ != "VB" or goal.i < verb.i:
        return None
    head = subject(verb)
    doers = [] if head is None else list(scene.parties(head, block))
    doers += scene.with_whom(verb, block, *_BETWEEN)
    doers += _bought(scene, verb, block)
    if verb.dep_ in {"advcl", "conj"}:  # "Bell spoke with Mora, agreeing to ..."
        doers += scene.with_whom(verb.head, block)
    parties = merged(p for p in doers if p.kind is not Kind.OTHER)
    status = _status(_Deed(verb, AgreementStatus.AGREED))
    if len(parties) < 2 or status is None:
        return None
    return _by_verb(scene, verb, goal, block, parties, status)


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
) -> Pact:
    """The pact that a clause tells: `goal` heads the words of what is agreed."""
    start, end = goal.i, goal.right_edge.i + 1
    while end > start + 1 and (goal.doc[end - 1].is_punct or goal.doc[end - 1].is_space):
        end -= 1
    return Pact(
        what=scene.span(block, start, end),
        words=_content(goal.doc, start, end),
        head="agree",
        parties=parties,
        status=status,
        evidence=scene.sentence(verb, block),
        background=False,
        told=True,
        named=False,
    )


# ------------------------------------------------------------------------------ both

_CLAUSES = words("while after before because although though when as since if unless")
_EMPTY = words(
    """
    the a an of and in for to at on by with from between among its his her their this that new
    previous two three major proposed so-called
    """
)


def _extent(noun: Token) -> tuple[int, int]:
    """The noun phrase without clauses set off from it."""
    drop = frozenset({"relcl", "appos", "conj", "cc", "dep", "parataxis", "advcl", "npadvmod"})
    start, end = phrase(noun, drop=drop)
    for i in range(noun.i + 1, end):
        word = noun.doc[i]
        opens = word.dep_ in {"mark", "advmod"} and word.lower_ in _CLAUSES
        if opens or word.text in {"—", "–", "--", ";", ":", "("}:
            end = i
            break
    aim = noun.doc[end] if end < len(noun.doc) else noun
    if aim.tag_ == "TO" and is_verb(aim.head) and aim.head.head in {noun, noun.head}:
        end = max(end, min(aim.head.right_edge.i + 1, end + 20))  # "reached a deal |to buy Volta|"
    dated = child(noun, "relcl")
    if dated is not None and end == dated.left_edge.i and dated.right_edge.i - end < 12:
        clause = noun.doc[end : dated.right_edge.i + 1]
        if any(t.ent_type_ == "DATE" for t in clause):
            return start, dated.right_edge.i + 1
    cut = end
    while cut > noun.i + 1 and noun.doc[cut - 1].ent_type_ in {"DATE", "TIME"}:
        cut -= 1
    if cut < end and noun.doc[cut - 1].lower_ == "of":  # "the Clean Rivers Act of 1968"
        return start, end
    while cut > noun.i + 1 and noun.doc[cut - 1].tag_ == "IN":
        cut -= 1
    return start, max(cut, noun.i + 1)


def _content(doc: Doc, start: int, end: int) -> frozenset[str]:
    found = {singular(t.lower_) for t in doc[start:end] if t.is_alpha or t.like_num}
    return frozenset(found) - _EMPTY


def _is_background(noun: Token, anchor: Token) -> bool:
    """Whether an earlier pact is told of: "the previous pacts", "had signed", "in 1961"."""
    if any(c.lower_ in {"previous", "earlier", "past", "old", "existing"} for c in noun.children):
        return True
    if any(c.lower_ == "had" and c.dep_ == "aux" for c in anchor.children):
        return True
    return (is_verb(anchor) and anchor.dep_ in {"relcl", "acl"}) or anchor not in around(anchor)
