"""Two sentences about one event, each in its own words -> the one thing in conflict between them.

differences.py asks that nearly all of both be the same. Here enough of what they name must be, kin
of words included (kinship.py), and just one thing be in conflict (conflicts.py). Details that one
has alone do no harm, unless each names somebody, or counts something, that the other does not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from briefs.digest.comparison.agreement.kinship import Kinship, kinship
from briefs.digest.comparison.agreement.prefilter import is_attribution, is_title, run_of
from briefs.digest.comparison.conflict.conflicts import conflicts, may_conflict
from briefs.digest.comparison.conflict.differences import Difference, is_ahead, value_of
from briefs.digest.comparison.conflict.differing_parts import (
    DifferenceKind,
    DifferingPart,
    status_of,
)
from briefs.digest.comparison.conflict.open_matters import is_open
from briefs.digest.comparison.conflict.wording import words_of
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.digest.quantities import is_past_hypothetical_or_denied

LEAST_SHARED = 2.4
"""Weight of what both name (kinship.weight): two names, or three rare words."""
LEAST_SHARE, LEAST_SHARE_OTHER = 0.5, 0.4
"""Shares of the one sentence and of the other, by weight, that both name."""
SMALL = 12
NAMING = (Kind.NAME, Kind.DAY)


def conflict_in_other_words(a: PreparedSentence, b: PreparedSentence) -> Difference | None:
    """What a tells otherwise than b of one event, None where nothing is in conflict, or more."""
    if a.text <= b.text:
        return _conflict_in_other_words(a, b)
    found = _conflict_in_other_words(b, a)
    return None if found is None else found.swapped()


@lru_cache(maxsize=2048)
def _conflict_in_other_words(a: PreparedSentence, b: PreparedSentence) -> Difference | None:
    if not may_conflict(a, b):
        return None
    kin = kinship(a, b)
    less, more = sorted((kin.share_a, kin.share_b))
    if less < LEAST_SHARE_OTHER or more < LEAST_SHARE or kin.shared < LEAST_SHARED:
        return None
    found = list(conflicts(kin))
    if len(found) != 1 or _may_both_be(kin, found[0]):
        return None
    about, xs, ys = found[0]
    return Difference(
        about,
        words_of(a, xs),
        words_of(b, ys),
        _said(a, xs, about),
        _said(b, ys, about),
        (is_ahead(a, xs) or is_open(a, xs), is_ahead(b, ys) or is_open(b, ys)),
        _bare(a, xs),
        _bare(b, ys),
    )


def _may_both_be(kin: Kinship, part: DifferingPart) -> bool:
    """Whether the sentences may after all be of two events, or of two times."""
    a, b = kin.loose.a, kin.loose.b
    about, xs, ys = part
    paired = kin.loose.pairs
    if _lone(a, kin.loose.left_a, paired.keys(), xs) and _lone(
        b, kin.loose.left_b, paired.values(), ys
    ):
        return True
    if about is DifferenceKind.NUMBER:
        aside = is_past_hypothetical_or_denied(a.text) or is_past_hypothetical_or_denied(b.text)
        return aside and not _same_value(a, xs, b, ys)
    if about is DifferenceKind.DAY and any(
        status_of(verb.mood) == "ahead" for verb in a.verbs + b.verbs
    ):
        return True  # a plan may well change its day
    return _counts(a, kin.loose.left_a) and _counts(b, kin.loose.left_b)


def _same_value(
    a: PreparedSentence, xs: Sequence[int], b: PreparedSentence, ys: Sequence[int]
) -> bool:
    """As in "13 days" and "13 weeks": a forecast is no reason to take these for two things."""
    one, other = a.tokens[xs[0]].number, b.tokens[ys[0]].number
    return one is not None and other is not None and one.value == other.value


def _lone(
    sentence: PreparedSentence, left: Sequence[int], paired: Collection[int], part: Sequence[int]
) -> bool:
    """Whether a name or day without a partner is left besides what differs."""
    for at in left:
        if sentence.tokens[at].kind not in NAMING or at in part:
            continue
        if is_title(sentence, at) or is_attribution(sentence, at):
            continue
        if sentence.tokens[at].kind is Kind.DAY or (run_of(sentence, at) or [at])[-1] not in paired:
            return True
    return False


def _counts(sentence: PreparedSentence, left: Sequence[int]) -> bool:
    return any(sentence.tokens[at].kind is Kind.NUMBER for at in left)


def _bare(sentence: PreparedSentence, part: Sequence[int]) -> str:
    """The words of a part by themselves; none of a small number, which stands for many things."""
    tokens = [sentence.tokens[at] for at in part]
    small = any(token.number is not None and token.number.value <= SMALL for token in tokens)
    return "" if small else " ".join(token.text for token in tokens)


def _said(sentence: PreparedSentence, part: list[int], about: DifferenceKind) -> str:
    """Value by which versions are distinguished; of a status the words."""
    if about is DifferenceKind.STATUS:
        return words_of(sentence, part).lower()
    return value_of(sentence, part, about)
