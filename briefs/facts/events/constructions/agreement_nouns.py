"""Which nouns are agreements or laws, and the extent of their noun phrases.

Takes a head noun, says whether it is named ("the Clean Rivers Act", "the 2010 reef law"), used in
another sense ("a level of understanding", settlements that are villages, party conventions), part
of a body's name ("the Government of National Accord"), or merely proposed. `extent` is the noun
phrase in the article, without clauses set off from it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from briefs.facts.document.dependencies import (
    NAME_TAGS,
    base,
    child,
    is_verb,
    phrase,
    preps,
    singular,
)
from briefs.facts.events.arguments import EventContext
from briefs.facts.lexicon.agreement_words import AGREEMENTS, LAWS
from briefs.model.facts import Party
from briefs.word_lists import words

BETWEEN = ("with", "between", "among")


def noun_of(token: Token) -> str:
    """The singular; "cease-fire", which is three tokens, is "ceasefire"."""
    if token.lower_ in {"fire", "fires"} and token.i > 1 and token.nbor(-2).lower_ == "cease":
        return "ceasefire"
    return base(token)


_NEED_DETERMINER = words(
    """
    understanding alliance partnership settlement compromise bargain swap contract agreement deal
    resolution
    """
)

_PROTOCOLS = words("additional optional kyoto montreal geneva nagoya cartagena northern")

# Words in the names of conventions that are treaties (United Nations Treaty Collection).
_TREATY_WORDS = words(
    "weapons geneva vienna hague rights torture genocide climate munitions mine biological basel"
)


# Words before the noun that make it something else: "a great deal", "a restraining order".
_OTHERWISE = {
    "deal": words("great good"),
    "order": words("restraining court task protective gag"),
    "law": words("sharia islamic martial common criminal civil natural roman canon"),
}


def is_other_sense(noun: Token) -> bool:
    """Whether the noun is no agreement here: "a level of understanding", a settlement of houses."""
    word = base(noun)
    before = frozenset(c.lower_ for c in noun.children if c.i < noun.i)
    if noun.dep_ == "appos" and base(noun.head) in AGREEMENTS | LAWS:
        return True
    if before & _OTHERWISE.get(word, frozenset()):
        return True
    if word in {"convention", "protocol"}:
        return noun.tag_ not in NAME_TAGS or not _is_treaty(noun, before)
    if noun.tag_ in NAME_TAGS and word in {"deal", "law", "bill"}:
        return _is_title(noun, word, before)
    if word == "understanding" and noun.head.lower_ == "of":
        return base(noun.head.head) not in SHELLS
    if word == "settlement" and noun.tag_ == "NNS":
        return True
    if word not in _NEED_DETERMINER or base(noun.head.head) in SHELLS:
        return False
    return child(noun, "det", "poss", "nummod") is None


def _is_treaty(noun: Token, before: frozenset[str]) -> bool:
    """Whether a convention or protocol is one between states, not a party's or a network's."""
    if base(noun) == "protocol":
        return bool(before & _PROTOCOLS)
    about = any(True for _ in preps(noun, "on", "for", "against", "concerning", "relating"))
    called = any(c.dep_ == "compound" or c.text == "International" for c in noun.children)
    return (about and called) or bool(before & _TREATY_WORDS)


def _is_title(noun: Token, word: str, before: frozenset[str]) -> bool:
    """Whether it is capitalised as part of another name: "the New Deal", "Harvard Law"."""
    if word == "bill":  # "House Bill 1523", but no "Spending Bill"
        return child(noun, "nummod") is None
    if word == "deal":
        return not any(True for _ in preps(noun, *BETWEEN))
    return "new" in before or not (before & {"the", "a", "an"} or child(noun, "poss"))


def in_body(context: EventContext, noun: Token, block: int) -> bool:
    """Whether the word is part of a body's name: "the Government of National Accord"."""
    if context.registry.party_named(noun, block) is None:
        return False
    if base(noun) not in _OWN_NAME:
        return True
    return noun.dep_ == "pobj" and context.registry.party_named(noun.head, block) is not None


def is_proposed(noun: Token) -> bool:
    """Whether a law is only a bill: "the |proposed| Clean Rivers Act"."""
    near = [*noun.children, *(c for a in noun.children if a.dep_ == "appos" for c in a.children)]
    return any(c.lower_ in {"proposed", "draft", "pending"} for c in near)


_OWN_NAME = words(
    """
    act convention treaty agreement accord pact protocol law compact legislation bill deal
    memorandum truce ceasefire armistice
    """
)


def is_named(noun: Token) -> bool:
    """Whether the agreement has a name of its own: "the Clean Rivers Act", "the Ottery Accord"."""
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


def stands_alone(noun: Token, *, named: bool, law: bool, own: Sequence[Party]) -> bool:
    """Whether an agreement counts although no trigger acts on it."""
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
    if noun.tag_ == "NNS" and not any(True for _ in preps(noun, *BETWEEN)):
        return False  # "Bell's famous deals"
    return bool(own)


_CLAUSES = words("while after before because although though when as since if unless")

_EMPTY = words(
    """
    the a an of and in for to at on by with from between among its his her their this that new
    previous two three major proposed so-called
    """
)


def extent(noun: Token) -> tuple[int, int]:
    """The noun phrase without clauses set off from it."""
    drop = frozenset({"relcl", "appos", "conj", "cc", "dep", "parataxis", "advcl", "npadvmod"})
    start, end = phrase(noun, drop=drop)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and base(noun.head.head) in SHELLS:
        start = min(start, noun.head.head.left_edge.i)  # "|some form of| understanding"
    for i in range(noun.i + 1, end):
        word = noun.doc[i]
        void = word.head == noun and word.tag_ == "JJ"  # "declared the Act |void|"
        opens = void or (word.dep_ in {"mark", "advmod"} and word.lower_ in _CLAUSES)
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


def content(doc: Doc, start: int, end: int) -> frozenset[str]:
    """[start, end) in tokens -> the content words, in the singular."""
    found = {singular(t.lower_) for t in doc[start:end] if t.is_alpha or t.like_num}
    return frozenset(found) - _EMPTY


SHELLS = words(
    "cessation number series package pair text term version draft copy kind raft form sort type"
)
