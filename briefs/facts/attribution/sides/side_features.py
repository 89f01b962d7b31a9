"""Statement -> features for the side that it takes, as names and numbers.

- the reporting word, what follows it, what is beside it          `slammed`, `called for`
- the words of the content; those of its main clause separately   `a mistake`, `must`
- the other words of the sentence                                 `in a rebuke`, `critics`
- whether it is quoted, denied, long; who says it                 `police`, a name, `he`
- the signs of stance.py, and the valence of the words
- the pipeline's vectors: of the content, of the reporting word, of the content's head
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefs.facts.attribution.claim_spans.cues import SUBJECTS
from briefs.facts.attribution.sides import stance
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.learned.linear import Floats
from briefs.facts.lexicon.stemming import stem
from briefs.facts.lexicon.valence import SCALES, VALENCE

WIDTH = 96
MOST = 40
_NOT = frozenset(("not", "n't", "n’t", "no", "never", "nothing", "nobody", "without", "nor"))


@dataclass(frozen=True, slots=True)
class SideFeatures:
    """`names` and `numbers` for the regression, `wide` for the trees."""

    names: list[str]
    numbers: Floats
    wide: Floats


def describe_side(
    tokens: TokenTable, cue: int | None, head: int | None, parts: Sequence[Range]
) -> SideFeatures:
    """(TokenTable, reporting word, head of the source, content) -> its features."""
    at = [i for a, b in parts for i in range(a, b)]
    names = [*_content(tokens, at), *_cue(tokens, cue, at), *_speaker(tokens, head)]
    names += _beside(tokens, cue, at)
    quoted, size = tokens.quote[at[0]] >= 0, min(6, len(at).bit_length())
    names += [f"quoted={quoted}", f"size={size}"]
    signs, _ = stance.measure(tokens, cue, parts)
    names += [f"sign={name}" for name in signs if name in stance.SIGNS]
    words = [i for i in at[:MOST] if tokens.word[i]] or at[:1]
    numbers = np.concatenate(
        [
            np.array([signs.get(name, 0.0) for name in stance.SIGNS]),
            _valences(names),
            np.mean([vector(tokens, i) for i in words], axis=0),
        ]
    )
    own = np.zeros(WIDTH) if cue is None else vector(tokens, cue)
    top = vector(tokens, _top(tokens, at))
    return SideFeatures(names, numbers, np.concatenate([numbers, own, top, [quoted, size]]))


def vector(tokens: TokenTable, i: int) -> Floats:
    """The pipeline's vector of a token."""
    b = tokens.block[i]
    return np.asarray(tokens.docs[b].tensor[i - tokens.base[b]], dtype=np.float64)


_GROUPS = ("w", "top", "cue", "not", "o", "q")


def _valences(names: Sequence[str]) -> Floats:
    """For each group of words and each scale: the sum of positive and of negative valences."""
    sums = np.zeros((len(_GROUPS), SCALES, 2))
    for name in names:
        group, _, word = name.partition("=")
        if group in _GROUPS:
            for scale, value in enumerate(VALENCE.get(word, ())):
                sums[_GROUPS.index(group), scale, int(value < 0)] += abs(value)
    return sums.ravel()


def _top(tokens: TokenTable, at: Sequence[int]) -> int:
    """The first word of the content whose head is outside it."""
    inside = set(at)
    return next((i for i in at if tokens.head[i] not in inside or tokens.head[i] == i), at[0])


def _content(tokens: TokenTable, at: Sequence[int]) -> list[str]:
    """The content's words, alone and in pairs; those below its head, and quoted ones, once more."""
    names = []
    before = "^"
    denied = 0
    top = _top(tokens, at)
    parted = any(tokens.quote[i] < 0 and tokens.word[i] for i in at)
    for i in at[:MOST]:
        low = tokens.lower[i]
        if not tokens.word[i]:
            denied = 0
            continue
        word = (
            "#" if tokens.tag[i] == "CD" else "@" if tokens.tag[i] in ("NNP", "NNPS") else stem(low)
        )
        names += [f"w={word}", f"w2={before} {word}"]
        if denied and tokens.tag[i][:1] in "JNVR":
            names.append(f"not={word}")
        denied = 4 if low in _NOT else denied - (denied > 0)
        if parted and tokens.quote[i] >= 0:
            names.append(f"q={word}")
        if tokens.head[i] == top or i == top:
            names.append(f"top={word}")
        before = word
    names += [
        f"first={tokens.lower[at[0]]}",
        f"root={stem(tokens.lower[top])}",
        f"roottag={tokens.tag[top]}",
    ]
    return names


def _cue(tokens: TokenTable, cue: int | None, at: Sequence[int]) -> list[str]:
    """The reporting word, with what follows it, its form and its place."""
    if cue is None:
        return ["cue=none"]
    word = stem(tokens.lower[cue])
    after = tokens.lower[cue + 1] if cue + 1 < len(tokens) else ""
    first = tokens.lower[at[0]]
    names = [f"cue={word}", f"cue2={word} {after}", f"cue+first={word} {first}"]
    names += [f"cuetag={tokens.tag[cue]}", f"cuedep={tokens.dep[cue]}", f"before={at[0] < cue}"]
    names += [
        f"cue.{tokens.dep[k]}={stem(tokens.lower[k])}"
        for k in tokens.kids[cue]
        if tokens.word[k] and tokens.tag[k] not in ("NNP", "NNPS") and tokens.dep[k] not in SUBJECTS
    ]
    return names


def _speaker(tokens: TokenTable, head: int | None) -> list[str]:
    """The kind of speaker."""
    if head is None:
        return ["who=none"]
    names = [f"who={tokens.tag[head]}", f"whois={tokens.ent[head]}"]
    if tokens.tag[head] not in ("NNP", "NNPS"):
        names.append(f"whoword={stem(tokens.lower[head])}")
    names += [
        f"whokid={stem(tokens.lower[k])}"
        for k in tokens.kids[head]
        if tokens.tag[k] not in ("NNP", "NNPS") and tokens.word[k]
    ]
    return names


def _beside(tokens: TokenTable, cue: int | None, at: Sequence[int]) -> list[str]:
    """The sentence's words outside the content."""
    a, b = tokens.sents[tokens.sent[at[0] if cue is None else cue]]
    inside = set(at)
    return [
        f"o={stem(tokens.lower[i])}"
        for i in range(a, min(b, a + MOST))
        if i not in inside
        and i != cue
        and tokens.tag[i][:1] in "JNVRI"
        and tokens.tag[i] not in ("NNP", "NNPS")
    ]
