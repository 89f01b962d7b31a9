"""Annotation as spans: a row of gold without the words that it annotates, and joined to them again.

A string of a row that stands in its text becomes `{"at": [start, end]}`, characters of the text;
what does not stand there (a resolved name, a label) stays. A row is found by the SHA-256 of its
text in UTF-8.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]

LONGEST = 120
"""Characters of a string that may stay: names and roles are shorter, sentences are not."""
LABELS = frozenset({"id", "doc_id", "article", "fold", "date", "set", "type", "status", "stance"})
WORDED = frozenset({"text", "title"})


def sha256(text: str) -> str:
    """A text -> the name of its row."""
    return hashlib.sha256(text.encode()).hexdigest()


def strip(row: Row) -> Row:
    """A row with its text -> the same without words, under the text's SHA-256.

    Raises: ValueError where a sentence does not stand in the text.
    """
    stripped = {k: v for k, v in row.items() if k not in WORDED}
    return {"sha256": sha256(row["text"]), **_labelled(stripped, row["text"])}


def _labelled(value: Row, text: str) -> Row:
    return {k: v if k in LABELS else _spans(v, text) for k, v in value.items()}


def _spans(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return _labelled(value, text)
    if isinstance(value, list):
        return [_spans(v, text) for v in value]
    if not isinstance(value, str):
        return value
    at = text.find(value)
    if at >= 0 and value:
        return {"at": [at, at + len(value)]}
    if len(value) > LONGEST:
        raise ValueError(f"not in its text, and too long to be a name: {len(value)} characters")
    return value


def join(stripped: Row, given: Row) -> Row:
    """A stripped row, and the row of its text (`text`, `title`) -> the annotated row."""
    text = given["text"]
    body = {k: _words(v, text) for k, v in stripped.items() if k != "sha256"}
    return {**body, **{k: given[k] for k in ("title", "text") if k in given}}


def _words(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"at"}:
            start, end = value["at"]
            return text[start:end]
        return {k: _words(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [_words(v, text) for v in value]
    return value


def joined(stripped: Iterable[Row], given: Iterable[Row]) -> Iterator[Row]:
    """Stripped rows and rows with texts -> the annotated rows of the texts that are there."""
    of = {row["sha256"]: row for row in stripped}
    for row in given:
        one = of.get(sha256(row["text"]))
        if one is not None:
            yield join(one, row)
