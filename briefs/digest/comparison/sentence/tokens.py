"""Sentence -> tokens: words, names, numbers with their bounds and units, days.

Numbers in figures and in words are one token each, as are days with their month and known
names of several words ("United States", "U.S."), so that the same thing compares alike.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, assert_never

from briefs.digest.comparison.sentence.dates_and_places import MONTHS, WEEKDAYS, day_meant
from briefs.digest.comparison.sentence.numerals import STARTS, Number, number_at
from briefs.digest.lexicon.word_kin import is_noun
from briefs.digest.lexicon.word_relations import noun_of, relations, verb_of
from briefs.facts.lexicon.gazetteer import begins_name, longest
from briefs.model.facts import Kind as PartyKind
from briefs.text.guard_words import word_set

SIGNS = r"(?:US|A|C|HK|NZ|S)?[$€£¥]|%|\d+(?:,\d{3})*(?:\.\d+)?|(?:[A-Z]\.){2,}"
WORDS = r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]"
TOKEN = re.compile(rf"{SIGNS}|['’](?:s|ll|re|ve|d|m)\b|{WORDS}")
CONTRACTED = re.compile(
    rf"{SIGNS}|(?:n['’]t|['’](?:s|ll|re|ve|d|m))\b|[^\W\d_]+?(?=n['’]t\b)|{WORDS}"
)
"""The same for a text with "n't" in it, for which every word is searched."""
MONTH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$",
    re.IGNORECASE,
)
DAY = re.compile(rf"(?:{'|'.join(WEEKDAYS)})(?:s|nes|rs|ur)?day$", re.IGNORECASE)
NEAR_DAYS = word_set("today yesterday tomorrow tonight")
DAY_STARTS = frozenset((*MONTHS, *WEEKDAYS))
TURNS = word_set("last next this")
FUNCTION = word_set(
    """a an the this that these those its it his her their our my your he she they we i you him them
    who whom whose which what there here and or but nor so as than of in on at to for from by with
    about into onto upon through between among amid during within across after before since until
    while when where because although though if unless whether over under near against around
    towards toward per via despite following be am is are was were been being do does did have has
    had having will would shall should can cannot could may might must not n't no never 's 'll 're
    've 'd 'm also both either neither up down off out away back too very just still then now yet
    only himself herself itself themselves each other one's such same own how why ever even
    all any some most every none"""
)
"""Words that are no content of their own; some of them are looked at in other ways."""


class Kind(Enum):
    """What a token is compared as."""

    WORD = "word"
    NAME = "name"
    NUMBER = "number"
    DAY = "day"
    FUNCTION = "function"
    MARK = "mark"

    @property
    def says_something(self) -> bool:
        """Whether a token of this kind says something by itself."""
        match self:
            case Kind.WORD | Kind.NAME | Kind.NUMBER | Kind.DAY:
                return True
            case Kind.FUNCTION | Kind.MARK:
                return False
            case _:
                assert_never(self)


class Token(NamedTuple):
    """A word, name, number, day or mark of a sentence; `content`: it says something by itself."""

    text: str
    low: str
    kind: Kind
    start: int
    end: int
    noun: str = ""
    verb: str | None = None
    number: Number | None = None
    name: str = ""
    content: bool = True


def tokens_of(sentence: str, *, published: date | None = None) -> tuple[Token, ...]:
    """Sentence -> tokens in order. With `published`, "yesterday" and "Monday" are dates."""
    words = _raw(sentence.replace("’", "'"))
    texts = [text for text, _, _ in words]
    forms = [_form(text) for text in texts]
    lows = [form.low for form in forms]
    found: list[Token] = []
    at = 0
    while at < len(words):
        form = forms[at]
        several = None
        if form.begins_number:
            several = _day(sentence, words, lows, at, published)
            several = several or _number(sentence, words, lows, at)
        if several is None and form.begins_name:
            several = _known_name(words, texts, at)
        if several is None:
            low, kind, noun, verb, name, content, _, _ = form
            text, start, end = words[at]
            several = Token(text, low, kind, start, end, noun, verb, None, name, content), 1
        found.append(several[0])
        at += several[1]
    return tuple(_phrases(_settle(_shared_units(found))))


def _shared_units(tokens: list[Token]) -> list[Token]:
    """As in "47 to 43 percent": both are shares."""
    for at in [at for at, token in enumerate(tokens[:-2]) if token.number is not None]:
        number, after = tokens[at].number, tokens[at + 2].number
        if not (number and after) or number.unit or number.bound:
            continue
        if after.unit in ("%", "pp") and tokens[at + 1].low in ("to", "-", "–"):
            tokens[at] = tokens[at]._replace(number=replace(number, unit=after.unit))
    return tokens


class _Form(NamedTuple):
    """A word by itself, whatever stands around it."""

    low: str
    kind: Kind
    noun: str
    verb: str | None
    name: str
    content: bool
    begins_number: bool
    begins_name: bool


@lru_cache(maxsize=50_000)
def _form(text: str) -> _Form:
    low = text.lower()
    kind, noun, verb, name = _read(text, low)
    known = text[0].isupper() and begins_name(text)
    return _Form(low, kind, noun, verb, name, kind.says_something, _may_begin(low), known)


def _may_begin(low: str) -> bool:
    """Whether a day or a number can begin with a word: most words are set aside by this."""
    return (
        low in NEAR_DAYS
        or low in TURNS
        or low[:3] in DAY_STARTS
        or low[0].isdigit()
        or low in STARTS
        or low.partition("-")[0] in STARTS
    )


def _phrases(tokens: list[Token]) -> list[Token]:
    """A verb and its particle or noun as one token: "turned down", "held talks"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token, used = tokens[at], 1
        if token.verb is not None and token.kind is Kind.WORD and at + 1 < len(tokens):
            token, used = _phrase(tokens, at)
        found.append(token)
        at += used
    return found


