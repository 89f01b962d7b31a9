"""A source's head token -> the party that it means; its own words where nobody can tell."""

from __future__ import annotations

from briefs.facts.people import Registry
from briefs.facts.sheet import Range, Sheet
from briefs.facts.sources import RELATIVES, bare, source_range
from briefs.model import Kind, Party


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
    if sheet.lower[head] in RELATIVES and sheet.dep[sheet.head[head]] == "relcl":
        antecedent = sheet.head[sheet.head[head]]
        return Party(bare(sheet, source_range(sheet, antecedent)), None, Kind.OTHER)
    return Party(bare(sheet, words), None, Kind.OTHER)


def _joined(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]
