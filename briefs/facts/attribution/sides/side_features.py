"""Statement -> what is known of the side that it takes, as names and numbers.

- the reporting word, what follows it, what stands beside it      `slammed`, `called for`
- the words of the content, those of its main clause apart        `a mistake`, `must`
- the words of the sentence outside of both                       `in a rebuke`, `critics`
- whether it is quoted, denied, long; who says it                 `police`, a name, `he`
- the signs of stance.py, and how well or ill the words are meant
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
    sheet: TokenTable, cue: int | None, head: int | None, parts: Sequence[Range]
) -> SideFeatures:
    """(TokenTable, reporting word, head of the source, content) -> its features."""
    at = [i for a, b in parts for i in range(a, b)]
    names = [*_content(sheet, at), *_cue(sheet, cue, at), *_speaker(sheet, head)]
    names += _beside(sheet, cue, at)
    quoted, size = sheet.quote[at[0]] >= 0, min(6, len(at).bit_length())
    names += [f"quoted={quoted}", f"size={size}"]
    signs, _ = stance.measure(sheet, cue, parts)
    names += [f"sign={name}" for name in signs if name in stance.SIGNS]
    words = [i for i in at[:MOST] if sheet.word[i]] or at[:1]
    numbers = np.concatenate(
        [
            np.array([signs.get(name, 0.0) for name in stance.SIGNS]),
            _valences(names),
            np.mean([vector(sheet, i) for i in words], axis=0),
        ]
    )
    own = np.zeros(WIDTH) if cue is None else vector(sheet, cue)
    top = vector(sheet, _top(sheet, at))
    return SideFeatures(names, numbers, np.concatenate([numbers, own, top, [quoted, size]]))


def vector(sheet: TokenTable, i: int) -> Floats:
    """The pipeline's vector of a token."""
    b = sheet.block[i]
    return np.asarray(sheet.docs[b].tensor[i - sheet.base[b]], dtype=np.float64)


_GROUPS = ("w", "top", "cue", "not", "o", "q")


def _valences(names: Sequence[str]) -> Floats:
    """For each group of words and each scale: what is well meant, what is ill meant."""
    sums = np.zeros((len(_GROUPS), SCALES, 2))
    for name in names:
        group, _, word = name.partition("=")
        if group in _GROUPS:
            for scale, value in enumerate(VALENCE.get(word, ())):
                sums[_GROUPS.index(group), scale, int(value < 0)] += abs(value)
    return sums.ravel()


def _top(sheet: TokenTable, at: Sequence[int]) -> int:
    """The first word of the content whose head is outside of it."""
    inside = set(at)
    return next((i for i in at if sheet.head[i] not in inside or sheet.head[i] == i), at[0])


def _content(sheet: TokenTable, at: Sequence[int]) -> list[str]:
    """Its words, alone and in pairs; those right below its head, and quoted ones, once more."""
    names = []
    before = "^"
    denied = 0
    top = _top(sheet, at)
    parted = any(sheet.quote[i] < 0 and sheet.word[i] for i in at)
    for i in at[:MOST]:
        low = sheet.lower[i]
        if not sheet.word[i]:
            denied = 0
            continue
        word = (
            "#" if sheet.tag[i] == "CD" else "@" if sheet.tag[i] in ("NNP", "NNPS") else stem(low)
        )
        names += [f"w={word}", f"w2={before} {word}"]
        if denied and sheet.tag[i][:1] in "JNVR":
            names.append(f"not={word}")
        denied = 4 if low in _NOT else denied - (denied > 0)
        if parted and sheet.quote[i] >= 0:
            names.append(f"q={word}")
        if sheet.head[i] == top or i == top:
            names.append(f"top={word}")
        before = word
    names += [
        f"first={sheet.lower[at[0]]}",
        f"root={stem(sheet.lower[top])}",
        f"roottag={sheet.tag[top]}",
    ]
    return names


def _cue(sheet: TokenTable, cue: int | None, at: Sequence[int]) -> list[str]:
    """The reporting word, with what follows it, its form and its place."""
    if cue is None:
        return ["cue=none"]
    word = stem(sheet.lower[cue])
    after = sheet.lower[cue + 1] if cue + 1 < len(sheet) else ""
    first = sheet.lower[at[0]]
    names = [f"cue={word}", f"cue2={word} {after}", f"cue+first={word} {first}"]
    names += [f"cuetag={sheet.tag[cue]}", f"cuedep={sheet.dep[cue]}", f"before={at[0] < cue}"]
    names += [
        f"cue.{sheet.dep[k]}={stem(sheet.lower[k])}"
        for k in sheet.kids[cue]
        if sheet.word[k] and sheet.tag[k] not in ("NNP", "NNPS") and sheet.dep[k] not in SUBJECTS
    ]
    return names


def _speaker(sheet: TokenTable, head: int | None) -> list[str]:
    """What kind of speaker it is."""
    if head is None:
        return ["who=none"]
    names = [f"who={sheet.tag[head]}", f"whois={sheet.ent[head]}"]
    if sheet.tag[head] not in ("NNP", "NNPS"):
        names.append(f"whoword={stem(sheet.lower[head])}")
    names += [
        f"whokid={stem(sheet.lower[k])}"
        for k in sheet.kids[head]
        if sheet.tag[k] not in ("NNP", "NNPS") and sheet.word[k]
    ]
    return names


def _beside(sheet: TokenTable, cue: int | None, at: Sequence[int]) -> list[str]:
    """Words of the sentence around, outside of the content."""
    a, b = sheet.sents[sheet.sent[at[0] if cue is None else cue]]
    inside = set(at)
    return [
        f"o={stem(sheet.lower[i])}"
        for i in range(a, min(b, a + MOST))
        if i not in inside
        and i != cue
        and sheet.tag[i][:1] in "JNVRI"
        and sheet.tag[i] not in ("NNP", "NNPS")
    ]
