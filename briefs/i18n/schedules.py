"""Subscription -> its schedule and its sources, as text in each language."""

from __future__ import annotations

from briefs.i18n.phrases import Phrases
from briefs.i18n.translation import translated
from briefs.model.delivery import Subscription
from briefs.model.quiet_hours import QuietHours
from briefs.translatable import Translatable, translatable

DAYS = (
    translatable("Mon"), translatable("Tue"), translatable("Wed"), translatable("Thu"),
    translatable("Fri"), translatable("Sat"), translatable("Sun"),
)  # fmt: skip


def schedule(one: Subscription) -> Translatable:
    """When a digest comes: "08:30 Europe/Berlin, Mon to Fri; paused: on request"."""
    line = translatable(
        "{time} {zone}, {days}", time=one.local_time, zone=one.zone, days=_days(one.weekdays)
    )
    if one.filters.story is not None:
        line = translatable("{schedule}; one story", schedule=line)
    if one.paused is not None:
        line = translatable("{schedule}; paused: {why}", schedule=line, why=one.paused)
    return line


def quiet_line(quiet: QuietHours, language: str) -> str:
    """Quiet hours with a day: "22:00 to 07:00 Europe/Berlin, daily"."""
    line = translatable(
        "{begins} to {ends} {zone}, {days}", begins=quiet.begins, ends=quiet.ends,
        zone=quiet.zone, days=_days(quiet.weekdays),
    )  # fmt: skip
    return translated(line, language)


def _days(days: tuple[int, ...]) -> Translatable:
    names = [DAYS[day] for day in days]
    if len(days) == len(DAYS):
        return translatable("daily")
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return translatable("{first} to {last}", first=names[0], last=names[-1])
    line = names[0]
    for name in names[1:]:
        line = translatable("{days}, {day}", days=line, day=name)
    return line


def day_names(language: str) -> tuple[str, ...]:
    """Monday to Sunday, short."""
    return tuple(translated(day, language) for day in DAYS)


def schedule_line(one: Subscription, language: str) -> str:
    """When a digest comes, in a language."""
    return translated(schedule(one), language)


def goes_in(one: Subscription, say: Phrases) -> str:
    """Sources and filters of a digest, in one line."""
    found = [say("digest.in.here")] if one.sources.here else []
    if one.sources.feeds:
        found.append(say("digest.in.feeds", count=len(one.sources.feeds)))
    chosen = {name: getattr(one.filters, name) for name in ("topics", "actors", "sites", "mute")}
    found += [say(f"digest.in.{name}", chosen=", ".join(of)) for name, of in chosen.items() if of]
    return "; ".join(found)
