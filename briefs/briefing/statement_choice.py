"""Statement -> whether a briefing may show it, in which part, and its worth to a reader."""

from __future__ import annotations

import re
from typing import assert_never

from briefs.briefing.realization import PRONOUNS, VAGUE, WHOSE, proofs_of
from briefs.model.briefings import Part
from briefs.model.facts import Agreement, Fact, Kind, Meeting, Party, Reaction, Stance
from briefs.text import surface_scope, truncation
from briefs.text.boilerplate import is_count
from briefs.text.contrast import is_second_half
from briefs.text.guard_words import PLAIN_CUES, SPEAKS, word_set
from briefs.text.references import points_at_last, words_refer_back
from briefs.verification.source_document import SourceDocument

SURE_MEETING, SURE_AGREEMENT, SURE_STATEMENT = 0.7, 0.6, 0.5
"""How likely a fact must be right to be shown as such: decisions 0161, 0166."""
SURE_PRONOUN = 0.9
"""How likely "she" must be the speaker in a sentence that names somebody else before."""
SURE_SIDE = 0.85
"""How likely a side must be right to be shown; else the words stand without one."""
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
WRITTEN = re.compile(
    r"(?:(?:the|an?|its|his|her|their|this|that|some|more) )?(?:code|software|books?|letters?|"
    r"songs?|poems?|articles?|essays?|scripts?|programs?|music|columns?|blogs?|notes?|cheques?|checks?|"
    r"tests?|plays?|novels?)\b"
)
"""What is made by writing, and tells nothing."""
RESPONDS = re.compile(r"\b(?:react|respond|repl|in response)", re.IGNORECASE)
MARK = re.compile(r"[\"“]")
NOW = re.compile(r"\b(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|now)\b")
"""A sentence that says so is not of the time that its paragraph began with."""
THIRD = re.compile(r"(?:he|she)\b", re.IGNORECASE)
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


def is_sure(fact: Fact) -> bool:
    """Whether a fact is probable enough to show as such; one without a probability is."""
    match fact:
        case Meeting():
            least = SURE_MEETING
        case Agreement():
            least = SURE_AGREEMENT
        case Reaction():
            least = SURE_STATEMENT
        case _:
            assert_never(fact)
    return fact.confidence is None or fact.confidence >= least


def is_identified(speaker: Party) -> bool:
    """Whether the name says who this is: not "he", not a bare "source" or "statement"."""
    words = speaker.name.split()
    if (
        not words
        or is_count(speaker.name)
        or speaker.name.lower() in PRONOUNS
        or WHOSE.match(speaker.name)
        or not surface_scope.balanced(speaker.name)
    ):
        return False
    described = words[0].islower() and words[0] not in ("a", "an", "the", "some", "many", "one")
    return not (described and len(words) == 1 and not words[0].endswith("s"))


def is_speech(reaction: Reaction, on: SourceDocument) -> bool:
    """Whether these words were spoken or written, and name whom and what they are about."""
    words = " ".join(span.of(on.text) for span in reaction.content)
    theirs = reaction.speaker.kind is Kind.PERSON and not reaction.quoted
    if words_refer_back(words, theirs=theirs) or is_second_half(words):
        return False
    if not reaction.quoted and points_at_last(words):
        return False
    sources = [span.of(on.text).lower() for span in reaction.source]
    if reaction.speaker.kind is not Kind.PERSON and (
        THIRD.match(words) or any(source in ("he", "she") for source in sources)
    ):
        return False
    if _may_be_another(reaction, on):
        return False
    cues = " ".join(span.of(on.text) for span in reaction.cue).lower()
    if not reaction.quoted and (_is_label(reaction, on) or _is_other_act(cues, words)):
        return False
    if not reaction.quoted and reaction.speaker.kind is not Kind.PERSON and BOASTS.search(cues):
        return False
    spoken = SPEAKS.search(cues) is not None or not any(c.isalpha() for c in cues)
    if reaction.speaker.kind is Kind.OTHER and not reaction.quoted:
        spoken = spoken and bool(set(re.findall(r"[a-z]+", cues)) & (PLAIN_CUES | CLAIMS))
    return reaction.quoted or spoken


