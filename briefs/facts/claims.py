"""Sheet and registry -> who said what.

The cues and their contents are proposed by cues.py and contents.py, weighed by the scorer,
and taken best first; contents do not overlap, and nothing is read inside a quote that has an
owner already. Then each claim is dressed: source, speaker, outlet, stance, evidence.

- dropped   what was not said (unsaid.py)
- joined    a quote broken by its cue: `"We," [she said], "agree."`
- parted    a label from what it is said of; a long quote's first sentence from the rest
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.facts.bounds import is_inserted, within_bounds
from briefs.facts.contents import Content, find_contents, is_free
from briefs.facts.cues import Cue, describe_cue, find_cues, is_signature, stem
from briefs.facts.opinion import LABEL, TALLIES
from briefs.facts.outlets import outlet_of
from briefs.facts.people import Registry
from briefs.facts.scorer import Scorer
from briefs.facts.sheet import Range, Sheet
from briefs.facts.sides import find_sides, is_told
from briefs.facts.sources import describe_source, find_sources, source_range
from briefs.facts.speakers import name_speakers
from briefs.facts.stance import judge
from briefs.facts.unsaid import is_unsaid
from briefs.facts.weighing import describe_content, ground_of, rivals_of
from briefs.model import Party, Reaction, Span, Stance

# Cues below this score are not followed further: measured, they hold none of what is found.
CUE_FLOOR = -3.0
# Log-odds above which a claim is believed.
ACCEPT = 0.0
# A word that is surely a cue reports something: its best content is believed from here.
SURE_CUE = 2.0
ACCEPT_OF_SURE = -1.0
# A verb that takes a side has said something (`welcomed the deal`), if its object is near.
ACCEPT_OF_SIDE = -3.0
# The score of a construction that leaves no doubt.
EXPLICIT = 0.2
_SAY = frozenset(f"V:{stem(word)}" for word in ("say", "tell", "add", "write", "warn", "insist"))
# A label in quotes stands so many tokens after its verb (`described as a "bold`).
LABEL_REACH = 4
# A quote of fewer words is a fragment, not a sentence.
SENTENCE = 5
# Who heard it is named in so many tokens: `told reporters in Ostrey`.
_HEARD = 8
# Below this share of a claim's words a label, or a quote's first sentence, stands for itself.
SHORT = 0.25
_STOPS = frozenset((".", "!", "?", "...", "…", '"', "”", "’", "'"))
_LABELS = frozenset(f"V:{word}" for word in LABEL)


@dataclass(frozen=True, slots=True)
class Claim:
    """A cue with what it reports, as token ranges, and how sure the scorer is.

    `side`: the side that the construction itself takes (sides.py).
    """

    cue: Cue
    kind: str
    parts: tuple[Range, ...]
    score: float
    cue_score: float = 0.0
    side: Stance | None = None


def find_reactions(sheet: Sheet, registry: Registry, scorer: Scorer) -> tuple[Reaction, ...]:
    """(Sheet, registry, scorer) -> the reactions in the order of the text."""
    found = [dress(sheet, registry, said) for said in find_said(sheet, registry, scorer)]
    return tuple(sorted(found, key=lambda r: (r.content, r.cue)))


def find_said(sheet: Sheet, registry: Registry, scorer: Scorer) -> list[Said]:
    """(Sheet, registry, scorer) -> every statement, and who made it."""
    chosen = from_its_opening(sheet, choose(sheet, weigh(sheet, scorer), ACCEPT))
    claims = with_sides(sheet, [c for c in chosen if not is_unsaid(sheet, c.cue)])
    heads = name_sources(sheet, claims, scorer)
    speakers = name_speakers(sheet, registry, [c.cue.at for c in claims], heads)
    found = [
        Said(claim, statement, head, speaker)
        for claim, head, speaker in zip(claims, heads, speakers, strict=True)
        if head is not None and speaker is not None and sheet.lower[head] != "you"
        for statement in statements(sheet, claim)
    ]
    return [*found, *following(sheet, found)]


def weigh(sheet: Sheet, scorer: Scorer) -> list[Claim]:
    """Every candidate that is worth a score, with it."""
    cues = find_cues(sheet)
    rows = [describe_cue(sheet, cue, scorer.table) for cue in cues]
    scores = scorer.cues.score(rows).tolist()
    by_token = {cue.at: score for cue, score in zip(cues, scores, strict=True)}
    ground = ground_of(sheet, by_token, scorer.table)

    def sure(cue: Cue, content: Content) -> float:
        return EXPLICIT if is_explicit(sheet, cue, content) else -math.inf

    kept: list[tuple[Cue, Content]] = []
    features: list[tuple[float, ...]] = []
    for cue, row, score in zip(cues, rows, scores, strict=True):
        if score < CUE_FLOOR and not is_signature(sheet, cue.at):
            continue
        contents = find_contents(sheet, cue)
        rivals = rivals_of(sheet, cue, contents, ground)
        for content in contents:
            if content.kind.startswith("tail") and is_inserted(sheet, cue):
                continue
            kept.append((cue, content))
            described = describe_content(sheet, cue, content, rivals, ground, scorer.table)
            features.append((*row, score, *described))
    scores = scorer.contents.score(features).tolist()
    return [
        Claim(cue, content.kind, content.parts, max(score, sure(cue, content)), by_token[cue.at])
        for (cue, content), score in zip(kept, scores, strict=True)
    ]


def is_explicit(sheet: Sheet, cue: Cue, content: Content) -> bool:
    """Constructions that leave no doubt, however the parser saw them.

    `said, in short, that ...`; a quote with a dash and a name after it; what somebody names in
    passing, `what she called a "bold" plan`.
    """
    if is_signature(sheet, cue.at):
        return content.kind in ("quote_before", "run")
    if cue.key in _LABELS and cue.how == 1 and is_free(sheet, cue.at):
        gap = content.parts[0][0] - cue.at
        return content.kind == "quote_after" and 0 < gap <= LABEL_REACH
    if cue.key not in _SAY or cue.subject is None:
        return False
    return content.kind == "that" or _closes_with(sheet, cue, content)


def _closes_with(sheet: Sheet, cue: Cue, content: Content) -> bool:
    """`The ferry sank, a spokesman told reporters.`: all the sentence but who said it."""
    first, end = sheet.sents[sheet.sent[cue.at]]
    a, b = cue.reach
    parted = b <= cue.at + 1 + _HEARD and not any(sheet.is_word(i) for i in range(b, end))
    whole = len(content.parts) == 1 and content.parts[0] == sheet.trim((first, a))
    return whole and parted and a > first and sheet.lower[a - 1] == ","


def choose(sheet: Sheet, claims: Sequence[Claim], accept: float) -> list[Claim]:
    """The best content of each cue, best first, as long as no two share a word.

    Whoever loses the second half of a quote, `"We won," [he said]. "Well," she added`, keeps
    the first.
    """
    chosen: list[Claim] = []
    taken: set[int] = set()
    done: set[int] = set()
    lost: set[int] = set()
    for claim in sorted(claims, key=lambda c: (-c.score, c.cue.at, c.parts)):
        half = claim.cue.at in lost and claim.kind == "quote_before"
        if claim.score < accept and not _is_sure(sheet, claim) and not half:
            continue
        parts = within_bounds(sheet, claim.cue, claim.parts)
        words = {i for a, b in parts for i in range(a, b)}
        if claim.cue.at in done or claim.cue.at in taken or words & (taken | done):
            lost |= {claim.cue.at} if claim.kind in ("quote_both", "run") else set()
            continue
        done.add(claim.cue.at)
        taken |= words
        chosen.append(replace(claim, parts=parts))
    return sorted(chosen, key=lambda c: c.cue.at)


def _is_sure(sheet: Sheet, claim: Claim) -> bool:
    """Whether a cue is believed with content that the scorer alone would not believe."""
    cue = claim.cue
    if claim.cue_score >= SURE_CUE and claim.score >= ACCEPT_OF_SURE:
        return True
    return is_told(sheet, cue, claim.kind) and claim.score >= ACCEPT_OF_SIDE


def with_sides(sheet: Sheet, claims: Sequence[Claim]) -> list[Claim]:
    """Claims -> with the sides that were taken where no claim is; two may be about one thing."""
    taken = {i for c in claims for a, b in c.parts for i in range(a, b)}
    taken |= {c.cue.at for c in claims}
    found = list(claims)
    found += [
        Claim(side.cue, "side", (side.about,), EXPLICIT, side=side.stance)
        for side in find_sides(sheet)
        if side.cue.at not in taken and taken.isdisjoint(range(*side.about))
    ]
    return sorted(found, key=lambda c: c.cue.at)


def from_its_opening(sheet: Sheet, claims: Sequence[Claim]) -> list[Claim]:
    """Claims -> the same; a quote that began paragraphs before its cue is taken from there.

    `"We will rebuild.` / `It will take years," he said.`
    """
    taken = {
        i for c in claims for a, b in (*c.parts, (c.cue.at, c.cue.at + 1)) for i in range(a, b)
    }
    return [replace(c, parts=(*_opening(sheet, c.parts[0], taken), *c.parts)) for c in claims]


def _opening(sheet: Sheet, part: Range, taken: set[int]) -> tuple[Range, ...]:
    """The pieces of a part's quote that stand in the paragraphs before it and are nobody's."""
    at = sheet.quote[part[0]]
    if at < 0 or sheet.trim(sheet.seg_tokens[at])[0] != part[0]:
        return ()
    found: list[Range] = []
    while at > 0 and _continues(sheet, at):
        at -= 1
        piece = sheet.trim(sheet.seg_tokens[at])
        if taken & set(range(*piece)):
            break
        if piece[0] < piece[1]:
            found.insert(0, piece)
    return tuple(found)


def _continues(sheet: Sheet, at: int) -> bool:
    """Whether a segment goes on with the quote of the segment before, a paragraph above."""
    own, before = sheet.segments[at], sheet.segments[at - 1]
    return own.chain == before.chain and own.block != before.block and not before.depth


def name_sources(sheet: Sheet, claims: Sequence[Claim], scorer: Scorer) -> list[int | None]:
    """For each claim the head token of whoever says it, or None."""
    options = [find_sources(sheet, claim.cue) for claim in claims]
    rows = [
        describe_source(sheet, claim.cue, option, claim.parts, scorer.table)
        for claim, found in zip(claims, options, strict=True)
        for option in found
    ]
    scores = iter(scorer.sources.score(rows).tolist())
    named: list[int | None] = []
    for claim, found in zip(claims, options, strict=True):
        best = max(((next(scores), -i) for i in range(len(found))), default=(0.0, 0))
        fixed = claim.side is not None or is_signature(sheet, claim.cue.at)
        named.append(claim.cue.subject if fixed else found[-best[1]].head)
    return named


@dataclass(frozen=True, slots=True)
class Statement:
    """One of the statements of a claim, and what it is about where the claim says so."""

    parts: tuple[Range, ...]
    about: Range | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its claim, the head token of the source, and the speaker.

    `follows`: the statement has no cue of its own, the claim is that of the paragraph before.
    """

    claim: Claim
    statement: Statement
    head: int
    speaker: Party
    follows: bool = False

    @property
    def cue(self) -> Cue | None:
        """Its own cue."""
        return None if self.follows else self.claim.cue


