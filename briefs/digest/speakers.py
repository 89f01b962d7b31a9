"""Two names of speakers -> whether they are one's."""

from __future__ import annotations

from functools import lru_cache

from briefs.digest.comparison.agreement.prefilter import TITLE_WORDS
from briefs.facts.lexicon.role_nouns import HONORIFICS
from briefs.text.guard_words import word_set

SPEAKS_FOR = word_set("spokesman spokeswoman spokesperson official officer statement")
BODIES = word_set(
    "police department ministry office agency council hospital company union university school "
    "embassy airline commission court army navy fire house pentagon"
)
OFFICES = TITLE_WORDS - frozenset(HONORIFICS)
NO_NAMES = TITLE_WORDS | frozenset(HONORIFICS)


def same_speaker(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """One name's words are among the other's, and it is the family name that they share.

    Titles, initials and who speaks for a body are no part of a name: "Speaker Paul D. Ryan" and
    "House Speaker Paul Ryan", "police" and "a police spokeswoman".
    """
    fewer, more = sorted((name_alone(a), name_alone(b)), key=len)
    mine, its = OFFICES.intersection(a), OFFICES.intersection(b)
    if len(more) == 1 and mine and its and not mine & its:
        return a == b  # "Mayor Orr", "Judge Orr"
    return bool(fewer) and set(fewer) <= set(more) and (fewer == more or fewer[-1] == more[-1])


@lru_cache(maxsize=4096)
def name_alone(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without titles, articles and initials; whoever has no name is left as he is."""
    words = tuple(word for word in name if len(word) > 1 and "." not in word and word != "the")
    if len(words) > 1 and words[-1] in SPEAKS_FOR and words[-2] in BODIES:
        return words[:-1]
    if name[-1:] and name[-1] in NO_NAMES:
        return name  # "Orr's spokesman" is not Orr
    return tuple(word for word in words if word not in NO_NAMES) or name
