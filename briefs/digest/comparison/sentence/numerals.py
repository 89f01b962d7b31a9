"""Words in small letters -> the number that begins there: its value, bound and unit.

"at least six", "6 or more" and "no fewer than 6" are one number; "more than six", "six"
and "about six" are three others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.word_lists import columns

SMALL = columns(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = columns("twenty thirty forty fifty sixty seventy eighty ninety")
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
DOZEN = 12.0
HALVES = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25,
          "fifth": 0.2, "fifths": 0.2, "tenth": 0.1, "tenths": 0.1}  # fmt: skip
ORDINALS = {
    word: float(n)
    for n, word in enumerate(
        columns(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        ),
        1,
    )
}  # fmt: skip

# Bounds by the words that stand before a number: ">" is more, ">=" at least, "~" about,
# "<~" a little less ("nearly"), ">~" a little more ("just over").
BEFORE = {
    ">=": ("at least", "no fewer than", "no less than", "not less than", "not fewer than",
           "a minimum of", "minimum of", "as few as"),
    ">": ("more than", "over", "upwards of", "upward of", "above", "in excess of", "exceeding",
          "well over", "well above", "greater than"),
    "<=": ("up to", "as many as", "at most", "no more than", "not more than", "a maximum of",
           "maximum of", "as much as", "at the most"),
    "<": ("fewer than", "less than", "under", "below", "well under", "well below", "lower than"),
    "<~": ("nearly", "almost", "just under", "close to", "just below", "not quite",
           "slightly less than", "slightly fewer than", "just short of"),
    ">~": ("just over", "slightly more than", "just above", "a little over", "a little more than"),
    "~": ("about", "around", "some", "roughly", "approximately", "an estimated", "estimated",
          "in the region of", "circa", "or so", "approx"),
    "": ("a total of", "a margin of", "exactly", "precisely", "in total", "altogether", "as"),
}  # fmt: skip
BOUNDS = sorted(
    ((tuple(words.split()), sign) for sign, each in BEFORE.items() for words in each),
    key=lambda pair: -len(pair[0]),
)
AFTER = {("or", "more"): ">=", ("and", "more"): ">", ("or", "fewer"): "<=", ("or", "less"): "<=",
         ("or", "so"): "~", ("at", "least"): ">=", ("at", "most"): "<=",
         ("plus",): ">="}  # fmt: skip
AFTER_FIRST = {words[0] for words in AFTER}
BOUNDS_BY_WORD = {
    words[0]: [each for each in BOUNDS if each[0][0] == words[0]] for words, _ in BOUNDS
}
FOLLOWING = {
    first: {phrase[1] for phrase, _ in several}
    for first, several in BOUNDS_BY_WORD.items()
    if all(len(phrase) > 1 for phrase, _ in several)
}
FOLLOWING |= {
    article: FOLLOWING.get(article, set()) | {*SCALES, *HALVES, "dozen"} for article in ("a", "an")
}
"""Common words with which a number begins only before one of these: "in" before "excess of"."""
STARTS = {*BOUNDS_BY_WORD} | {*SMALL, *TENS, *ORDINALS, "a", "an", "half", "$", "€", "£", "¥"} | {
    f"{land}$" for land in ("us", "a", "c", "hk", "nz", "s")
}  # fmt: skip

BOUNDS_ALONE = {*BOUNDS_BY_WORD} - {*SMALL, *TENS, *ORDINALS, "a", "an"}
"""First words of a bound with which no number begins."""

UNITS = {
    "usd": "$", "eur": "€", "gbp": "£",
    "%": "%", "percent": "%", "pct": "%", "dollar": "$", "dollars": "$", "euro": "€", "euros": "€",
    "pound": "£", "pounds": "£", "yen": "¥", "km": "kilometre", "kg": "kilogram",
    "kilometers": "kilometre", "kilometres": "kilometre", "kilometer": "kilometre", "mph": "mph",
    "kph": "kph", "kilometre": "kilometre", "miles": "mile", "mile": "mile", "metres": "metre",
    "meters": "metre", "meter": "metre", "metre": "metre", "feet": "foot", "foot": "foot",
    "ft": "foot",
    "tonnes": "tonne", "tonne": "tonne", "tons": "ton", "ton": "ton", "kilograms": "kilogram",
    "kilos": "kilogram", "kilogram": "kilogram", "hectares": "hectare", "hectare": "hectare",
    "acres": "acre", "acre": "acre", "litres": "litre", "liters": "litre", "gallons": "gallon",
    "barrels": "barrel", "degrees": "degree", "millimetres": "millimetre",
    "millimeters": "millimetre", "mm": "millimetre", "cm": "centimetre",
    "centimetres": "centimetre", "centimeters": "centimetre",
    "megawatts": "megawatt", "mw": "megawatt", "gigawatts": "gigawatt", "rubles": "ruble",
    "roubles": "ruble", "yuan": "yuan", "rupees": "rupee", "francs": "franc", "crowns": "crown",
    "pesos": "peso", "cents": "cent", "pence": "pence", "years": "year", "year": "year",
    "months": "month", "month": "month", "weeks": "week", "week": "week", "days": "day",
    "day": "day", "hours": "hour", "hour": "hour", "minutes": "minute", "minute": "minute",
    "decades": "decade", "seconds": "second", "inches": "inch", "inch": "inch",
    "kilowatts": "kilowatt",
}  # fmt: skip
UNIT_PHRASES = {
    ("per", "cent"): "%", ("percentage", "points"): "pp", ("percentage", "point"): "pp",
    ("of", "a", "percentage", "point"): "pp", ("of", "a", "percent"): "%",
    ("a", "percentage", "point"): "pp", ("basis", "points"): "bp", ("us", "dollars"): "$",
    ("canadian", "dollars"): "c$", ("australian", "dollars"): "a$",
    ("square", "kilometres"): "square kilometre", ("square", "kilometers"): "square kilometre",
    ("square", "miles"): "square mile",
}  # fmt: skip
UNIT_PHRASES_BY_WORD = {
    first: [each for each in UNIT_PHRASES.items() if each[0][0] == first]
    for first, *_ in UNIT_PHRASES
}
SIGNS = {"$": "$", "us$": "$", "€": "€", "£": "£", "¥": "¥", "a$": "a$", "c$": "c$", "hk$": "hk$",
         "nz$": "nz$", "s$": "s$"}  # fmt: skip
ORDINAL = re.compile(r"st|nd|rd|th")
PLACES = 12
"""Values are compared to so many significant digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """A value with its bound ("", ">=", "~" ...) and unit ("", "%", "$", "kilometre", "th" ...)."""

    value: float
    bound: str = ""
    unit: str = ""


