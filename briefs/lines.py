"""Facts -> lines: every way to word one, best first; the first that the checker passes is taken.

sentence_line   the article's own sentence, cut to length at a clause's end
speech_line     "Name, role, per outlet: words", or "Name" and the article's words
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefs import cutting, scope
from briefs.ground import Ground
from briefs.model import (
    Kind,
    Line,
    Party,
    Piece,
    Proof,
    Reaction,
    Span,
    Wording,
)
from briefs.proof import check
from briefs.wording import (
    CLOSE,
    CUT,
    OPEN,
    PER,
    PLAIN_CUES,
    SAYS,
    word_set,
)

MAX_WORDS = 46
"""A sentence that cannot be cut is shown up to this many words."""
LOOSE = re.compile(
    r"(?:so|himself|herself|itself|themselves|as|per|to|of|in|on|for|by|with|and|or|but|than|who|which|about|against|at|from|that|what|if|whether|how|"
    r"is|are|was|were|be|been|has|have|had|will|would|not)\b",
    re.IGNORECASE,
)
"""Beginnings that hang in the air after a colon."""
PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing)\s(?:to|in|by|for|with|on|at|from|of)\b")
VAGUE = re.compile(r"(?:he|she|it|they|that|this|these|those|there)\b", re.IGNORECASE)
"""Beginnings that speak of something said before."""
BEHEADED = re.compile(
    r"(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|must|may|might|does|did|"
    r"than|and|or|who|which)\b"
)
"""Quotes that begin so lack what the article says before the mark."""
RELATIVE = re.compile(r"\b(?:that|who|whom|whose|which)\b")
WRITING = frozenset({"write", "writes", "wrote", "writing"})
"""What is written may be a list or a plan, and no statement."""
MAX_SOURCE_WORDS = 8
WHOSE = re.compile(r"(?:his|her|its|their|our|my|your|this|that|these|those)\b", re.IGNORECASE)
"""Sources that begin so send the reader to what was said before."""
BAD_ROLE = re.compile(r"(?:whether|that|which|who|and|or|but|if|as|for|from|his|her|its)\b")
"""Words that a role cannot begin with: the reader was misled."""
CLAIM = re.compile(r"\b(?:claims?|myth|fiction|rumou?r)\b\s*:?\s*$", re.IGNORECASE)
"""The heading of what a fact check examines: its words are nobody's report."""
FINITE = re.compile(r"(?!\w+ing\b)")
SINGULAR = re.compile(
    r"\w+(?:s|ed)\b|(?:has|had|did|was|is|said|told|wrote|spoke|swore|saw|took|made|gave|felt|"
    r"thought|found|held|sent|meant|put|cast|drew|laid|brought|went|began|became|hit|set|let|stood)\b"
)
"""Verb forms that one person can be the subject of: "Lee expect" is no sentence."""
PRONOUNS = word_set(
    """i you he she it we us they this that these those one who them him her all each both none
    everyone someone nobody many most some"""
)


@dataclass(frozen=True, slots=True)
class Style:
    """How long lines may be, in words, and how a name is shown."""

    words: int = 28
    known: frozenset[str] = frozenset()


def template(text: str) -> Piece:
    """A piece from the closed list."""
    return Piece(text, Wording.TEMPLATE)


def first_that_stands(variants: Iterable[Line], on: Ground) -> Line | None:
    """The first variant that the checker passes, None where none does."""
    return next((line for line in variants if not check(line, on)), None)


def proofs_of(span: Span, on: Ground) -> list[Proof]:
    """The sentences that a span touches, in order."""
    found: list[Proof] = []
    for paragraph in on.paragraphs.values():
        if paragraph.span.start < span.end and span.start < paragraph.span.end:
            for number, sentence in enumerate(paragraph.sentences, 1):
                if sentence.start < span.end and span.start < sentence.end:
                    found.append(Proof(sentence, paragraph.number, number))
    return found


# ------------------------------------------------------------------------- sentence


DATED = re.compile(
    r"(?:Back |Early |Late |Later )?"
    r"(?:[Ii]n|[Bb]y|[Aa]t the (?:start|beginning|end) of|[Aa]s early as)"
    r" (?:\w+ ){0,2}(?:1[89]|20)\d\d\b"
)


