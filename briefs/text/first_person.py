"""Whose "I" and "we" stand in an article: its author's, where it is written in the first person.

Guides, reviews and blogs are. In letters, interviews and speeches others say "I" without quote
marks too, so nobody's words there are taken for the author's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

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
    r"^\W*(?:dear\s+\S[^\n]{0,40}[:,—–-]|(?:sincerely|yours|regards|respectfully)\b[^\n]{0,20}$|"
    r"(?:q|a|question|answer)\s*[:.]\s|[—–]\s?[A-Z][^\n]{0,60}$)",
    re.IGNORECASE | re.MULTILINE,
)
"""How letters begin and end, how questions and answers are marked, and a name under a quote."""
LABEL = re.compile(r"\W*([A-Z][^\W\d_]*(?:[ .'’-]{1,2}[A-Z][^\W\d_]*){0,3}):\s")
"""A paragraph's beginning that may name who speaks: "Lee: I was there"."""


def is_authors(title: str, paragraphs: Iterable[str]) -> bool:
    """(Title, paragraphs) -> whether "I" and "we" outside quote marks are the author's."""
    found = list(paragraphs)
    mine = [words for words in found if is_writers(words)]
    if len(mine) < LEAST or SPOKEN.search(title):
        return False
    if any(LETTER.search(words) for words in found):
        return False
    labels = Counter(label[1] for words in mine if (label := LABEL.match(words)))
    return max(labels.values(), default=0) < LEAST
