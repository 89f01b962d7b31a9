"""A sentence -> whether it gives somebody's words to him: '"We did it by the book," Orr said'.

A line of speech names its speaker apart from his words; a sentence of another article has both in
one. Only the plainest ways of saying who said it count, with the words letter by letter.
"""

from __future__ import annotations

from briefs.digest.comparison.sentence.prepared_sentence import PREPOSITIONS
from briefs.digest.comparison.sentence.verb_groups import CONDITIONS
from briefs.facts.lexicon.role_nouns import HONORIFICS, ROLE_NOUNS
from briefs.stories.term_weights import fold
from briefs.text.guard_words import word_set

SAYING = word_set("say said says tell told tells write wrote writes tweet tweeted add added adds")
DENYING = word_set("deny denies denied reject rejects rejected dispute disputes disputed false")
UNTOLD = DENYING | CONDITIONS | word_set("when once until")
DESCRIBING = word_set("of who the a an")
ENDS_NAME = PREPOSITIONS | word_set("that who and or but he she they it")
LONGEST_NAME = 8
"""Words, with title and office: "said Trend Micro threat researcher Paul Orr"."""

Words = tuple[str, ...]


def gives_words_to(before: Words, after: Words, speaker: Words) -> bool:
    """(What stands before and after the words, whose they may be) -> whether they are given to him.

    `speaker` as it is compared: folded, without titles, the family name last.
    """
    if not UNTOLD.isdisjoint(before):
        return False
    if after[:1] in SAID:
        return _names(after[1:], speaker, saying_follows=False)
    led = before[:-1] if before and (before[-1] == "that" or before[-1].endswith("ly")) else before
    if led[-1:] in SAID:
        return _leads(led[:-1], speaker)
    return _names(after, speaker, saying_follows=True)


def _leads(words: Words, speaker: Words) -> bool:
    """As in "Senator Orr said", "Senator Orr of Vell, the top Democrat, said"."""
    if SAYING.intersection(words) or not words:
        return False
    plain = len(words) <= LONGEST_NAME and ENDS_NAME.isdisjoint(words)
    if plain and _is_name(words, len(words) - 1, speaker):
        return True
    for at, after in zip(range(LONGEST_NAME), words[1:], strict=False):
        if fold(words[at]) == speaker[-1]:
            return after in DESCRIBING and _is_name(words, at, speaker)
        if words[at] in ENDS_NAME:
            return False
    return False


SAID = frozenset((word,) for word in SAYING)


def _names(words: Words, speaker: Words, *, saying_follows: bool) -> bool:
    """Whether words begin with the speaker's name, title and office before it."""
    for at, word in enumerate(words[:LONGEST_NAME]):
        if word in ENDS_NAME or word in SAYING:
            return False
        if fold(word) == speaker[-1]:
            said = words[at + 1 : at + 2] in SAID
            return said is saying_follows and _is_name(words, at, speaker)
    return False


def _is_name(words: Words, at: int, speaker: Words) -> bool:
    """Whether the family name at a place is the speaker's, and no other first name before it."""
    if at < 0 or fold(words[at]) != speaker[-1] or words[at].endswith("'s"):
        return False
    first = fold(words[at - 1]) if at else ""
    titled = not first or first in ROLE_NOUNS or first in HONORIFICS or len(first) == 1
    return titled or len(speaker) == 1 or first in speaker or "." in words[at - 1]
