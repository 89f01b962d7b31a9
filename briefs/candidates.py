"""What might be told of an article, in which part, and how much a reader gains by it.

Takes the ground, gives candidates: gist sentences, the meetings and agreements that these
leave out, each speaker's statements, and what was before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefs import cutting, scope
from briefs.gist import stems
from briefs.ground import Ground
from briefs.idle import is_slogan, tells_nothing
from briefs.lines import PRONOUNS, VAGUE, proofs_of
from briefs.model import (
    Agreement,
    Kind,
    Meeting,
    Part,
    Party,
    Proof,
    Reaction,
    Span,
    Stance,
)
from briefs.wording import PLAIN_CUES, SPEAKS, word_set

Fact = Meeting | Agreement | Reaction | None

GIST_WORTH = (9.0, 5.5, 1.2, 0.8)
QUIET_GIST_WORTH = (9.0, 5.5, 3.5, 2.5)
"""Best sentence, second and so on: the later ones count where nobody speaks."""
BEFORE = re.compile(
    r"(?:prior to|before|ahead of|earlier|previously|last (?:week|month|year)|"
    r"(?:weeks|months|years) (?:ago|earlier)|in (?:\w+ )?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|some|more|several|another|extra|"
    r"new)\b)"
)
"""How things begin that are added, unlike words."""
ANNOUNCES = 1.4
"""What a gist sentence is worth that only announces or asks."""
RESPONDS = re.compile(r"\b(?:react|respond|repl|in response)", re.IGNORECASE)
MARK = re.compile(r"[\"“]")
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
PAST = re.compile(
    r"\b(?:1[89]\d\d|20\d\d|ago|earlier|previous(?:ly)?|last (?:week|month|year|\w+day)|former)\b"
)
NOW = re.compile(r"\b(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|now)\b")
"""A sentence that says so is not of the time that its paragraph began with."""
THIRD = re.compile(r"(?:he|she)\b", re.IGNORECASE)
WRITERS = frozenset({"my", "our", "your"})
"""Of those whose words these are, the reader does not know who "my" is."""
CLAIMS = word_set(
    "warn warns warned claim claims claimed argue argues argued announced report reports reported"
)
"""Besides plain verbs of saying: what a thing or an unknown kind of speaker can do, too."""
ISSUE = re.compile(
    r"\b(?:react|respon[ds]|critic|condemn|denounc|protest|oppos|backlash|outrage|outcry|uproar|"
    r"controvers|disput|feud|row\b|clash|divid|debat|slam|blast|rebuk|reject|accus|attack|"
    r"defend(?!ing champion)|support|endors|back(?:s|ed|ing)\b|prais|welcom|hail|applaud|anger|"
    r"fur(?:y|ious)|"
    r"urg|demand|call(?:s|ed|ing)? (?:for|on)|ban\b|bans\b|veto|vote|impeach|lawsuit|su(?:es|ed)\b|"
    r"rul(?:es|ed|ing)\b|threat|warn|blam|sanction|strike|bill\b|law\b|polic|clos(?:e|es|ed|ure)\b|"
    r"layoff|lay off|tariff|tax|resign|coup\b|raid|election|merger|takeover|referendum)",
    re.IGNORECASE,
)
"""Words of a title or a lead that name a quarrel, a measure or an answer to one."""
BOASTS = re.compile(r"\b(?:boast|promis|feature|offer)")
"""What a product does, unlike a speaker."""
SIDES = {Stance.FOR: Part.REACTED_FOR, Stance.AGAINST: Part.REACTED_AGAINST}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact or a sentence that might be told, and how much a reader gains by it."""

    part: Part
    proof: Proof
    fact: Fact
    value: float
    stems: frozenset[str]
    names: frozenset[str] = frozenset()
    speaker: str = ""


def candidates(on: Ground) -> list[Candidate]:
    """The ground of an article -> what might be told, most worth first."""
    found = [*_happened(on), *_spoken(on)]
    return sorted(found, key=lambda c: (-c.value, c.proof.span.start, repr(c.fact)))


