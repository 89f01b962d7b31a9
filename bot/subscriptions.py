"""What people write -> a subscription's time, days, zone, filters; what a filter lets in. Pure.

Whatever is not understood is answered with what would have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from difflib import get_close_matches
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from briefs.delivery import Filters, Subscription
from briefs.errors import BadRequest
from briefs.model import Briefing

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GROUPS = {
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "everyday": (0, 1, 2, 3, 4, 5, 6),
    "weekdays": (0, 1, 2, 3, 4),
    "workdays": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
}
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)

_WORD = re.compile(r"[^\W_]+")


def parse_time(text: str) -> str:
    """Time as written ("8:30", "08.30", "8 am", "20h15") -> "HH:MM". Raises: BadRequest."""
    found = _TIME.fullmatch(text.strip())
    wrong = BadRequest(
        f"{_shown(text)} is not a time of day.", hint="Write it like 08:30, 17:00 or 8:30 am."
    )
    if found is None:
        raise wrong
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "").lower()
    if half and not 1 <= hour <= 12:
        raise wrong
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found[2] is None:
        raise wrong  # a bare number may be anything
    try:
        return time(hour, minute).isoformat("minutes")
    except ValueError as error:
        raise wrong from error


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Days as written -> 0 (Monday) to 6, in order. Raises: BadRequest.

    "mon-fri", "Mon, Wed, Sat", "sat-mon", "daily", "weekdays", "weekends".
    """
    days: set[int] = set()
    for word in re.split(r"[,;\s]+", text.strip().lower().replace("–", "-")):
        if word in GROUPS:
            days |= set(GROUPS[word])
            continue
        first, _, last = word.partition("-")
        start, end = _day(first, text), _day(last or first, text)
        days |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return tuple(sorted(days))


def _day(word: str, text: str) -> int:
    found = [number for number, name in enumerate(DAYS) if name.startswith(word)]
    if len(word) < 2 or len(found) != 1:
        raise BadRequest(
            f"{_shown(text)} does not name days of the week.",
            hint="Write them like mon-fri, or mon, wed, sat, or daily.",
        )
    return found[0]


def parse_zone(text: str) -> str:
    """Zone as written ("europe/berlin") -> its name. Raises: BadRequest with what comes near."""
    zones = {zone.lower(): zone for zone in available_timezones() if _is_zone(zone)}
    wanted = text.strip().replace(" ", "_").lower()
    if wanted in zones:
        return zones[wanted]
    cities = {zone.rpartition("/")[2]: zone for zone in zones}
    near = [zones[cities[city]] for city in cities if city == wanted]
    near = near or [zones[z] for z in get_close_matches(wanted, zones, n=3)]
    near = near or [zones[cities[c]] for c in get_close_matches(wanted, cities, n=3)]
    meant = f"Did you mean {' or '.join(near)}?" if near else "Write it like Europe/Berlin."
    raise BadRequest(f"{_shown(text)} is not a time zone.", hint=meant)


def _is_zone(name: str) -> bool:
    """Whether the name is one to choose: "posix/..." and "Factory" are files, not places."""
    return not name.startswith(("posix/", "right/")) and name not in {"Factory", "localtime"}


def parse_words(text: str) -> tuple[str, ...]:
    """Words as written ("trade, north sea") -> each once, split at commas."""
    words = (" ".join(part.split()) for part in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def parse_sites(text: str) -> tuple[str, ...]:
    """Sites as written, hosts or addresses -> hosts without www. Raises: BadRequest."""
    hosts: dict[str, None] = {}
    for word in parse_words(text):
        host = _host(word if "//" in word else f"//{word}")
        if not re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", host):
            raise BadRequest(f"{_shown(word)} is not a site.", hint="Write it like example.org.")
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
    for meeting in briefing.facts.meetings:
        yield from (party.name for party in meeting.participants)
    for agreement in briefing.facts.agreements:
        yield from (party.name for party in agreement.parties)
    for reaction in briefing.facts.reactions:
        yield reaction.speaker.name


def _folded(texts: Iterable[str]) -> str:
    """Texts -> one in which a search for " word " finds whole words only."""
    return " | ".join(_words(text) for text in texts)


def _has(folded: str, words: str) -> bool:
    return _words(words) in folded


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


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


def describe(subscription: Subscription) -> str:
    """One line that a person reads: "08:30 Europe/Berlin, Mon to Fri; paused"."""
    days = subscription.weekdays
    if len(days) == 7:
        on = "daily"
    elif len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        on = f"{DAYS[days[0]][:3].title()} to {DAYS[days[-1]][:3].title()}"
    else:
        on = ", ".join(DAYS[day][:3].title() for day in days)
    line = f"{subscription.local_time} {subscription.zone}, {on}"
    if subscription.filters.story is not None:
        line += "; one story"
    return f"{line}; paused: {subscription.paused}" if subscription.paused else line


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"'
