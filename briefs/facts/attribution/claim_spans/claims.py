"""TokenTable -> the claims of an article: a cue, and the words that it reports.

cues.py and content_spans.py propose cues and contents, the scorer scores them, and the best are
taken first. Contents do not overlap, and a quote that belongs to one cue is not given to another.
Cues that report no speech (non_speech.py) are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefs.facts.attribution.claim_spans.content_spans import Content, find_contents, is_free
from briefs.facts.attribution.claim_spans.cues import Cue, describe_cue, find_cues, is_signature
from briefs.facts.attribution.claim_spans.features import (
    describe_content,
    rivals_of,
    token_evidence,
)
from briefs.facts.attribution.claim_spans.messengers import find_messengers
from briefs.facts.attribution.claim_spans.non_speech import is_non_speech
from briefs.facts.attribution.claim_spans.scorer import Scorer
from briefs.facts.attribution.claim_spans.span_limits import is_inserted, within_bounds
from briefs.facts.attribution.claim_spans.stance_acts import is_stance_act
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.lexicon.stance_words import LABEL
from briefs.facts.lexicon.stemming import stem

# Cues below this score are dropped; measured: no claim that is found has one.
CUE_FLOOR = -3.0
# Log-odds from which a claim is accepted.
ACCEPT = 0.0
# A sure cue reports something, so its best content is accepted from a lower score.
SURE_CUE = 2.0
ACCEPT_OF_SURE = -1.0
# A verb of stance with its object is speech (`welcomed the deal`): accepted from here.
ACCEPT_OF_SIDE = -3.0
# Least score of an unambiguous construction.
EXPLICIT = 0.2
_SAY = frozenset(f"V:{stem(word)}" for word in ("say", "tell", "add", "write", "warn", "insist"))
# Most tokens between a verb and its label in quotes (`described as a "bold`).
LABEL_REACH = 4
# Most tokens of an addressee: `told reporters in Ostrey`.
_ADDRESSEE_REACH = 8
LABELS = frozenset(f"V:{word}" for word in LABEL)


@dataclass(frozen=True, slots=True)
class Claim:
    """A cue with what it reports, as token ranges, and how sure the scorer is.

    `messenger`: head token of who passed it on, where the sentence names a messenger too.
    """

    cue: Cue
    kind: str
    parts: tuple[Range, ...]
    score: float
    cue_score: float = 0.0
    messenger: int | None = None


def find_claims(tokens: TokenTable, scorer: Scorer, accept: float = ACCEPT) -> list[Claim]:
    """(TokenTable, scorer, least score) -> the claims in the order of the text."""
    scored = credit_messengers(tokens, score_candidates(tokens, scorer))
    chosen = with_earlier_pieces(tokens, choose(tokens, scored, accept))
    return [c for c in chosen if not is_non_speech(tokens, c.cue)]


def score_candidates(tokens: TokenTable, scorer: Scorer) -> list[Claim]:
    """(TokenTable, scorer) -> every candidate above the floor, with its score."""
    cues = find_cues(tokens)
    rows = [describe_cue(tokens, cue, scorer.table) for cue in cues]
    scores = scorer.cues.score(rows).tolist()
    by_token = {cue.at: score for cue, score in zip(cues, scores, strict=True)}
    evidence = token_evidence(tokens, by_token, scorer.table)
    owners = owned_quotes(tokens, cues)

    def sure(cue: Cue, content: Content) -> float:
        owned = owners.get(tokens.quote[content.parts[-1][1] - 1]) == cue.at
        by_place = owned and content.kind in ("quote_before", "run", "quote_both")
        return EXPLICIT if by_place or is_explicit(tokens, cue, content) else -math.inf

    candidates: list[tuple[Cue, Content]] = []
    features: list[tuple[float, ...]] = []
    for cue, row, score in zip(cues, rows, scores, strict=True):
        owner = cue.at in owners.values()
        if score < CUE_FLOOR and not owner and not is_signature(tokens, cue.at):
            continue
        contents = find_contents(tokens, cue)
        rivals = rivals_of(tokens, cue, contents, evidence)
        for content in contents:
            if content.kind.startswith("tail") and is_inserted(tokens, cue):
                continue
            if _is_of_another_cue(tokens, cue, content, owners):
                continue
            candidates.append((cue, content))
            described = describe_content(tokens, cue, content, rivals, evidence, scorer.table)
            features.append((*row, score, *described))
    scores = scorer.contents.score(features).tolist()
    return [
        Claim(cue, content.kind, content.parts, max(score, sure(cue, content)), by_token[cue.at])
        for (cue, content), score in zip(candidates, scores, strict=True)
    ]


def credit_messengers(tokens: TokenTable, scored: Sequence[Claim]) -> list[Claim]:
    """Scored claims -> the same; what a messenger passes on is credited to whoever said it."""
    scores: dict[int, float] = {}
    for claim in scored:
        scores[claim.cue.at] = max(claim.score, claim.cue_score, scores.get(claim.cue.at, -9.0))
    outer = find_messengers(tokens, list({c.cue.at: c.cue for c in scored}.values()), scores)
    inner = [
        replace(claim, parts=parts, messenger=outer[claim.cue.at].subject)
        for claim in [*scored, *_reported_by_messengers(tokens, scored, outer)]
        if claim.cue.at in outer and (parts := _parts_before(tokens, claim, outer[claim.cue.at]))
    ]
    credited = {claim.cue.at for claim in inner if claim.score >= ACCEPT_OF_SURE}
    messenger_subjects = {outer[at].subject for at in credited}
    return [
        *(
            c
            for c in scored
            if c.cue.subject not in messenger_subjects and c.cue.at not in credited
        ),
        *(claim for claim in inner if claim.cue.at in credited),
    ]


def _reported_by_messengers(
    tokens: TokenTable, scored: Sequence[Claim], outer: Mapping[int, Cue]
) -> Iterator[Claim]:
    """The content of a messenger's claim as that of the inner cue: `Bell said that [it was late]`.

    Only where the content found for the inner cue itself scores below ACCEPT.
    """
    own: dict[int, Claim] = {}
    for claim in sorted(scored, key=lambda c: c.score):
        own[claim.cue.at] = claim
    for claim in scored:
        for at, messenger in outer.items():
            part = next(((a, b) for a, b in claim.parts if a <= at < b), None)
            if claim.cue.at == messenger.at and part is not None and own[at].score < ACCEPT:
                words = tokens.trim((_content_start(tokens, own[at].cue), part[1]))
                if words[0] < words[1]:
                    yield replace(own[at], parts=(words,), score=claim.score)


def _content_start(tokens: TokenTable, cue: Cue) -> int:
    """Where a cue's content begins: `said on Monday that [two ships had sunk]`."""
    first = cue.reach[1]
    near = range(first, min(first + _ADDRESSEE_REACH, len(tokens)))
    return next((i + 1 for i in near if tokens.lower[i] == "that"), first)


