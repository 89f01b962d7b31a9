"""What people call a time zone -> the zones that they may mean.

Abbreviations are from https://en.wikipedia.org/wiki/List_of_time_zone_abbreviations, countries from
the tables of the time zone database. Cities are listed here if no zone is named after them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# What people write for a place's time all year round; the database's own "EST" and "MST" have no
# summer time.
_ABBREVIATIONS = {
    "America/Los_Angeles": "pst pdt pt pacific",
    "America/Denver": "mst mdt mt mountain",
    "America/Chicago": "cdt central",
    "America/New_York": "est edt et eastern",
    "America/Halifax": "adt atlantic",
    "America/St_Johns": "ndt newfoundland",
    "America/Anchorage": "akst akdt alaska",
    "Pacific/Honolulu": "hst hawaii",
    "America/Sao_Paulo": "brt",
    "Europe/London": "bst",
    "Europe/Lisbon": "wet west",
    "Europe/Berlin": "cet cest mez mesz met",
    "Europe/Athens": "eet eest",
    "Europe/Moscow": "msk",
    "Asia/Karachi": "pkt",
    "Asia/Kolkata": "india",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Manila": "pht",
    "Asia/Tokyo": "jst",
    "Asia/Seoul": "kst",
    "Asia/Jakarta": "wib",
    "Australia/Perth": "awst",
    "Australia/Adelaide": "acst acdt",
    "Australia/Sydney": "aest aedt",
    "Pacific/Auckland": "nzst nzdt",
    "Africa/Johannesburg": "sast",
    "Africa/Lagos": "wat",
    "Africa/Nairobi": "eat",
    "UTC": "utc gmt z zulu greenwich",
}
_SEVERAL = {
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "ct": ("America/Chicago", "America/Winnipeg"),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "gst": ("Asia/Dubai", "Atlantic/South_Georgia"),
    "cat": ("Africa/Maputo", "Africa/Harare"),
    "est/edt": ("America/New_York",),
    "usa": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "us": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "uk": ("Europe/London",),
    "england": ("Europe/London",),
    "scotland": ("Europe/London",),
    "wales": ("Europe/London",),
    "holland": ("Europe/Amsterdam",),
    "korea": ("Asia/Seoul", "Asia/Pyongyang"),
    "uae": ("Asia/Dubai",),
}
_CITIES = {
    "America/Los_Angeles": "san francisco, seattle, san diego, portland, las vegas, "
    "silicon valley, san jose, sacramento, oakland, la, sf",
    "America/New_York": "boston, washington, washington dc, philadelphia, miami, atlanta, "
    "charlotte, baltimore, pittsburgh, orlando, nyc, brooklyn",
    "America/Chicago": "houston, dallas, austin, san antonio, minneapolis, st louis, new orleans, "
    "nashville, milwaukee, memphis, kansas city",
    "America/Denver": "salt lake city, albuquerque, boulder",
    "America/Toronto": "ottawa, montreal, quebec",
    "America/Edmonton": "calgary",
    "America/Sao_Paulo": "rio de janeiro, rio, brasilia",
    "Europe/Berlin": "munich, hamburg, cologne, frankfurt, stuttgart, leipzig",
    "Europe/Paris": "lyon, marseille, toulouse, nice",
    "Europe/London": "manchester, birmingham, edinburgh, glasgow, liverpool, leeds, cardiff",
    "Europe/Madrid": "barcelona, valencia, seville",
    "Europe/Rome": "milan, naples, turin, florence, venice",
    "Europe/Zurich": "geneva, basel, bern",
    "Europe/Amsterdam": "rotterdam, the hague, utrecht",
    "Europe/Brussels": "antwerp, ghent",
    "Europe/Warsaw": "krakow, gdansk, wroclaw",
    "Europe/Moscow": "st petersburg, saint petersburg",
    "Europe/Istanbul": "ankara, izmir",
    "Europe/Kyiv": "lviv, odesa, kiev",
    "Asia/Kolkata": "mumbai, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, pune",
    "Asia/Shanghai": "beijing, shenzhen, guangzhou, chengdu, wuhan",
    "Asia/Tokyo": "osaka, kyoto, yokohama, nagoya",
    "Asia/Jerusalem": "tel aviv, haifa",
    "Asia/Dubai": "abu dhabi",
    "Asia/Ho_Chi_Minh": "hanoi, saigon",
    "Asia/Karachi": "islamabad, lahore",
    "Australia/Sydney": "canberra",
    "Pacific/Auckland": "wellington, christchurch",
    "Africa/Johannesburg": "cape town, pretoria, durban",
    "Africa/Lagos": "abuja",
    "Africa/Casablanca": "rabat, marrakesh",
}
# As people who write to the bot in German call them.
_GERMAN = {
    "Europe/Berlin": "deutschland, muenchen, munchen, koln, koeln, hannover, nurnberg",
    "Europe/Vienna": "osterreich, oesterreich, wien, graz, linz, salzburg",
    "Europe/Zurich": "schweiz, zuerich, genf",
    "Europe/Paris": "frankreich",
    "Europe/London": "grossbritannien, england",
    "Europe/Rome": "italien, rom, mailand",
    "Europe/Warsaw": "polen, warschau",
    "Europe/Prague": "prag, tschechien",
}
MOST_OF_COUNTRY = 6


def zones_meant(text: str) -> tuple[str, ...]:
    """A name in lower case -> the zones that it may mean, () if it is not known here."""
    text = text.partition(",")[0].strip() or text  # "Paris, France"
    words = text.removesuffix(" time").removesuffix(" standard").removesuffix(" daylight").strip()
    if words in _SEVERAL:
        return _SEVERAL[words]
    known = _names().get(words) or _names().get(words.removesuffix(" city"))
    return (known,) if known else _countries().get(words, ())


@cache
def _names() -> dict[str, str]:
    names = {word: zone for zone, words in _ABBREVIATIONS.items() for word in words.split()}
    return names | {
        city.strip(): zone
        for table in (_GERMAN, _CITIES)
        for zone, cities in table.items()
        for city in cities.split(",")
    }


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Country in lower case -> its zones, the most populous first as the table has them."""
    tables = files("tzdata").joinpath("zoneinfo")
    names = dict(_rows(tables.joinpath("iso3166.tab").read_text("utf-8"), 0, 1))
    first: dict[str, list[str]] = {}  # a zone's first country is the one that it is named for
    any_of: dict[str, list[str]] = {}
    for codes, zone in _rows(tables.joinpath("zone1970.tab").read_text("utf-8"), 0, 2):
        for at, code in enumerate(codes.split(",")):
            country = names.get(code, code).lower()
            any_of.setdefault(country, []).append(zone)
            if at == 0:
                first.setdefault(country, []).append(zone)
    return {
        country: tuple(first.get(country, zones)[:MOST_OF_COUNTRY])
        for country, zones in any_of.items()
    }


def _rows(table: str, one: int, other: int) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return [(row[one], row[other]) for row in rows]