def _phrase(tokens: list[Token], at: int) -> tuple[Token, int]:
    token = tokens[at]
    verb = token.verb or ""
    table = relations()
    particle = tokens[at + 1].low
    joined = f"{verb}_{particle}"
    if particle in PARTICLES and joined in table.verbs:
        return _joined(token, tokens[at + 1], joined), 2
    if verb == "accord" and token.low != "according":
        return token, 1  # "accorded to"
    for rest, meaning in table.phrases.get(verb, ()):
        end = at + 1
        if end < len(tokens) and tokens[end].low in BETWEEN and tokens[end].low != rest[0]:
            end += 1
        said = tokens[end : end + len(rest)]
        if len(said) == len(rest) and all(
            word in (each.noun, each.low) for word, each in zip(rest, said, strict=True)
        ):
            return _joined(token, said[-1], meaning), end + len(rest) - at
    return token, 1


def _joined(first: Token, last: Token, verb: str) -> Token:
    text = f"{first.text} {last.text}"
    return first._replace(
        text=text, low=f"{first.low} {last.low}", end=last.end, noun="", verb=verb
    )


PARTICLES = word_set("up down off out away back aside")
BETWEEN = word_set("a an the his her their its")
BEFORE_MONTHS = word_set(
    "in since by until till last next this early late mid during from of before after through"
)

Raw = tuple[str, int, int]


def _raw(sentence: str) -> list[Raw]:
    """Words and marks; "three-year" is cut after its number."""
    pattern = CONTRACTED if "n't" in sentence else TOKEN
    found = [(match.group(), *match.span()) for match in pattern.finditer(sentence)]
    return list(chain.from_iterable(map(_cut, found))) if "-" in sentence else found


def _cut(word: Raw) -> tuple[Raw, ...]:
    text, start, end = word
    first, hyphen, rest = text.partition("-")
    if not (hyphen and number_at([first.lower()], 0)) or number_at([text.lower()], 0):
        return (word,)
    return (first, start, start + len(first)), (rest, start + len(first) + 1, end)


def _number(sentence: str, words: list[Raw], lows: list[str], at: int) -> tuple[Token, int] | None:
    found = number_at(lows, at)
    if found is None:
        return None
    number, used = found
    start, end = words[at][1], words[at + used - 1][2]
    text = sentence[start:end]
    return Token(text, text.lower(), Kind.NUMBER, start, end, number=number), used