ABOUT = 0.2
"""How far off "about" may be."""
CUT_AFTER = re.compile(r"\s?[/,]\s?\d|[\ufffd½¼¾⅓⅔]")
CUT_BEFORE = re.compile(r"\d\s?[/,]\s?$")


def is_torn(text: str, start: int, end: int) -> bool:
    """Whether a number at [start, end) is a piece of one: "2, 000", "41 / 2", "4½"."""
    return bool(CUT_AFTER.match(text, end) or CUT_BEFORE.search(text[:start]))


def range_of(number: Number) -> tuple[float, float]:
    """The values that a number with its bound leaves open."""
    value = number.value
    if number.bound in (">", ">="):
        return value, math.inf
    if number.bound in ("<", "<="):
        return 0.0, value
    if number.bound:
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return value, value


def number_at(words: Sequence[str], at: int) -> tuple[Number, int] | None:
    """(Words, where) -> (number, how many words it takes), None where none begins."""
    first = words[at]
    if not (first[:1].isdigit() or first in STARTS or first.partition("-")[0] in STARTS):
        return None
    if (
        first in FOLLOWING
        and (words[at + 1] if at + 1 < len(words) else "") not in FOLLOWING[first]
    ):
        return None
    bound, begin = _bound(words, at)
    if begin == at and first in BOUNDS_ALONE:
        return None
    sign = SIGNS.get(words[begin]) if begin < len(words) else None
    if words[at] in ORDINALS:
        return Number(ORDINALS[words[at]], "", "th"), 1
    found = _value(words, begin + (sign is not None))
    if found is None:
        return None
    value, end = found
    unit, end = _unit(words, end) if sign is None else (sign, end)
    if not unit and _is_share(words, begin, end):
        value, unit = value * 100, "%"
    if unit == "bp":
        value, unit = value / 100, "pp"
    for after, late in AFTER.items() if end < len(words) and words[end] in AFTER_FIRST else ():
        if tuple(words[end : end + len(after)]) == after:
            bound, end = late, end + len(after)
    if sign is None and not unit:
        unit, end = _unit(words, end)
    if sign is not None and unit == "$" and words[end : end + 1] == ["us"]:
        end += 1
    return Number(float(f"{value:.{PLACES}g}"), bound, unit), end - at


def _is_share(words: Sequence[str], at: int, end: int) -> bool:
    """As in "half of the", "by a third": so many percent; unlike "half a million", "half a day"."""
    thing = words[end] if end < len(words) else ""
    return _share(words, at) is not None and words[end - 1] not in SCALES and thing != "a"


