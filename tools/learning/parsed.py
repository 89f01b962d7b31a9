"""Rows of gold -> (blocks, Docs), parsed once and kept in a folder between runs."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from adapters.language.installed_model import PINNED
from adapters.language.reader import load_reader
from adapters.language.spacy_pipeline import UNREAD, Pipeline
from briefs.facts.document.paragraphs import Block
from briefs.facts.document.quotation_marks import find_quotes
from briefs.facts.document.token_table import TokenTable, make_token_table
from tools.learning.gold import ROOT, Row, key

CACHE = Path(os.environ.get("READOUT_PARSED", ROOT / ".cache" / "parsed"))

Parsed = tuple[tuple[Block, ...], list[Doc]]


def parsed(found: Sequence[Row]) -> list[Parsed]:
    """Rows with `text` (and `title`) -> their parse, in the same order."""
    digest = hashlib.sha256()
    for row in found:
        digest.update(f"{key(row)}\0{row.get('title') or ''}\0{row['text']}\0".encode())
    cache_file = CACHE / f"{digest.hexdigest()[:16]}.pickle"
    if cache_file.is_file():
        # Written by this very function; nobody else's file is ever opened here.
        return list(pickle.loads(cache_file.read_bytes()))
    reader = load_reader()
    docs = [reader.parse(row["text"], row.get("title") or "") for row in found]
    CACHE.mkdir(parents=True, exist_ok=True)
    partial = cache_file.with_suffix(f".{os.getpid()}")
    partial.write_bytes(pickle.dumps(docs))
    partial.replace(cache_file)
    return docs


def parsed_alone(found: Sequence[Row]) -> list[Parsed]:
    """Rows of single sentences -> their parse; one that looks like furniture is kept too."""
    pipeline = cache(lambda: Pipeline(spacy.load(PINNED, exclude=UNREAD)))
    return [
        one if one[0] else ((Block(1, 0, row["text"]),), pipeline()([row["text"]]))
        for row, one in zip(found, parsed(found), strict=True)
    ]


def table_of(row: Row, one: Parsed) -> TokenTable:
    """A row and its parse -> the table of its tokens."""
    blocks, docs = one
    return make_token_table(row["text"], blocks, docs, find_quotes(row["text"], blocks))