def _may_be_another(reaction: Reaction, on: SourceDocument) -> bool:
    """Whether "she" of a sentence may be another whom it names first: `Ilves praised Kohl; she`.

    Only where it is not almost sure who she is.
    """
    if reaction.speaker_confidence is None or reaction.speaker_confidence >= SURE_PRONOUN:
        return False
    for span in reaction.source:
        if span.of(on.text).lower() in ("he", "she"):
            for proof in proofs_of(span, on):
                before = on.text[proof.span.start : span.start]
                return any(
                    party.kind is Kind.PERSON
                    and party.name != reaction.speaker.name
                    and surface_scope.find(on.short(party), before) is not None
                    for party in on.everyone
                )
    return False


def _is_other_act(cues: str, words: str) -> bool:
    """Whether something is done, not said: "added 4 mm of foam", "write the code"."""
    if re.search(r"\badd", cues):
        return COUNTED.match(words) is not None
    if re.search(r"\bwr(?:it|ote)", cues):
        return WRITTEN.match(words) is not None
    return RESPONDS.search(cues) is not None and re.match(r"(?:by|with|to)\b", words) is not None


def _is_label(reaction: Reaction, on: SourceDocument) -> bool:
    """Whether the verb ends the heading of a point: "Check all claims: Ask for the papers"."""
    last = max((span.end for span in reaction.cue), default=0)
    before = on.text[on.text.rfind("\n", 0, last) + 1 : last]
    return on.text[last : last + 1] == ":" and len(before.split()) < 7 and "." not in before


def worth(reaction: Reaction, on: SourceDocument) -> float:
    """How much a statement is worth to a reader, higher is better."""
    words = " ".join(span.of(on.text) for span in reaction.content)
    words = words[surface_scope.introduction(words) :].strip(" \"“”'‘’")
    size = truncation.length(words)
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
    value -= 0.4 * (surface_scope.connective(words) > 0)
    value -= 0.8 * words.endswith("?")
    value -= 0.6 * bool(re.search(r"\b(?:that|this|it|him|her|them|so)\W*$", words))
    return value


def part_of(reaction: Reaction, on: SourceDocument) -> Part:
    """What participants and leaders of the story said, or the reaction of others with a side."""
    if _is_actor(reaction, on):
        return Part.SAID
    sure = reaction.stance_confidence is None or reaction.stance_confidence >= SURE_SIDE
    side = _side(reaction.stance) if sure else None
    if side is not None and _is_at_issue(reaction, on):
        return side
    cue = " ".join(span.of(on.text) for span in reaction.cue)
    return Part.REACTED_NEUTRAL if RESPONDS.search(cue) else Part.SAID


def _side(stance: Stance) -> Part | None:
    match stance:
        case Stance.FOR:
            return Part.REACTED_FOR
        case Stance.AGAINST:
            return Part.REACTED_AGAINST
        case Stance.NEUTRAL:
            return None
        case _:
            assert_never(stance)


def _is_at_issue(reaction: Reaction, on: SourceDocument) -> bool:
    """Whether there is something to be for or against, or the verb itself takes the side.

    A player's "we needed this win" and a mechanic's warning take no side in a story.
    """
    if _verb_takes_side(reaction):
        return True
    if any(not event.background for event in on.facts.events()):
        return True
    best = [span.of(on.text) for span in on.facts.gist]
    return ISSUE.search("\n".join([on.title, *best])) is not None


def _verb_takes_side(reaction: Reaction) -> bool:
    """Whether the verb itself takes the side, as in "denounced the accord"."""
    mark = reaction.stance_cue
    return mark is not None and any(s.start <= mark.start < s.end for s in reaction.cue)


def _is_actor(reaction: Reaction, on: SourceDocument) -> bool:
    name = reaction.speaker.name
    for event in on.facts.events():
        if not event.background and any(p.name == name for p in event.parties):
            return True
    short = on.short(reaction.speaker)
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", on.title) is not None


def is_before(reaction: Reaction, on: SourceDocument) -> bool:
    """Whether its paragraph begins by saying that this was earlier."""
    for proof in proofs_of(reaction.evidence, on)[:1]:
        sentences = on.paragraphs[proof.paragraph].sentences
        starts = {proof.span.start}
        if not NOW.search(proof.span.of(on.text)):
            starts.add(sentences[0].start)
        return any(BEFORE.match(on.text, start) for start in starts)
    return False
