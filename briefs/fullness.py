"""Everything that was found, as lines: what "Show everything" opens."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.candidates import is_before, part_of
from briefs.choosing import Choice
from briefs.events import event_line
from briefs.ground import Ground
from briefs.lines import Style, proofs_of, speech_line, whole_sentence
from briefs.model import Agreement, Line, Meeting, Part, Proof, Reaction, Span

STYLE = Style(words=60)


def everything(on: Ground) -> Iterator[Choice]:
    """Every gist sentence, meeting, agreement and reaction; the sentence itself in doubt."""
    facts = on.facts
    for span in facts.gist:
        if not any(_is_quoted(proof, on) for proof in proofs_of(span, on)[:1]):
            yield from _sentence(span, Part.HAPPENED, on)
    events: list[Meeting | Agreement] = sorted(
        [*facts.meetings, *facts.agreements], key=lambda e: (e.evidence, repr(e))
    )
    for event in events:
        part = Part.BEFORE if event.background else Part.HAPPENED
        line = event_line(event, on, STYLE)
        if line is not None:
            yield Choice(part, line)
        else:
            yield from _sentence(event.evidence, part, on)
    for reaction in facts.reactions:
        part = Part.BEFORE if is_before(reaction, on) else part_of(reaction, on)
        yield from _said(reaction, part, on)


def _is_quoted(proof: Proof, on: Ground) -> bool:
    """Whether the sentence lies between quote marks: whose words it is, its reaction tells."""
    return any(
        s.start <= proof.span.start and proof.span.end <= s.end for s in on.quoted(proof.paragraph)
    )


def _said(reaction: Reaction, part: Part, on: Ground) -> Iterator[Choice]:
    line = speech_line(reaction, on, STYLE)
    if line is not None:
        yield Choice(part, line)
    else:
        yield from _sentence(reaction.evidence, part, on)


def _sentence(span: Span, part: Part, on: Ground) -> Iterator[Choice]:
    for proof in proofs_of(span, on)[:1]:
        line: Line = whole_sentence(proof, on)
        yield Choice(part, line)
