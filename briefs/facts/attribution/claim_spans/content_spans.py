"""Cue -> the stretches of text that it may report.

Takes the tokens and a cue, gives content candidates: one or more token ranges with the
construction (`kind`) that proposes them. The scorer chooses among them by their features
(features.py).

- clause     `said [the road is closed]`, `told them [to leave]`: what depends on the cue
- object     `called [the plan "a mistake"]`, `praised [the move]`
- prep       `called for [a new vote]`, `accused them of [lying]`: below a preposition
- tail       everything after the cue, to the clause's, verb's or sentence's end
- around     `[The road is closed], she said, [and will stay so]`: the sentence without her
- quote      the quote next to the cue, broken or not, in one or several paragraphs
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefs.facts.attribution.claim_spans.cues import Cue
from briefs.facts.document.token_table import Range, TokenTable
from briefs.word_lists import columns

KINDS = columns(
    """
    ccomp xcomp dobj prep pcomp acomp advcl other ccomp+ xcomp+ dobj+ prep+ acomp+ other+
    tail tail_verb tail_sent around around_all before_sent head_tree quote_before
    quote_after quote_both run run_on inner next_block subject span that to_quote acl head_noun
    before_clause
    """
)
# Most words between a cue and its quote.
_QUOTE_REACH = 30


@dataclass(frozen=True, slots=True)
class Content:
    """A candidate: its construction and its token ranges, in order."""

    kind: str
    parts: tuple[Range, ...]


def find_contents(tokens: TokenTable, cue: Cue) -> list[Content]:
    """(TokenTable, cue) -> distinct candidates; of equal ones the first construction stays."""
    found: dict[tuple[Range, ...], Content] = {}
    for kind, raw in _propose(tokens, cue):
        parts = tidy(tokens, cue, raw)
        if parts and parts not in found:
            found[parts] = Content(kind, parts)
    return list(found.values())


def tidy(tokens: TokenTable, cue: Cue, raw: tuple[Range, ...]) -> tuple[Range, ...]:
    """Ranges without the cue, punctuation at the ends, or an introducing "that".

    The "as" before a quote goes too: `described it as "bold"`.
    """
    parts = []
    for a, b in raw:
        pieces = [(a, b)]
        if a <= cue.at < b:
            pieces = [(a, cue.at), (cue.at + 1, b)]
        for piece in pieces:
            x, y = tokens.trim(piece)
            if x < y and tokens.lower[x] == "that" and tokens.tag[x] == "IN":
                x, y = tokens.trim((x + 1, y))
            if x + 2 < y and tokens.lower[x] == "as" and not tokens.is_word(x + 1):
                x, y = tokens.trim((x + 1, y))
            if x < y:
                parts.append((x, y))
    return tuple(sorted(parts))


def _propose(tokens: TokenTable, cue: Cue) -> Iterator[tuple[str, tuple[Range, ...]]]:
    yield from _quotes(tokens, cue)
    yield from _below(tokens, cue)
    yield from _tails(tokens, cue)
    yield from _around(tokens, cue)


def _below(tokens: TokenTable, cue: Cue) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """What depends on the cue, alone and with everything that follows it in the cue's tree."""
    at = cue.at
    edge = tokens.right[at]
    for k in tokens.kids[at]:
        dep = tokens.dep[k]
        if dep in ("punct", "aux", "auxpass", "neg", "prt", "cc", "mark", "advmod", "nsubj", "det"):
            continue
        if k == cue.subject or dep in ("conj", "agent", "poss"):
            continue
        a, b = tokens.left[k], tokens.right[k]
        name = dep if dep in KINDS else "other"
        if dep == "nsubjpass":
            yield "subject", ((a, b),)
        elif dep in ("prep", "dative"):
            yield from _prepositional(tokens, at, k, edge)
        else:
            yield name, ((a, b),)
            if at < a < edge and b < edge:
                yield (name if name + "+" in KINDS else "other") + "+", ((a, edge),)
    if tokens.dep[at] in ("acl", "relcl") and cue.how != 4:
        head = tokens.head[at]
        yield "head_noun", ((tokens.left[head], at),)
    yield from _spans(tokens, cue)