def _bound(words: Sequence[str], at: int) -> tuple[str, int]:
    for phrase, sign in BOUNDS_BY_WORD.get(words[at], ()):
        end = at + len(phrase)
        if tuple(words[at:end]) == phrase and end < len(words):
            return sign, end
    return "", at


def _value(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """Figures or words of a number -> (value, where it ends)."""
    if at >= len(words):
        return None
    share = _share(words, at)
    if share is not None:
        return share
    word = words[at]
    if word in ("a", "an") and at + 1 < len(words):
        if words[at + 1] in SCALES and len(words[at + 1]) > 2:
            return _scaled(words, 1.0, at + 1)
        if words[at + 1] == "dozen":
            return DOZEN, at + 2
        return None
    value = _plain(word)
    if value is None:
        return None
    end = at + 1
    if words[end : end + 1] and ORDINAL.fullmatch(words[end]) and word[0].isdigit():
        return value, end
    if words[end : end + 3] in (["and", "a", "half"], ["and", "a", "quarter"]):
        value, end = value + HALVES[words[end + 2]], end + 3
    if words[end : end + 1] == ["dozen"]:
        return value * DOZEN, end + 1
    return _scaled(words, value, end)


def _scaled(words: Sequence[str], value: float, at: int) -> tuple[float, int]:
    """Hundreds, thousands and what is added to them: "two hundred and fifty thousand"."""
    total = 0.0
    while at < len(words):
        word = words[at]
        if word in SCALES:
            if SCALES[word] > 100 and total:
                total, value = (total + value) * SCALES[word] if total < SCALES[word] else total + value * SCALES[word], 0.0  # noqa: E501  # fmt: skip
            else:
                value *= SCALES[word]
            at += 1
            continue
        skip = 1 if word == "and" and (value >= 100 or total) else 0
        more = _words_only(words[at + skip]) if at + skip < len(words) else None
        before = words[at - 1]
        if more is None or before not in SCALES or len(before) < 3:
            break
        total, value, at = total + value, more, at + skip + 1
    return total + value, at


def _words_only(word: str) -> float | None:
    return None if word[:1].isdigit() else _plain(word)


def _plain(word: str) -> float | None:
    """One word or figure -> its value."""
    if word[:1].isdigit():
        return float(word.replace(",", "")) if re.fullmatch(r"[\d,]+(?:\.\d+)?", word) else None
    total = 0.0
    for part in word.split("-"):
        if part in SMALL:
            total += SMALL.index(part)
        elif part in TENS:
            total += 10.0 * (TENS.index(part) + 2)
        else:
            return None
    return total


def _share(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """As in "half", "a third of", "two-thirds", "half a million" -> (share, where it ends)."""
    word, rest = words[at], words[at + 1 : at + 3]
    if word == "half" and rest[:1] == ["a"] and rest[1:] and rest[1] in SCALES:
        return 0.5 * SCALES[rest[1]], at + 3
    first, hyphen, second = word.partition("-")
    if hyphen and second in HALVES and _plain(first):
        return (_plain(first) or 0.0) * HALVES[second], at + 1
    if word in ("a", "one") and rest[:1] and rest[0] in HALVES and rest[1:2] == ["of"]:
        return HALVES[rest[0]], at + 2
    value = _plain(word)
    if value and rest[:1] and rest[0] in HALVES and rest[0].endswith("s"):
        return value * HALVES[rest[0]], at + 2
    by = at > 0 and words[at - 1] == "by" and rest[:1] != ["a"]
    if by and word in ("half", "one-half"):
        return 0.5, at + 1
    if by and word in ("a", "one") and rest[:1] and rest[0] in HALVES:
        return HALVES[rest[0]], at + 2
    if word == "half" and rest[:1] in (["of"], ["the"], ["a"], ["its"], ["their"], ["all"]):
        return 0.5, at + 1
    return None


def _unit(words: Sequence[str], at: int) -> tuple[str, int]:
    """The unit that follows, in one spelling; "" where a plain noun does."""
    rest = words[at : at + 5]
    if rest and rest[0] in UNIT_PHRASES_BY_WORD:
        joined = tuple(word for word in rest if word != "-")
        for phrase, unit in UNIT_PHRASES_BY_WORD[rest[0]]:
            if joined[: len(phrase)] == phrase:
                return unit, at + len(phrase)
    if rest and ORDINAL.fullmatch(rest[0]):
        return "th", at + 1
    if rest and rest[0] in UNITS:
        return UNITS[rest[0]], at + 1
    return "", at
