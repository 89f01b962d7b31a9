"""Nouns that refer back to something named before: "the agency", "the ruling", "the pair".

Kinds of bodies and people, and labels for statements and events; both lists are in
definite_nouns.txt.
"""

from __future__ import annotations

import re

from briefs.word_lists import file_word_lists

_LISTS = file_word_lists(__package__, "definite_nouns.txt")
BODIES, LABELS = _LISTS["body"], _LISTS["label"]
ALONE = r"(?!-|['’]s own\b)"
DEFINED = (
    r"(?! (?:of|to|that|which|who|whom|whose|where|when|after|before|behind|between|against|"
    r"about|over|for|by|from|on|in|at|with|under|stage|said to|published|called|named|known|"
    r"titled|released|entitled|he|she|they|it|we|you|I|[a-z]+ing|[a-z]+ed|[A-Z\d“\"‘'(])"
    r"|, (?:a|an|the|published|called|named|known|which|who)\b)"
)
"""What follows a noun defined in its own sentence: "the plan to", "the group Halden Works"."""
BODY_DEFINED = r"(?! (?:of|that|which|who|whose|when|after|before|behind|stage|at|he|[A-Z“\"]))"
MODIFIER = r"(?:(?!\w+est\b|first\b|only\b|best\b|most\b|last\b|main\b|of\b)[a-z][a-z-]+ )?"


def definite(nouns: frozenset[str], ends: str, begins: str = "") -> re.Pattern[str]:
    """(Nouns, what may not follow, what may not precede) -> pattern of "the [word] noun"."""
    noun = "|".join(sorted(nouns))
    return re.compile(
        rf"{begins}(?<!\bis )(?<!\bbe )\b[Tt]he {MODIFIER}(?P<noun>(?:{noun})s?)\b{ALONE}{ends}"
    )


DEFINITES = (definite(BODIES, BODY_DEFINED), definite(LABELS, DEFINED, r"(?<!\bof )"))
"""A pattern for each kind, with the words that may define it."""
