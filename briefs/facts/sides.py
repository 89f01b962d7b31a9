"""Sheet -> who took a side in so many words, where no verb of saying reports it.

The scorer learned from reported speech, and these are deeds as much as words; but whoever
reads that the plan `was condemned by the bishops` has read what the bishops think of it. The
construction leaves no doubt of who took the side, which, and about what.

- by          `[the plan] was condemned by [the bishops]`, `welcomed by [some] and [others]`
- from        `[the plan] drew criticism from [the bishops]`, `came under fire from [them]`
- a vote      `[the party] voted [against the bill]`, `sided with`, `is in favour of`, `is against`
- a figure    `[the group] threw its weight [behind the plan]`, `distanced itself [from it]`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefs.facts.cues import CONTRASTS, FINITE, Cue, agent_of, object_of, stem
from briefs.facts.sheet import Range, Sheet
from briefs.facts.wordlist import words
from briefs.model import Stance

# Verbs that take a side by themselves, and which.
_FOR = words(
    "praise welcome hail applaud commend celebrate endorse back support cheer thank defend"
)
_AGAINST = words(
    """
    condemn criticize criticise denounce deplore decry rebuke slam blast oppose reject lambast
    lambaste
    """
)
VERBS = {
    **dict.fromkeys((f"V:{stem(word)}" for word in _FOR), Stance.FOR),
    **dict.fromkeys((f"V:{stem(word)}" for word in _AGAINST), Stance.AGAINST),
}
# Deeds of speech that the scorer, which learned from quotes, believes too seldom.
_OBJECT = ("dobj", "dobj+", "span")
_PREPOSITION = ("prep", "prep+", "tail")
_RULED_OUT = (*_OBJECT, "xcomp", "tail")
_DEEDS: dict[str, tuple[str, ...]] = dict.fromkeys(VERBS, _OBJECT) | {
    f"V:{stem(word)}": kinds
    for word, kinds in (
        ("congratulate", _OBJECT), ("voice", _OBJECT), ("express", _OBJECT), ("demand", _OBJECT),
        ("doubt", (*_OBJECT, "ccomp")), ("deny", (*_OBJECT, "xcomp")),
        ("apologise", _PREPOSITION), ("apologize", _PREPOSITION),
        ("appeal", _PREPOSITION),
    )
}  # fmt: skip
_MAIN = frozenset(("ROOT", "conj", "parataxis", "advcl", "ccomp"))
# What a plan gets from whoever takes a side, and the verbs that say that it does.
_GETS = words(
    """
    draw drew drawn win won earn attract receiv fac provok spark prompt com came get got met meet
    trigger
    """
)
_GOT = {
    **dict.fromkeys(words("praise applause acclaim plaudits support backing"), Stance.FOR),
    **dict.fromkeys(
        words(
            """
            criticism condemnation backlash fire anger outrage ridicule scorn opposition rebuke
            fury
            """
        ),
        Stance.AGAINST,
    ),
}
# What beams do as well: `supported by four beams`.
_HOLDS = frozenset(stem(word) for word in ("support", "back"))
_MINDS = words("residents politicians voters farmers unions parents teachers critics lawmakers mps")
_BE = frozenset(("is", "are", "was", "were"))
_OF = ("favour", "favor", "support")


@dataclass(frozen=True, slots=True)
class Side:
    """A side that was taken: the word that says so, what it is about, which side."""

    cue: Cue
    about: Range
    stance: Stance


def find_sides(sheet: Sheet) -> list[Side]:
    """Sheet -> the sides that were taken, in the order of the text."""
    found: list[Side] = []
    for i, tag in enumerate(sheet.tag):
        side = next(_at(sheet, i), None) if tag[:1] in "VN" and sheet.quote[i] < 0 else None
        if side is not None and side.about[0] < side.about[1]:
            found.append(side)
    return found


def _at(sheet: Sheet, i: int) -> Iterator[Side]:
    if sheet.tag[i] in ("NN", "NNS"):
        yield from _from(sheet, i)
        return
    yield from _by(sheet, i)
    subject = subject_above(sheet, i)
    if subject is None or sheet.tag[i] not in (*FINITE, "VBN") or is_denied(sheet, i):
        return
    yield from _for_or_against(sheet, i, subject)
    yield from _figures(sheet, i, subject)


def _by(sheet: Sheet, verb: int) -> Iterator[Side]:
    """`was condemned by the bishops`."""
    stance = VERBS.get(f"V:{stem(sheet.lower[verb])}")
    if stance is None or sheet.tag[verb] != "VBN" or is_denied(sheet, verb):
        return
    agent, subject = agent_of(sheet, verb), _undergoer(sheet, verb)
    to = next((k for k in sheet.kids[verb] if sheet.lower[k] == "to" and k > verb), None)
    if sheet.lower[verb] == "opposed" and subject is not None and to is not None:
        yield _side(sheet, verb, subject, to, Stance.AGAINST)  # `is opposed to it`
    if agent is None or subject is None:
        return
    if stem(sheet.lower[verb]) not in _HOLDS or _may_think(sheet, agent):
        yield _side(sheet, verb, agent, subject, stance)


def _from(sheet: Sheet, noun: int) -> Iterator[Side]:
    """`drew criticism from the bishops`, `came under fire from them`."""
    stance = _GOT.get(sheet.lower[noun])
    verb = sheet.head[noun]
    if sheet.dep[noun] == "pobj" and sheet.lower[verb] in ("under", "with"):
        verb = sheet.head[verb]
    gets = {sheet.lower[verb], stem(sheet.lower[verb])} & _GETS
    if stance is None or not gets or is_denied(sheet, verb):
        return
    subject = subject_above(sheet, verb)
    for k in (*sheet.kids[noun], *sheet.kids[verb], *sheet.kids[sheet.head[noun]]):
        if sheet.lower[k] == "from" and k > noun and subject is not None:
            source = object_of(sheet, k)
            if source is not None:
                yield _side(sheet, noun, source, subject, stance)
                return


def _for_or_against(sheet: Sheet, verb: int, subject: int) -> Iterator[Side]:
    """`voted against the bill`, `sided with them`, `is in favour of it`."""
    word = stem(sheet.lower[verb])
    is_vote, be = word == "vot", sheet.lower[verb] in _BE or _came_out(sheet, verb)
    for k in sheet.kids[verb]:
        to = next((j for j in sheet.kids[k] if sheet.lower[j] == "to"), None)
        if be and sheet.lower[k] == "opposed" and to is not None:
            yield _side(sheet, k, subject, to, Stance.AGAINST)
    for k in sheet.kids[verb]:
        goal = object_of(sheet, k) if sheet.dep[k] == "prep" and k > verb else None
        if goal is None:
            continue
        low = sheet.lower[k]
        against = (is_vote or be) and low == "against" and _may_think(sheet, subject)
        plain = is_vote and low == "for" and sheet.tag[goal] != "CD"
        whole = (is_vote or be) and low == "in" and sheet.lower[goal] in _OF
        joined = (word == "sid" and low == "with") or (whole and object_of(sheet, goal) is not None)
        if against or plain or joined:
            stance = Stance.AGAINST if against else Stance.FOR
            yield _side(sheet, verb, subject, k, stance)


def _came_out(sheet: Sheet, verb: int) -> bool:
    """`came out against the plan`."""
    out = any(sheet.lower[k] == "out" for k in sheet.kids[verb])
    return out and sheet.lower[verb] in ("come", "came", "comes")


def _figures(sheet: Sheet, verb: int, subject: int) -> Iterator[Side]:
    """`threw its weight behind the plan`, `distanced itself from it`."""
    word, kids = sheet.lower[verb], sheet.kids[verb]
    objects = [sheet.lower[k] for k in kids if sheet.dep[k] == "dobj"]
    below = [j for k in kids if sheet.dep[k] == "dobj" for j in sheet.kids[k]]
    for k in (*kids, *below):
        goal = object_of(sheet, k) if sheet.dep[k] == "prep" else None
        if goal is None:
            continue
        if word in ("threw", "throws", "thrown") and objects in (["weight"], ["support"]):
            if sheet.lower[k] == "behind":
                yield _side(sheet, verb, subject, k, Stance.FOR)
        elif stem(word) == "distanc" and sheet.lower[k] == "from":
            yield _side(sheet, verb, subject, k, Stance.AGAINST)


def _may_think(sheet: Sheet, subject: int) -> bool:
    """Whether a subject may be against something: not `the odds are against him`."""
    if sheet.lower[subject] in _MINDS:
        return True
    return sheet.tag[subject] in ("NNP", "NNPS", "PRP") or sheet.ent[subject] in (
        "PERSON",
        "ORG",
        "GPE",
        "NORP",
    )


def _side(sheet: Sheet, at: int, who: int, about: int, stance: Stance) -> Side:
    part = sheet.trim(own_words(sheet, about))
    return Side(Cue(at, f"S:{stem(sheet.lower[at])}", who, 1, (at, at + 1)), part, stance)


def own_words(sheet: Sheet, head: int) -> Range:
    """What hangs together below a word, without a clause that sets another view against it."""
    a, b = sheet.left[head], sheet.right[head]
    for i in range(head + 1, b):
        if sheet.lower[i] == "," and i + 1 < b and sheet.lower[i + 1] in CONTRASTS:
            return a, i
    return a, b


def subject_above(sheet: Sheet, verb: int) -> int | None:
    """The subject of a verb, or of the one that it is joined to."""
    at = verb
    for _ in range(4):
        for k in sheet.kids[at]:
            if sheet.dep[k] == "nsubj":
                return k
        if sheet.dep[at] != "conj" or sheet.tag[sheet.head[at]][:1] != "V":
            return None
        at = sheet.head[at]
    return None


def _undergoer(sheet: Sheet, verb: int) -> int | None:
    """The subject of a passive, or of the one that it is joined to."""
    at = verb
    for _ in range(4):
        for k in sheet.kids[at]:
            if sheet.dep[k] == "nsubjpass":
                return k
            if sheet.dep[k] == "auxpass":  # where the parser hung the subject on it
                subject = next((j for j in sheet.kids[k] if sheet.dep[j] == "nsubj"), None)
                if subject is not None:
                    return subject
        if sheet.dep[at] != "conj" or sheet.tag[sheet.head[at]][:1] != "V":
            return None
        at = sheet.head[at]
    return None


def is_denied(sheet: Sheet, verb: int) -> bool:
    """Whether the verb says what did not happen, or only may: `would vote against it`."""
    at = verb
    for _ in range(4):
        for k in sheet.kids[at]:
            dep, tag = sheet.dep[k], sheet.tag[k]
            if dep == "neg" or (dep in ("aux", "auxpass") and tag in ("MD", "TO")):
                return True
            if dep == "mark" and sheet.lower[k] in ("if", "unless", "whether"):
                return True
        if sheet.dep[at] != "conj":
            return False
        at = sheet.head[at]
    return False


def is_told(sheet: Sheet, cue: Cue, kind: str) -> bool:
    """Whether a cue is a deed of speech and told as one, with content of the right construction."""
    kinds = _DEEDS.get(cue.key, ())
    if cue.key == "V:rul" and sheet.lower[cue.at + 1 : cue.at + 2] == ["out"]:
        kinds = _RULED_OUT
    goes_on = cue.how == 3 and sheet.dep[cue.at] == "conj"
    if kind not in kinds or cue.subject is None or not (cue.how == 1 or goes_on):
        return False
    return sheet.tag[cue.at] in (*FINITE, "VBN") and sheet.dep[cue.at] in _MAIN
