"""Sentence -> PreparedSentence: tokens, verbs, and the tokens on either side of each verb."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from typing import assert_never

from briefs.digest.comparison.sentence.tokens import Kind, Token, tokens_of
from briefs.digest.comparison.sentence.verb_groups import (
    ACCORDING,
    BREAKS,
    BREAKS_BUT_AS,
    HARD_MARKS,
    UNDECIDED,
    Verb,
    Voice,
    verbs_of,
)
from briefs.text.guard_words import word_set

PREPOSITIONS = word_set(
    "of in on at to from for by with about into onto through between among amid during within "
    "across after before since until over under near against around towards toward via per despite "
    "following behind beyond outside inside without above below beside than as"
)
HEADED = word_set("of between")
RELATIVE, JOINING = word_set("that who which"), word_set("and or but")
HEADED_NOUNS = word_set("in at near from for")
"""After these a phrase may as well belong to the verb: it does unless a plain noun or number stands
before it."""
ALL_HEADED = HEADED | HEADED_NOUNS


class Side(Enum):
    """What a token is to a verb."""

    DOER = "doer"
    DONE_TO = "done to"
    OTHER = "other"

    @property
    def takes_part(self) -> bool:
        """Whether the verb is about it; the rest tells how, where or to whose good."""
        match self:
            case Side.DOER | Side.DONE_TO:
                return True
            case Side.OTHER:
                return False
            case _:
                assert_never(self)


class PreparedSentence:
    """A sentence prepared for comparison.

    `sides[t]` are the verbs (their place in `verbs`) that token t belongs to; `heads[t]` the
    tokens that it describes or hangs on; `prepositions[t]` what stands before its phrase;
    `content` the places of the tokens that say something; `keys` what each of these is found by, as
    in `index`. Most sentences are set aside after a look at their keys, so the rest comes late.
    """

    def __init__(self, text: str, published: date | None = None) -> None:
        self.text = text
        self.tokens = tokens_of(text, published=published)
        self.verbs = verbs_of(self.tokens)
        self.verb_at = {verb.at: number for number, verb in enumerate(self.verbs)}
        self.content = tuple(at for at, token in enumerate(self.tokens) if token.content)
        self.keys = {at: _keys(self.tokens[at], at in self.verb_at) for at in self.content}
        self.index: dict[str, list[int]] = {}
        for at, keys in self.keys.items():
            for key in keys:
                self.index.setdefault(key, []).append(at)

    @cached_property
    def prepositions(self) -> tuple[str, ...]:
        """The preposition of each token's phrase."""
        return _prepositions(self.tokens, self.verb_at)

    @cached_property
    def heads(self) -> tuple[tuple[int, ...], ...]:
        """What each token describes."""
        return tuple(_heads(self.tokens, at, self.verb_at) for at in range(len(self.tokens)))

    @cached_property
    def sides(self) -> tuple[tuple[tuple[int, Side], ...], ...]:
        """Which verbs each token belongs to, and how."""
        return _sides(self.tokens, self.verbs, self.prepositions)


@lru_cache(maxsize=4096)
def prepare(text: str, published: date | None = None) -> PreparedSentence:
    """Sentence (and its article's day) -> PreparedSentence."""
    return PreparedSentence(text, published)


def _keys(token: Token, is_verb: bool) -> tuple[str, ...]:
    """What a token is found by, the surest first."""
    if token.number is not None:
        return (f"#:{token.number.value}:{token.number.bound}:{token.number.unit}",)
    if token.kind is Kind.DAY:
        return (f"day:{token.name}",)
    return _word_keys(token.low, token.noun, token.verb, token.name, is_verb)


@lru_cache(maxsize=50_000)
def _word_keys(low: str, noun: str, verb: str | None, name: str, is_verb: bool) -> tuple[str, ...]:
    if is_verb and verb:
        return (f"v:{verb}",)
    found = [f"w:{low}"]
    if name:
        found.append(f"name:{name}")
    if noun:
        found.append(f"n:{noun}")
    if verb:
        found.append(f"stem:{verb}")
    return tuple(found)


def _prepositions(tokens: Sequence[Token], verb_at: dict[int, int]) -> tuple[str, ...]:
    """The preposition of the phrase that each token stands in, "" where it is in none."""
    found: list[str] = []
    own = ""
    for at, token in enumerate(tokens):
        found.append(own)
        if token.low in PREPOSITIONS:
            own = token.low
        elif own and _ends_phrase(tokens, at, verb_at):
            own = ""
    return tuple(found)


def _ends_phrase(tokens: Sequence[Token], at: int, verb_at: dict[int, int]) -> bool:
    """Whether no token after `at` belongs to a phrase that began before it."""
    token = tokens[at]
    if at in verb_at or (token.kind is Kind.MARK and token.text not in ",'\"“”%$€£-"):
        return True
    if token.text == "," and not _listing(tokens, at):
        return True
    return at + 1 < len(tokens) and _begins_phrase(tokens, at + 1)


def _begins_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Whether another phrase begins at `at`: "On Monday | the board", "In Oslo | 7 people"."""
    before, first = tokens[at - 1], tokens[at]
    if not before.content:
        return False
    if before.kind is Kind.DAY or first.low in ("the", "a", "an"):
        return True
    return first.kind is Kind.NUMBER and before.kind is Kind.NAME


def _listing(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands in a list: "in Paris, Berlin and Rome"."""
    return any(token.low in ("and", "or") for token in tokens[comma + 1 : comma + 6])