def following(sheet: Sheet, said: Sequence[Said]) -> list[Said]:
    """Statements -> the quotes that stand alone in the paragraphs after them: same speakers.

    `The bridge is old, she said.` / `"We will rebuild it."` Not after a quote of hers, which
    such a paragraph only goes on with.
    """
    last = {sheet.block[s.claim.cue.at]: s for s in said}
    taken = {i for s in said for a, b in s.claim.parts for i in range(a, b)}
    found: list[Said] = []
    for segment, tokens in zip(sheet.segments, sheet.seg_tokens, strict=True):
        block, part = sheet.blocks[segment.block], sheet.trim(tokens)
        alone = segment.start == block.start and segment.end + 1 >= block.end
        before = last.get(segment.block - 1)
        if not alone or segment.depth or part[1] - part[0] < SENTENCE or before is None:
            continue
        if _is_handed_on(sheet, before) and taken.isdisjoint(range(*part)):
            statement = Statement((part,))
            found.append(replace(before, statement=statement, follows=True))
    return found


def _is_handed_on(sheet: Sheet, said: Said) -> bool:
    """Whether its paragraph ends with what was said, and not with a whole quote."""
    cue, parts = said.claim.cue, said.statement.parts
    block = sheet.block[cue.at]
    end = sheet.base[block + 1] - 1 if block + 1 < len(sheet.base) else len(sheet) - 1
    whole = is_quoted(sheet, parts[0]) and _words(parts) > SENTENCE
    return sheet.sent[end] == sheet.sent[cue.at] and not whole


