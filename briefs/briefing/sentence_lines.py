"""A sentence of the article -> a line of its own words, whole.

Where its author says "I" or "we", the line says whose words they are: "The author: “…”".
"""

from __future__ import annotations

import re

from briefs.briefing.companions import heading_above, is_parted
from briefs.briefing.realization import first_that_stands, template
from briefs.model.briefings import Line, Piece, Proof, Wording
from briefs.text import surface_scope, truncation
from briefs.text.boilerplate import HEADING_WORDS, has_label, is_no_statement
from briefs.text.guard_words import AUTHOR, CLOSE, CUT, OPEN, SAYS
from briefs.text.headings import bare_heading, narrows
from briefs.text.references import is_writers
from briefs.verification.source_document import SourceDocument

MAX_WORDS = 60
"""A longer sentence is not shown in the short briefing."""
CLAIM = re.compile(r"\b(?:claims?|myth|fiction|rumou?r)\b\s*:?\s*$", re.IGNORECASE)
"""The heading of what a fact check examines: its words are nobody's report."""
VERBS = re.compile(
    rf"{truncation.VERB.pattern}|(?<![Tt]he )\b(?!this\b|his\b|its\b)[a-z]{{3,}}s "
    r"(?:to|that|an?|the|its|their|his|her|more|less|two|three|four|five|six|seven|eight|nine|ten|"
    r"half|twice|\d[\d.,]*)\b|"
    r"(?<!\w)(?:I|we|you|they) (?!two|three|all|both|who|whom|of|too)[a-z]{2,}\b|"
    r"(?<=s )(?:pay|make|take|get|go|live|work|run|keep|hold|bring|spend|sell|buy|cost|plan|hope|"
    r"think|believe|know|see|find|give|show|expect|come|use|love|like|call|lose|win|agree|fear|argue)\b|"
    r"\b(?:sank|rang|sang|drank|swam|fled|slid|shut|rode|woke|bore|tore|wore|blew|froze|stole|dealt|"
    r"slept|swept|wept|crept|leapt|lent|bent|sped|fed|bled|hid|bit|lit|hung|stuck|swung|dug|spun|"
    r"sprang|shrank|wound|knelt|overcame|withdrew|undertook|forgot|forgave|forbade|slew|lay|laid|"
    r"rebuilt|cost|burst|spread|split|quit|beat|bid|cast|hurt|read|thrust|upset)\b",
    re.IGNORECASE,
)
"""Besides: what a third person or several do now ("plans to", "bakers pay", "we pay"), and more
of the irregular pasts. Asked where the parse found no finite verb with a subject. Own list,
beyond VERB of briefs/text/truncation.py."""
SPLIT = re.compile(r"\s{0,3}[a-z]")
"""What follows a sentence that was parted in its middle."""
BULLETS = re.compile(r"^(?:[-–—•*·‣▪]+\s+)+")
MARKS = re.compile(r"[\"“”]")
ANSWER = re.compile(
    r"(?:Yes|No|Not|The answer|Because|By|To|Only|Absolutely|Probably|Maybe|Usually|Generally|"
    r"There|Around|About)"
    r"\b"
)
"""How a sentence begins that only answers."""


def sentence_line(proof: Proof, on: SourceDocument, *, words: int = MAX_WORDS) -> Line | None:
    """A sentence -> a line of its own words, whole; None where it is too long or ill-formed."""
    sentence = " ".join(proof.span.of(on.text).split())
    trimmed = truncation.trimmed(sentence)
    if CLAIM.search(on.text[: proof.span.start]) or not truncation.well_formed(trimmed):
        return None
    if SPLIT.match(on.text, proof.span.end):
        return None
    if proof.span not in on.complete and VERBS.search(trimmed) is None:
        return None
    if on.paragraphs[proof.paragraph].span.of(on.text).count(" | ") > 1:
        return None  # a row of a table
    if truncation.length(trimmed) > words or is_no_statement(trimmed) or _is_quote(on, proof):
        return None
    start = on.paragraphs[proof.paragraph].span.start
    if _answers(on, proof) or truncation.PARTED.search(on.text[start : proof.span.start][-40:]):
        return None
    if is_parted(proof, on) or has_label(trimmed):
        return None
    if is_writers(sentence) and on.is_authors(proof):
        return first_that_stands(_author_lines(proof, sentence), on)
    return first_that_stands(
        [Line((*_scope(proof, trimmed, on), Piece(trimmed, Wording.WORDS, proof)))], on
    )


def _author_lines(proof: Proof, sentence: str) -> list[Line]:
    """The line that names the author as who says "I"; none where the sentence quotes others, too.

    A bullet and an opening connective ("But") are left out, the latter with a mark.
    """
    if MARKS.search(sentence):
        return []
    words = BULLETS.sub("", sentence).removesuffix(".")
    lead = surface_scope.connective(words)
    opened = template(OPEN + CUT if lead else OPEN)
    quote = Piece(words[lead:].strip(), Wording.QUOTE, proof)
    return [Line((template(AUTHOR), template(SAYS), opened, quote, template(CLOSE)))]


def _scope(proof: Proof, trimmed: str, on: SourceDocument) -> list[Piece]:
    """The heading that limits a sentence, as its line begins ("Side effects: "), else ""."""
    heading = heading_above(proof, on)
    if heading is None or not narrows(heading.span.of(on.text), trimmed, on.text):
        return []
    words = bare_heading(" ".join(heading.span.of(on.text).split()))
    return [Piece(words, Wording.WORDS, heading), template(SAYS)]


def _is_quote(on: SourceDocument, proof: Proof) -> bool:
    """Whether all of the sentence is a quote, and nothing in it says whose."""
    start, end = proof.span.start, proof.span.end
    return any(
        surface_scope.holds_nothing(on.text[start : max(start, quoted.start)])
        and surface_scope.holds_nothing(on.text[min(end, quoted.end) : end])
        for quoted in on.quoted(proof.paragraph)
        if quoted.start < end and start < quoted.end
    )


def _answers(on: SourceDocument, proof: Proof) -> bool:
    """Whether the sentence before, or the heading above, asks what this sentence answers."""
    if ANSWER.match(proof.span.of(on.text)) is None:
        return False
    if on.text[: proof.span.start].rstrip(' \n"”’').endswith("?"):
        return True
    before = on.paragraphs.get(proof.paragraph - 1)
    heading = "" if before is None or proof.sentence > 1 else before.span.of(on.text).strip()
    return heading.endswith("?") and truncation.length(heading) <= HEADING_WORDS


def whole_sentence(proof: Proof, on: SourceDocument) -> Line:
    """A sentence -> a line of all its words, whatever its length."""
    sentence = " ".join(proof.span.of(on.text).split())
    return Line((Piece(sentence, Wording.WORDS, proof),))