def _parts_before(tokens: TokenTable, claim: Claim, messenger: Cue) -> tuple[Range, ...]:
    """A claim's parts, cut where the messenger's words begin."""
    end = messenger.reach[0]
    cut = (tokens.trim((a, min(b, end))) for a, b in claim.parts if a < end)
    return tuple(part for part in cut if part[0] < part[1])


def owned_quotes(tokens: TokenTable, cues: Sequence[Cue]) -> dict[int, int]:
    """{Index of a quote: token of the verb that follows it at once with its subject}.

    `"You sold us," [snapped Ann Example].`, `"We lost!" [came the reply from Ann Example]`.
    """
    owners: dict[int, int] = {}
    for cue in cues:
        first = cue.reach[0]
        if cue.how != 1 or cue.subject is None or tokens.tag[cue.at] in ("VBG", "MD"):
            continue
        before = first - 1
        while before > 0 and not tokens.word[before] and tokens.quote[before] < 0:
            before -= 1
        segment = tokens.quote[before] if before >= 0 else -1
        near = segment >= 0 and first - before <= 3 and tokens.block[before] == tokens.block[first]
        if near and _sentence_goes_on(tokens, before, first):
            owners.setdefault(segment, cue.at)
    return owners


def _sentence_goes_on(tokens: TokenTable, last: int, first: int) -> bool:
    """Whether the sentence goes on after a quote: a comma ends it, or the parser says so."""
    ends = {tokens.lower[i] for i in range(max(0, last - 1), first)}
    return "," in ends or (bool(ends & {"?", "!"}) and tokens.sent[last] == tokens.sent[first])


def _is_of_another_cue(
    tokens: TokenTable, cue: Cue, content: Content, owners: Mapping[int, int]
) -> bool:
    """Whether a quote in the content is owned by another cue (`owned_quotes`)."""
    segments = {tokens.quote[i] for a, b in content.parts for i in (a, b - 1)} - {-1}
    return any(owners.get(segment, cue.at) != cue.at for segment in segments)


