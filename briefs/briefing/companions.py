"""A sentence -> which others a reader needs beside it.

introductions   the sentence right before; the one that first gives a name in full
other half      "But …", "However, …" right after it
heading         the one above, under which alone it may hold
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefs.facts.lexicon.gazetteer import BY_SURNAME, fold
from briefs.model.briefings import Proof
from briefs.text import truncation
from briefs.text.boilerplate import is_heading
from briefs.text.contrast import BULLET, announces, has_motto, is_other_half, is_tail
from briefs.verification.source_document import SourceDocument

SIGHT = 12
"""Paragraphs over which a heading rules."""
OFFICES = frozenset({"president", "chancellor", "premier", "pope", "king", "queen", "mr", "mrs"})


def before(proof: Proof, on: SourceDocument) -> Proof | None:
    """The sentence right before, in its paragraph or at the end of the one above."""
    number, at = proof.paragraph, proof.sentence - 1
    if at == 0:
        number -= 1
        above = on.paragraphs.get(number)
        at = 0 if above is None else len(above.sentences)
    return None if at == 0 else Proof(on.paragraphs[number].sentences[at - 1], number, at)


def after(proof: Proof, on: SourceDocument) -> Proof | None:
    """The sentence right after, in its paragraph or at the head of the one below."""
    number, at = proof.paragraph, proof.sentence + 1
    if at > len(on.paragraphs[number].sentences):
        number, at = number + 1, 1
    below = on.paragraphs.get(number)
    if below is None or not below.sentences:
        return None
    return Proof(below.sentences[at - 1], number, at)


def introductions(proof: Proof, on: SourceDocument) -> Iterator[Proof]:
    """The sentences that may introduce what this one speaks of, the likeliest first."""
    above = before(proof, on)
    if above is not None:
        yield above
    sentence = proof.span.of(on.text)
    for name, _ in on.bare_names(sentence):
        first = first_with(name, on)
        if first is not None and first.span.start < proof.span.start and first != above:
            yield first


def is_introduced(name: str, parts: Sequence[str], above_text: str) -> bool:
    """Whether the title or a line above says who is meant by part of a name.

    By the name in full, by more than that part ("President Lee"), or in the title, which an
    editor wrote for readers who know no more. Who led a country needs no introduction.
    """
    if name in above_text or is_well_known(name):
        return True
    title = above_text.partition("\n")[0]
    return all(part in title or _more_than(part).search(above_text) for part in parts)


@lru_cache(maxsize=1_000)
def _more_than(part: str) -> re.Pattern[str]:
    return re.compile(rf"\b[A-Z][\w.’'-]+ {re.escape(part)}\b")


@lru_cache(maxsize=1_000)
def is_well_known(name: str) -> bool:
    """Whether this is a leader whom the table of office holders knows: "Angela Merkel"."""
    words = fold(name)
    rows = BY_SURNAME.get(words[-1], ()) if len(words) > 1 else ()
    return any(words[0] in OFFICES or words[0] in fold(row.name) for row in rows)


def first_with(words: str, on: SourceDocument) -> Proof | None:
    """The first sentence of the article that has the words."""
    for paragraph in on.paragraphs.values():
        if words in paragraph.span.of(on.text):
            for number, sentence in enumerate(paragraph.sentences, 1):
                if words in sentence.of(on.text):
                    return Proof(sentence, paragraph.number, number)
    return None


def heading_above(proof: Proof, on: SourceDocument) -> Proof | None:
    """The heading under which a sentence stands, None where there is none within sight."""
    for number in range(proof.paragraph - 1, max(0, proof.paragraph - SIGHT) - 1, -1):
        above = on.paragraphs.get(number)
        if above is not None and is_heading(above.span.of(on.text).strip()):
            whole = len(above.sentences) == 1
            return Proof(above.sentences[0], number, 1) if whole else None
    return None


def other_half(proof: Proof, on: SourceDocument) -> Proof | None:
    """The next sentence if it takes back or limits what this one says, else None."""
    below = after(proof, on)
    if below is None:
        return None
    same = below.paragraph == proof.paragraph
    return below if is_other_half(below.span.of(on.text), same=same) else None


def is_parted(proof: Proof, on: SourceDocument) -> bool:
    """Whether a sentence lacks its end or its head.

    The rest is a word or two that follow, the list that it announces, or what comes after a name
    written with a full stop ("the ID. Buzz"), which the title shows.
    """
    sentence, below = proof.span.of(on.text), after(proof, on)
    stops = tuple(truncation.stopped_names(on.title))
    head = on.text[: proof.span.start].rstrip()
    if sentence.rstrip().endswith(stops) or (proof.sentence > 1 and head.endswith(stops)):
        return True
    if on.text[proof.span.end :].lstrip(' "”’')[:1] == ":":
        return True
    if below is None:
        return False
    rest = below.span.of(on.text)
    if below.paragraph == proof.paragraph and is_tail(rest, motto=has_motto(sentence)):
        return True
    listed = BULLET.match(rest) is not None and BULLET.match(sentence) is None
    return announces(sentence) and (listed or is_tail(rest, motto=True))