def _day(
    sentence: str, words: list[Raw], lows: list[str], at: int, published: date | None
) -> tuple[Token, int] | None:
    """As in "Monday", "May 3", "3 May 2026", "yesterday", "last Tuesday"."""
    used = _day_length(words, lows, at)
    if not used:
        return None
    start, end = words[at][1], words[at + used - 1][2]
    text = sentence[start:end]
    meant = day_meant(text, published=published, past=True) if published else None
    words_alone = _day_words(lows[at : at + used])
    name = meant.isoformat() if meant else words_alone
    return Token(text, text.lower(), Kind.DAY, start, end, words_alone, name=name), used


def _day_length(words: list[Raw], lows: list[str], at: int) -> int:
    low = lows[at]
    if low in NEAR_DAYS:
        return 1
    if low[:3] not in DAY_STARTS and not low[0].isdigit() and low not in TURNS:
        return 0
    texts = [text for text, _, _ in words[at : at + 4]]
    if DAY.match(texts[0]) and texts[0][0].isupper():
        return 1
    if low in TURNS and len(texts) > 1 and DAY.match(texts[1]):
        return 2
    if MONTH.match(low) and texts[0][0].isupper() and len(texts) > 1 and texts[1].isdigit():
        if len(texts[1]) == 4:
            return 2
        if texts[2:3] == [","] and _is_year(texts[3:4]):
            return 4
        return 3 if _is_year(texts[2:3]) else 2
    # "in May", "since March": a preposition tells the month from the verb of the same letters.
    if MONTH.fullmatch(low) and texts[0][0].isupper() and at and lows[at - 1] in BEFORE_MONTHS:
        return 1
    figures = texts[0].isdigit() and len(texts[0]) < 3
    if figures and len(texts) > 1 and MONTH.match(texts[1]) and texts[1][0].isupper():
        return 3 if _is_year(texts[2:3]) else 2
    return 0


def _is_year(texts: list[str]) -> bool:
    return bool(texts) and texts[0].isdigit() and len(texts[0]) == 4


def _day_words(lows: list[str]) -> str:
    """As in "May 3" and "3 May" alike; a weekday by its first three letters."""
    parts = [low[:3] if low[0].isalpha() and low not in NEAR_DAYS else low for low in lows]
    return " ".join(sorted(part for part in parts if part != ","))


def _known_name(words: list[Raw], texts: list[str], at: int) -> tuple[Token, int] | None:
    """A country or body under its usual name; a capital stays a place."""
    hit = longest(texts, at)
    if hit is None or hit[1].kind is PartyKind.PERSON or hit[1].seat:
        return None
    used, entry = hit
    if texts[at + used - 1] in ("'s", "'"):
        used -= 1
    start, end = words[at][1], words[at + used - 1][2]
    text = " ".join(texts[at : at + used])
    return Token(text, text.lower(), Kind.NAME, start, end, name=entry.name.lower()), used


def _read(text: str, low: str) -> tuple[Kind, str, str | None, str]:
    """A word by itself -> its kind, noun, verb and name."""
    if not (text[0].isalpha() or text[0] == "'"):
        return Kind.MARK, "", None, ""
    if low in FUNCTION:
        return Kind.FUNCTION, "", None, ""
    name = low.replace(".", "") if text[0].isupper() else ""
    return Kind.NAME if name else Kind.WORD, noun_of(low), verb_of(low), name


def _settle(tokens: list[Token]) -> list[Token]:
    """A capital that only begins the sentence is no name; a headline's capitals stay names."""
    table = relations()
    for at, token in enumerate(tokens):
        if token.kind is not Kind.NAME or not token.noun:
            continue
        if at == 0 or tokens[at - 1].text in ":“\"'.":
            alone = at + 1 == len(tokens) or tokens[at + 1].kind is not Kind.NAME
            common = token.noun in table.nouns or token.verb or f"a:{token.low}" in table.same
            common = common or (token.noun != token.low and is_noun(token.noun))
            adverb = f"r:{token.low}" in table.same or token.low.endswith("ly")
            if (common or adverb) and (alone or token.low.endswith("ed") or adverb):
                tokens[at] = token._replace(kind=Kind.WORD, name="")
    return tokens