def is_explicit(tokens: TokenTable, cue: Cue, content: Content) -> bool:
    """Whether the construction is unambiguous, whatever the parse.

    `said, in short, that ...`; a quote with a dash and a name after it; a label in a free
    relative clause, `what she called a "bold" plan`.
    """
    if is_signature(tokens, cue.at):
        return content.kind in ("quote_before", "run")
    if cue.key in LABELS and cue.how == 1 and is_free(tokens, cue.at):
        gap = content.parts[0][0] - cue.at
        return content.kind == "quote_after" and 0 < gap <= LABEL_REACH
    if cue.key not in _SAY or cue.subject is None:
        return False
    return content.kind == "that" or _closes_with(tokens, cue, content)


def _closes_with(tokens: TokenTable, cue: Cue, content: Content) -> bool:
    """`The ferry sank, a spokesman told reporters.`: the whole sentence but its attribution."""
    first, end = tokens.sents[tokens.sent[cue.at]]
    a, b = cue.reach
    parted = b <= cue.at + 1 + _ADDRESSEE_REACH and not any(
        tokens.is_word(i) for i in range(b, end)
    )
    whole = len(content.parts) == 1 and content.parts[0] == tokens.trim((first, a))
    return whole and parted and a > first and tokens.lower[a - 1] == ","


def choose(tokens: TokenTable, claims: Sequence[Claim], accept: float) -> list[Claim]:
    """Claims -> the best one of each cue; no two share a word.

    A cue that loses the second half of a quote keeps the first: `"We won," [he said]. "Well,"
    she added`.
    """
    chosen: list[Claim] = []
    taken: set[int] = set()
    done: set[int] = set()
    lost: set[int] = set()
    for claim in sorted(claims, key=lambda c: (-c.score, c.cue.at, c.parts)):
        half = claim.cue.at in lost and claim.kind == "quote_before"
        if claim.score < accept and not _is_sure(tokens, claim) and not half:
            continue
        parts = within_bounds(tokens, claim.cue, claim.parts)
        words = {i for a, b in parts for i in range(a, b)}
        if claim.cue.at in done or claim.cue.at in taken or words & (taken | done):
            lost |= {claim.cue.at} if claim.kind in ("quote_both", "run") else set()
            continue
        done.add(claim.cue.at)
        taken |= words
        chosen.append(replace(claim, parts=parts))
    return sorted(chosen, key=lambda c: c.cue.at)


def _is_sure(tokens: TokenTable, claim: Claim) -> bool:
    """Whether a claim below the threshold is accepted: a sure cue, or an act of stance."""
    cue = claim.cue
    if claim.cue_score >= SURE_CUE and claim.score >= ACCEPT_OF_SURE:
        return True
    return is_stance_act(tokens, cue, claim.kind) and claim.score >= ACCEPT_OF_SIDE


def with_earlier_pieces(tokens: TokenTable, claims: Sequence[Claim]) -> list[Claim]:
    """Claims -> the same; a quote that began paragraphs before its cue is taken from its start.

    `"We will rebuild.` / `It will take years," he said.`
    """
    taken = {
        i for c in claims for a, b in (*c.parts, (c.cue.at, c.cue.at + 1)) for i in range(a, b)
    }
    return [
        replace(c, parts=(*_earlier_pieces(tokens, c.parts[0], taken), *c.parts)) for c in claims
    ]


def _earlier_pieces(tokens: TokenTable, part: Range, taken: set[int]) -> tuple[Range, ...]:
    """The pieces of a part's quote in the paragraphs before it that no claim has taken."""
    at = tokens.quote[part[0]]
    if at < 0 or tokens.trim(tokens.seg_tokens[at])[0] != part[0]:
        return ()
    found: list[Range] = []
    while at > 0 and _continues(tokens, at):
        at -= 1
        piece = tokens.trim(tokens.seg_tokens[at])
        if taken & set(range(*piece)):
            break
        if piece[0] < piece[1]:
            found.insert(0, piece)
    return tuple(found)


def _continues(tokens: TokenTable, at: int) -> bool:
    """Whether a segment goes on with the quote of the segment before, a paragraph above."""
    own, before = tokens.segments[at], tokens.segments[at - 1]
    return own.chain == before.chain and own.block != before.block and not before.depth
