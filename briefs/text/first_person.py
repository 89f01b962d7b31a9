"""Whose "I" and "we" stand in an article: its author's, where it is written in the first person.

Guides, reviews and blogs are. In letters, interviews and speeches others say "I" without quote
marks too, so nobody's words there are taken for the author's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefs.text.references import is_writers

LEAST = 2
"""Paragraphs in which an author says "I" or "we": once may be a lost quote mark."""
SPOKEN = re.compile(
    r"\b(?:transcript|remarks|speech|interview|interviews|q&a|q & a|letters?|statement|"
    r"as told to|podcast|testimony|testimonials?|in (?:his|her|their) own words)\b",
    re.IGNORECASE,
)
"""Titles of what others say or write. Own list."""
LETTER = re.compile(
    r"dear\s\S[^\n]{0,40}[:,—–-]|"
    r"(?:sincerely|yours|regards|respectfully)\b[^\n]{0,20}$|"
    r"(?:q|a|question|answer)\s?[:.]\s",
    re.IGNORECASE,
)
"""How letters begin and end, and how questions and answers are marked."""
SIGNED = re.compile(r"[—–]\s?[A-Z][^\n]{0,60}$")
"""The name under a quote or a letter: "— Mara Ilves"."""
LABEL = re.compile(r"([A-Z][^\W\d_]{0,20}(?:[ .'’-][A-Z][^\W\d_]{0,20}){0,3}):\s")
"""A paragraph's beginning that may name who speaks: "Lee: I was there"."""
MARKS = " \t\n*_>\"“”'‘’(["
"""What may stand before the first word of a paragraph."""


def in_first_person(title: str, paragraphs: Sequence[str]) -> bool:
    """(Title, paragraphs) -> whether "I" and "we" outside quote marks are the author's."""
    mine = [words for words in paragraphs if is_writers(words)]
    if len(mine) < LEAST or SPOKEN.search(title):
        return False
    if any(LETTER.match(bare) or SIGNED.match(bare) for bare in map(_bare, paragraphs)):
        return False
    labels = Counter(label[1] for words in mine if (label := LABEL.match(_bare(words))))
    return max(labels.values(), default=0) < LEAST


def _bare(paragraph: str) -> str:
    return paragraph.strip(MARKS)
