"""Cue and content -> signs of a side, each with its word.

- the cue                `condemned the raid` against, `welcomed the deal` for
- a wish                 `urged a new vote` for, `called on him to stop` against
- a label                `called it "reckless"` against, a `"historic step"` for
- an obligation          `they should stay` for, `it should never have happened` against
- what they will do      `we will rebuild` for, `I can't vote for it` against
- belittling             `just a show`, `nothing more than a letter` against

A sign is evidence, not a verdict: side_model.py was trained to weigh them. Where a side is given,
`stance_evidence` returns the word that shows it best, so that a reader can check it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.lexicon import stance_words as of
from briefs.facts.lexicon.stemming import stem
from briefs.model.articles import Span
from briefs.model.facts import Stance
from briefs.word_lists import columns

# Signs of each side, the clearest first.
SIGNS_OF_SIDE = {
    Stance.FOR: columns(
        "cue_for good ought support good_aside support_aside promise intent favor not_bad"
    ),
    Stance.AGAINST: columns(
        """
        bad cue_against ought_against bad_aside attack refuse belittle attack_aside not_good
        """
    ),
}
# These shift the model's score but show no side by themselves.
LEANINGS = columns("quoted short length past numbers adjectives we not label forecast alleged told")
SIGNS = (*SIGNS_OF_SIDE[Stance.FOR], *SIGNS_OF_SIDE[Stance.AGAINST], *LEANINGS)
# Words below such a dependency are in a clause of their own.
_CLAUSES = frozenset(("relcl", "advcl", "acl", "pcomp", "csubj"))
_SHORT = 6
_MOST = 2
_STEPS = 40  # up the tree at most, whatever the parser made


@dataclass(frozen=True, slots=True)
class StanceCue:
    """A sign and its token."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Words:
    """The content: its token numbers and, in parallel, its words in lower case."""

    tokens: TokenTable
    at: tuple[int, ...]
    low: tuple[str, ...]

    def denied(self, k: int) -> bool:
        """Whether there is a negation among the three words before the k-th."""
        return not of.NOT.isdisjoint(self.low[max(0, k - 3) : k])

    def is_main(self, k: int) -> bool:
        """Whether the k-th word is in the main clause of the content."""
        tokens, i, first, last = self.tokens, self.at[k], self.at[0], self.at[-1]
        for _ in range(_STEPS):
            if not first <= i <= last:
                return True
            if tokens.dep[i] in _CLAUSES:
                return False
            if tokens.head[i] == i:
                return True
            i = tokens.head[i]
        return True


def measure(
    tokens: TokenTable, cue: int | None, parts: Sequence[Range]
) -> tuple[dict[str, float], list[StanceCue]]:
    """(TokenTable, cue or None, content) -> (strength of each sign, signs with their tokens)."""
    at = tuple(i for a, b in parts for i in range(a, b))
    content = Words(tokens, at, tuple(tokens.lower[i] for i in at))
    signs = [*_of_words(content), *_of_self(content)]
    if not of.SORRY.isdisjoint(content.low) and not of.SELF.isdisjoint(content.low):
        signs = [s for s in signs if s.name not in ("bad", "bad_aside")]
    signs += _of_cue(tokens, cue, content, {s.name for s in signs})
    found = Counter(s.name for s in signs)
    measured = {name: float(min(_MOST, n)) for name, n in found.items()}
    return measured | _shape(content), signs


def _of_cue(
    tokens: TokenTable, cue: int | None, content: Words, seen: set[str]
) -> Iterator[StanceCue]:
    """Signs of the reporting word; without one, the sign "told"."""
    if cue is None:
        yield StanceCue("told", content.at[0])
        return
    word = stem(tokens.lower[cue])
    after = tokens.lower[cue + 1 : cue + 2]
    if content.low[:1] in (("guilty",), ("innocent",)) or content.low[:2] == ("not", "guilty"):
        return  # pleaded
    if word in of.DEMAND or (word == "call" and after in (["for"], ["on"], ["upon"])):
        ends = any(_ends(content, k) for k in range(min(10, len(content.low))))
        yield StanceCue("cue_against" if ends else "cue_for", cue)
    elif word in of.LABEL:
        yield StanceCue("label", cue)
        named = list(_of_label(content))
        yield from named
        if seen & {"bad", "bad_aside"} or any(sign.name == "bad" for sign in named):
            yield StanceCue("cue_against", cue)
    elif word in of.PRAISE:
        yield StanceCue("cue_for", cue)
    elif word in of.BLAME:
        yield StanceCue("cue_against", cue)
    elif word in of.UTTER:
        yield from _of_attitude_noun(content)
    for name, group in (("forecast", of.FORECAST), ("alleged", of.ALLEGE), ("told", of.REPORT)):
        if word in group:
            yield StanceCue(name, cue)


