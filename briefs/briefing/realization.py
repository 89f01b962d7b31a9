"""Facts -> lines: every way to word one, best first; the first that the checker passes is taken.

speech_line     "Name, role, per outlet: words", or "Name" and the article's words, whole
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefs.briefing.readability import (
    BEHEADED,
    LACKS_SUBJECT,
    hangs,
    is_after_that,
    is_clause,
    is_own_role,
    shares,
)
from briefs.model.articles import Span
from briefs.model.briefings import Line, Piece, Proof, Wording
from briefs.model.facts import Kind, Party, Reaction
from briefs.text import surface_scope, truncation
from briefs.text.guard_words import CLOSE, CUT, OPEN, PER, PLAIN_CUES, SAYS, word_set
from briefs.verification.checker import check
from briefs.verification.source_document import SourceDocument

MAX_SPOKEN = 45
"""Words of one statement that are shown; a longer one is left out."""
VAGUE = re.compile(r"(?:he|she|it|they|that|this|these|those|there)\b", re.IGNORECASE)
"""Beginnings that speak of something said before."""
LONE_MARK = re.compile(r"^['’‘] | ['’‘]$")
WRITING = frozenset({"write", "writes", "wrote", "writing"})
"""What is written may be a list or a plan, and no statement."""
MAX_SOURCE_WORDS = 8
WHOSE = re.compile(r"(?:his|her|its|their|our|my|your|this|that|these|those)\b", re.IGNORECASE)
"""Sources that begin so send the reader to what was said before."""
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
    """How long a statement may be, in words, and which names were given in full before."""

    words: int = MAX_SPOKEN
    known: frozenset[str] = frozenset()


def template(text: str) -> Piece:
    """A piece from the closed list."""
    return Piece(text, Wording.TEMPLATE)


def first_that_stands(variants: Iterable[Line], on: SourceDocument) -> Line | None:
    """The first variant that the checker passes, None where none does."""
    return next((line for line in variants if not check(line, on)), None)


def proofs_of(span: Span, on: SourceDocument) -> list[Proof]:
    """The sentences that a span touches, in order."""
    found: list[Proof] = []
    for paragraph in on.paragraphs.values():
        if paragraph.span.start < span.end and span.start < paragraph.span.end:
            for number, sentence in enumerate(paragraph.sentences, 1):
                if sentence.start < span.end and span.start < sentence.end:
                    found.append(Proof(sentence, paragraph.number, number))
    return found


DATED = re.compile(
    r"(?:Back |Early |Late |Later )?"
    r"(?:[Ii]n|[Bb]y|[Aa]t the (?:start|beginning|end) of|[Aa]s early as)"
    r" (?:\w+ ){0,2}(?:1[89]|20)\d\d\b"
)


# --------------------------------------------------------------------------- speech


def called(party: Party, on: SourceDocument, style: Style) -> str:
    """Party -> its name: in full at the first mention, short afterwards."""
    name = on.short(party) if party.name in style.known else on.name(party)
    return capital(name)


def capital(words: str) -> str:
    """Words -> the same with a capital at their head."""
    return words[:1].upper() + words[1:]


def speech_line(reaction: Reaction, on: SourceDocument, style: Style) -> Line | None:
    """A reaction -> "Name, role: words"; None if no wording passes the checker."""
    if reaction.speaker.name.lower() in PRONOUNS or not reaction.content:
        return None
    if loses_its_year(reaction, on):
        return None
    return first_that_stands(_speeches(reaction, on, style), on)


def loses_its_year(reaction: Reaction, on: SourceDocument) -> bool:
    """Whether a year opens the sentence, outside the words: "In 2012, Bell said the dam held".

    Without the year, an old statement would read as one of today.
    """
    first = _without_introduction(min(reaction.content), on)
    for proof in proofs_of(first, on)[:1]:
        opening = DATED.match(proof.span.of(on.text))
        if opening is not None:
            return first.start >= proof.span.start + opening.end()
    return False


def _speeches(reaction: Reaction, on: SourceDocument, style: Style) -> Iterator[Line]:
    whole = Span(min(s.start for s in reaction.content), max(s.end for s in reaction.content))
    proofs = [p for p in proofs_of(whole, on) if _in(reaction.content, p.span)]
    for proof in sorted(proofs, key=lambda p: -_strength(p, reaction, on)):
        head = _header(reaction, proof, on, style)
        spans = _in(reaction.content, proof.span)
        if on.text[spans[-1].end : proof.span.end].lstrip(' "”’')[:1] == ":":
            continue  # what they lead up to is not among them
        if reaction.quoted and LACKS_SUBJECT.match(spans[0].of(on.text).lstrip(" \"“‘'")):
            continue
        with_cue = _with_cue(reaction, proof, spans, on)
        colon = [template(SAYS)]
        credited = with_cue is not None and reaction.via and reaction.via in with_cue.of(on.text)
        named = _header(reaction, proof, on, style, outlet=not credited)
        joint = template(", " if any("," in piece.text for piece in named) else " ")
        if with_cue is not None and not _speaks_for_itself(reaction, spans, on):
            for content in _contents([with_cue], proof, on, style):
                yield Line((*named, joint, *content))
        bare = [
            _with_governing_clause(_without_introduction(spans[0], on), reaction, proof, on),
            *spans[1:],
        ]
        takes_colon = _takes_colon(reaction, bare, on)
        for content in _contents(bare, proof, on, style):
            if takes_colon and content and not _hangs(content):
                yield Line((*head, *colon, *content))
        if with_cue is not None:
            for content in _contents([with_cue], proof, on, style):
                yield Line((*named, joint, *content))


def _hangs(content: Sequence[Piece]) -> bool:
    quoted = content[0].text.startswith(OPEN)
    return hangs(content[1 if quoted else 0].text, quoted=quoted)


def _is_fuller(source: str, name: str) -> bool:
    """Whether the article's words say who it is more fully: "Sund's water board"."""
    return (
        source != name
        and source.endswith((name, name[:1].lower() + name[1:]))
        and truncation.length(source) <= MAX_SOURCE_WORDS
        and not WHOSE.match(source)
    )


