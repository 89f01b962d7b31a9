"""Text -> its reactions, with the pinned model and the weights of the project."""

from __future__ import annotations

from functools import cache

from adapters.language.reader import packaged_scorer
from briefs.facts.claims import Said, find_reactions, find_said
from briefs.facts.clean import lay_out
from briefs.facts.people import register
from briefs.facts.quotes import find_quotes
from briefs.facts.scorer import Scorer
from briefs.facts.sheet import Sheet, make_sheet
from briefs.model import Reaction
from tests.briefs.facts.parsed import pipeline


@cache
def scorer() -> Scorer:
    return packaged_scorer()


def sheet_of(text: str) -> Sheet:
    blocks = lay_out(text)
    docs = list(pipeline().pipe(block.text for block in blocks))
    return make_sheet(text, blocks, docs, find_quotes(text, blocks))


def told(text: str) -> tuple[Reaction, ...]:
    sheet = sheet_of(text)
    registry = register(sheet.docs, [block.start for block in sheet.blocks], "")
    return find_reactions(sheet, registry, scorer())


def said_in(text: str) -> tuple[Sheet, list[Said]]:
    sheet = sheet_of(text)
    registry = register(sheet.docs, [block.start for block in sheet.blocks], "")
    return sheet, find_said(sheet, registry, scorer())


def said(text: str) -> list[tuple[str, str]]:
    """(Who, what) of each reaction; the pieces of a broken quote with a bar between them."""
    return [(r.speaker.name, " | ".join(s.of(text) for s in r.content)) for r in told(text)]
