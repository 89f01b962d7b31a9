"""Saved pages of guides, shops, blogs and news -> what a reader needs of their sentences.

    python -m tools.learning.gist_pages

The annotation is our own (quality/gold/gist_pages.jsonl): of 125 saved pages, the two sentences
that a busy reader needs most, up to four more that are worth telling, and those of the first
twelve that say nothing, as one reader marked them (a second one, of twelve pages: .63 of the
needed ones the same, 27 of 31 empty ones). Sentences are known by digests of their words, so
that none is in the repository and a page that is extracted otherwise keeps those that are the
same; the pages are in ../shared/gold. Prints how well each page is read with weights that have
not seen it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.language.reader import Reader, load_reader
from adapters.pages.extraction import extract_article
from adapters.terminal.pages_rows import page_of
from briefs.facts.gist import Candidate, GistModel, candidates_of, choose_gist, features, load_gist
from briefs.model.articles import Article
from briefs.model.facts import Reading
from tools.learning.cross_fitting import Ranked
from tools.learning.gold import FOLD_NUMBERS, GOLD, folder, rows

ANNOTATION = "gist_pages"
PAGES = "pages_dev"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""When the pages are taken to be read: a date after it is none of theirs."""
SEEN = 90
"""Sentences of a page that were annotated, the first."""
BEST = 5


@dataclass(frozen=True)
class MarkedPage(Ranked):
    """A page's sentences as numbers; `right`: the two needed most; and the others' marks."""

    worth: list[bool]
    empty: list[bool]


@dataclass(frozen=True)
class AnnotatedPage:
    """A page as it was read, with the digests of its marked sentences."""

    fold: int
    article: Article
    reading: Reading
    candidates: Sequence[Candidate]
    marks: dict[str, set[str]]

    def marked(self, mark: str) -> list[bool]:
        """A mark ("needed", "worth", "empty") -> whether each sentence has it."""
        return [digest(c.words) in self.marks[mark] for c in self.candidates]


def digest(words: str) -> str:
    """A sentence -> 16 hexadecimal digits of its SHA-256, whatever its spaces."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]


def annotated_pages(reader: Reader) -> Iterator[AnnotatedPage]:
    """Every annotated page that is there and still holds both of its needed sentences."""
    saved = {row["id"]: row for row in rows(PAGES)} if (GOLD / PAGES).is_dir() else {}
    for row in rows(ANNOTATION):
        if row["id"] not in saved:
            continue
        article = extract_article(page_of(saved[row["id"]], GOLD, now=NOW))
        reading = reader.read(article)
        candidates = candidates_of(article.text, reading.paragraphs)
        marks = {mark: set(row[mark]) for mark in ("needed", "worth", "empty")}
        page = AnnotatedPage(row["fold"], article, reading, candidates, marks)
        if sum(page.marked("needed")) >= len(marks["needed"]):
            yield page


def marked_pages() -> list[MarkedPage]:
    """The annotated pages as examples to learn from."""
    return [
        MarkedPage(
            page.fold,
            features(page.candidates, page.article.title, page.reading.facts)[:SEEN],
            page.marked("needed")[:SEEN],
            page.marked("worth")[:SEEN],
            page.marked("empty")[:SEEN],
        )
        for page in annotated_pages(load_reader())
    ]


def figures(models: Sequence[GistModel]) -> dict[str, float]:
    """Weights without each fold -> shares, of sentences that are chosen of pages of that fold.

    `needed`: of the two needed most, those among the best two; `lead`: among the page's first
    two. `worth`, `empty`: of the best BEST, those worth telling, and those that say nothing.
    """
    found: dict[str, list[int]] = {"needed": [], "lead": [], "worth": [], "empty": []}
    for page in annotated_pages(load_reader()):
        article, read = page.article, page.reading
        chosen = choose_gist(
            article.text, article.title, read.paragraphs, read.facts, models[page.fold], count=BEST
        )
        best = [digest(span.of(article.text)) for span, _ in chosen]
        needed, worth = page.marks["needed"], page.marks["worth"] | page.marks["needed"]
        found["needed"] += [d in best[:2] for d in needed]
        first = {digest(c.words) for c in page.candidates[:2]}
        found["lead"] += [d in first for d in needed]
        found["worth"] += [d in worth for d in best]
        found["empty"] += [d in page.marks["empty"] for d in best]
    return {name: sum(marks) / max(1, len(marks)) for name, marks in found.items()}


def main() -> None:
    """Print the figures."""
    models = [load_gist((folder(fold) / "gist.npz").read_bytes()) for fold in FOLD_NUMBERS]
    for name, share in figures(models).items():
        print(f"{name:8s} {share:.3f}")


if __name__ == "__main__":
    main()