def _happened(on: Ground) -> Iterable[Candidate]:
    """Gist sentences, and the events that they leave out."""
    events: list[Meeting | Agreement] = [*on.facts.agreements, *on.facts.meetings]
    seen: set[Proof] = set()
    told = [r for r in on.facts.reactions if _is_told(r.speaker) and _is_speech(r, on)]
    worths = GIST_WORTH if len(told) > 2 else QUIET_GIST_WORTH
    for rank, span in enumerate(on.facts.gist[:4]):
        for proof in proofs_of(span, on)[:1]:
            seen.add(proof)
            event = next((e for e in events if _is_in(e.evidence, proof.span)), None)
            value = worths[rank]
            if event is not None and not event.background:
                value = max(value, 4.5) + 0.8
            elif rank and any(_is_in(r.evidence, proof.span) for r in told):
                value = min(value, 1.5)
            sentence = proof.span.of(on.text)
            if tells_nothing(sentence) or is_slogan(sentence):
                value = min(value, ANNOUNCES)
            yield _candidate(Part.HAPPENED, proof, event, value, on)
    total = len(on.text) or 1
    title = frozenset(stems(on.title))
    for event in events:
        proofs = proofs_of(event.evidence, on)
        if len(proofs) != 1 or proofs[0] in seen:
            continue
        seen.add(proofs[0])
        words = frozenset(stems(event.evidence.of(on.text)))
        shared = len(words & title) / len(title) if title else 0.0
        value = 3.0 * (1 - event.evidence.start / total) + 3.0 * shared
        if event.background or _is_old(event, on):
            if _is_dated(event, on):
                yield _candidate(Part.BEFORE, proofs[0], event, 0.3 + 0.5 * value, on)
        else:
            yield _candidate(Part.HAPPENED, proofs[0], event, value, on)


def _is_old(event: Meeting | Agreement, on: Ground) -> bool:
    """Whether its sentence gives years, and all of them lie before the last one."""
    years = [int(year) for year in YEAR.findall(event.evidence.of(on.text))]
    return bool(years) and on.year is not None and max(years) < on.year - 1


def _is_dated(event: Meeting | Agreement, on: Ground) -> bool:
    """Whether its own clause says when it was: a sentence may name an old pact in passing."""
    at = event.what if isinstance(event, Agreement) else event.evidence
    near = on.text[max(event.evidence.start, at.start - 60) : min(event.evidence.end, at.end + 60)]
    return PAST.search(near) is not None


def _spoken(on: Ground) -> Iterable[Candidate]:
    first: set[str] = set()
    for reaction in sorted(on.facts.reactions, key=lambda r: (r.evidence, r.content)):
        proofs = [p for s in reaction.content[:1] for p in proofs_of(s, on)[:1]]
        if not proofs or not _is_told(reaction.speaker) or not _is_speech(reaction, on):
            continue
        name = reaction.speaker.name
        value = _worth(reaction, on) + (0.6 if name not in first else 0.0)
        first.add(name)
        part = part_of(reaction, on)
        if is_before(reaction, on):
            part, value = Part.BEFORE, value + 2.2
        found = _candidate(part, proofs[0], reaction, value, on)
        yield replace(found, speaker=name)


def _is_told(speaker: Party) -> bool:
    """Whether a reader is told who this is: not "he", not a bare "source" or "statement"."""
    words = speaker.name.split()
    if not words or speaker.name.lower() in PRONOUNS or words[0].lower() in WRITERS:
        return False
    described = words[0].islower() and words[0] not in ("a", "an", "the", "some", "many", "one")
    return not (described and len(words) == 1 and not words[0].endswith("s"))


def _is_speech(reaction: Reaction, on: Ground) -> bool:
    """Whether these are words that were said, by someone whom "he" in them may mean."""
    words = " ".join(span.of(on.text) for span in reaction.content)
    sources = [span.of(on.text).lower() for span in reaction.source]
    if reaction.speaker.kind is not Kind.PERSON and (
        THIRD.match(words) or any(source in ("he", "she") for source in sources)
    ):
        return False
    cues = " ".join(span.of(on.text) for span in reaction.cue).lower()
    if not reaction.quoted and (_is_label(reaction, on) or _is_deed(cues, words)):
        return False
    if not reaction.quoted and reaction.speaker.kind is not Kind.PERSON and BOASTS.search(cues):
        return False
    spoken = SPEAKS.search(cues) is not None or not any(c.isalpha() for c in cues)
    if reaction.speaker.kind is Kind.OTHER and not reaction.quoted:
        spoken = spoken and bool(set(re.findall(r"[a-z]+", cues)) & (PLAIN_CUES | CLAIMS))
    return reaction.quoted or spoken


def _is_deed(cues: str, words: str) -> bool:
    """Whether something is done, not said: "added 4 mm of foam", "responded by closing it"."""
    if re.search(r"\badd", cues):
        return COUNTED.match(words) is not None
    return RESPONDS.search(cues) is not None and re.match(r"(?:by|with|to)\b", words) is not None


