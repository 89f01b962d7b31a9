"""Cue -> the target of the statement: what it is about, where the sentence says so.

- the object that is judged   `condemned [the raid]`, `praised [the mayor] for her courage`
- who is accused, urged       `accused [the firm] of lying`, `urged [the council] to act`
- after a preposition         `said of [the plan]`, `warned against [a strike]`
- what was asked              `Asked about [the toll], she said ...`
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.lexicon.stance_words import BLAME, LABEL, PRAISE
from briefs.facts.lexicon.stemming import stem
from briefs.word_lists import words

_AT = frozenset(
    stem(word)
    for word in words("accuse blame urge warn press ask call attack fault mock sue charge")
)
_EVALUATING = PRAISE | BLAME | _AT | LABEL
_OF = words("of about regarding concerning against on over")
# "on" and "over" introduce a target only after these.
_ON = frozenset(stem(word) for word in words("comment speak remark elaborate press ask testify"))
_ASKING = frozenset(stem(word) for word in words("ask comment speak question press"))
_NOT_TARGETS = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL"))
_PRONOUNS = frozenset(("PRP", "WP", "WDT", "PRP$", "DT"))
MOST = 16
"""Most words of a target; a longer one is a parse error."""


def target_of(tokens: TokenTable, cue: int) -> Range | None:
    """(TokenTable, reporting word) -> the words of the target, or None."""
    for head in _heads(tokens, cue):
        named = tokens.tag[head] not in _PRONOUNS and tokens.ent[head] not in _NOT_TARGETS
        part = _phrase(tokens, head, stem(tokens.lower[cue]) in _AT)
        if named and part[0] < part[1] <= part[0] + MOST and tokens.quote[head] < 0:
            return part
    return None


def _heads(tokens: TokenTable, cue: int) -> Iterator[int]:
    """Heads of candidate targets, the surest first."""
    word = stem(tokens.lower[cue])
    for k in tokens.kids[cue]:
        if tokens.dep[k] == "dobj" and word in _EVALUATING:
            yield k
        elif tokens.dep[k] == "ccomp" and word in _AT | LABEL:  # `urged [the council] to act`
            yield from (j for j in tokens.kids[k] if tokens.dep[j] == "nsubj" and j < k)
    yield from _after(tokens, cue, word)
    for k in tokens.kids[cue]:
        if tokens.dep[k] in ("advcl", "prep") and stem(tokens.lower[k]) in _ASKING:
            yield from _after(tokens, k, stem(tokens.lower[k]))


def _after(tokens: TokenTable, verb: int, word: str) -> Iterator[int]:
    """`said of [the plan]`: the object of a preposition that introduces a target."""
    for k in tokens.kids[verb]:
        low = tokens.lower[k]
        if tokens.dep[k] != "prep" or low not in _OF or (low in ("on", "over") and word not in _ON):
            continue
        if low == "of" and word in _AT:
            continue  # `accused of [lying]` is what is said
        yield from (j for j in tokens.kids[k] if tokens.dep[j] == "pobj")


def _phrase(tokens: TokenTable, head: int, accused: bool) -> Range:
    """A noun's phrase, without clauses that describe it, or what it is accused of."""
    ends = ("as", "for", "of") if accused else ("as", "for")
    a, b = tokens.left[head], tokens.right[head]
    for k in tokens.kids[head]:
        clause = tokens.dep[k] in ("relcl", "appos", "advcl", "ccomp", "punct", "parataxis")
        if k > head and (clause or tokens.lower[k] in ends):
            b = min(b, tokens.left[k])
    return tokens.trim((a, max(b, head + 1)))