def statements(sheet: Sheet, claim: Claim) -> tuple[Statement, ...]:
    """Claim -> its statements, which share the cue.

    `called [the long plan] "[bold]"`: the label is what was said, the plan what it is about.
    A long quote is its first sentence and the rest.
    """
    parts = claim.parts
    total = _words(parts)
    last = sheet.quote[parts[-1][1] - 1]
    if claim.cue.key in _LABELS and last >= 0:
        label = sheet.trim(sheet.seg_tokens[last])
        before = sheet.trim((parts[0][0], max(parts[0][0], sheet.seg_tokens[last][0])))
        if label[0] < label[1] and before[0] < before[1] and _words((label,)) < SHORT * total:
            return (Statement((label,), before),)
    if all(sheet.quote[i] >= 0 for i in range(*parts[0])):
        first, rest = _first_sentence(sheet, parts)
        if rest and _words(first) < SHORT * total:
            return Statement(first), Statement(rest)
    return (Statement(parts),)


def _words(parts: Sequence[Range]) -> int:
    return sum(b - a for a, b in parts)


def _first_sentence(
    sheet: Sheet, parts: Sequence[Range]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Ranges -> those of the first sentence, and what is left."""
    a, b = parts[0]
    end = min(b, sheet.sents[sheet.sent[a]][1])
    if end < b and sheet.lower[end - 1] not in _STOPS:
        return tuple(parts), ()  # the parser's sentence, not the speaker's
    first = sheet.trim((a, end))
    left = (sheet.trim((end, b)), *parts[1:])
    return (first,), tuple(part for part in left if part[0] < part[1])


def dress(sheet: Sheet, registry: Registry, said: Said) -> Reaction:
    """Statement -> Reaction: its words, the speaker, the outlet, the stance, the evidence."""
    cue, parts, about = said.claim.cue, said.statement.parts, said.statement.about
    stance, stance_cue = judge(sheet, said.cue, parts)
    if sheet.lower[said.head] in TALLIES:
        stance, stance_cue = Stance.NEUTRAL, None
    if said.claim.side is not None:
        stance, stance_cue = said.claim.side, sheet.span((cue.at, cue.at + 1))
    sentence = sheet.span(sheet.sents[sheet.sent[parts[0][0]]])
    return Reaction(
        speaker=said.speaker,
        stance=stance,
        quoted=is_quoted(sheet, parts[0]),
        source=(sheet.span(source_range(sheet, said.head)),),
        cue=() if said.follows else (sheet.span((cue.at, cue.at + 1)),),
        content=tuple(balanced(sheet, part) for part in parts),
        evidence=sentence if said.follows else evidence_of(sheet, cue, parts),
        about=None if about is None else " ".join(sheet.words(about).split()),
        via=outlet_of(sheet, cue, registry),
        stance_cue=stance_cue,
    )


def is_quoted(sheet: Sheet, part: Range) -> bool:
    """Whether a range is all that stands between two marks, or a piece of it."""
    return all(sheet.quote[i] >= 0 for i in range(*part)) and not any(
        sheet.quote[i] != sheet.quote[part[0]] for i in range(*part)
    )


def balanced(sheet: Sheet, part: Range) -> Span:
    """A range's span; a mark that it opens inside is closed: `the plan is "bold"`."""
    span = sheet.span(part)
    if is_quoted(sheet, part):
        return span
    last = sheet.quote[part[1] - 1]
    if last >= 0 and sheet.segments[last].start >= span.start:
        end = sheet.segments[last].end
        if end - span.end <= 2:
            return Span(span.start, end)
    return span


def evidence_of(sheet: Sheet, cue: Cue, parts: Sequence[Range]) -> Span:
    """The cue's sentence, with the content's where they meet in one paragraph."""
    first = min(cue.at, parts[0][0])
    if sheet.block[first] != sheet.block[cue.at]:
        return sheet.span(sheet.sents[sheet.sent[cue.at]])
    last = (
        parts[0][0]
        if parts[0][0] > cue.at and sheet.block[parts[0][0]] == sheet.block[cue.at]
        else cue.at
    )
    a, b = sheet.sents[sheet.sent[first]][0], sheet.sents[sheet.sent[max(last, cue.at)]][1]
    return sheet.span((a, b))
