"""Article -> candidates for its briefing, each with its part and its worth to a reader.

A candidate is a whole sentence, worth how likely a reader needs it, or one statement of a sentence.
Facts that the sentence states besides (a meeting, an agreement, a statement) go with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from briefs.briefing.headlines import is_opening
from briefs.briefing.realization import proofs_of
from briefs.briefing.statement_choice import (
    SURE_SIDE,
    is_before,
    is_identified,
    is_speech,
    is_sure,
    part_of,
    worth,
)
from briefs.facts.gist import stems
from briefs.model.articles import Span
from briefs.model.briefings import Part, Proof
from briefs.model.facts import (
    Agreement,
    Event,
    Fact,
    LineQuality,
    Meeting,
    Reaction,
    Stance,
    events_among,
)
from briefs.text.boilerplate import is_slogan, tells_nothing
from briefs.text.instructions import is_instruction
from briefs.text.openings import only_opens
from briefs.text.references import is_writers, refers_back
from briefs.verification.source_document import SourceDocument

SHARES = (0.6, 0.4, 0.2, 0.15, 0.1, 0.08)
"""What sentences are worth in their order, where nothing was learned of them."""
EVENT = 0.03
"""What a sentence is worth at least that tells a sure event, and more where it is the news."""
NEWS = 0.04
SLOGAN = 0.3
"""By how much less a slogan is worth."""
MORE, SHARED = 3, 0.6
"""Words that a sentence must have more than the title, and the part that it may share with it."""
WORTH, NEEDED = 0.025, 0.3
"""A statement's worth: for what it is, and for what its sentence is worth."""
FIRST, REACTED = 0.2, 0.08
"""More for the first words of a speaker, and where an outsider takes a side."""
GAIN, HARM = 0.25, 0.15
"""What a line is worth more for how likely it is worth telling, and less for how likely it misleads
(briefing/line_quality)."""
GUIDE_GAIN = 0.5
"""The same in a guide or a blog, of which the choice of sentences knows less."""
REPORT_CHOSEN, GUIDE_CHOSEN = 0.5, 1.0
"""How far what readers would choose (briefing/line_quality) counts in place of the first choice of
sentences, which has learned from more reports and from no more guides."""
SAID_GAIN, SAID_HARM = 0.1, 0.1
"""The same of a statement."""
USUAL_WORTH, USUAL_WRONG = 0.5, 0.25
"""How likely that is in the mean of all lines that were judged."""
SURELY, USUAL_SURE = 0.3, 0.7
"""What a statement is worth more, the surer it is; and how sure one is in the mean."""
MISLEADS = 0.323
"""A statement that more likely misleads is not shown."""
ROOM, USUAL_WORDS = 0.003, 22
"""What a line is worth less for each word more than usual, since it takes the room of others."""
LENT = 0.8
"""Of a sentence's worth, what the one before it is worth that must be told first."""
LONG, LATER, RAISED = 4_000, 0.4, 0.12
"""From how many characters on a text has a later part, where it begins, and what its best sentence
is worth at least. More costs lines that a reader needs more: at .20, told falls by .007."""
TURN = re.compile(r"\d|\b(?:per ?cent|million|billion|vot\w+|but|however|instead)\b", re.IGNORECASE)
"""A number, or a turn of the story."""
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
PAST = re.compile(
    r"\b(?:1[89]\d\d|20\d\d|ago|earlier|previous(?:ly)?|last (?:week|month|year|\w+day)|former)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, or a statement of it, with the facts that it states, and its worth.

    `statement`: what is shown of the sentence, None where all of it is. `filler`: shown only
    where there is nothing better (`is_filler`).
    """

    part: Part
    proof: Proof
    value: float
    stems: frozenset[str]
    facts: tuple[Fact, ...] = ()
    statement: Reaction | None = None
    filler: bool = False

    @property
    def speaker(self) -> str:
        """Who speaks, "" where the sentence itself is shown."""
        return "" if self.statement is None else self.statement.speaker.name


def candidates(on: SourceDocument) -> list[Candidate]:
    """Source document -> candidates for the briefing, highest value first."""
    shares = _with_owners(dict(_shares(on)), on)
    found = [*_with_later(_ranked(_sentences(on, shares)), on), *_statements(on, shares)]
    return _ranked(found)


def _ranked(found: Iterable[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda c: (-c.value, c.proof.span.start, repr(c.facts)))


def _with_later(found: list[Candidate], on: SourceDocument) -> list[Candidate]:
    """Sentences, highest value first -> the same, the best of a long text's later part raised.

    Otherwise the beginning fills the briefing, and its conclusion is never shown.
    """
    if len(on.text) < LONG:
        return found
    later = [c for c in found if c.proof.span.start > LATER * len(on.text)]
    turns = [c for c in later if TURN.search(c.proof.span.of(on.text))]
    best = next(iter([*turns, *later]), None)
    return [replace(c, value=max(c.value, RAISED)) if c is best else c for c in found]


def _shares(on: SourceDocument) -> Iterable[tuple[Proof, float]]:
    """The best sentences, and what each is worth to a reader."""
    known, guide = on.facts.gist_confidence, on.is_guide
    for rank, span in enumerate(on.facts.gist):
        share = known[rank] if rank < len(known) else SHARES[min(rank, len(SHARES) - 1)]
        quality = on.sentences.get(span)
        if quality is not None and quality.chosen is not None:
            share += (GUIDE_CHOSEN if guide else REPORT_CHOSEN) * (quality.chosen - share)
        for proof in proofs_of(span, on)[:1]:
            yield proof, share


def _with_owners(shares: dict[Proof, float], on: SourceDocument) -> dict[Proof, float]:
    """A sentence that speaks of "he" gives the one that names him a share of its value."""
    owned = dict(shares)
    for proof, share in shares.items():
        if refers_back(proof.span.of(on.text)):
            sentences = on.paragraphs[proof.paragraph].sentences
            if proof.sentence > 1:
                owner = Proof(sentences[proof.sentence - 2], proof.paragraph, proof.sentence - 1)
                owned[owner] = max(shares.get(owner, 0.0), LENT * share)
    return owned


def _sentences(on: SourceDocument, shares: dict[Proof, float]) -> Iterable[Candidate]:
    """The best sentences, and those that state a sure event and are not among them."""
    for event in on.facts.events():
        proofs = proofs_of(event.evidence, on)
        if len(proofs) == 1 and is_sure(event):
            shares.setdefault(proofs[0], 0.0)
    for proof, share in shares.items():
        facts = facts_stated(proof, on)
        value = share
        mine = events_among(facts)
        if mine:
            value = max(value, EVENT) + NEWS * any(not event.background for event in mine)
        gain = GUIDE_GAIN if on.is_guide else GAIN
        value += _read_alone(on.sentences.get(proof.span), gain, HARM)
        sentence = proof.span.of(on.text)
        value -= ROOM * (len(sentence.split()) - USUAL_WORDS)
        value *= SLOGAN if is_slogan(sentence) or sentence.endswith("!") else 1.0
        part = Part.HAPPENED
        if mine and share < SHARES[2] and all(_is_past(event, on) for event in mine):
            if not any(_is_dated(event, on) for event in mine):
                continue
            part = Part.BEFORE
        words = frozenset(stems(sentence))
        yield Candidate(part, proof, value, words, facts, filler=is_filler(proof, on))


def _read_alone(quality: LineQuality | None, gain: float, harm: float) -> float:
    """What a line is worth more or less, for how it reads alone; 0 where it was not judged."""
    if quality is None:
        return 0.0
    return gain * (quality.worth - USUAL_WORTH) - harm * (quality.wrong - USUAL_WRONG)


def sentence_candidate(proof: Proof, on: SourceDocument) -> Candidate:
    """A sentence that another needs beside it -> its candidate, of value 0."""
    words = frozenset(stems(proof.span.of(on.text)))
    filler = is_filler(proof, on)
    return Candidate(Part.HAPPENED, proof, 0.0, words, facts_stated(proof, on), filler=filler)


def is_filler(proof: Proof, on: SourceDocument) -> bool:
    """Whether a sentence is shown only where there is nothing better.

    It asks, greets or speaks of the page, gives the reader an order, says "I" of somebody who may
    not be the author, or repeats the headline.
    """
    sentence = proof.span.of(on.text)
    return (
        tells_nothing(sentence)
        or only_opens(sentence)
        or is_instruction(sentence)
        or (is_writers(sentence) and not on.is_authors(proof))
        or _repeats_title(sentence, on)
    )


def _repeats_title(sentence: str, on: SourceDocument) -> bool:
    """Whether it says no more than the title, which stands above the lines."""
    title, words = frozenset(stems(on.title)), frozenset(stems(sentence))
    new, shared = words - title, words & title
    if is_opening(on.title, on.text) or any(word[0].isdigit() for word in new):
        return False
    return len(new) <= MORE and len(shared) >= SHARED * max(MORE, len(words))


def facts_stated(proof: Proof, on: SourceDocument) -> tuple[Fact, ...]:
    """The facts, sure enough to show, that the whole sentence states."""
    return tuple(f for f in on.facts.walk() if is_sure(f) and _is_read(f, proof.span))


def _is_read(fact: Fact, sentence: Span) -> bool:
    """Whether the sentence holds all of a fact that a reader must have read."""
    match fact:
        case Meeting() | Agreement():
            return _is_in(fact.evidence, sentence)
        case Reaction():
            whole = all(_is_in(span, sentence) for span in (*fact.content, *fact.source))
            return whole and is_identified(fact.speaker) and bool(fact.content) and _is_sided(fact)
        case _:
            assert_never(fact)


def _is_sided(reaction: Reaction) -> bool:
    """Whether the reaction takes no side, or its side is sure."""
    sure = reaction.stance_confidence is None or reaction.stance_confidence >= SURE_SIDE
    return sure or reaction.stance is Stance.NEUTRAL


def _is_past(event: Event, on: SourceDocument) -> bool:
    """Whether it is background, or its sentence gives years that all lie before the last one."""
    years = [int(year) for year in YEAR.findall(event.evidence.of(on.text))]
    old = bool(years) and on.year is not None and max(years) < on.year - 1
    return event.background or old


def _is_dated(event: Event, on: SourceDocument) -> bool:
    """Whether its own clause says when it was: a sentence may name an old agreement in passing."""
    match event:
        case Meeting():
            at = event.evidence
        case Agreement():
            at = event.what
        case _:
            assert_never(event)
    near = on.text[max(event.evidence.start, at.start - 60) : min(event.evidence.end, at.end + 60)]
    return PAST.search(near) is not None


def _statements(on: SourceDocument, shares: dict[Proof, float]) -> Iterable[Candidate]:
    first: set[str] = set()
    for reaction in sorted(on.facts.reactions, key=lambda r: (r.evidence, r.content)):
        proofs = [p for s in reaction.content[:1] for p in proofs_of(s, on)[:1]]
        if not proofs or not is_sure(reaction):
            continue
        if not is_identified(reaction.speaker) or not is_speech(reaction, on):
            continue
        name = reaction.speaker.name
        quality = on.statements.get(reaction.key)
        if quality is not None and quality.wrong > MISLEADS:
            continue
        part = part_of(reaction, on)
        value = _read_alone(quality, SAID_GAIN, SAID_HARM) + FIRST * (name not in first)
        value += _statement_value(reaction, part, on) + NEEDED * shares.get(proofs[0], 0.0)
        first.add(name)
        if reaction.old or is_before(reaction, on):
            part = Part.BEFORE
        words = " ".join(span.of(on.text) for span in reaction.content)
        found = Candidate(part, proofs[0], value, frozenset(stems(words)))
        yield replace(found, facts=(reaction,), statement=reaction)


def _statement_value(reaction: Reaction, part: Part, on: SourceDocument) -> float:
    """What a statement is worth by itself: for what it is, how sure it is, the room it takes."""
    words = sum(len(span.of(on.text).split()) for span in reaction.content)
    return (
        WORTH * worth(reaction, on)
        + SURELY * ((reaction.confidence or 1.0) - USUAL_SURE)
        + REACTED * (part in (Part.REACTED_FOR, Part.REACTED_AGAINST))
        - ROOM * (words - USUAL_WORDS)
    )


def _is_in(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end + 1
