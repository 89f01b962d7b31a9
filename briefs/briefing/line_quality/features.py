"""A sentence, or a statement of it -> numbers that tell how it reads alone, under the title.

Most ask what a reader would miss: a pronoun or "the ban" whose owner stands elsewhere, a family
name, a heading, the other half in the next sentence. The rules of briefs/text that find such
words are among them: each is evidence here, none decides (docs/decisions/0163).
"""

from __future__ import annotations

import re

from briefs.briefing.companions import after, before, heading_above, is_introduced
from briefs.briefing.statement_choice import is_identified, worth
from briefs.facts.gist import stems
from briefs.model.briefings import Proof
from briefs.model.facts import Kind, Reaction, Stance
from briefs.text import surface_scope
from briefs.text.boilerplate import tells_nothing
from briefs.text.contrast import ADVERSATIVE, BULLET, is_second_half
from briefs.text.instructions import is_instruction
from briefs.text.openings import only_opens
from briefs.text.references import (
    CONCLUDES,
    NAMED,
    OPENS,
    PERSONAL,
    is_writers,
    lone_names,
    needs_a_noun,
    points_at_last,
    refers_back,
    unquoted,
    words_refer_back,
)
from briefs.verification.source_document import SourceDocument

Numbers = tuple[float, ...]

POINTS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|this|that|these|those|such)\b",
    re.IGNORECASE,
)
DEFINITE = re.compile(r"\b[Tt]he ([a-z][\w-]+(?: [a-z][\w-]+)?)")
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
LEANS = re.compile(r"(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their)\b")
SUPPOSED = re.compile(r"\b(?:would|could|might|may|perhaps|probably|if)\b")
READER = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
BESIDES = re.compile(
    r"\b(?:one|another|other|others|same|both|latter|former|first|second|also|too|here|there|then)\b"
)
COUNTS = re.compile(r"\b(?:two|three|four|five|several|many|some|most)\b")
FIRST = re.compile(r"[A-Za-z’']+")
OPENERS = (
    frozenset(("the",)),
    frozenset(("a", "an")),
    frozenset(("he", "she", "they", "his", "her", "their")),
    frozenset(("it", "its", "this", "that", "these", "those", "such")),
)
"""Words that may begin a sentence, and that tell how much it leans on others."""
SOURCE_PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we"))
STARTS_LEANING = re.compile(r"(?:it|that|this|he|she|they|we|i|there|so)\b", re.IGNORECASE)
WRITERS = re.compile(r"\b(?:I|we|we're|our|my|us)\b")
AT_HEAD = 40
"""Characters at the head of a sentence in which a number counts what was named before."""


def sentence_numbers(proof: Proof, on: SourceDocument, ranked: Numbers, share: float) -> Numbers:
    """A sentence -> what is known of it.

    `ranked`: what the choice of sentences knows of it (facts/gist.features); `share`: how likely a
    reader needs it.
    """
    sentence = " ".join(proof.span.of(on.text).split())
    plain = unquoted(sentence)
    return (
        *_references(sentence, plain, on),
        *_names(sentence, plain, on),
        *_form(sentence, plain),
        *_place(proof, on),
        *_shared(proof, sentence, on),
        float(len(on.text)),
        share,
        *ranked,
    )


def _references(sentence: str, plain: str, on: SourceDocument) -> Numbers:
    """What the sentence takes up that others name."""
    opening = surface_scope.connective(plain)
    bare = plain[opening:].lstrip(" \"“'‘")
    points = [m.start() for m in POINTS.finditer(plain)]
    named = NAMED.search(plain)
    title = set(re.findall(r"[a-z]+", on.title.lower()))
    definite = [m[1] for m in DEFINITE.finditer(plain)]
    new = [words for words in definite if title.isdisjoint(words.lower().split())]
    first = FIRST.match(bare)
    word = first[0].lower() if first else ""
    return (
        float(refers_back(sentence)),
        float(points_at_last(sentence)),
        float(needs_a_noun(sentence, on.title)),
        float(is_writers(sentence)),
        float(opening > 0),
        float(OPENS.match(bare) is not None),
        float(PERSONAL.match(bare) is not None),
        float(CONCLUDES.match(plain) is not None),
        float(len(points)),
        points[0] / max(1, len(plain)) if points else 1.0,
        float(bool(points) and (named is None or points[0] < named.start())),
        float(len(definite)),
        float(len(new)),
        float(bool(new) and (named is None or plain.find(f"he {new[0]}") < named.start())),
        float(COUNTS.search(bare[:AT_HEAD]) is not None),
        *(float(word in words) for words in OPENERS),
        float(word.endswith("ing")),
    )


def _names(sentence: str, plain: str, on: SourceDocument) -> Numbers:
    """Whom it names, in full or by part of a name."""
    lone, bare = lone_names(sentence), on.bare_names(sentence)
    named = NAMED.search(plain)
    words = max(1, len(sentence.split()))
    return (
        float(len(lone)),
        float(sum(word in on.title for word in lone)),
        float(len(bare)),
        float(sum(not is_introduced(name, parts, on.title) for name, parts in bare)),
        float(named is not None),
        (named.start() if named else len(plain)) / max(1, len(plain)),
        len(CAPITAL.findall(sentence)) / words,
    )


