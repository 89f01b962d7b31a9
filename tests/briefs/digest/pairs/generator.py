"""Template files -> pairs of sentences with the truth about them, drawn with a seed.

Every *.txt file of this folder is a set of templates (own.txt says how they are written); one
more file put beside it is used as it is. Blanks: {name} {town} {country} {org} {company} {plan}
{building} {goods} {topic} {day} {month}, {n} (2 to 90), {k} (thousands), {pct}, {d} (day of a
month). A 2 after the word asks for a different one; `:words` writes a number in words, `:last` and
`:first` take that part of a name. All of them are invented, but for the countries.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
BLANK = re.compile(r"\{(\w+?)(\d?)(?::(\w+))?\}")
NAMES = ["Anders Bjelke", "Ruta Vilks", "Tomas Orr", "Marta Kell", "Ivo Brand", "Dana Fell"]
TOWNS = ["Karsholm", "Marnford", "Dunmore", "Ostrey", "Velborg", "Tarnow Bay"]
COUNTRIES = ["Norway", "Poland", "Germany", "Brazil", "Japan", "Kenya", "the United States"]
ORGS = ["the Bank of Velland", "the city council", "the senate", "the Olse Commission", "the board"]
COMPANIES = ["Norrsteel", "Harbour Line", "Telmark", "Dunmore Motors"]
PLANS = ["budget", "pension reform", "housing plan", "fishing quota", "rail project"]
BUILDINGS = ["factory", "shipyard", "hospital", "power station", "library"]
GOODS = ["timber", "beef", "steel", "rice"]
TOPICS = ["fishing", "trade", "climate", "defence"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
MONTHS = ["March", "May", "October", "June"]
SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {
    "name": NAMES, "town": TOWNS, "country": COUNTRIES, "org": ORGS, "company": COMPANIES,
    "plan": PLANS, "building": BUILDINGS, "goods": GOODS, "topic": TOPICS, "day": DAYS,
    "month": MONTHS, "n": [str(n) for n in range(2, 91)],
    "k": [f"{n},000" for n in range(2, 60)], "pct": ["1.5", "2", "3.25", "4", "5.5", "7"],
    "d": [str(n) for n in range(1, 29)],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences; `same` is the truth, `kind` the template's."""

    kind: str
    a: str
    b: str

    @property
    def same(self) -> bool:
        """Whether both tell the same."""
        return self.kind.startswith("same.")


def templates(path: Path) -> list[tuple[str, str, str]]:
    """A file -> (kind, sentence, sentence) of each line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" = ") for line in lines if line.strip() and not line.startswith("#")]
    assert all(len(row) == 3 and row[0].startswith(("same.", "other.")) for row in rows), path
    return [(kind.strip(), a.strip(), b.strip()) for kind, a, b in rows]


def pairs(paths: list[Path], count: int, seed: int) -> Iterator[Pair]:
    """As many pairs, as many of the same as of others, every template as often as any of its side."""
    rnd = random.Random(seed)
    rows = [row for path in paths for row in templates(path)]
    for side in ("same.", "other."):
        of_side = [row for row in rows if row[0].startswith(side)]
        for number in range(count // 2 if of_side else 0):
            kind, a, b = of_side[number % len(of_side)]
            chosen: dict[str, str] = {}
            one, other = (_filled(text, chosen, rnd) for text in (a, b))
            if rnd.random() < 0.5:
                one, other = other, one
            yield Pair(kind, one, other)


def _filled(text: str, chosen: dict[str, str], rnd: random.Random) -> str:
    def fill(blank: re.Match[str]) -> str:
        word, number, form = blank.groups()
        key = f"{word}{number}"
        if key not in chosen:
            taken = {value for each, value in chosen.items() if each.rstrip("2345") == word}
            chosen[key] = rnd.choice([value for value in WORDS[word] if value not in taken])
        return _formed(chosen[key], form)

    filled = BLANK.sub(fill, text)
    return filled[0].upper() + filled[1:] + "."


def _formed(value: str, form: str | None) -> str:
    if form == "words":
        return in_words(int(value.replace(",", "")))
    if form in ("last", "first"):
        return value.split()[-1 if form == "last" else 0]
    return value


def in_words(number: int) -> str:
    """12 -> "twelve", 45,000 -> "forty-five thousand"."""
    if number >= 1000:
        rest = number % 1000
        return f"{in_words(number // 1000)} thousand" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{in_words(number // 100)} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number < 20:
        return SMALL[number]
    return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
