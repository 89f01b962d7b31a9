"""A clause -> whether its form, or the word that governs it, leaves open that it is true.

`is_nonveridical(verb)` takes the verb of a clause; True where the article does not assert the
clause. Constructions, an example each:
- question            "|Has| Ruria |signed| the treaty?"
- inverted condition  "|Had| Bell |met| Mora, the war would be over"
- past unreal         "would |have signed|", "could not |have met|", "should |have met|"
- hedged perfect      "is believed to |have met| Mora", "pretended to |have signed|"
- hedged verb         "allegedly |met|", "nearly |signed|"
- doubted clause      "doubts that Ruria |signed|", "wishes it had |signed|", "it is not true
                      that Bell |met| Mora", "no one confirmed that they |met|"
- doubted noun        "rumours that they had |signed|", "the prospect of Ruria |signing|"
Reported speech ("Bell said that he met Mora") counts as asserted, and so does what is known, even
under a negation ("did not know that they |met|").
"""

from __future__ import annotations

from spacy.tokens import Token

from briefs.facts.document.dependencies import FINITE_TAGS, base, is_verb
from briefs.word_lists import words

# Verbs and nouns that do not commit their subject to the truth of their clause
# (nonfactive and counterfactive predicates of Kiparsky and Kiparsky, "Fact", 1970, and of
# Karttunen, "Implicative verbs", 1971; shortened to news).
_DOUBTS = words(
    """
    doubt dispute refute disprove question wish pretend imagine dream suppose suspect speculate
    fear allege claim insinuate hypothesize believe think assume guess fantasize worry
    """
)
_DOUBTED_NOUNS = words(
    """
    claim rumor rumour allegation suggestion notion idea myth lie accusation speculation hope fear
    theory possibility chance suspicion assertion insinuation prospect dream belief denial
    """
)
_KNOWN = words(
    """
    know realize realise regret forget remember learn discover reveal acknowledge notice mention
    mind care disclose
    """
)
_DOUBTFUL = words(
    """
    false untrue unclear unlikely doubtful impossible possible likely unthinkable conceivable
    plausible unconfirmed unproven
    """
)
_HEDGES = words(
    "allegedly supposedly purportedly reportedly nearly almost ostensibly presumably possibly"
)
_MODALS = words("would could should might may must ought 'd ’d")
_NO = words("no nobody none neither nothing few")
_STEPS = 4


def is_nonveridical(verb: Token) -> bool:
    """Verb of a clause -> whether the article does not assert the clause."""
    if _inverted(verb) or _unreal(verb) or any(c.lower_ in _HEDGES for c in verb.children):
        return True
    return _below_doubt(verb, _STEPS)


def _inverted(verb: Token) -> bool:
    """Whether the clause begins with an auxiliary before its subject."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return False
    for c in verb.children:
        if c.dep_ in {"aux", "auxpass"} and c.i < subject.i and c.tag_ in FINITE_TAGS:
            before = [d for d in verb.children if d.i < c.i and not d.is_punct]
            is_question = verb.sent[-1].text == "?" or any(d.tag_.startswith("W") for d in before)
            return is_question or (not before and c.lower_ in {"had", "were", "should"})
    return False


def _unreal(verb: Token) -> bool:
    """As in "would |have signed|", "is believed to |have met|"."""
    aux = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if "have" not in aux:
        return False
    if aux & _MODALS:
        return True
    return "to" in aux and not (verb.dep_ == "xcomp" and base(verb.head) == "be")


def _below_doubt(verb: Token, left: int) -> bool:
    """Whether a word that governs the finite clause doubts or denies it."""
    head = verb.head
    if not left or head.i == verb.i:
        return False
    if verb.dep_ in {"acl", "relcl"} and any(c.dep_ == "mark" for c in verb.children):
        return base(head) in _DOUBTED_NOUNS
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and head.dep_ == "pobj":
        return head.head.lower_ == "of" and base(head.head.head) in _DOUBTED_NOUNS
    if verb.dep_ == "conj" and is_verb(head) and not _has_subject(verb):
        return _below_doubt(head, left - 1)
    if verb.dep_ != "ccomp" or not is_verb(head):
        return False
    return _doubts(head) or _below_doubt(head, left - 1)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _doubts(verb: Token) -> bool:
    """Whether the governing verb doubts its clause, or is negated and does not presuppose it."""
    word = base(verb)
    if word in _DOUBTS:
        return True
    if word == "be" and any(
        c.dep_ in {"acomp", "attr"} and c.lower_ in _DOUBTFUL for c in verb.children
    ):
        return True
    denied = any(
        c.dep_ == "neg"
        or (
            c.dep_ in {"nsubj", "nsubjpass"}
            and (c.lower_ in _NO or any(d.lower_ in _NO for d in c.children))
        )
        for c in verb.children
    )
    return denied and word not in _KNOWN