def _of_attitude_noun(content: Words) -> Iterator[StanceCue]:
    """`expressed [her full support] for it`: the side of the noun that is expressed."""
    for k, low in enumerate(content.low[:4]):
        if content.tokens.tag[content.at[k]][:1] == "N" and not content.denied(k):
            if stem(low) in of.FELT_FOR:
                yield StanceCue("cue_for", content.at[k])
            elif stem(low) in of.FELT_AGAINST:
                yield StanceCue("cue_against", content.at[k])
            return


def _ends(content: Words, k: int) -> bool:
    """`to stop it`; not `to return to the table`."""
    low, after = content.low[k], content.low[k + 1 : k + 2]
    return stem(low) in of.STOP and not (low == "return" and after == ("to",))


def _of_label(content: Words) -> Iterator[StanceCue]:
    """Signs of a label: nouns that take a side only when somebody is called so."""
    for k, low in enumerate(content.low):
        for name, group in (("good", of.LABEL_GOOD), ("bad", of.LABEL_BAD)):
            if stem(low) in group and not content.denied(k):
                yield StanceCue(name, content.at[k])


def _of_words(content: Words) -> Iterator[StanceCue]:
    """Signs of single words of the content."""
    tokens = content.tokens
    for k, low in enumerate(content.low):
        i = content.at[k]
        tag = tokens.tag[i]
        if tag[:1] in "JNVRU" and tag not in ("NNP", "NNPS"):
            yield from _of_value(content, k, tag)
        if _obliges(content, k):
            yield StanceCue("ought_against" if _is_refused(content, k) else "ought", i)
        yield from _of_vote(content, k)
        if _belittles(content, k):
            yield StanceCue("belittle", i)
        if low in of.NOT:
            yield StanceCue("not", i)


def _of_vote(content: Words, k: int) -> Iterator[StanceCue]:
    """`would vote for the deal`, `was against it`, `is in favour of it`."""
    low, before = content.low, content.low[max(0, k - 1) : k]
    votes = before[:1] in (("vote",), ("voted",), ("voting",))
    if content.denied(k):
        return
    if low[k] == "against" and (votes or before in _ARE):
        yield StanceCue("bad", content.at[k])
    elif (low[k] == "for" and votes) or (
        low[k] in ("favour", "favor") and before == ("in",) and low[k + 1 : k + 2] == ("of",)
    ):
        yield StanceCue("good", content.at[k])


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


def _of_value(content: Words, k: int, tag: str) -> Iterator[StanceCue]:
    """An evaluative word, or a verb of support or attack."""
    i, low = content.at[k], content.low[k]
    word = stem(low)
    too = low == "too" and content.tokens.tag[min(i + 1, len(content.tokens) - 1)][:1] in "JR"
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
        name = "" if _is_passive(content, k, tag) else "support"
    elif tag[0] == "V" and word in of.ATTACK:
        name = "attack"
    elif tag[0] == "N" and k < 6 and word in of.FAVOR:
        name = "favor"
    if name == "bad" and _is_reduced(content, k):
        name = "not_bad"
    elif name and content.denied(k):
        name = f"not_{name}" if name in ("good", "bad") else ""
    elif name and name != "favor" and not content.is_main(k):
        name += "_aside"
    if name:
        yield StanceCue(name, i)


def _is_reduced(content: Words, k: int) -> bool:
    """Whether a bad thing is reduced: `has cut bullying`."""
    before = content.low[max(0, k - 2) : k]
    return any(stem(word) in of.LESSEN for word in before)


