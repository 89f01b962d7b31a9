"""Cues of one sentence -> which of them only pass on what somebody else said.

`[Bell] added that it was late, notes [the Norfax Times]`, `[Mora] said no, according to [two
aides]`: Bell's and Mora's words, passed on by a messenger: an outlet, or somebody or something
unnamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefs.facts.attribution.claim_spans.cues import Cue
from briefs.facts.attribution.claim_spans.source_spans import source_range
from briefs.facts.document.token_table import TokenTable
from briefs.facts.lexicon.outlets import OUTLETS
from briefs.facts.lexicon.stemming import stem
from briefs.word_lists import words

SURE_CUE = 0.0
"""Log-odds from which a verb counts as a cue: likelier than not."""
_OWN, _ACCORDING = 1, 6
NAMES = ("NNP", "NNPS")
# Unnamed sources that report what somebody else said, and documents that do (own list).
_SOURCES = words(
    """
    source sources official officials aide aides person people transcript document documents
    report reports record records email emails memo filing insider insiders
    """
)
_MAKE = stem("make")
# Verbs of saying (VerbNet classes say-37.7, tell-37.2, promise-37.13, warn-37.9, complain-37.8).
_SAYING = frozenset(
    stem(word)
    for word in words(
        """
        say tell add note write announce explain warn state claim argue insist deny confirm declare
        promise vow pledge suggest reveal report estimate predict admit acknowledge testify tweet
        reply respond remark observe maintain stress complain urge demand accord
        """
    )
)


def find_messengers(
    tokens: TokenTable, cues: Sequence[Cue], scores: Mapping[int, float]
) -> dict[int, Cue]:
    """(TokenTable, cues, scores by token) -> {a cue's token: the cue that passes it on}."""
    by_token = {cue.at: cue for cue in cues}
    found: dict[int, Cue] = {}
    for outer in cues:
        if not (_is_saying(tokens, outer.at) and _is_messenger(tokens, outer)):
            continue
        for at in _above_or_below(tokens, outer.at):
            inner = by_token.get(at)
            if inner is not None and at < outer.at and _speaks(tokens, inner, outer, scores):
                found.setdefault(at, outer)
                break
    return found


def _is_messenger(tokens: TokenTable, cue: Cue) -> bool:
    return _is_outlet(tokens, cue) or _is_unnamed(tokens, cue)


def _is_outlet(tokens: TokenTable, cue: Cue) -> bool:
    said_by = _source_words(tokens, cue)
    named = any(tokens.tag[i] in NAMES for i in said_by)
    return named and any(tokens.lower[i] in OUTLETS for i in said_by)


def _is_unnamed(tokens: TokenTable, cue: Cue) -> bool:
    said_by = _source_words(tokens, cue)
    named = any(tokens.tag[i] in NAMES for i in said_by)
    known = cue.subject is not None and tokens.lower[cue.subject] in _SOURCES
    return len(said_by) > 0 and known and not named


def _source_words(tokens: TokenTable, cue: Cue) -> range:
    """The words of the source, where the cue has a subject of its own."""
    if cue.subject is None or cue.how not in (_OWN, _ACCORDING):
        return range(0)
    return range(*source_range(tokens, cue.subject))


def _speaks(tokens: TokenTable, cue: Cue, outer: Cue, scores: Mapping[int, float]) -> bool:
    """Whether a cue is somebody's own speech that `outer` may quote.

    Not an outlet's, and not an unnamed source's that another unnamed source passes on.
    """
    likely = scores[cue.at] >= SURE_CUE and _is_saying(tokens, cue.at)
    if cue.how != _OWN or not likely or _is_outlet(tokens, cue):
        return False
    return not (_is_unnamed(tokens, cue) and _is_unnamed(tokens, outer))


def _is_saying(tokens: TokenTable, verb: int) -> bool:
    """Whether it is a verb of saying: `said`, `made clear`."""
    word = stem(tokens.lower[verb])
    clear = any(tokens.lower[k] == "clear" for k in tokens.kids[verb])
    return word in _SAYING or (word == _MAKE and clear)


def _above_or_below(tokens: TokenTable, cue: int) -> Iterator[int]:
    """The verbs above a cue, and the verbs of its clausal complements."""
    at = cue
    while tokens.head[at] != at and tokens.dep[at] not in ("conj", "relcl", "acl"):
        at = tokens.head[at]
        yield at
    yield from (k for k in tokens.kids[cue] if tokens.dep[k] in ("ccomp", "parataxis"))
