"""A cue's subject -> the words that name the source, the party that they mean, the outlet.

- the words           `[Ann Example, a spokeswoman,] said` -> `Ann Example`
- a relative pronoun  `Example, [who] said` -> the party that it stands for
- several             `[Example and Muster] said` -> one speaker, "Example and Muster"
- nobody resolved     `[he] said` -> "he" as written; a guess is worse than none
- the outlet          `told [Example News]`, `per [the Example Post]`, `as [Example TV] reports`
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.facts.cues import Cue
from briefs.facts.people import Registry
from briefs.facts.sheet import Range, Sheet
from briefs.facts.wordlist import words
from briefs.model import Kind, Party

# What may follow a head noun and still be part of who it is: "minister of health".
_OF = frozenset(("of", "for", "at", "from", "with", "in", "to"))
_LOOSE = frozenset(
    (
        "relcl",
        "acl",
        "appos",
        "punct",
        "advcl",
        "cc",
        "conj",
        "parataxis",
        "ccomp",
        "npadvmod",
        "dep",
    )
)
_RELATIVE = frozenset(("who", "which", "that", "whom"))
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
_NO_OUTLET = words("the a an his her their its this that state local")
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


def source_range(sheet: Sheet, head: int) -> Range:
    """Head of the source -> its words without what only describes it."""
    if sheet.lower[head] in _RELATIVE:
        return head, head + 1
    a, b = sheet.left[head], sheet.right[head]
    for k in sheet.kids[head]:
        loose = sheet.dep[k] in _LOOSE or (sheet.dep[k] in ("prep", "amod") and k > head)
        if k > head and loose and sheet.lower[k] not in _OF and not _joins(sheet, head, k):
            b = min(b, sheet.left[k])
        elif k < head and sheet.dep[k] in ("advcl", "ccomp", "parataxis", "punct", "prep", "intj"):
            a = max(a, sheet.right[k])
    a, b = sheet.trim((min(a, head), max(b, head + 1)))
    return (a, b) if a <= head < b else (head, head + 1)


def _joins(sheet: Sheet, head: int, k: int) -> bool:
    """`Example and Muster`: a joined head belongs to the source where no comma parts them."""
    return sheet.dep[k] in ("cc", "conj") and not any(
        sheet.lower[i] == "," for i in range(head, sheet.left[k])
    )


def speaker_of(sheet: Sheet, head: int, words: Range, registry: Registry) -> Party:
    """Head token -> the party it means; its own words where the registry abstains."""
    block = sheet.block[head]
    token = sheet.token(head)
    several = any(sheet.dep[k] == "conj" for k in sheet.kids[head])
    parties = registry.parties(token, block) if several else ()
    if len(parties) > 1:
        return Party(_joined([p.name for p in parties]), None, parties[0].kind)
    party = registry.party(token, block)
    if party is not None:
        return party
    if sheet.lower[head] in _RELATIVE and sheet.dep[sheet.head[head]] == "relcl":
        antecedent = sheet.head[sheet.head[head]]
        return Party(_bare(sheet, source_range(sheet, antecedent)), None, Kind.OTHER)
    return Party(_bare(sheet, words), None, Kind.OTHER)


def _joined(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]


def _bare(sheet: Sheet, words: Range) -> str:
    """The words without an article or a possessive ending."""
    a, b = words
    if b - a > 1 and sheet.lower[a] == "the":
        a += 1
    if b - a > 1 and sheet.tag[b - 1] == "POS":
        b -= 1
    return " ".join(sheet.words((a, b)).split())


def outlet_of(sheet: Sheet, cue: Cue, registry: Registry) -> str | None:
    """Cue -> the outlet that the sentence credits for the words, or None."""
    for i in _credited(sheet, cue):
        if i != cue.subject and is_outlet(sheet, i):
            party = registry.party(sheet.token(i), sheet.block[i])
            a, b = source_range(sheet, i)
            name = _bare(sheet, (a, b))
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
