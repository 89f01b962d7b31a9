"""Words -> countries, bodies and office holders that the tables know.

Takes token texts, gives entries, from the tables of countries.py and office_holders.py;
BODIES adds the bodies that newspapers name in several ways. A key is a tuple of folded
words, so that "Kim Jong-un" and "Kim Jong Un", "U.S." and "US" are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefs.facts.lexicon.countries import COUNTRIES
from briefs.facts.lexicon.office_holders import OFFICE_HOLDERS, OfficeHolder
from briefs.model.facts import Kind
from briefs.word_lists import words

# canonical|other names. Own forms as in the bodies' own style guides and the AP Stylebook.
BODIES = """
United Nations|UN;U.N.
United Nations Security Council|UN Security Council;U.N. Security Council;Security Council
United Nations General Assembly|U.N. General Assembly;UN General Assembly
NATO|North Atlantic Treaty Organization;North Atlantic Treaty Organisation
European Union|EU;E.U.
European Commission|
African Union|AU
Group of Seven|G7;G-7
Group of 20|G20;G-20
Group of Eight|G8;G-8
World Health Organization|WHO
World Trade Organization|WTO
International Monetary Fund|IMF
World Bank|
International Atomic Energy Agency|IAEA
International Committee of the Red Cross|ICRC
Organization of the Petroleum Exporting Countries|OPEC
Association of Southeast Asian Nations|ASEAN
U.S. Congress|Congress;United States Congress;Congressional
U.S. Senate|Senate;United States Senate
House of Representatives|U.S. House of Representatives
U.S. Supreme Court|United States Supreme Court
White House|
Kremlin|
Pentagon|
Downing Street|
State Department|U.S. State Department;US State Department;Department of State
Justice Department|U.S. Justice Department;Department of Justice;DOJ
Federal Reserve|Fed
Federal Bureau of Investigation|FBI
Central Intelligence Agency|CIA
National Security Agency|NSA
Environmental Protection Agency|EPA
Taliban|
Hamas|
Hezbollah|
Islamic State|ISIS;ISIL
"""


# Bodies of the United States: naming one counts as a mention of the country.
AMERICAN = frozenset(
    {
        "Congress", "U.S. Congress", "Senate", "U.S. Senate", "House of Representatives", "House",
        "White House", "Pentagon", "State Department", "Justice Department", "Supreme Court",
        "U.S. Supreme Court", "Federal Reserve", "FBI", "CIA", "Republicans", "Democrats",
        "Republican", "Democrat", "Democratic", "GOP",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What some words may name. `adjective`: a demonym; `seat`: a capital."""

    name: str
    kind: Kind
    country: str = ""
    adjective: bool = False
    seat: bool = False


@lru_cache(maxsize=20_000)  # each token of an article is folded three times
def fold(text: str) -> tuple[str, ...]:
    """Text -> its words without accents, case, full stops and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"'s\b", "", plain).replace(".", "").replace("'", "")
    return tuple(re.findall(r"[^\W_]+", plain))


def _entries() -> dict[tuple[str, ...], Entry]:
    table: dict[tuple[str, ...], Entry] = {}
    for row in OFFICE_HOLDERS:
        table.setdefault(fold(row.name), Entry(row.name, Kind.PERSON, row.where))
    for line in BODIES.strip().splitlines():
        name, others = line.split("|")
        for form in (name, *filter(None, others.split(";"))):
            table.setdefault(fold(form), Entry(name, Kind.BODY))
    for country in COUNTRIES:
        name = country.name
        for form in (name, *country.others):
            table.setdefault(fold(form), Entry(name, Kind.COUNTRY, name))
        for form in country.demonyms:
            entry = Entry(name, Kind.COUNTRY, name, adjective=True)
            table.setdefault(fold(form), entry)
            if not form.endswith(("s", "sh", "ch", "ese")):
                table.setdefault(fold(form + "s"), entry)
        for form in country.capitals:
            table.setdefault(fold(form), Entry(name, Kind.COUNTRY, name, seat=True))
    return table


_TABLE = _entries()
_FIRST: dict[str, int] = {}
for _key in _TABLE:
    _FIRST[_key[0]] = max(_FIRST.get(_key[0], 0), len(_key))
# Family names that are also given names, months, words or very common: never completed from
# the table without a title (https://en.wikipedia.org/wiki/List_of_most_common_surnames).
COMMON = words(
    """
    may brown johnson lee kim park moon rice bush carter harris austin key english scott
    king morrison li wang hu ma lai singh khan ali santos silva ford castro gul conte duda
    martin bennett suga hariri assad
    """
)
# Names that are written in capitals only ("us", "who", "rok" are words or nothing).
_UPPER = words("us un uk eu au who usa uae dprk drc prc rok fed g7 g20 g8 imf wto isis isil")
# Forms that mean a country only where it is named in another way too.
LOOSE = frozenset({("the", "north"), ("the", "south"), ("the", "states")})

_JOINTS = frozenset({"-", "'", "’", "'s", "’s", ","})

FAMILY_FIRST = frozenset({"China", "North Korea", "South Korea", "Taiwan", "Vietnam", "Cambodia"})


@lru_cache(maxsize=50_000)
def begins_name(word: str) -> bool:
    """Whether some known name begins with this token; if not, `longest` finds none."""
    first = fold(word)
    if not first or not (word[0].isupper() or first[0] == "the") or first[0] not in _FIRST:
        return False
    return first[0] not in _UPPER or word.replace(".", "").replace("-", "").isupper()


def longest(words: Sequence[str], at: int) -> tuple[int, Entry] | None:
    """Token texts and a place -> (number of tokens, entry) of the longest known name there."""
    if not begins_name(words[at]):
        return None
    reach = _FIRST[fold(words[at])[0]]
    key: tuple[str, ...] = ()
    best: tuple[int, Entry] | None = None
    for end in range(at, min(len(words), at + 2 * reach)):
        word = words[end]
        if end > at and not (word[:1].isalnum() or word in _JOINTS):
            break
        key += fold(word)
        if len(key) > reach:
            break
        entry = _TABLE.get(key)
        if entry is not None and (word[:1].isalnum()) and key not in LOOSE:
            best = (end + 1 - at, entry)
    return best


def lookup(text: str) -> Entry | None:
    """A whole phrase -> its entry, or None."""
    return _TABLE.get(fold(text))


def countries_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Token texts -> the countries and bodies that they name, in order."""
    words = [t for t in texts if t]
    found, at = [], 0
    while at < len(words):
        hit = longest(words, at)
        if hit is not None and hit[1].kind is not Kind.PERSON:
            found.append(hit[1].name)
            at += hit[0]
        else:
            at += 1
    return tuple(dict.fromkeys(found))


def _by_surname() -> dict[str, tuple[OfficeHolder, ...]]:
    """Family name -> the rows of everybody with that name."""
    found: dict[str, list[OfficeHolder]] = {}
    for row in OFFICE_HOLDERS:
        words = fold(row.name)
        family = words[0] if row.where in FAMILY_FIRST else words[-1]
        if words[-1] == "jr":
            family = words[-2]
        found.setdefault(family, []).append(row)
    return {family: tuple(rows) for family, rows in found.items()}


BY_SURNAME = _by_surname()
BY_NAME: dict[str, tuple[OfficeHolder, ...]] = {
    row.name: tuple(r for r in OFFICE_HOLDERS if r.name == row.name) for row in OFFICE_HOLDERS
}