def sentence_line(proof: Proof, on: Ground, style: Style) -> Line | None:
    """A sentence -> a line of its own words, None where it is too long to show."""
    return first_that_stands(_sentences(proof, on, style), on)


def _sentences(proof: Proof, on: Ground, style: Style) -> Iterator[Line]:
    sentence = " ".join(proof.span.of(on.text).split())
    kept = cutting.trimmed(sentence)
    if CLAIM.search(on.text[: proof.span.start]) or not cutting.well_formed(kept):
        return
    if cutting.length(kept) <= style.words:
        yield Line((Piece(kept, Wording.WORDS, proof),))
    for head in cutting.cuts(kept, style.words):
        yield Line((Piece(head, Wording.WORDS, proof), template(CUT)))
    if cutting.length(kept) <= MAX_WORDS:
        yield Line((Piece(kept, Wording.WORDS, proof),))


def whole_sentence(proof: Proof, on: Ground) -> Line:
    """A sentence -> itself, whatever its length."""
    sentence = " ".join(proof.span.of(on.text).split())
    return Line((Piece(sentence, Wording.WORDS, proof),))


# --------------------------------------------------------------------------- speech


def called(party: Party, on: Ground, style: Style) -> str:
    """In full at the first mention, short afterwards."""
    name = on.short(party) if party.name in style.known else on.name(party)
    return capital(name)


def capital(words: str) -> str:
    """Words -> the same with a capital at their head."""
    return words[:1].upper() + words[1:]


def speech_line(reaction: Reaction, on: Ground, style: Style, *, bare: bool = False) -> Line | None:
    """A reaction -> "Name, role: words"; None where it cannot be told so."""
    if reaction.speaker.name.lower() in PRONOUNS or not reaction.content:
        return None
    if loses_its_year(reaction, on):
        return None
    return first_that_stands(_speeches(reaction, on, style), on)


def loses_its_year(reaction: Reaction, on: Ground) -> bool:
    """Whether a year opens the sentence, outside the words: "In 2012, Bell said the dam held".

    Shown without it, what was said long ago would stand as said today.
    """
    first = _led(min(reaction.content), on)
    for proof in proofs_of(first, on)[:1]:
        opening = DATED.match(proof.span.of(on.text))
        if opening is not None:
            return first.start >= proof.span.start + opening.end()
    return False


def _speeches(reaction: Reaction, on: Ground, style: Style) -> Iterator[Line]:
    whole = Span(min(s.start for s in reaction.content), max(s.end for s in reaction.content))
    proofs = [p for p in proofs_of(whole, on) if _in(reaction.content, p.span)]
    for proof in sorted(proofs, key=lambda p: -_strength(p, reaction, on)):
        head = _header(reaction, proof, on, style)
        spans = _in(reaction.content, proof.span)
        told = _with_cue(reaction, proof, spans, on)
        colon = [template(SAYS)]
        credited = told is not None and reaction.via and reaction.via in told.of(on.text)
        named = _header(reaction, proof, on, style, outlet=not credited)
        joint = template(", " if any("," in piece.text for piece in named) else " ")
        if told is not None and not _speaks_for_itself(reaction, spans, on):
            for content in _contents([told], proof, on, style):
                yield Line((*named, joint, *content))
        bare = [_led(spans[0], on), *spans[1:]]
        takes_colon = _takes_colon(reaction, bare, on)
        for content in _contents(bare, proof, on, style):
            if takes_colon and content and not _hangs(content):
                yield Line((*head, *colon, *content))
        if told is not None:
            for content in _contents([told], proof, on, style):
                yield Line((*named, joint, *content))


def _hangs(content: Sequence[Piece]) -> bool:
    """Whether words hang in the air after a colon: a clause without its subject or its head."""
    if content[0].text.startswith(OPEN):
        return BEHEADED.match(content[1].text) is not None
    words = content[0].text
    return LOOSE.match(words) is not None or PARTICIPLE.match(words) is not None


def _is_fuller(source: str, name: str) -> bool:
    """Whether the article's words say who it is more fully: "Sund's water board"."""
    return (
        source != name
        and source.endswith((name, name[:1].lower() + name[1:]))
        and cutting.length(source) <= MAX_SOURCE_WORDS
        and not WHOSE.match(source)
    )


