"""The rows of `readout stories`: all rows in are a batch. Stable: docs/machine-interface.md.

in   {"id" (or "doc_id"), "title", "date", "text"}; all but the text may be left out
out  {"id", "story"}, in the order of the rows; rows with the same story are on the same event
or   {"id", "story": null, "error": {"kind", "message"}} where the row cannot be read

A story is named by the position of its first row, counted from 1: "s1", "s4". Grouping needs
no parse, so nothing is read with the language model here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adapters.terminal.streaming import BadRow
from briefs.errors import ReadoutError
from briefs.model.articles import Article
from briefs.model.stories import Fingerprint
from briefs.stories.fingerprints import fingerprint
from briefs.stories.story_clustering import group

Row = dict[str, Any]


def stories_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Rows in -> rows out. A text is dropped once its fingerprint is computed."""
    out: list[Row] = []
    prints: list[Fingerprint] = []
    whose: list[int] = []
    for at, row in enumerate(rows):
        out.append({"id": row.get("id", row.get("doc_id")), "story": None})
        try:
            prints.append(fingerprint(_article(row)))
            whose.append(at)
        except ReadoutError as e:
            out[at]["error"] = {"kind": e.kind, "message": str(e)}
    for story in group(prints):
        for member in story:
            out[whose[member]]["story"] = f"s{whose[story[0]] + 1}"
    yield from out


def _article(row: Mapping[str, Any]) -> Article:
    """Row -> Article. Raises: BadRequest where a field is not text."""
    text, title, date = (row.get(name) for name in ("text", "title", "date"))
    if not isinstance(text, str):
        raise BadRow('The row has no "text".')
    if not isinstance(title or "", str):
        raise BadRow('The row\'s "title" is not text.')
    return Article("", title or "", text, published=date if isinstance(date, str) else None)