def _strength(proof: Proof, reaction: Reaction, on: SourceDocument) -> float:
    """Which sentence of a long statement to show: a view of one's own, of a good length."""
    words = " ".join(span.of(on.text) for span in _in(reaction.content, proof.span))
    value = 0.5 * (6 <= truncation.length(words) <= 26) - 1.0 * (truncation.length(words) < 4)
    value += 0.6 * bool(re.search(r"\b(?:I|we|We|my|our|Our|My)\b", words))
    value -= 1.0 * (truncation.length(words) > MAX_SPOKEN)
    return value - 0.6 * bool(VAGUE.match(words)) - 0.4 * words.endswith("?")


def _without_introduction(span: Span, on: SourceDocument) -> Span:
    """A span without the words that only introduce it."""
    return Span(span.start + surface_scope.introduction(span.of(on.text)), span.end)


def _with_governing_clause(
    span: Span, reaction: Reaction, proof: Proof, on: SourceDocument
) -> Span:
    """A quote with the article's words that it goes on from: `All are [“glad of it,” he said]`.

    Only where who says it comes after, so that all that stands before is what is said.
    """
    after = [s.start for s in (*reaction.source, *reaction.cue) if s.start >= proof.span.start]
    before = on.text[proof.span.start : span.start].rstrip(" \"“‘'")
    if not (after and min(after) >= span.end and on.text[span.start : span.start + 1].islower()):
        return span
    start = proof.span.start + surface_scope.connective(before)
    joined = bool(before.split()) and before[-1].isalpha() and surface_scope.balanced(before)
    return (
        Span(start, span.end) if joined and on.text[start - 1 : start] in ("", " ", "\n") else span
    )


def _header(
    reaction: Reaction, proof: Proof, on: SourceDocument, style: Style, *, outlet: bool = True
) -> list[Piece]:
    """Name, and at the first mention the role; always the outlet."""
    speaker = reaction.speaker
    name = called(speaker, on, style)
    if speaker.kind is not Kind.PERSON:
        sources = [" ".join(s.of(on.text).split()) for s in _in(reaction.source, proof.span)]
        name = next((capital(s) for s in sources if _is_fuller(s, speaker.name)), name)
    pieces = [Piece(name, Wording.NAME, proof)]
    role = speaker.role if speaker.role and is_own_role(speaker.role, on.text) else None
    if role and shares(role) and on.parties_called(shares(role)):
        role = None  # "Brandt and Prime Minister", of two people
    if role and speaker.name not in style.known and truncation.length(role) <= 9:
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


def _with_cue(
    reaction: Reaction, proof: Proof, spans: Sequence[Span], on: SourceDocument
) -> Span | None:
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
    if surface_scope.is_infinitive(on.text, cues[0].start):
        return None  # "to suggest that"
    if reaction.speaker.kind is Kind.PERSON and not SINGULAR.match(on.text, cues[0].start):
        return None
    words = " ".join(span.of(on.text) for span in spans)
    parted = on.text[cues[-1].end : spans[0].start].lstrip().startswith(",")
    if parted and BEHEADED.match(on.text[spans[0].start : spans[0].end]):
        return None  # "Rye, she said, is dear": the subject stands before her
    if on.text[cues[-1].end : spans[0].start].strip() == "that" and not is_clause(words):
        return None  # "said that people of 12 and older, who are many, ..."
    return Span(cues[0].start, spans[-1].end)