def _strength(proof: Proof, reaction: Reaction, on: Ground) -> float:
    """Which sentence of a long statement to show: a view of one's own, of a good length."""
    words = " ".join(span.of(on.text) for span in _in(reaction.content, proof.span))
    value = 0.5 * (6 <= cutting.length(words) <= 26) - 1.0 * (cutting.length(words) < 4)
    value += 0.6 * bool(re.search(r"\b(?:I|we|We|my|our|Our|My)\b", words))
    value -= 1.0 * (cutting.length(words) > 28 and not [*cutting.cuts(words, 28, quotes=False)])
    return value - 0.6 * bool(VAGUE.match(words)) - 0.4 * words.endswith("?")


def _led(span: Span, on: Ground) -> Span:
    """A span without what only leads up to the words."""
    return Span(span.start + scope.introduction(span.of(on.text)), span.end)


def _header(
    reaction: Reaction, proof: Proof, on: Ground, style: Style, *, outlet: bool = True
) -> list[Piece]:
    """Name, and at the first mention the role; always the outlet."""
    speaker = reaction.speaker
    name = called(speaker, on, style)
    if speaker.kind is not Kind.PERSON:
        sources = [" ".join(s.of(on.text).split()) for s in _in(reaction.source, proof.span)]
        name = next((capital(s) for s in sources if _is_fuller(s, speaker.name)), name)
    pieces = [Piece(name, Wording.NAME, proof)]
    role = speaker.role if speaker.role and not BAD_ROLE.match(speaker.role) else None
    if role and speaker.name not in style.known and cutting.length(role) <= 9:
        title = Piece(capital(role), Wording.NAME, proof)
        if len(role.split()) <= 2 and any(
            f"{role} {borne}" in on.text for borne in (speaker.name, on.short(speaker))
        ):
            pieces = [title, template(" "), *pieces]
        else:
            pieces += [template(", "), Piece(role, Wording.NAME, proof)]
    if reaction.via and outlet:
        the = re.search(rf"\bthe {re.escape(reaction.via)}", proof.span.of(on.text))
        via = f"the {reaction.via}" if the else reaction.via
        pieces += [template(PER), Piece(via, Wording.NAME, proof)]
    return pieces


def _in(spans: Iterable[Span], sentence: Span) -> list[Span]:
    """The parts of the spans that lie in the sentence."""
    return sorted(
        Span(max(s.start, sentence.start), min(s.end, sentence.end))
        for s in spans
        if s.start < sentence.end and sentence.start < s.end
    )


def _with_cue(reaction: Reaction, proof: Proof, spans: Sequence[Span], on: Ground) -> Span | None:
    """From the reporting verb to the end of the words, where source and verb come first."""
    cues, sources = _in(reaction.cue, proof.span), _in(reaction.source, proof.span)
    if not cues or not spans or not sources:
        return None
    if not sources[-1].end <= cues[0].start <= spans[0].start:
        return None
    if on.text[: sources[0].start].rstrip().endswith((" as", "As", " As")):
        return None  # "As Lee notes, ..."
    if not FINITE.match(on.text, cues[0].start):
        return None
    if scope.is_infinitive(on.text, cues[0].start):
        return None  # "to suggest that"
    if reaction.speaker.kind is Kind.PERSON and not SINGULAR.match(on.text, cues[0].start):
        return None
    return Span(cues[0].start, spans[-1].end)


def _speaks_for_itself(reaction: Reaction, spans: Sequence[Span], on: Ground) -> bool:
    """Whether the words read well after a colon: a clause after a plain verb of saying."""
    cue = " ".join(span.of(on.text) for span in reaction.cue).lower()
    words = " ".join(span.of(on.text) for span in spans)
    if reaction.quoted and cutting.length(words) >= 6:
        return True
    return cutting.length(words) >= 4 and bool(set(re.findall(r"[a-z]+", cue)) & PLAIN_CUES)


