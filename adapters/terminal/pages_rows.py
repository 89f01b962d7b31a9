"""The rows of `readout pages`: one JSON object in, one out. Stable: docs/machine-interface.md.

in   {"id", "url", "path"}; path names a saved page, .gz too, below the root
out  {"id", "title", "authors", "published", "published_certain", "site", "language", "text",
      "verdict"}; the text is always there, whatever the verdict
or   {"id", "error": {"kind", "message"}} where nothing could be read
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.terminal.sources import saved_page
from adapters.terminal.streaming import BadRow
from briefs.errors import ReadoutError
from briefs.model.articles import Article, Page

Row = dict[str, Any]


def page_row(
    row: Mapping[str, Any], root: Path, *, extract: Callable[[Page], Article], now: datetime
) -> Row:
    """Row in -> row out; made to run in a worker."""
    key = row.get("id")
    try:
        article = extract(page_of(row, root, now=now))
    except ReadoutError as e:
        return {"id": key, "error": {"kind": e.kind, "message": str(e)}}
    return {"id": key, **article_fields(article)}


def page_of(row: Mapping[str, Any], root: Path, *, now: datetime) -> Page:
    """Row in -> the saved page that it names.

    Raises: BadRequest where a field is missing or the path leads out of the root, and what
    reading a saved page raises.
    """
    url, path = row.get("url") or "", row.get("path")
    if not isinstance(url, str):
        raise BadRow('The row\'s "url" is not text.')
    if not isinstance(path, str) or not path or "\0" in path:
        raise BadRow('The row has no "path".')
    base = root.resolve()
    file = (base / path).resolve()
    if not file.is_relative_to(base):
        raise BadRow(f"The path {path!r} leads out of the root.")
    if file.exists() and not file.is_file():
        raise BadRow(f"The path {path!r} is not a file.")
    return replace(saved_page(str(file), now=now, called=path), asked=url or path, url=url)


def article_fields(article: Article) -> Row:
    """Article -> its fields as they are written."""
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "published_certain": article.published_certain,
        "site": article.site,
        "language": article.language,
        "text": article.text,
        "verdict": article.verdict.value,
    }
