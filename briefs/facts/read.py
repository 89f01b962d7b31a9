"""Text, its paragraphs and their parse -> Reading. The order of the rooms, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from briefs.facts import agreements, meetings
from briefs.facts.claims import find_reactions
from briefs.facts.clean import Block
from briefs.facts.people import register
from briefs.facts.quotes import find_quotes
from briefs.facts.scorer import Scorer
from briefs.facts.sheet import Sheet, make_sheet
from briefs.gist import choose_gist
from briefs.model import Facts, Paragraph, Reading, Span


def read(
    text: str,
    title: str,
    published: str | None,
    blocks: Sequence[Block],
    docs: Sequence[Doc],
    *,
    scorer: Scorer,
) -> Reading:
    """(Article's text, title, date, blocks, a Doc for each block) -> Reading.

    `published` is not needed yet: what is past and what is planned is told by the words.
    """
    del published
    sheet = make_sheet(text, blocks, docs, find_quotes(text, blocks))
    paragraphs = lay_paragraphs(sheet)
    starts = [block.start for block in blocks]
    registry = register(docs, starts, title)
    facts = Facts(
        meetings.find(docs, starts, registry),
        agreements.find(docs, starts, registry),
        find_reactions(sheet, registry, scorer),
    )
    gist = choose_gist(text, title, paragraphs, docs, facts)
    return Reading(replace(facts, gist=gist), paragraphs)


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