def _takes_colon(reaction: Reaction, spans: Sequence[Span], on: Ground) -> bool:
    """Whether the words are a clause or a quote, which a colon can lead up to."""
    if spans[0].of(on.text)[:1] in ('"', "“") or on.text[spans[0].start - 1] in ('"', "“"):
        return True
    cue = " ".join(span.of(on.text) for span in reaction.cue).lower()
    plain = bool(set(re.findall(r"[a-z]+", cue)) & (PLAIN_CUES - WRITING))
    words = " ".join(span.of(on.text) for span in spans)
    after_that = on.text[: spans[0].start].rstrip().endswith(" that")
    main = RELATIVE.split(cutting.INSERTED.sub(" ", words))[0]
    return (plain or after_that) and cutting.VERB.search(main) is not None


def _contents(
    spans: Sequence[Span], proof: Proof, on: Ground, style: Style
) -> Iterator[list[Piece]]:
    """The words, whole or cut, as pieces: quoted where the article quotes them."""
    if len(spans) == 1:
        yield from _one(spans[0], proof, on, style)
        return
    joint: list[Piece] = []
    for span in spans:
        more = _pieces(Span(*_bare(span, on)), proof, on)
        broken = joint and more and more[0].text == OPEN and joint[-1].text == CLOSE
        _add(joint, more, "," if broken else "")
    if cutting.length(Line(tuple(joint)).text) <= style.words + 6:
        yield joint


def _one(span: Span, proof: Proof, on: Ground, style: Style) -> Iterator[list[Piece]]:
    """A stretch of words -> its pieces: whole if short, else cut, else whole if bearable."""
    start, end = _bare(span, on)
    flat = " ".join(on.text[start:end].split())
    if not flat:
        return
    whole = _pieces(Span(start, end), proof, on)
    if cutting.length(flat) <= style.words:
        yield whole
    for head in cutting.cuts(flat, style.words, quotes=False):
        at = scope.find(head, on.text, start)
        if at is not None:
            yield _pieces(Span(start, at[1]), proof, on, cut=True)
    if cutting.length(flat) <= MAX_WORDS - 10:
        yield whole


def _bare(span: Span, on: Ground) -> tuple[int, int]:
    """A span without the blanks, commas and marks at its ends; "?" and "!" stay."""
    start, end = span.start, span.end
    while start < end and on.text[start] in " \t\n\"“”'‘’,.;:–—-":
        start += 1
    while end > start and on.text[end - 1] in ' \t\n"“”‘,.;:–—-':
        end -= 1
    if cutting.ABBREVIATED.search(on.text[start : end + 1]):
        end += 1
    return start, end


def _pieces(span: Span, proof: Proof, on: Ground, *, cut: bool = False) -> list[Piece]:
    """The article's words as WORDS, what it quotes as QUOTE between marks."""
    pieces: list[Piece] = []
    at = span.start
    for quoted in on.quoted(proof.paragraph):
        start, end = max(quoted.start, span.start), min(quoted.end, span.end)
        if start >= end or start < at:
            continue
        _add(pieces, _words(on.text[at:start], Wording.WORDS, proof), on.text[at - 1 : at + 2])
        inside = quoted.start < max(start, proof.span.start)
        head = inside and not scope.holds_nothing(
            on.text[max(quoted.start, proof.span.start) : start]
        )
        quote = _words(on.text[start:end], Wording.QUOTE, proof)
        if quote:
            opened = template(OPEN + CUT if head else OPEN)
            closed = template(CUT + CLOSE if cut and end == span.end else CLOSE)
            _add(pieces, [opened, *quote, closed], on.text[start - 3 : start])
        at = end
    rest = _words(on.text[at : span.end], Wording.WORDS, proof)
    _add(pieces, rest, on.text[at - 1 : at + 2])
    if cut and pieces and CUT not in pieces[-1].text:
        pieces.append(template(CUT))
    return pieces


def _words(words: str, wording: Wording, proof: Proof) -> list[Piece]:
    kept = " ".join(words.split()).strip(' "“”,;')
    kept = kept.strip(" ,‘") if kept.count("‘") != kept.count("’") else kept
    return [Piece(kept, wording, proof)] if any(c.isalnum() for c in kept) else []


def _add(pieces: list[Piece], more: list[Piece], between: str) -> None:
    """Put `more` after the pieces, with the comma that stands between them if one does."""
    if pieces and more:
        pieces.append(template(", " if "," in between else " "))
    pieces.extend(more)