def _speaks_for_itself(reaction: Reaction, spans: Sequence[Span], on: SourceDocument) -> bool:
    """Whether the words read well after a colon: a clause after a plain verb of saying."""
    cue = " ".join(span.of(on.text) for span in reaction.cue).lower()
    words = " ".join(span.of(on.text) for span in spans)
    if reaction.quoted and truncation.length(words) >= 6:
        before = on.text[: spans[0].start].rstrip(" \n\"“‘'")[-1:]
        return not reaction.cue or before in ',:.!?”"' or before == "" or is_clause(words)
    return truncation.length(words) >= 4 and bool(set(re.findall(r"[a-z]+", cue)) & PLAIN_CUES)


def _takes_colon(reaction: Reaction, spans: Sequence[Span], on: SourceDocument) -> bool:
    """Whether the words are a clause or a quote, which a colon can lead up to."""
    if spans[0].of(on.text)[:1] in ('"', "“") or on.text[spans[0].start - 1] in ('"', "“"):
        return True
    cue = " ".join(span.of(on.text) for span in reaction.cue).lower()
    plain = bool(set(re.findall(r"[a-z]+", cue)) & (PLAIN_CUES - WRITING))
    words = " ".join(span.of(on.text) for span in spans)
    before = on.text[: spans[0].start]
    after_that = is_after_that(words, before)
    plain = plain and (after_that or not before.rstrip().endswith(" that"))
    return (plain or after_that) and is_clause(words)


def _contents(
    spans: Sequence[Span], proof: Proof, on: SourceDocument, style: Style
) -> Iterator[list[Piece]]:
    """The words, whole or cut, as pieces; in quote marks where the article quotes them."""
    if len(spans) == 1:
        yield from _one(spans[0], proof, on, style)
        return
    joint: list[Piece] = []
    for span in spans:
        more = _pieces(Span(*_bare(span, on)), proof, on)
        broken = joint and more and more[0].text == OPEN and joint[-1].text == CLOSE
        _add(joint, more, "," if broken else "")
    if truncation.length(Line(tuple(joint)).text) <= style.words:
        yield joint


def _one(span: Span, proof: Proof, on: SourceDocument, style: Style) -> Iterator[list[Piece]]:
    """A stretch of words -> its pieces, where it is not too long."""
    start, end = _bare(span, on)
    flat = " ".join(on.text[start:end].split())
    if flat and truncation.length(flat) <= style.words:
        yield _pieces(Span(start, end), proof, on)


def _bare(span: Span, on: SourceDocument) -> tuple[int, int]:
    """A span without the blanks, commas and marks at its ends; "?" and "!" stay."""
    start, end = span.start, span.end
    while start < end and on.text[start] in " \t\n\"“”'‘’,.;:–—-":
        start += 1
    while end > start and on.text[end - 1] in ' \t\n"“”‘,.;:–—-':
        end -= 1
    if truncation.ABBREVIATED.search(on.text[start : end + 1]):
        end += 1
    return start, end


def _pieces(span: Span, proof: Proof, on: SourceDocument) -> list[Piece]:
    """The article's words as WORDS, what it quotes as QUOTE between marks."""
    pieces: list[Piece] = []
    at = span.start
    for quoted in on.quoted(proof.paragraph):
        start, end = max(quoted.start, span.start), min(quoted.end, span.end)
        if start >= end or start < at:
            continue
        _add(pieces, _words(on.text[at:start], Wording.WORDS, proof), on.text[at - 1 : at + 2])
        inside = quoted.start < max(start, proof.span.start)
        head = inside and not surface_scope.holds_nothing(
            on.text[max(quoted.start, proof.span.start) : start]
        )
        quote = _words(on.text[start:end], Wording.QUOTE, proof)
        if quote:
            opened = template(OPEN + CUT if head else OPEN)
            _add(pieces, [opened, *quote, template(CLOSE)], on.text[start - 3 : start])
        at = end
    rest = _words(on.text[at : span.end], Wording.WORDS, proof)
    _add(pieces, rest, on.text[at - 1 : at + 2])
    return pieces


def _words(words: str, wording: Wording, proof: Proof) -> list[Piece]:
    trimmed = " ".join(words.split()).strip(' "“”,;')
    trimmed = trimmed.strip(" ,‘") if trimmed.count("‘") != trimmed.count("’") else trimmed
    trimmed = LONE_MARK.sub("", trimmed)
    return [Piece(trimmed, wording, proof)] if any(c.isalnum() for c in trimmed) else []


def _add(pieces: list[Piece], more: list[Piece], between: str) -> None:
    """Put `more` after the pieces, with the comma that stands between them if one does."""
    if pieces and more:
        pieces.append(template(", " if "," in between else " "))
    pieces.extend(more)