def _is_label(reaction: Reaction, on: Ground) -> bool:
    """Whether the verb ends the heading of a point: "Check all claims: Ask for the papers"."""
    last = max((span.end for span in reaction.cue), default=0)
    before = on.text[on.text.rfind("\n", 0, last) + 1 : last]
    return on.text[last : last + 1] == ":" and len(before.split()) < 7 and "." not in before


def _candidate(part: Part, proof: Proof, fact: Fact, value: float, on: Ground) -> Candidate:
    words = proof.span.of(on.text)
    if isinstance(fact, Reaction):
        words = " ".join(span.of(on.text) for span in fact.content)
    names = frozenset(party.name for party in parties_of(fact))
    return Candidate(part, proof, fact, value, frozenset(stems(words)), names)


def parties_of(fact: Fact) -> tuple[Party, ...]:
    """Whom a fact names."""
    if fact is None:
        return ()
    if isinstance(fact, Reaction):
        return (fact.speaker,)
    return fact.participants if isinstance(fact, Meeting) else fact.parties


def _worth(reaction: Reaction, on: Ground) -> float:
    """What a reader gains by these words."""
    words = " ".join(span.of(on.text) for span in reaction.content)
    words = words[scope.introduction(words) :].strip(" \"“”'‘’")
    size = cutting.length(words)
    title = on.title.lower()
    value = 1.6 * (1 - reaction.evidence.start / (len(on.text) or 1))
    value += 0.9 * reaction.quoted + 0.4 * (not reaction.quoted and MARK.search(words) is not None)
    value += 1.2 * (reaction.stance is not Stance.NEUTRAL)
    value -= 0.5 * (reaction.speaker.kind is Kind.OTHER)
    value += 0.5 * (reaction.speaker.kind is Kind.PERSON) + 0.3 * bool(reaction.speaker.role)
    value += 0.6 * (on.short(reaction.speaker).lower() in title)
    short = 0.0 if _verb_takes_side(reaction) else 1.6 * (size < 5) + 0.5 * (size < 7)
    value += 0.5 * (8 <= size <= 28) - short - 0.4 * (size > 45)
    value -= (0.5 if reaction.quoted else 0.9) * bool(
        VAGUE.match(words)
    ) + 0.8 * reaction.speaker.name[:1].islower()
    value -= 0.4 * (scope.connective(words) > 0)
    value -= 0.8 * words.endswith("?")
    value -= 0.6 * bool(re.search(r"\b(?:that|this|it|him|her|them|so)\W*$", words))
    return value


def part_of(reaction: Reaction, on: Ground) -> Part:
    """Who took part or leads the story has said it; anyone else who takes a side reacted."""
    if _is_actor(reaction, on):
        return Part.SAID
    side = SIDES.get(reaction.stance)
    if side is not None and _is_at_issue(reaction, on):
        return side
    cue = " ".join(span.of(on.text) for span in reaction.cue)
    return Part.REACTED_NEUTRAL if RESPONDS.search(cue) else Part.SAID


def _is_at_issue(reaction: Reaction, on: Ground) -> bool:
    """Whether there is something to be for or against, or the verb itself takes the side.

    A player's "we needed this win" and a mechanic's warning take no side of a story.
    """
    if _verb_takes_side(reaction):
        return True
    events: list[Meeting | Agreement] = [*on.facts.meetings, *on.facts.agreements]
    if any(not event.background for event in events):
        return True
    best = [span.of(on.text) for span in on.facts.gist]
    return ISSUE.search("\n".join([on.title, *best])) is not None


def _verb_takes_side(reaction: Reaction) -> bool:
    """As in "denounced the accord": the verb says the most of it, however short the rest is."""
    mark = reaction.stance_cue
    return mark is not None and any(s.start <= mark.start < s.end for s in reaction.cue)


def _is_actor(reaction: Reaction, on: Ground) -> bool:
    name = reaction.speaker.name
    for meeting in on.facts.meetings:
        if not meeting.background and any(p.name == name for p in meeting.participants):
            return True
    for agreement in on.facts.agreements:
        if not agreement.background and any(p.name == name for p in agreement.parties):
            return True
    short = on.short(reaction.speaker)
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", on.title) is not None


def is_before(reaction: Reaction, on: Ground) -> bool:
    """Whether its paragraph begins by saying that this was earlier."""
    for proof in proofs_of(reaction.evidence, on)[:1]:
        sentences = on.paragraphs[proof.paragraph].sentences
        starts = {proof.span.start}
        if not NOW.search(proof.span.of(on.text)):
            starts.add(sentences[0].start)
        return any(BEFORE.match(on.text, start) for start in starts)
    return False


def _is_in(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end + 1