def _heads(tokens: Sequence[Token], at: int, verb_at: dict[int, int]) -> tuple[int, ...]:
    """What a token describes: the word right after it, or the one before its "of"."""
    token = tokens[at]
    if not token.content or at in verb_at:
        return ()
    found = []
    after = at + 1
    if after < len(tokens) and tokens[after].low in ("'s", "'", "-"):
        after += 1
    if after < len(tokens) and tokens[after].content and after not in verb_at:
        found.append(after)
    back = at - 1
    while back > 0 and (
        tokens[back].low in ("the", "a", "an", "its", "their", "his", "her")
        or (tokens[back].content and back not in verb_at and tokens[back].kind is not Kind.DAY)
    ):
        back -= 1
    if back > 0 and tokens[back].low in ALL_HEADED:
        head = back - 1
        kinds = (Kind.WORD, Kind.NUMBER, *((Kind.NAME,) if tokens[back].low in HEADED else ()))
        if tokens[head].kind in kinds and head not in verb_at:
            found.append(head)
    return tuple(found)


def _sides(
    tokens: Sequence[Token], verbs: Sequence[Verb], prepositions: Sequence[str]
) -> tuple[tuple[tuple[int, Side], ...], ...]:
    found: list[list[tuple[int, Side]]] = [[] for _ in tokens]
    subjects: list[list[int]] = []
    for number, verb in enumerate(verbs):
        end = verbs[number + 1].first if number + 1 < len(verbs) else len(tokens)
        according = tokens[verb.at].low == ACCORDING
        subject = [] if according else _subject(tokens, verbs, number, subjects)
        subjects.append(subject)
        before_it = _side_of_subject(verb.voice)
        for at in subject:
            side = Side.OTHER if prepositions[at] and _adjunct(tokens, at) else before_it
            found[at].append((number, side))
        after = _first_preposition(tokens, verb.at + 1, end)
        for at in _objects(tokens, verb.at + 1, end):
            before = prepositions[at] if at > after else ""
            if according or (before == "by" and verb.voice is Voice.PASSIVE):
                side = Side.DOER
            elif before:
                side = Side.OTHER
            else:
                side = Side.DONE_TO if verb.voice is Voice.ACTIVE else Side.OTHER
            found[at].append((number, side))
    return tuple(map(tuple, found))


def _side_of_subject(voice: Voice) -> Side:
    match voice:
        case Voice.ACTIVE:
            return Side.DOER
        case Voice.PASSIVE:
            return Side.DONE_TO
        case Voice.UNKNOWN:
            return Side.OTHER
        case _:
            assert_never(voice)


def _subject(
    tokens: Sequence[Token], verbs: Sequence[Verb], number: int, subjects: Sequence[list[int]]
) -> list[int]:
    """The content before a verb that may be its subject."""
    verb = verbs[number]
    left = verbs[number - 1].at + 1 if number else 0
    before = verb.first - 1
    if number and before >= left - 1 and tokens[before].low in ("and", "or", "but", ","):
        return list(subjects[number - 1])
    governed = any("under" in mood or mood in ("plan", UNDECIDED) for mood in verb.mood)
    between = (tokens[at] for at in range(left, verb.first))
    if number and governed and not any(t.content and t.kind is not Kind.DAY for t in between):
        return list(subjects[number - 1])
    if number and (described := _described_subject(tokens, verbs, number)):
        return described
    start = left
    for at in range(verb.first - 1, left - 1, -1):
        if tokens[at].text in HARD_MARKS or (tokens[at].low in BREAKS and at != verb.first - 1):
            start = at + 1
            break
        if tokens[at].low in BREAKS:  # "the man who killed": who stands before "who"
            return [b for b in range(max(left, at - 3), at) if tokens[b].content]
    if number:
        for at in range(start, verb.first):
            joins = tokens[at].low in ("and", "but", ",") and at > start
            if joins and any(tokens[b].content for b in range(at + 1, verb.first)):
                start = at + 1
                break
    return [at for at in range(start, verb.first) if tokens[at].content]


def _described_subject(tokens: Sequence[Token], verbs: Sequence[Verb], number: int) -> list[int]:
    """As in "the plane that crashed off Oslo has been found", "the men held in Oslo were freed"."""
    inner, verb = verbs[number - 1], verbs[number]
    between = tokens[inner.at + 1 : verb.first]
    closed = any(t.kind is Kind.MARK or t.low in BREAKS or t.low in JOINING for t in between)
    if closed or verb.first == verb.at:
        return []
    start = verbs[number - 2].at + 1 if number > 1 else 0
    places = range(start, inner.first)
    ends = [at for at in places if tokens[at].low in RELATIVE]
    bare = inner.first == inner.at and inner.voice is not Voice.ACTIVE
    if not ends and (bare or tokens[inner.at].low.endswith("ing")):
        ends = [inner.first]
    if not ends or not tokens[ends[-1] - 1].content or ends[-1] == start:
        return []
    for at in range(start, ends[-1]):
        if tokens[at].kind is Kind.MARK or tokens[at].low in BREAKS:
            start = at + 1
    return [at for at in range(start, ends[-1]) if tokens[at].content]


def _objects(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    """The content after a verb up to the next clause."""
    found: list[int] = []
    for at in range(start, end):
        if tokens[at].text in HARD_MARKS or tokens[at].low in BREAKS_BUT_AS:
            break
        if tokens[at].low in ("and", "but") and not found:
            break
        if tokens[at].text == "," and not _listing(tokens, at):
            break
        if tokens[at].content:
            found.append(at)
    return found


def _first_preposition(tokens: Sequence[Token], start: int, end: int) -> int:
    return next((at for at in range(start, end) if tokens[at].low in PREPOSITIONS), end)


def _adjunct(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase before the verb is an adverbial: no noun stands before its preposition."""
    for back in range(at - 1, -1, -1):
        if tokens[back].low in PREPOSITIONS:
            return (
                back == 0
                or not tokens[back - 1].content
                or tokens[back].low not in ("of", "from", "for")
            )
    return False
