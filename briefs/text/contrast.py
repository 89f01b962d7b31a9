"""A sentence -> whether it contrasts with the one before: takes it back, or limits it.

Own list: conjunctions and adverbs of contrast that open a sentence, and short sentences that undo
what was said ("That has changed.").
"""

from __future__ import annotations

import re

from briefs.text.truncation import VERB, length

ADVERSATIVE = re.compile(
    r"(?:But|However|Yet|Instead|Nevertheless|Nonetheless|Even so|Still,|That said|Then again|"
    r"On the other hand|By contrast|In contrast|In reality|In fact,|Not so|Not any ?more|"
    r"Not (?:quite|exactly|really|always|everyone)|Except|Only (?:it|he|she|they)\b|"
    r"(?:[Aa]ll )?(?:[Tt]hat|[Tt]his|[Ii]t|[Tt]hings|[Ee]verything) (?:all )?(?:has |have |had |"
    r"was |"
    r"would |will |soon |then )*(?:chang|end|stopp|revers|overturn|fail|collaps|wrong|untrue|"
    r"false|short-lived)"
    r"\w*)\b"
)
SECOND = re.compile(
    r"(?:But|However|Yet|Nevertheless|Nonetheless|Even so|Still|That said)\b,? (?!to\b)"
)
LEANS = re.compile(r"\b(?:that|this|these|those|such|it|he|she|they|him|her|them|so)\b")


def is_other_half(sentence: str, *, same: bool) -> bool:
    """Whether a sentence takes back or limits the one before it.

    `same`: both are in one paragraph. Across paragraphs "But" often opens another topic, so the
    sentence must also refer back ("But Sund has rejected that plan").
    """
    opened = ADVERSATIVE.match(sentence.lstrip(' "“'))
    if opened is None:
        return False
    return same or LEANS.search(sentence, opened.start(), opened.start() + 80) is not None


TAIL_WORDS = 4
"""Most words of a sentence that only ends the one before: "And salt."."""
ANNOUNCES = re.compile(
    r"(?:\bthe following\b|\bas follows\b|\bthese (?:are|include|were|\w+ (?:steps|points|things|"
    r"rules|reasons|questions|words))\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|a few|many|"
    r"a number of) (?:\w+ )?"
    r"(?:things|reasons|ways|steps|points|questions|lessons|rules|tips|facts|options|answers|"
    r"examples|words|"
    r"mistakes|signs|ideas|types|kinds|categories)\b|"
    r"\b(?:one|a single|this|that|another) (?:\w+ )?(?:thing|word|reason|rule|question|lesson|"
    r"fact|answer|option|goal|mission)"
    r"(?: (?:is|was|stands|remains|comes)\b.{0,20})?|\b(?:include|includes|are|is|was|were|read|"
    r"reads|says|said)) ?[:.]?$",
    re.IGNORECASE,
)
"""Ends of a sentence that announces a list or a word."""
MOTTO = re.compile(
    r"\b(?:motto|slogan|mantra|tagline|catchphrase|maxim|credo)\b[^.!?]*[.!?]?$", re.IGNORECASE
)
BULLET = re.compile(r"\s*(?:[-•*–‣▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


def is_second_half(words: str) -> bool:
    """Whether somebody's words contrast with their words before: "But the quay is safe"."""
    return SECOND.match(words.lstrip(' "“‘')) is not None


def is_tail(sentence: str, *, motto: bool = False) -> bool:
    """Whether a short sentence without a verb only ends the one before it.

    `motto`: the one before ends in a motto, which may go on with a verb ("Be kind.").
    """
    words = sentence.strip(' \t\n"”’')
    if not 0 < length(words) <= TAIL_WORDS or words[-1] not in ".!…":
        return False
    return motto or VERB.search(words) is None


def has_motto(sentence: str) -> bool:
    """Whether a sentence ends in a motto, which may go on in the next."""
    return MOTTO.search(sentence) is not None


def announces(sentence: str) -> bool:
    """Whether a sentence announces a list or a word: "There are three rules."."""
    return ANNOUNCES.search(sentence.rstrip(' "”’')) is not None
