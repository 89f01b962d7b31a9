"""Text, its paragraphs and their parse -> Reading. The order of the rooms, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from briefs.facts.claims import find_reactions
from briefs.facts.clean import Block
from briefs.facts.quotes import find_quotes
from briefs.facts.sheet import Sheet, make_sheet
from briefs.gist import choose_gist
from briefs.model import Facts, Paragraph, Reading, Span


def read(
    text: str, title: str, published: str | None, blocks: Sequence[Block], docs: Sequence[Doc]
) -> Reading:
    """(Article's text, title, date, blocks, a Doc for each block) -> Reading."""
    sheet = make_sheet(text, blocks, docs, find_quotes(text, blocks))
    paragraphs = lay_paragraphs(sheet)
    reactions = find_reactions(sheet)
    facts = Facts(reactions=reactions)
    gist = choose_gist(text, title, paragraphs, docs, facts)
    return Reading(Facts(facts.meetings, facts.agreements, reactions, gist), paragraphs)


def lay_paragraphs(sheet: Sheet) -> tuple[Paragraph, ...]:
    """The blocks as numbered paragraphs with their sentences."""
    sentences: list[list[Span]] = [[] for _ in sheet.blocks]
    for a, b in sheet.sents:
        span = sheet.span((a, b))
        if span.of(sheet.text).strip():
            sentences[sheet.block[a]].append(span)
    return tuple(
        Paragraph(block.number, Span(block.start, block.end), tuple(spans))
        for block, spans in zip(sheet.blocks, sentences, strict=True)
    )