def _form(sentence: str, plain: str) -> Numbers:
    """How it is worded: length, figures, quote marks, orders, suppositions."""
    return (
        float(len(sentence.split())),
        float(any(c.isdigit() for c in sentence)),
        float('"' in sentence or "“" in sentence),
        float(sentence.endswith("?")),
        float(sentence.endswith("!")),
        float(is_instruction(sentence)),
        float(only_opens(sentence)),
        float(tells_nothing(sentence)),
        float(SUPPOSED.search(plain) is not None),
        float(READER.search(plain) is not None),
        float(BULLET.match(sentence) is not None),
        float(BESIDES.search(plain) is not None),
    )


def _place(proof: Proof, on: SourceDocument) -> Numbers:
    """Where it stands, and what stands around it."""
    above, below, heading = before(proof, on), after(proof, on), heading_above(proof, on)
    ahead = "" if above is None else above.span.of(on.text).rstrip()
    behind = "" if below is None else below.span.of(on.text)
    return (
        float(proof.sentence),
        float(proof.paragraph),
        proof.span.start / max(1, len(on.text)),
        float(above is not None and above.paragraph == proof.paragraph),
        float(ahead.endswith(":")),
        float(ahead.endswith("?")),
        float(ADVERSATIVE.match(behind.lstrip(' "“')) is not None),
        float(LEANS.match(behind) is not None),
        float(heading is not None),
        float(heading is not None and heading.paragraph == proof.paragraph - 1),
        float(len(on.paragraphs[proof.paragraph].sentences)),
    )


def _shared(proof: Proof, sentence: str, on: SourceDocument) -> Numbers:
    """What it shares with the sentence before and with the title."""
    above = before(proof, on)
    mine, title = set(stems(sentence)), set(stems(on.title))
    ahead = set() if above is None else set(stems(above.span.of(on.text)))
    size = max(1, len(mine))
    shared = len(mine & title)
    return (len(mine & ahead) / size, shared / size, shared / max(1, len(title)))


def statement_numbers(reaction: Reaction, on: SourceDocument, of_sentence: Numbers) -> Numbers:
    """A statement -> what is known of it; `of_sentence`: of the sentence that holds its words."""
    words = " ".join(span.of(on.text) for span in reaction.content)
    return (
        *_speaker(reaction, on),
        *_cue(reaction, on),
        *_words(reaction, words, on),
        *of_sentence,
    )


def _speaker(reaction: Reaction, on: SourceDocument) -> Numbers:
    """Who speaks, and how sure that is."""
    name = reaction.speaker.name
    last = name.split()[-1] if name.split() else ""
    source = " ".join(span.of(on.text) for span in reaction.source)
    mine = sum(r.speaker.name == name for r in on.facts.reactions)
    return (
        reaction.confidence or 0.0,
        reaction.speaker_confidence or 0.0,
        reaction.stance_confidence or 0.0,
        float(reaction.stance is not Stance.NEUTRAL),
        float(reaction.quoted),
        float(reaction.speaker.kind is Kind.PERSON),
        float(reaction.speaker.kind is Kind.OTHER),
        float(bool(reaction.speaker.role)),
        float(len(name.split())),
        float(name[:1].islower()),
        float(name in on.title),
        float(last in on.title),
        float(len(source.split())),
        float(source.lower() in SOURCE_PRONOUNS),
        float(source == name),
        float(is_identified(reaction.speaker)),
        float(on.text.find(last)),
        float(mine),
        float(len(on.facts.reactions)),
    )


def _cue(reaction: Reaction, on: SourceDocument) -> Numbers:
    """The verb of saying, and where it stands."""
    cue = " ".join(span.of(on.text) for span in reaction.cue).lower()
    start = reaction.content[0].start if reaction.content else 0
    source = reaction.source[0].start if reaction.source else 0
    return (
        float(len(cue.split())),
        float("said" in cue or "says" in cue),
        float("told" in cue or "tell" in cue),
        float("according" in cue),
        float(start < source) if reaction.source else 0.5,
        float(abs(start - source)),
        reaction.evidence.start / max(1, len(on.text)),
        float(bool(reaction.via)),
        float(reaction.old),
        worth(reaction, on),
    )


def _words(reaction: Reaction, words: str, on: SourceDocument) -> Numbers:
    """What is said: whether it says of whom and what it speaks, and how it is worded."""
    bare = words.strip(' "“”')
    size = max(1, len(bare.split()))
    theirs = reaction.speaker.kind is Kind.PERSON and not reaction.quoted
    mine, title = set(stems(bare)), set(stems(on.title))
    return (
        float(words_refer_back(words, theirs=theirs)),
        float(points_at_last(words)),
        float(needs_a_noun(words, on.title)),
        float(is_second_half(words)),
        float(STARTS_LEANING.match(bare) is not None),
        float(len(POINTS.findall(bare))),
        float(len(WRITERS.findall(bare))),
        float(len(READER.findall(bare))),
        len(CAPITAL.findall(bare)) / size,
        float(any(c.isdigit() for c in bare)),
        float(bare.endswith("?")),
        float(bare[:1].islower()),
        float(size),
        float(len(reaction.content)),
        len(bare) / max(1, reaction.evidence.end - reaction.evidence.start),
        len(mine & title) / max(1, len(mine)),
    )