def _is_passive(content: Words, k: int, tag: str) -> bool:
    """Whether the verb is passive: `we have been backed into a corner`."""
    return tag == "VBN" and not _PASSIVE.isdisjoint(content.low[max(0, k - 2) : k])


_PASSIVE = frozenset(("be", "been", "being", "is", "are", "was", "were", "am"))


def _obliges(content: Words, k: int) -> bool:
    low, after = content.low[k], content.low[k + 1 : k + 2]
    if low in of.OUGHT:
        return True
    if low in ("have", "has") and after == ("to",):
        return k > 0 and content.low[k - 1] in of.SELF  # "they have to" is rather a forecast
    if low in of.NEED and content.low[k - 1 : k] in (("he",), ("she",)):
        return False  # their own need binds nobody
    if low in of.NEED:
        if not of.FORESEEN.isdisjoint(content.low[max(0, k - 4) : k]):
            return False  # `would need to raise money`, `what is needed`
        return content.tokens.tag[content.at[k]][:1] in "VM"
    if low == "time" and content.low[k - 1] not in _BE:
        return False  # `had no time to flee`
    return stem(low) in of.IMPORTANT and after in (("that",), ("to",), ("for",))


def _is_refused(content: Words, k: int) -> bool:
    """Whether the obligation is not to do, to end, or to have done something."""
    after = content.low[k + 1 : k + 9]
    return (
        content.denied(k)
        or not of.NOT.isdisjoint(after[:2])
        or (content.low[k] == "should" and "have" in after[:2])
        or any(_ends(content, j) for j in range(k + 1, min(k + 9, len(content.low))))
        or ("push" in after and "back" in after)
    )


def _of_self(content: Words) -> Iterator[StanceCue]:
    """Signs of what the speaker intends to do or not to do."""
    low = content.low
    aim = next((k for k, word in enumerate(low[:7]) if word in of.INTENT), None)
    if aim is not None:
        yield StanceCue("intent", content.at[aim])
    for k, word in enumerate(low):
        able = word in of.CAN and (word == "cannot" or low[k + 1 : k + 2] in _NEGATIONS)
        if able and content.is_main(k):
            yield StanceCue("refuse", content.at[k])
        if word in of.SELF and _promises(content, k):
            yield StanceCue("promise", content.at[k])
    me = next((k for k, word in enumerate(low) if word in of.SELF), None)
    if me is not None:
        yield StanceCue("we", content.at[me])


_BE = ("is", "'s", "’s", "was", "about", "high", "be")
_NEGATIONS = (("n't",), ("n’t",), ("not",))


def _promises(content: Words, k: int) -> bool:
    """`we will rebuild`, `we're going to rebuild`; not `we will see`."""
    after = content.low[k + 1 : k + 5]
    if not ({"will", "'ll", "’ll", "going"} & set(after)) or not of.NOT.isdisjoint(after):
        return False
    ahead = range(k + 1, min(k + 8, len(content.low)))
    verb = next((j for j in ahead if content.tokens.tag[content.at[j]] == "VB"), None)
    return verb is not None and content.low[verb] not in of.NONCOMMITTAL


def _shape(content: Words) -> dict[str, float]:
    """Length, tense and the like."""
    tokens = content.tokens
    tags = [tokens.tag[i] for i in content.at]
    size = len(tags)
    return {
        "quoted": 1.0 * (tokens.quote[content.at[0]] >= 0),
        "short": 1.0 * (size <= _SHORT),
        "length": min(size, 60) / 30,
        "past": min(3, tags.count("VBD")) / 2,
        "numbers": min(3, tags.count("CD")) / 2,
        "adjectives": min(4, sum(tag[:2] == "JJ" for tag in tags)) / 2,
    }


def stance_evidence(tokens: TokenTable, signs: Sequence[StanceCue], side: Stance) -> Span | None:
    """(TokenTable, signs, side) -> span of the word that shows the side best, None if none does."""
    order = SIGNS_OF_SIDE.get(side, ())
    best = min(
        (s for s in signs if s.name in order), key=lambda s: order.index(s.name), default=None
    )
    return None if best is None else tokens.span((best.at, best.at + 1))
