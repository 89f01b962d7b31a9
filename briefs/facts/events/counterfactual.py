"""An event's head -> whether its sentence says that it did not happen.

Cases that modality and negation (factuality.py, subordination.py) do not cover:
- nearly          "|came close to| meeting Mora", "came within a day of signing"
- advised against "warned Bell |against| meeting Mora", "cautioned against a summit"
- risked, missed  "would |risk| signing a pact", "narrowly |missed| meeting Mora"
- false reports   "|reports that| Bell met Mora |are false|", "dismissed claims that they met"
- false sources   "Bell met Mora, according to a |hoax| post"
- bound no more   "is |no longer bound by| the treaty"
"""

from __future__ import annotations

from spacy.tokens import Token

from briefs.facts.document.dependencies import base, is_verb
from briefs.word_lists import words

_STEPS = 4
_WARNINGS = words("warn caution advise counsel recommend argue guard decide vote campaign fight")
_RISKS = words("risk miss fear dread")
_REPORTS = words(
    """
    report claim rumor rumour story suggestion allegation assertion notion tale account news
    statement accusation
    """
)
_FALSE = words(
    """
    false untrue wrong baseless fake unfounded inaccurate incorrect groundless nonsense fabricated
    fictitious bogus lie hoax invention fabrication erroneous misleading fiction rubbish debunked
    """
)
_DENIALS = words("dismiss deny reject rebut refute debunk dispute disprove contradict")
_INVENTED = words(
    "hoax fake false doctored satirical fabricated parody bogus debunked spoof forged"
)
_BINDING = words("bind tie oblige")


def is_counterfactual(token: Token) -> bool:
    """Head of an event -> whether, by its sentence, it did not happen or no longer holds."""
    if _by_a_hoax(token):
        return True
    at = token
    for _ in range(_STEPS):
        above = at.head
        if above.i == at.i:
            return False
        if _under_preposition(above) or _under_verb(at, above) or _in_false_report(at, above):
            return True
        if is_verb(above) and not _is_dependent_clause(above):
            return False
        at = above
    return False


def _is_dependent_clause(verb: Token) -> bool:
    """Whether what negates the clause above this verb's clause negates it too."""
    return verb.tag_ in {"VBG", "VB"} or verb.dep_ in {"acl", "relcl", "ccomp"}


def _under_preposition(prep: Token) -> bool:
    if prep.tag_ not in {"IN", "TO"}:
        return False
    word, before = prep.lower_, prep.nbor(-1).lower_ if prep.i else ""
    verbs = [a for a in prep.ancestors if is_verb(a)]
    verb = base(verbs[0]) if verbs else ""
    if word == "to" and before == "close":
        return verb in {"come", "get", "go"}
    if word == "of" and verb == "come":
        return any(a.lower_ == "within" for a in prep.ancestors)
    if word == "against":
        return base(prep.head) in _WARNINGS or verb in _WARNINGS
    if word == "by" and verb in _BINDING:
        return any(
            c.lower_ in {"longer", "not", "n't", "n’t", "never"} for c in prep.head.children
        ) or _no_longer(verbs[0])
    return False


def _no_longer(verb: Token) -> bool:
    """Whether "no longer" modifies the verb or the one above it."""
    return any(c.lower_ == "longer" for v in (verb, verb.head) for c in v.children)


def _under_verb(at: Token, verb: Token) -> bool:
    return is_verb(verb) and base(verb) in _RISKS and at.dep_ in {"xcomp", "dobj", "pcomp"}


def _in_false_report(at: Token, noun: Token) -> bool:
    """As in "|reports that| they met |are false|", "dismissed |claims that| they met"."""
    if at.dep_ not in {"acl", "relcl", "ccomp", "pcomp", "pobj", "appos"}:
        return False
    if noun.tag_ == "IN" and noun.lower_ in {"of", "about"}:  # "reports of a meeting"
        noun = noun.head
    if is_verb(noun) and at.dep_ == "ccomp":  # attached to the verb: "claims ... were"
        return _is_false(noun) and any(base(c) in _REPORTS for c in noun.children)
    if base(noun) not in _REPORTS:
        return False
    verb = noun.head
    if not is_verb(verb):
        return False
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return _is_false(verb)
    return noun.dep_ == "dobj" and base(verb) in _DENIALS


def _is_false(verb: Token) -> bool:
    """Whether the verb calls its subject false: "are false", "were made up"."""
    if base(verb) in _DENIALS:
        return True
    if base(verb) == "make":
        return any(c.lower_ == "up" for c in verb.children)
    said = (verb.lower_, *(c.lower_ for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}))
    return any(word in _FALSE for word in said)


def _by_a_hoax(token: Token) -> bool:
    """As in "met Mora, |according to a hoax post|"."""
    return any(
        word.lower_ == "according" and any(c.lower_ in _INVENTED for c in word.subtree)
        for word in token.sent
    )
