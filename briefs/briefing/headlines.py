"""The headline: the article's own title, else what its first fact or sentence says."""

from __future__ import annotations

from typing import assert_never

from briefs.briefing.event_lines import event_line
from briefs.briefing.realization import Style, proofs_of, template
from briefs.briefing.sentence_lines import sentence_line
from briefs.model.briefings import Line, Piece, Wording
from briefs.model.facts import Agreement, Event, Meeting
from briefs.text import truncation
from briefs.text.guard_words import CUT
from briefs.verification.checker import MAX_HEADLINE_CHARS, check_headline
from briefs.verification.source_document import SourceDocument


def headline(on: SourceDocument) -> Line:
    """Source document -> its headline, at most MAX_HEADLINE_CHARS characters.

    The title is shown as it is: an editor wrote it. Without one, a signing comes before a
    meeting, both before the best sentence.
    """
    title = " ".join(on.title.split())
    if title and not is_opening(title, on.text):
        return _title(title, on)
    facts = on.facts
    for event in sorted(facts.events(), key=_rank):
        leads = not event.background and _leads(event, on)
        line = event_line(event, on, Style()) if leads else None
        if line is not None and len(line.text) <= MAX_HEADLINE_CHARS:
            return line
    for span in facts.gist[:4]:
        for proof in proofs_of(span, on)[:1]:
            line = sentence_line(proof, on)
            if line is not None and len(line.text) <= MAX_HEADLINE_CHARS:
                return line
    return _title(title, on) if title else _first_words(on)


def _rank(event: Event) -> int:
    """Which kind makes the headline first."""
    match event:
        case Agreement():
            return 0
        case Meeting():
            return 1
        case _:
            assert_never(event)


def _leads(event: Event, on: SourceDocument) -> bool:
    """Whether the event is what the article is about: it comes early, or in its best sentences."""
    best = on.facts.gist[:2]
    return event.evidence.start * 4 <= len(on.text) or any(
        s.start <= event.evidence.start < s.end for s in best
    )


def is_opening(title: str, text: str) -> bool:
    """Whether the title is only the first words of the text, as in pasted texts."""
    bare = title.rstrip(" .…")
    opening = " ".join(text[: 2 * len(title) + 20].split("\n")[0].split())
    return opening.startswith(bare) and len(opening) > len(bare) + 1


def _title(title: str, on: SourceDocument) -> Line:
    if len(title) <= MAX_HEADLINE_CHARS:
        return Line((Piece(title, Wording.WORDS),))
    shorter = [*truncation.cuts(title, 40, at_least=3), *_by_word(title)]
    for head in shorter:
        line = Line((Piece(head, Wording.WORDS), template(CUT)))
        if len(line.text) <= MAX_HEADLINE_CHARS and not check_headline(line, on):
            return line
    return Line((Piece(title[: MAX_HEADLINE_CHARS - 1], Wording.WORDS), template(CUT)))


def _by_word(title: str) -> list[str]:
    words = title.split()
    return [" ".join(words[:n]).rstrip(" ,;:—–-") for n in range(len(words) - 1, 0, -1)]


def _first_words(on: SourceDocument) -> Line:
    """No title and no sentence that can be cut well: the first sentence's first words."""
    for paragraph in on.paragraphs.values():
        for span in paragraph.sentences:
            words = " ".join(span.of(on.text).split())
            proof = proofs_of(span, on)[0]
            if len(words) <= MAX_HEADLINE_CHARS:
                return Line((Piece(words, Wording.WORDS, proof),))
            short = next(w for w in [*_by_word(words), words] if len(w) < MAX_HEADLINE_CHARS)
            return Line((Piece(short, Wording.WORDS, proof), template(CUT)))
    return Line((template(CUT),))
