"""Whose words a sentence reports, judged by words alone.

named        “…,” snapped Kohl; Kohl told the court: “…”: then they are not Brandt's
named inside “I congratulate Brandt,” the master said: nobody calls himself by name
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefs.model.articles import Span
from briefs.model.briefings import Piece, Proof, Wording
from briefs.model.facts import Kind, Reaction
from briefs.text.guard_words import SPEAKS
from briefs.verification.source_document import SourceDocument
from briefs.verification.word_alignment import overlap

NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?\s)?[A-Z][\w’'-]+(?:\s(?:[A-Z]\.|[A-Z][\w’'-]+))*"
NAMES = re.compile(NAME)
VERB_AFTER_NAME = re.compile(r"(?:,[^,]{2,60},)?\s(?:\w+ly\s|also\s|then\s)?([a-z]+)\b")
"""Not one pattern with the name, which would try every word of a long name as its start."""
AFTER_VERB = re.compile(rf"[\"”’'],?\s*([a-z]+)\s({NAME})")
"""Inversion after a quote: “…,” said Kohl."""
CLIPPED = re.compile(
    r"(?:laugh|snap|sigh|smil|grin|shrug|bark|thunder|murmur|mutter|yell|fum|scoff|joke|sneer|sob|"
    r"exclaim|chuckl|agree|continue|beg|reckon)\w*"
)
"""Verbs that report a quote beside them but are no verbs of saying elsewhere."""
INDEFINITE = re.compile(
    r"(?:an?|another|one|some|several|many|most|few|other|two|three|four|five|six)\b", re.IGNORECASE
)
WORD = re.compile(r"[\w’'-]+")
FINITE = re.compile(r"(?!\w+ing\b)\w+(?:ed|s|id|old|rote|oke|ew|ore)$")
TITLES = frozenset({"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "the"})


def other_speaker(
    content: Iterable[Piece], reaction: Reaction, proof: Proof, on: SourceDocument
) -> Iterator[str]:
    """Reasons: the sentence attributes the quote to somebody else."""
    quotes = [piece.text for piece in content if piece.wording is Wording.QUOTE]
    if not quotes:
        return
    sentence, base = proof.span.of(on.text), proof.span.start
    plain = _unquoted(sentence, [_in(span, base) for span in on.quoted(proof.paragraph)])
    named = [*_speakers(plain, sentence)]
    if named and not any(_is_theirs(name, reaction, proof, on) for name in named):
        yield f"the sentence says that {named[0]} says it"
    if reaction.speaker.kind is not Kind.PERSON:
        return
    if _is_relative(reaction, proof, on):
        yield f"{reaction.speaker.name} is named to say who another is"
    last = reaction.speaker.name.split()[-1]
    alone = re.compile(rf"(?<!\w){re.escape(last)}(?!\w)")
    if any(alone.search(quote) for quote in quotes) and not alone.search(plain):
        yield f"{last} is named inside the words"


def of_another(reaction: Reaction, proof: Proof, on: SourceDocument) -> Iterator[str]:
    """Reasons: "another Cuban" is not Cuba, and "a minister" is not Tomas Brandt."""
    if reaction.speaker.kind is Kind.OTHER:
        return
    own = reaction.speaker.name.split()
    for span in reaction.source:
        words = span.of(on.text)
        named = any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", words) for w in own)
        if overlap(span, proof.span) and INDEFINITE.match(words) and not named:
            yield f"{words} is not {reaction.speaker.name}"


def _is_relative(reaction: Reaction, proof: Proof, on: SourceDocument) -> bool:
    """`Brandt, the wife of former mayor [Tomas Brandt], said`: she is not he."""
    name = re.escape(reaction.speaker.name)
    for span in reaction.source:
        if overlap(span, proof.span) and reaction.speaker.name not in span.of(on.text):
            after = on.text[span.end : proof.span.end]
            if re.match(rf",[^,.;]*\b(?:of|to|for|with|under|beside)\b[^,.;]*{name}", after):
                return True
    return False


def _speakers(plain: str, sentence: str) -> Iterator[str]:
    """The names beside a verb of saying, outside quote marks."""
    at = 0
    while name := NAMES.search(plain, at):
        verb = VERB_AFTER_NAME.match(plain, name.end())
        at = (verb or name).end()
        if verb and _says(verb.group(1)):
            yield name.group()
    for found in AFTER_VERB.finditer(sentence):
        blank = not plain[found.start(2) : found.end(2)].strip()
        if not blank and _says(found.group(1)):
            yield found.group(2)


def _says(verb: str) -> bool:
    known = SPEAKS.fullmatch(verb) or (SPEAKS.match(verb) and FINITE.match(verb))
    return bool(known) or CLIPPED.fullmatch(verb) is not None


def _is_theirs(name: str, reaction: Reaction, proof: Proof, on: SourceDocument) -> bool:
    """Whether the name refers to the speaker: a word of their name, role or source."""
    words = _words(name)
    own = _words(reaction.speaker.name) | _words(reaction.speaker.role or "")
    if reaction.speaker.kind is not Kind.PERSON:
        for span in reaction.source:
            if overlap(span, proof.span):
                own |= _words(span.of(on.text))
    return bool(words & own) or not words


def _words(name: str) -> set[str]:
    return {w.lower().removesuffix("’s").removesuffix("'s") for w in WORD.findall(name)} - TITLES


def _in(span: Span, base: int) -> tuple[int, int]:
    return max(0, span.start - base), max(0, span.end - base)


def _unquoted(sentence: str, ranges: Iterable[tuple[int, int]]) -> str:
    letters = list(sentence)
    for start, end in ranges:
        inside = letters[start:end]
        letters[start:end] = " " * len(inside)
    return "".join(letters)
