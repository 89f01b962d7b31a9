"""Text, its paragraphs and their parse -> Reading: runs the modules in order, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from briefs.facts.attribution.acceptance import load_statements
from briefs.facts.attribution.claim_spans.scorer import load_scorer
from briefs.facts.attribution.reactions import AttributionModels, find_reactions
from briefs.facts.attribution.sides.side_model import load_sides
from briefs.facts.attribution.speakers.speaker_model import load_speakers
from briefs.facts.document.paragraphs import Block
from briefs.facts.document.quotation_marks import find_quotes
from briefs.facts.document.token_table import Range, TokenTable, make_token_table
from briefs.facts.entities.registry import register
from briefs.facts.events.classifiers.event_models import EventModels, load_events
from briefs.facts.events.find_events import find_events
from briefs.facts.gist import GistModel, choose_gist, load_gist
from briefs.model.articles import Paragraph, Span
from briefs.model.facts import Facts, Reading

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@dataclass(frozen=True, slots=True)
class Models:
    """Trained models, one for each question."""

    attribution: AttributionModels
    events: EventModels
    gist: GistModel


def load_models(weights: Callable[[str], bytes]) -> Models:
    """A file's name -> its bytes, for every file of weights -> Models."""
    return Models(
        attribution=AttributionModels(
            scorer=load_scorer(weights("attribution.json"), weights("attribution.npz")),
            speakers=load_speakers(weights("speakers.npz")),
            statements=load_statements(weights("statements.npz")),
            sides=load_sides(weights("sides.npz")),
        ),
        events=load_events(weights("events.npz")),
        gist=load_gist(weights("gist.npz")),
    )


def read(
    text: str,
    title: str,
    blocks: Sequence[Block],
    docs: Sequence[Doc],
    *,
    models: Models,
) -> Reading:
    """(Article's text, title, blocks, a Doc for each block) -> Reading."""
    tokens = make_token_table(text, blocks, docs, find_quotes(text, blocks))
    paragraphs = make_paragraphs(tokens)
    starts = [block.start for block in blocks]
    registry = register(docs)
    met, agreed = find_events(tokens, starts, registry, title, models.events)
    reactions = find_reactions(tokens, registry, models.attribution)
    facts = Facts(meetings=met, agreements=agreed, reactions=reactions)
    gist = choose_gist(text, title, paragraphs, facts, models.gist)
    spans, shares = tuple(s for s, _ in gist), tuple(p for _, p in gist)
    return Reading(
        replace(facts, gist=spans, gist_confidence=shares),
        paragraphs,
        complete=tuple(tokens.span(part) for part in tokens.sents if is_complete(tokens, part)),
    )


def is_complete(tokens: TokenTable, sentence: Range) -> bool:
    """Whether the main verb of a sentence, or its auxiliary, is finite and has a subject."""
    for root in range(*sentence):
        if tokens.dep[root] == "ROOT":
            below = tokens.kids[root]
            finite = any(tokens.tag[i] in FINITE for i in (root, *below))
            return finite and any(tokens.dep[i] in SUBJECTS for i in below)
    return False


def make_paragraphs(tokens: TokenTable) -> tuple[Paragraph, ...]:
    """The blocks as numbered paragraphs with their sentences."""
    sentences: list[list[Span]] = [[] for _ in tokens.blocks]
    for a, b in tokens.sents:
        span = tokens.span((a, b))
        if span.of(tokens.text).strip():
            sentences[tokens.block[a]].append(span)
    return tuple(
        Paragraph(block.number, Span(block.start, block.end), tuple(spans))
        for block, spans in zip(tokens.blocks, sentences, strict=True)
    )
