"""What people type -> a subscription's time, days, zone and filters; what filters accept. Pure.

If input is not understood, the error shows an example that would be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from bot.zone_names import zones_meant
from briefs.errors import BadRequest
from briefs.model.briefings import Briefing
from briefs.model.delivery import Filters
from briefs.model.subscription_forms import SubscriptionForm
from briefs.translatable import Translatable, Value, quoted, translatable

_CLOCK_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00", "mittag": "12:00"}
_OFFSET = re.compile(r"(?:gmt|utc|z)?_?[+\-−–]_?\d{1,2}(?::?\d\d)?(?:_?h(?:ours?)?)?")
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?::00)?)?\s*(am|pm|a\.m\.|p\.m\.|uhr|o['’]clock)?", re.IGNORECASE
)

_WORD = re.compile(r"[^\W_]+(?:\+\+|#(?!\w))?")  # with the signs of C++ and C#
_SAID_AS_A_WORD = 4  # letters
# Letters with a stroke, which have no accent to drop.
_STROKED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "ı": "i"}
)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_NUMBERED = re.compile(r"(?<![^\W_])([A-Z])[-\u2010\u2011](?=\d+(?![^\W_]))")  # "G-7", "F-16"
_DOTTED = re.compile(r"(?<!\.)\b(?:[A-Z]\.){2,}+(?!\w)")


def parse_time(text: str) -> str:
    """Time as written ("8:30", "08.30", "8 am", "20h15") -> "HH:MM". Raises: BadRequest."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _TIME.fullmatch(_CLOCK_WORDS.get(plain.lower(), plain))
    wrong = BadRequest(
        translatable("{written} is not a time of day.", written=quoted(text)),
        hint="Write it like 08:30, 17:00 or 8:30 am.",
    )
    if found is None:
        raise wrong
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "").lower()
    by_name = half in ("uhr", "o'clock", "o’clock")
    if by_name:
        half = ""
    if half and not 1 <= hour <= 12:
        raise wrong
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found[2] is None and not by_name:
        raise wrong  # a bare number may be anything
    try:
        return time(hour, minute).isoformat("minutes")
    except ValueError as error:
        raise wrong from error


def parse_zone(text: str) -> str:
    """Zone as written ("europe/berlin", "PST", "San Francisco", "germany") -> its name.

    Raises: BadRequest, which asks back if several zones are possible. "GMT+2" is never looked up:
    the names Etc/GMT+2 and its like mean the opposite
    (https://data.iana.org/time-zones/tzdb/etcetera).
    """
    zones = {zone.lower(): zone for zone in available_timezones() if _is_zone(zone)}
    # Names of zones have no accents ("Sao_Paulo"), and no two differ only by accents.
    letters = unicodedata.normalize("NFKD", text.strip())
    folded = "".join(char for char in letters if not unicodedata.combining(char))
    wanted = folded.replace(" ", "_").lower()
    if _OFFSET.fullmatch(wanted):
        raise BadRequest(
            translatable("{written} says nothing of summer time.", written=quoted(text)),
            hint="Name a place, like Europe/Berlin or America/New_York; or write UTC.",
        )
    meant = zones_meant(wanted.replace("_", " "))
    if not meant and wanted in zones:
        return zones[wanted]
    cities = {zone.rpartition("/")[2]: zone for zone in zones if "/" in zone}
    place = wanted.partition(",")[0].strip("_")
    city = next((one for one in (place, place.removesuffix("_city")) if one in cities), None)
    meant = meant or ((zones[cities[city]],) if city else ())
    if len(meant) == 1:
        return meant[0]
    named = {key: zone for key, zone in zones.items() if not key.startswith("etc/")}
    near = list(meant) or [named[z] for z in get_close_matches(wanted, named, n=3)]
    near = near or [zones[cities[c]] for c in get_close_matches(wanted, cities, n=3)]
    hint = _did_you_mean(near[:6]) if near else translatable("Write it like Europe/Berlin.")
    raise BadRequest(translatable("{written} is not a time zone.", written=quoted(text)), hint=hint)


def _did_you_mean(zones: Sequence[str]) -> Translatable:
    named: Value = zones[0]
    for zone in zones[1:]:
        named = translatable("{one} or {other}", one=named, other=zone)
    return translatable("Did you mean {zone}?", zone=named)


def _is_zone(name: str) -> bool:
    """Whether people may choose this name; not "posix/..." or "Factory", which are not places."""
    return not name.startswith(("posix/", "right/")) and name not in {"Factory", "localtime"}


def parse_words(text: str) -> tuple[str, ...]:
    """Words as written ("trade, north sea") -> each once, split at commas, semicolons, lines.

    Raises: BadRequest for punctuation alone, which no text can match.
    """
    words = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
    found = tuple(dict.fromkeys(word for word in words if word))
    for word in found:
        if not _words(word).strip():
            raise BadRequest(
                translatable("{written} can never match.", written=quoted(word)),
                hint="Write words, parted by commas.",
            )
    return found


MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class ParsedForm:
    """A form's values as a subscription has them; the caller looks up its feeds."""

    local_time: str
    weekdays: tuple[int, ...]
    zone: str
    filters: Filters
    here: bool
    empty_too: bool
    name: str = ""
    tag: str = ""
    publish: bool = False
    twice: bool = False


def parse_form(form: SubscriptionForm, *, zone: str = "") -> ParsedForm:
    """Form -> ParsedForm; `zone` is used if the form names none. Raises: BadRequest."""
    return ParsedForm(
        local_time=parse_time(form.local_time),
        weekdays=form.weekdays,
        zone=parse_zone(form.zone or zone),
        filters=Filters(
            topics=parse_words(form.topics),
            actors=parse_words(form.actors),
            sites=parse_sites(form.sites),
            mute=parse_words(form.mute),
        ),
        here=form.here,
        empty_too=form.empty_too,
        name=" ".join(form.name.split())[:MAX_NAME],
        tag=form.tag.strip(),
        publish=form.publish,
        twice=form.twice,
    )


def refuse_contradictions(filters: Filters) -> None:
    """Check that some article can pass the filters. Raises: BadRequest if none can."""
    if _all_muted(filters.topics, filters.mute):
        raise BadRequest("No article can ever match: every topic is muted as well.", hint=OF_BOTH)
    if _all_muted(filters.actors, filters.mute):
        raise BadRequest("No article can ever match: every actor is muted as well.", hint=OF_BOTH)
    if filters.sites and all(
        any(_is_site(site, mute) for mute in filters.mute) for site in filters.sites
    ):
        raise BadRequest("No article can ever match: every site is muted as well.", hint=OF_BOTH)


OF_BOTH = "Take it out of one of the two."


def _all_muted(wanted_words: Sequence[str], mutes: Sequence[str]) -> bool:
    return bool(wanted_words) and all(
        any(_has(_words(word), mute) for mute in mutes) for word in wanted_words
    )


def parse_sites(text: str) -> tuple[str, ...]:
    """Sites as written, hosts or addresses -> hosts without www. Raises: BadRequest."""
    hosts: dict[str, None] = {}
    for word in parse_words(text):
        host = _host(word if "//" in word else f"//{word}")
        if not re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", host):
            raise BadRequest(
                translatable("{written} is not a site.", written=quoted(word)),
                hint="Write it like example.org.",
            )
        hosts[host] = None
    return tuple(hosts)


def wanted(briefing: Briefing, filters: Filters) -> bool:
    """Whether the filters let an article into a digest."""
    if filters == Filters():
        return True
    host = _host(briefing.url)
    words = _folded(_texts(briefing)) if filters.topics or filters.mute else ""
    actors = _folded(_actors(briefing)) if filters.actors else ""
    if any(_has(words, mute) or _is_site(host, mute) for mute in filters.mute):
        return False
    return (
        (not filters.topics or any(_has(words, topic) for topic in filters.topics))
        and (not filters.actors or any(_has(actors, actor) for actor in filters.actors))
        and (not filters.sites or any(_is_site(host, site) for site in filters.sites))
    )


def _texts(briefing: Briefing) -> Iterable[str]:
    yield briefing.title
    yield briefing.headline.text
    for section in (*briefing.sections, *briefing.full):
        for line in section.lines:
            yield line.text


def _actors(briefing: Briefing) -> Iterable[str]:
    for fact in briefing.facts.walk():
        yield from (party.name for party in fact.parties)


def _folded(texts: Iterable[str]) -> str:
    """Texts -> one text in which a search for " word " finds whole words only."""
    return " | ".join(_words(text) for text in texts)


def _has(text: str, words: str) -> bool:
    """Whether a text, in the form that `_words` gives, contains `words` as whole words.

    Case is ignored, except for a short word in capitals: "US" does not find "us", nor "WHO" "who".
    "NATO" does find "Nato", as British papers write it.
    """
    sought = _words(words)
    if _ACRONYM.fullmatch(bare := sought.strip()):
        return sought in text or (len(bare) >= _SAID_AS_A_WORD and sought.title() in text)
    return sought.casefold() in text.casefold()


def _words(text: str) -> str:
    """A text -> its words, each between blanks; without accents, "U.S." as "US", "G-7" as "G7"."""
    undotted = _DOTTED.sub(lambda one: one[0].replace(".", ""), _NUMBERED.sub(r"\1", text))
    bare = unicodedata.normalize("NFKD", undotted.translate(_STROKED))
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    return f" {' '.join(_WORD.findall(plain))} "


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""  # no address: a pasted text, or a bracket that opens no IPv6


def is_of(address: str, sites: Iterable[str]) -> bool:
    """Whether an address is one of these sites, subdomains included."""
    host = _host(address)
    return any(_is_site(host, site) for site in sites)


def _is_site(host: str, site: str) -> bool:
    site = site.casefold().removeprefix("www.")
    return host == site or host.endswith(f".{site}")