def _spans(tokens: TokenTable, cue: Cue) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """From an object to the end of its predicate: `called [the plan "bold"], adding`."""
    at = cue.at
    right = [k for k in tokens.kids[at] if k > at and k != cue.subject]
    objects = [k for k in right if tokens.dep[k] in ("dobj", "ccomp", "nsubj", "xcomp", "prep")]
    for k in objects[:2]:
        for m in right:
            if m > k and tokens.dep[m] in ("oprd", "acomp", "xcomp", "prep", "ccomp", "npadvmod"):
                yield "span", ((tokens.left[k], tokens.right[m]),)


def _prepositional(
    tokens: TokenTable, at: int, prep: int, edge: int
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    for k in tokens.kids[prep]:
        a, b = tokens.left[k], tokens.right[k]
        if tokens.dep[k] in ("pobj", "pcomp"):
            yield ("prep" if tokens.dep[k] == "pobj" else "pcomp"), ((a, b),)
            if at < prep < a and b < edge:
                yield "prep+", ((a, edge),)


def _tails(tokens: TokenTable, cue: Cue) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """From the cue to the end of its clause, to the next joined verb, to the sentence's end."""
    at = cue.at
    stop = tokens.sents[tokens.sent[at]][1]
    start = at + 1
    if cue.subject is not None and cue.subject > at and cue.how in (1, 6, 7):
        start = max(start, tokens.right[cue.subject] if cue.how != 7 else cue.subject + 1)
    edge = tokens.right[at]
    joined = [k for k in tokens.kids[at] if tokens.dep[k] == "conj" and k > at]
    if start < edge:
        yield "tail", ((start, edge),)
    if joined:
        end = tokens.left[joined[0]]
        while end > start and tokens.dep[end - 1] in ("cc", "punct"):
            end -= 1
        if start < end:
            yield "tail_verb", ((start, end),)
    if start < stop and not is_free(tokens, at):
        yield "tail_sent", ((start, stop),)
    that = next((i for i in range(at + 1, stop) if _is_that(tokens, i)), None)
    if that is not None:
        clause = tokens.right[tokens.head[that]]
        yield "that", ((that, stop),)
        if that < clause < stop:
            yield "that", ((that, clause),)
    last = next(
        (i for i in range(min(stop, at + _QUOTE_REACH) - 1, at, -1) if _ends(tokens, i)), None
    )
    if last is not None and start < last:
        yield "to_quote", ((start, last + 1),)


def _is_that(tokens: TokenTable, i: int) -> bool:
    """Whether a word opens a reported clause."""
    return tokens.quote[i] < 0 and tokens.lower[i] == "that" and tokens.tag[i] == "IN"


def _ends(tokens: TokenTable, i: int) -> bool:
    """Whether a quote ends with this token."""
    return tokens.quote[i] >= 0 and (i + 1 >= len(tokens) or tokens.quote[i + 1] != tokens.quote[i])


def _around(tokens: TokenTable, cue: Cue) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """The sentence without the cue's clause.

    Not for `What she calls "a mistake" has ...`: there the rest is the writer's.
    """
    at = cue.at
    if is_free(tokens, at):
        return
    a, b = tokens.sents[tokens.sent[at]]
    x, y = cue.reach
    whole = (tokens.left[at], tokens.right[at])
    head = tokens.head[at]
    if head != at:
        outer = (tokens.left[head], tokens.right[head])
        parts = tuple(p for p in ((outer[0], whole[0]), (whole[1], outer[1])) if p[0] < p[1])
        if parts:
            yield "head_tree", parts
        if a < whole[0]:
            yield "before_clause", ((a, whole[0]),)
        around = tuple(p for p in ((a, whole[0]), (whole[1], b)) if p[0] < p[1])
        if around:
            yield "around_all", around
    if a < x:
        yield "before_sent", ((a, x),)
    around = tuple(p for p in ((a, x), (y, b)) if p[0] < p[1])
    if around:
        yield "around", around


def is_free(tokens: TokenTable, cue: int) -> bool:
    """Whether the cue stands in a free relative clause."""
    return any(tokens.lower[k] == "what" and k < cue for k in tokens.kids[cue])


def _quotes(tokens: TokenTable, cue: Cue) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """The quotes beside the cue, the run of quotes around them, and its run-on."""
    before, after = beside(tokens, cue)
    quoted = tokens.seg_tokens
    if before is not None:
        yield "quote_before", (quoted[before],)
    if after is not None:
        yield "quote_after", (quoted[after],)
    if before is not None and after is not None:
        yield "quote_both", (quoted[before], quoted[after])
    seed = [q for q in (before, after) if q is not None]
    for picked in ([before], [after], [before, after]):
        run = _run(tokens, cue, [q for q in picked if q is not None])
        if len(run) > 1:
            yield "run", tuple(quoted[q] for q in run)
        onward = _run_on(tokens, run)
        if len(onward) > len(run):
            yield "run_on", tuple(quoted[q] for q in onward)
    if not seed:
        following = _next_block(tokens, cue)
        if following is not None:
            run = _run_on(tokens, _run(tokens, cue, [following]))
            yield "next_block", tuple(quoted[q] for q in run)


def beside(tokens: TokenTable, cue: Cue) -> tuple[int | None, int | None]:
    """The nearest segments before and after the cue in its paragraph, within reach."""
    block = tokens.block[cue.at]
    first = tokens.base[block]
    before = after = None
    for j in range(cue.at - 1, max(first, cue.at - _QUOTE_REACH) - 1, -1):
        if tokens.quote[j] >= 0:
            before = tokens.quote[j]
            break
    for j in range(cue.at + 1, min(len(tokens), cue.at + _QUOTE_REACH)):
        if tokens.block[j] != block:
            break
        if tokens.quote[j] >= 0:
            after = tokens.quote[j]
            break
    return before, after


def _run(tokens: TokenTable, cue: Cue, seed: list[int]) -> list[int]:
    """Segments -> with their neighbours, up to the first word that is not in the cue's clause."""
    if not seed:
        return []
    low, high = min(seed), max(seed)
    while low > 0 and _touch(tokens, cue, low - 1, low):
        low -= 1
    while high + 1 < len(tokens.segments) and _touch(tokens, cue, high, high + 1):
        high += 1
    return [q for q in range(low, high + 1) if not tokens.segments[q].depth]


def _touch(tokens: TokenTable, cue: Cue, one: int, other: int) -> bool:
    """Whether two segments of one paragraph have no word between them but the cue's clause."""
    if tokens.segments[one].block != tokens.segments[other].block:
        return False
    a, b = tokens.seg_tokens[one][1], tokens.seg_tokens[other][0]
    x, y = cue.reach
    return all(not tokens.is_word(i) or x <= i < y for i in range(a, b))


def _run_on(tokens: TokenTable, run: list[int]) -> list[int]:
    """A run with what follows it in the next paragraphs: the same chain, or a quote alone."""
    out = list(run)
    while out and out[-1] + 1 < len(tokens.segments):
        last, following = tokens.segments[out[-1]], tokens.segments[out[-1] + 1]
        block = tokens.blocks[following.block]
        same = following.chain == last.chain and following.block != last.block
        alone = (
            following.block == last.block + 1
            and last.end >= tokens.blocks[last.block].end
            and following.start == block.start
            and following.end == block.end
        )
        if not (same or alone):
            break
        out.append(out[-1] + 1)
    return out


def _next_block(tokens: TokenTable, cue: Cue) -> int | None:
    """The quote that opens the next paragraph, where the cue's paragraph ends with a colon."""
    block = tokens.block[cue.at]
    last = tokens.base[block + 1] - 1 if block + 1 < len(tokens.base) else None
    if last is None or tokens.sent[last] != tokens.sent[cue.at]:
        return None
    if tokens.lower[last] not in (":", ",", ".", "-", "—"):
        return None
    for index, segment in enumerate(tokens.segments):
        if segment.block == block + 1:
            return index if segment.start == tokens.blocks[block + 1].start else None
    return None
