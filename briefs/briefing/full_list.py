"""Everything that was found, as lines: what "Show everything" opens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefs.briefing.event_lines import event_line
from briefs.briefing.realization import Style, proofs_of, speech_line
from briefs.briefing.selection import Choice
from briefs.briefing.sentence_lines import whole_sentence
from briefs.briefing.statement_choice import is_before, part_of
from briefs.model.articles import Span
from briefs.model.briefings import Line, Part, Proof
from briefs.model.facts import Agreement, Fact, Meeting, Reaction
from briefs.verification.source_document import SourceDocument

STYLE = Style(words=60)


def everything(on: SourceDocument) -> Iterator[Choice]:
    """Every gist sentence and fact as a line; where no wording passes, its sentence."""
    for span in on.facts.gist[:4]:
        if not any(_is_quoted(proof, on) for proof in proofs_of(span, on)[:1]):
            yield from _sentence(span, Part.HAPPENED, on)
    events = sorted(on.facts.events(), key=lambda e: (e.evidence, repr(e)))
    for event in events:
        yield from _fact(event, on)
    for reaction in on.facts.reactions:
        yield from _fact(reaction, on)


def _fact(fact: Fact, on: SourceDocument) -> Iterator[Choice]:
    match fact:
        case Meeting() | Agreement():
            part = Part.BEFORE if fact.background else Part.HAPPENED
            line = event_line(fact, on, STYLE)
        case Reaction():
            old = fact.old or is_before(fact, on)
            part = Part.BEFORE if old else part_of(fact, on)
            line = speech_line(fact, on, STYLE)
        case _:
            assert_never(fact)
    if line is not None:
        yield Choice(part, line)
    else:
        yield from _sentence(fact.evidence, part, on)


def _is_quoted(proof: Proof, on: SourceDocument) -> bool:
    """Whether the sentence lies between quote marks; its reaction shows whose words they are."""
    return any(
        s.start <= proof.span.start and proof.span.end <= s.end for s in on.quoted(proof.paragraph)
    )


def _sentence(span: Span, part: Part, on: SourceDocument) -> Iterator[Choice]:
    for proof in proofs_of(span, on)[:1]:
        line: Line = whole_sentence(proof, on)
        yield Choice(part, line)
