"""Cue and content -> the speaker's side, from signs of one; otherwise neutral.

- the cue decides        `condemned the raid` against, `welcomed the deal` for
- a wish                 `urged a new vote` for, `called on him to stop` against
- a label                `called it "reckless"` against, a `"historic step"` for
- an obligation          `they should stay` for, `it should never have happened` against
- the speaker's deeds    `we will rebuild` for, `I can't vote for it` against
- belittling             `just a show`, `nothing more than a letter` against
- none of these          neutral, whatever the polarity of what is talked about; and what is
                         foreseen, alleged or told of the past is rather neutral

Each kind of sign has one weight, no word has one of its own (tools/train_stance.py, decision
0024). Where one side prevails, `judge` gives the word that weighed most, so that a reader can
check it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.facts import opinion as of
from briefs.facts.cues import Cue, stem
from briefs.facts.sheet import Range, Sheet
from briefs.facts.wordlist import words
from briefs.model import Span, Stance

# Sign -> (weight for, weight against), against neutral's 0. Printed by tools/train_stance.py.
BIAS = (-1.32, -0.79)
WEIGHTS: dict[str, tuple[float, float]] = {
    "adjectives": (-0.26, 0.13), "alleged": (-1.29, -0.31), "attack": (0.55, 1.62),
    "attack_aside": (0.03, 0.50), "bad": (0.43, 3.14), "bad_aside": (1.16, 2.17),
    "belittle": (-0.42, 0.96), "cue_against": (0.71, 2.89), "cue_for": (3.59, -0.10),
    "favor": (-0.30, -0.60), "forecast": (-0.80, 0.08), "good": (3.05, 0.98),
    "good_aside": (1.24, -0.70), "intent": (0.73, -0.64), "label": (-0.94, -0.80),
    "length": (-0.04, -0.54), "not": (-0.18, 0.52), "not_bad": (0.33, -0.06),
    "not_good": (-0.66, 0.16), "numbers": (-0.23, -0.94), "ought": (2.53, 0.98),
    "ought_against": (0.91, 2.92), "past": (-0.70, 0.06), "promise": (1.07, 0.16),
    "quoted": (0.23, 0.18), "refuse": (0.72, 1.30), "short": (-0.05, 0.56),
    "support": (2.13, 1.02), "support_aside": (0.45, 0.62), "told": (-0.55, -1.15),
    "we": (-0.04, -0.36),
}  # fmt: skip
# These lean a judgement one way but show nothing by themselves.
LEANINGS = words("quoted short length past numbers adjectives we not label forecast alleged told")
# Words below such a dependency stand in a clause of their own.
_CLAUSES = frozenset(("relcl", "advcl", "acl", "pcomp", "csubj"))
_SHORT = 6
_MOST = 2
_STEPS = 40  # up the tree at most, whatever the parser made


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and the token that bears it."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Words:
    """The content as the signs are looked for in it: token numbers and words, side by side."""

    sheet: Sheet
    at: tuple[int, ...]
    low: tuple[str, ...]

    def denied(self, k: int) -> bool:
        """Whether a negation stands up to three words before the k-th."""
        return not of.NOT.isdisjoint(self.low[max(0, k - 3) : k])

    def is_main(self, k: int) -> bool:
        """Whether the k-th word stands in the main clause of the content."""
        sheet, i, first, last = self.sheet, self.at[k], self.at[0], self.at[-1]
        for _ in range(_STEPS):
            if not first <= i <= last:
                return True
            if sheet.dep[i] in _CLAUSES:
                return False
            if sheet.head[i] == i:
                return True
            i = sheet.head[i]
        return True


def measure(
    sheet: Sheet, cue: Cue | None, parts: Sequence[Range]
) -> tuple[dict[str, float], list[Sign]]:
    """(Sheet, cue or None, content) -> how much there is of each sign, and where they stand."""
    at = tuple(i for a, b in parts for i in range(a, b))
    content = Words(sheet, at, tuple(sheet.lower[i] for i in at))
    signs = [*_of_words(content), *_of_self(content)]
    if not of.SORRY.isdisjoint(content.low) and not of.SELF.isdisjoint(content.low):
        signs = [s for s in signs if s.name not in ("bad", "bad_aside")]
    signs += _of_cue(sheet, cue, content, {s.name for s in signs})
    found = Counter(s.name for s in signs)
    measured = {name: float(min(_MOST, n)) for name, n in found.items()}
    return measured | _shape(content), signs


def _of_cue(sheet: Sheet, cue: Cue | None, content: Words, seen: set[str]) -> Iterator[Sign]:
    """What the reporting word shows; where there is none, it was said."""
    if cue is None:
        yield Sign("told", content.at[0])
        return
    word = stem(sheet.lower[cue.at])
    after = sheet.lower[cue.at + 1 : cue.at + 2]
    if content.low[:1] in (("guilty",), ("innocent",)) or content.low[:2] == ("not", "guilty"):
        return  # pleaded
    if word in of.DEMAND or (word == "call" and after in (["for"], ["on"], ["upon"])):
        ends = any(_ends(content, k) for k in range(min(10, len(content.low))))
        yield Sign("cue_against" if ends else "cue_for", cue.at)
    elif word in of.LABEL:
        yield Sign("label", cue.at)
        named = list(_of_label(content))
        yield from named
        if seen & {"bad", "bad_aside"} or any(sign.name == "bad" for sign in named):
            yield Sign("cue_against", cue.at)
    elif word in of.PRAISE:
        yield Sign("cue_for", cue.at)
    elif word in of.BLAME:
        yield Sign("cue_against", cue.at)
    elif word in of.UTTER:
        yield from _of_feeling(content)
    for name, group in (("forecast", of.FORECAST), ("alleged", of.ALLEGE), ("told", of.REPORT)):
        if word in group:
            yield Sign(name, cue.at)


def _of_feeling(content: Words) -> Iterator[Sign]:
    """`expressed [her full support] for it`: the noun that was expressed takes the side."""
    for k, low in enumerate(content.low[:4]):
        if content.sheet.tag[content.at[k]][:1] == "N" and not content.denied(k):
            if stem(low) in of.FELT_FOR:
                yield Sign("cue_for", content.at[k])
            elif stem(low) in of.FELT_AGAINST:
                yield Sign("cue_against", content.at[k])
            return


def _ends(content: Words, k: int) -> bool:
    """`to stop it`; not `to return to the table`."""
    low, after = content.low[k], content.low[k + 1 : k + 2]
    return stem(low) in of.STOP and not (low == "return" and after == ("to",))


def _of_label(content: Words) -> Iterator[Sign]:
    """What a thing is called, where that is a noun that only takes a side as a label."""
    for k, low in enumerate(content.low):
        for name, group in (("good", of.LABEL_GOOD), ("bad", of.LABEL_BAD)):
            if stem(low) in group and not content.denied(k):
                yield Sign(name, content.at[k])


def _of_words(content: Words) -> Iterator[Sign]:
    """What single words of the content show."""
    sheet = content.sheet
    for k, low in enumerate(content.low):
        i = content.at[k]
        tag = sheet.tag[i]
        if tag[:1] in "JNVRU" and tag not in ("NNP", "NNPS"):
            yield from _of_value(content, k, tag)
        if _obliges(content, k):
            yield Sign("ought_against" if _is_refused(content, k) else "ought", i)
        yield from _of_vote(content, k)
        if _belittles(content, k):
            yield Sign("belittle", i)
        if low in of.NOT:
            yield Sign("not", i)


def _of_vote(content: Words, k: int) -> Iterator[Sign]:
    """`would vote for the deal`, `was against it`, `is in favour of it`."""
    low, before = content.low, content.low[max(0, k - 1) : k]
    votes = before[:1] in (("vote",), ("voted",), ("voting",))
    if content.denied(k):
        return
    if low[k] == "against" and (votes or before in _ARE):
        yield Sign("bad", content.at[k])
    elif (low[k] == "for" and votes) or (
        low[k] in ("favour", "favor") and before == ("in",) and low[k + 1 : k + 2] == ("of",)
    ):
        yield Sign("good", content.at[k])


_ARE = (("is",), ("are",), ("was",), ("were",), ("am",), ("'m",), ("’m",), ("'re",), ("be",))


def _belittles(content: Words, k: int) -> bool:
    """`just a show`, `a better deal than theirs`, `so much time`."""
    low, after = content.low[k], content.low[k + 1 : k + 8]
    if content.low[k - 1 : k + 1] == ("than", "nothing"):
        return False  # `better than nothing`
    if low in of.BELITTLE:
        return content.low[k - 1 : k] not in _NEGATIONS  # `not just the towns`
    if low in of.MORE and "than" in after:
        return content.low[k + 1 : k + 3] != ("than", "nothing")
    if low == "short" and after[:1] == ("of",):
        return True
    return low == "so" and after[:1] in (("much",), ("many",), ("far",))


def _of_value(content: Words, k: int, tag: str) -> Iterator[Sign]:
    """A word that values something, or a deed for or against it."""
    i, low = content.at[k], content.low[k]
    word = stem(low)
    too = low == "too" and content.sheet.tag[min(i + 1, len(content.sheet) - 1)][:1] in "JR"
    name = ""
    if (word == "fight" and content.low[k + 1 : k + 2] != ("for",)) or low == "hurting":
        return
    if word == "trust" and tag[0] == "V":
        return  # `cannot ask them to trust us`
    if too or word in of.BAD:
        name = "bad"
    elif word in of.GOOD and (low != "committed" or content.low[k + 1 : k + 2] == ("to",)):
        name = "good"  # a crime is committed too
    elif tag[0] == "V" and word in of.SUPPORT:
        name = "" if _is_suffered(content, k, tag) else "support"
    elif tag[0] == "V" and word in of.ATTACK:
        name = "attack"
    elif tag[0] == "N" and k < 6 and word in of.FAVOR:
        name = "favor"
    if name == "bad" and _is_lessened(content, k):
        name = "not_bad"
    elif name and content.denied(k):
        name = f"not_{name}" if name in ("good", "bad") else ""
    elif name and name != "favor" and not content.is_main(k):
        name += "_aside"
    if name:
        yield Sign(name, i)


def _is_lessened(content: Words, k: int) -> bool:
    """`has cut bullying`: less of what is bad."""
    before = content.low[max(0, k - 2) : k]
    return any(stem(word) in of.LESSEN for word in before)


def _is_suffered(content: Words, k: int, tag: str) -> bool:
    """Whether it is done to somebody: `we have been backed into a corner`."""
    return tag == "VBN" and not _PASSIVE.isdisjoint(content.low[max(0, k - 2) : k])


_PASSIVE = frozenset(("be", "been", "being", "is", "are", "was", "were", "am"))


def _obliges(content: Words, k: int) -> bool:
    low, after = content.low[k], content.low[k + 1 : k + 2]
    if low in of.OUGHT:
        return True
    if low in ("have", "has") and after == ("to",):
        return k > 0 and content.low[k - 1] in of.SELF  # "they have to" is rather foreseen
    if low in of.NEED and content.low[k - 1 : k] in (("he",), ("she",)):
        return False  # their own need binds nobody
    if low in of.NEED:
        if not of.FORESEEN.isdisjoint(content.low[max(0, k - 4) : k]):
            return False  # `would need to raise money`, `what is needed`
        return content.sheet.tag[content.at[k]][:1] in "VM"
    if low == "time" and content.low[k - 1] not in _BE:
        return False  # `had no time to flee`
    return stem(low) in of.IMPORTANT and after in (("that",), ("to",), ("for",))


def _is_refused(content: Words, k: int) -> bool:
    """Whether an obligation is one not to do, to end, or to have done."""
    after = content.low[k + 1 : k + 9]
    return (
        content.denied(k)
        or not of.NOT.isdisjoint(after[:2])
        or (content.low[k] == "should" and "have" in after[:2])
        or any(_ends(content, j) for j in range(k + 1, min(k + 9, len(content.low))))
        or ("push" in after and "back" in after)
    )


def _of_self(content: Words) -> Iterator[Sign]:
    """What the speaker means to do, or will not."""
    low = content.low
    aim = next((k for k, word in enumerate(low[:7]) if word in of.INTENT), None)
    if aim is not None:
        yield Sign("intent", content.at[aim])
    for k, word in enumerate(low):
        able = word in of.CAN and (word == "cannot" or low[k + 1 : k + 2] in _NEGATIONS)
        if able and content.is_main(k):
            yield Sign("refuse", content.at[k])
        if word in of.SELF and _promises(content, k):
            yield Sign("promise", content.at[k])
    me = next((k for k, word in enumerate(low) if word in of.SELF), None)
    if me is not None:
        yield Sign("we", content.at[me])


_BE = ("is", "'s", "’s", "was", "about", "high", "be")
_NEGATIONS = (("n't",), ("n’t",), ("not",))


def _promises(content: Words, k: int) -> bool:
    """`we will rebuild`, `we're going to rebuild`; not `we will see`."""
    after = content.low[k + 1 : k + 5]
    if not ({"will", "'ll", "’ll", "going"} & set(after)) or not of.NOT.isdisjoint(after):
        return False
    ahead = range(k + 1, min(k + 8, len(content.low)))
    deed = next((j for j in ahead if content.sheet.tag[content.at[j]] == "VB"), None)
    return deed is not None and content.low[deed] not in of.IDLE


def _shape(content: Words) -> dict[str, float]:
    """Length, tense and the like."""
    sheet = content.sheet
    tags = [sheet.tag[i] for i in content.at]
    size = len(tags)
    return {
        "quoted": 1.0 * (sheet.quote[content.at[0]] >= 0),
        "short": 1.0 * (size <= _SHORT),
        "length": min(size, 60) / 30,
        "past": min(3, tags.count("VBD")) / 2,
        "numbers": min(3, tags.count("CD")) / 2,
        "adjectives": min(4, sum(tag[:2] == "JJ" for tag in tags)) / 2,
    }


def judge(sheet: Sheet, cue: Cue | None, parts: Sequence[Range]) -> tuple[Stance, Span | None]:
    """(Sheet, cue or None, content) -> the stance, and the word that weighed most for it."""
    measured, signs = measure(sheet, cue, parts)
    side = [
        bias + sum(WEIGHTS.get(name, _NONE)[k] * much for name, much in sorted(measured.items()))
        for k, bias in enumerate(BIAS)
    ]
    k = 0 if side[0] >= side[1] else 1
    if side[k] <= 0:
        return Stance.NEUTRAL, None
    shown = [s for s in signs if s.name not in LEANINGS and WEIGHTS.get(s.name, _NONE)[k] > 0]
    best = max(shown, key=lambda s: (WEIGHTS[s.name][k], -s.at), default=None)
    if best is None:
        return Stance.NEUTRAL, None
    return (Stance.FOR, Stance.AGAINST)[k], sheet.span((best.at, best.at + 1))


_NONE = (0.0, 0.0)
