"""Articles and saved pages that readers annotated by digests, each as it is read unseen.

A row of such an annotation names its article (`set`, `id`) and its fold, and knows sentences by
digests of their words: none of the words are in the repository, and a page that is extracted
otherwise keeps the sentences that are the same. The texts are in ../shared/gold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from adapters.language.reader import load_reader
from adapters.pages.extraction import extract_article
from adapters.terminal.facts_rows import article_of
from adapters.terminal.pages_rows import page_of
from briefs.model.articles import Article
from briefs.model.facts import Reading
from tools.learning.gold import FOLD_NUMBERS, GOLD, Row, folder, key, rows
from tools.learning.parsed import parsed

PAGES = "pages_dev"
ARTICLES = "facts_more"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""When the pages are taken to be read: a date after it is none of theirs."""


def digest(words: str) -> str:
    """A sentence -> 16 hexadecimal digits of its SHA-256, whatever its spaces."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]


def annotated_articles(annotation: str) -> Iterator[tuple[Row, Article, Reading]]:
    """Rows of an annotation whose text is there, with the article and its reading.

    It is read with weights that have not seen the row's fold.
    """
    readers = {fold: load_reader(weights=folder(fold)) for fold in FOLD_NUMBERS}
    pages = {row["id"]: row for row in rows(PAGES)} if (GOLD / PAGES).is_dir() else {}
    articles = {key(row): row for row in rows(ARTICLES)}
    for row in rows(annotation):
        reader = readers[row["fold"]]
        if row["set"] == PAGES and row["id"] in pages:
            article = extract_article(page_of(pages[row["id"]], GOLD, now=NOW))
            yield row, article, reader.read(article)
        elif row["set"] == ARTICLES and row["id"] in articles:
            found = articles[row["id"]]
            article = article_of(found)
            ((blocks, docs),) = parsed([found])
            yield row, article, reader.read_parsed(article, blocks, docs)
