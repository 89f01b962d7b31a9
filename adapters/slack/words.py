"""What the interface says, in English and German. Briefings are quoted, never translated.

A key that a language lacks is said in English. `{name}` is filled in by the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from adapters.slack.translations import LANGUAGES
from briefs.delivery import Subscription


@dataclass(frozen=True, slots=True)
class Words:
    """One language of the interface."""

    language: str
    sentences: Mapping[str, str]

    def __call__(self, key: str, /, **values: str | int) -> str:
        """Key -> the sentence, its blanks filled in; of a count of 1 its own, if it has one."""
        if values.get("count") == 1 and f"{key}.one" in LANGUAGES["en"]:
            key = f"{key}.one"
        sentence = self.sentences.get(key) or LANGUAGES["en"][key]
        return sentence.format_map(values) if values else sentence


LANGUAGES_BY_NAME: Final = {"en": "English", "de": "Deutsch"}

ENGLISH: Final = Words("en", LANGUAGES["en"])


def words(locale: str | None) -> Words:
    """A locale of Slack ("de-DE", "en-US", None) -> the nearest language that there is."""
    language = (locale or "en").partition("-")[0].lower()
    return Words(language, LANGUAGES[language]) if language in LANGUAGES else ENGLISH


def told(one: Subscription, say: Words) -> str:
    """When a digest comes, in one line: "08:30 Europe/Berlin, Mon to Fri; paused"."""
    names = say("days").split()
    days = one.weekdays
    if len(days) == 7:
        on = say("days.all")
    elif len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        on = say("days.range", first=names[days[0]], last=names[days[-1]])
    else:
        on = ", ".join(names[day] for day in days)
    line = f"{one.local_time} {one.zone}, {on}"
    if one.filters.story is not None:
        line = say("digest.story", told=line)
    return say("digest.paused", told=line) if one.paused else line
