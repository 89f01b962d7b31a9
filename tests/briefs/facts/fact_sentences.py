"""Text -> its reactions, with the pinned model and the weights of the project."""

from __future__ import annotations

from functools import cache

from adapters.language.reader import models_in, packaged_weights
from briefs.facts.attribution.reactions import AttributionModels, find_reactions, find_said
from briefs.facts.attribution.statements import ResolvedStatement
from briefs.facts.document.paragraphs import split_blocks
from briefs.facts.document.quotation_marks import find_quotes
from briefs.facts.document.token_table import TokenTable, make_token_table
from briefs.facts.entities.registry import register
from briefs.model.facts import Reaction
from tests.briefs.facts.parsed import pipeline


@cache
def models() -> AttributionModels:
    return models_in(packaged_weights()).attribution


def tokens_of(text: str) -> TokenTable:
    blocks = split_blocks(text)
    docs = list(pipeline().pipe(block.text for block in blocks))
    return make_token_table(text, blocks, docs, find_quotes(text, blocks))


def reactions_in(text: str) -> tuple[Reaction, ...]:
    tokens = tokens_of(text)
    registry = register(tokens.docs)
    return find_reactions(tokens, registry, models())


def said_in(text: str) -> tuple[TokenTable, list[ResolvedStatement]]:
    tokens = tokens_of(text)
    registry = register(tokens.docs)
    return tokens, find_said(tokens, registry, models().scorer, models().speakers)


def said(text: str) -> list[tuple[str, str]]:
    """(Who, what) of each reaction; the pieces of a broken quote with a bar between them."""
    return [(r.speaker.name, " | ".join(s.of(text) for s in r.content)) for r in reactions_in(text)]
