"""A claim's sentence -> the outlet that it credits for the words.

- told to it      `told [Example News]`, `said on [Example TV]`
- credited        `per [the Example Post]`, `according to [Example News]`
- a stage         `in an interview with [Example Radio]`, `in a piece for [the Example Post]`
- an aside        `as [Example TV] reports`
An outlet that speaks for itself is the speaker, and no outlet is credited.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.facts.cues import Cue
from briefs.facts.people import Registry
from briefs.facts.sheet import Sheet
from briefs.facts.sources import bare, source_range
from briefs.facts.wordlist import words
from briefs.model import Kind

# Names and last words of news outlets: the best known ones in English-language news, and the
# words that outlets' names end with (Wikidata class "news organization", by frequency).
OUTLETS = words(
    """
    cnn bbc reuters ap afp npr nbc cbs abc fox msnbc bloomberg politico tass xinhua yonhap
    dpa kyodo axios voa breitbart buzzfeed mediaite upi pbs cnbc c-span univision telemundo
    espn huffpost guardian times post journal news press herald tribune telegraph gazette
    chronicle examiner independent observer mirror mail sun globe inquirer star bild spiegel
    welt zeitung monde figaro soir pais mundo sera repubblica stampa magazine newspaper
    daily weekly newswire agency radio television tv broadcaster sinmun pravda izvestia
    kommersant haaretz jazeera arabiya welle newsweek time economist atlantic slate vox
    salon vice quartz forbes fortune variety billboard nikkei asahi mainichi yomiuri hill
    register courier sentinel dispatch wire network
    """
)  # fmt: skip
# "told reporters", "in an interview" name no outlet.
_CREDITS = frozenset(("per", "via"))
_STAGES = frozenset(
    (
        "interview",
        "interviews",
        "piece",
        "article",
        "column",
        "op-ed",
        "opinion",
        "essay",
        "appearance",
        "editorial",
    )
)


def outlet_of(sheet: Sheet, cue: Cue, registry: Registry) -> str | None:
    """Cue -> the outlet that the sentence credits for the words, or None."""
    for i in _credited(sheet, cue):
        if i != cue.subject and is_outlet(sheet, i):
            party = registry.party(sheet.token(i), sheet.block[i])
            a, b = source_range(sheet, i)
            name = bare(sheet, (a, b))
            if party is not None and party.kind is Kind.BODY:
                return party.name if name.endswith(party.name) else name
            return name
    return None


def is_outlet(sheet: Sheet, head: int) -> bool:
    """Whether a head token is the name of a news outlet."""
    a, b = source_range(sheet, head)
    capital = any(sheet.text[sheet.start[i]].isupper() for i in range(a, b))
    return capital and any(sheet.lower[i] in OUTLETS for i in range(a, b))


def _credited(sheet: Sheet, cue: Cue) -> Iterator[int]:
    """Heads of what may be credited: whom it was told, "per X", "in an interview with X"."""
    at = cue.at
    a, b = sheet.sents[sheet.sent[at]]
    for k in sheet.kids[at]:
        if sheet.dep[k] in ("dobj", "dative") and k > at:
            yield k
            yield from (j for j in sheet.kids[k] if sheet.dep[j] == "pobj")
    for i in range(a, b):
        if sheet.quote[i] >= 0:
            continue
        word = sheet.lower[i]
        if word in _CREDITS or (word == "to" and i and sheet.lower[i - 1] == "according"):
            yield from (j for j in sheet.kids[i] if sheet.dep[j] == "pobj")
        elif word in _STAGES:
            for k in sheet.kids[i]:
                if sheet.dep[k] == "prep" and sheet.lower[k] in ("with", "for", "on", "in", "by"):
                    yield from (j for j in sheet.kids[k] if sheet.dep[j] == "pobj")
                elif sheet.dep[k] in ("poss", "compound", "nmod"):
                    yield k
        elif word == "as" and i + 1 < b:
            yield from (
                j
                for j in sheet.kids[sheet.head[i]]
                if sheet.dep[j] == "nsubj" and sheet.head[i] != at and j > i
            )
        elif word == "on" and sheet.head[i] == at:
            yield from (j for j in sheet.kids[i] if sheet.dep[j] == "pobj")
