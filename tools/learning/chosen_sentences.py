"""Sentences that readers would put into a briefing -> votes to learn from, figures of what is told.

    python -m tools.learning.chosen_sentences

The annotation is our own (quality/gold/chosen_sentences.jsonl): of 126 articles of facts_more and
153 saved pages, the sentences that readers chose who had read the title and the first 90 sentences:
one or two that carry the main point (of news the news, of a guide the answer, of a review the
verdict), and up to four that add most. Two readers chose of each article, three of each page; of
two, .78 and .80 of the main sentences are the same, of all chosen .77 and .82. Fold 4 is not among
them. Prints what the briefings tell of it, each article read by weights that have not seen it,
beside as many words of its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from briefs.briefing.compose_briefing import brief
from briefs.facts.gist import candidates_of
from briefs.model.articles import Article
from briefs.model.facts import Reading
from tools.learning.annotated_articles import PAGES, annotated_articles, digest
from tools.learning.gold import Row

CHOSEN = "chosen_sentences"
SEEN = 90
"""Sentences of a page that the readers saw, the first."""
MORE = 0.5
"""What a sentence is worth that adds to the main point, beside one that carries it."""
MOST = 0.5
"""The share of the readers from which on a sentence carries the main point."""


@dataclass(frozen=True)
class ChosenPage:
    """An article as it was read, its sentences' digests, and what each reader chose."""

    fold: int
    article: Article
    reading: Reading
    choices: Sequence[Row]
    is_page: bool

    @property
    def sentences(self) -> list[str]:
        """The digests of the article's sentences, in its order."""
        found = candidates_of(self.article.text, self.reading.paragraphs)
        return [digest(sentence.words) for sentence in found]

    def votes(self, *marks: str) -> dict[str, float]:
        """A sentence's digest -> the share of the readers who marked it so."""
        votes: dict[str, float] = {}
        for choice in self.choices:
            for one in {one for mark in marks for one in choice[mark]}:
                votes[one] = votes.get(one, 0.0) + 1 / len(self.choices)
        return votes


def worths(choices: Sequence[Row]) -> dict[str, float]:
    """What readers chose -> a sentence's mean worth: 1 carries the main point, MORE adds to it."""
    found: dict[str, float] = {}
    for choice in choices:
        for mark, worth in (("main", 1.0), ("more", MORE)):
            for one in choice[mark]:
                found[one] = found.get(one, 0.0) + worth / len(choices)
    return found


def chosen_pages() -> Iterator[ChosenPage]:
    """Every annotated article whose text is there, read with weights that have not seen it."""
    for row, article, reading in annotated_articles(CHOSEN):
        yield ChosenPage(row["fold"], article, reading, row["choices"], row["set"] == PAGES)


@dataclass(frozen=True)
class _Told:
    """Of one briefing: whether it tells the main point, as its beginning does; its lines' votes."""

    main: bool
    lead: bool
    votes: Sequence[float]
    covered: float


def _told(page: ChosenPage) -> _Told:
    briefing = brief(page.article, page.reading)
    lines = [line for section in briefing.sections for line in section.lines]
    text = page.article.text
    cited = [{digest(proof.span.of(text)) for proof in line.proofs} for line in lines]
    main, chosen = page.votes("main"), page.votes("main", "more")
    carried = {one for one, share in main.items() if share >= MOST}
    told = set().union(*cited)
    return _Told(
        not told.isdisjoint(carried),
        not _lead(page, sum(len(line.text.split()) for line in lines)).isdisjoint(carried),
        [max((chosen.get(one, 0.0) for one in line), default=0.0) for line in cited],
        sum(chosen.get(one, 0.0) for one in told) / max(1.0, sum(chosen.values())),
    )


def _lead(page: ChosenPage, words: int) -> set[str]:
    """The first sentences of at most so many words in all, the first in any case."""
    found: set[str] = set()
    for sentence in candidates_of(page.article.text, page.reading.paragraphs):
        words -= len(sentence.words.split())
        if words < 0 and found:
            break
        found.add(digest(sentence.words))
    return found


def figures(pages: Sequence[ChosenPage]) -> dict[str, float]:
    """Annotated articles -> shares.

    `main`: of the articles, those whose briefing tells a sentence that carries the main point by
    half of the readers; `lead`: the same of as many words from the beginning. `votes`: of the
    readers, those who chose a line's sentence, in the mean of all lines; `covered`: of all that
    they chose, what is told.
    """
    told = [_told(page) for page in pages]
    return {
        "main": mean(one.main for one in told),
        "lead": mean(one.lead for one in told),
        "votes": mean(vote for one in told for vote in one.votes),
        "covered": mean(one.covered for one in told),
    }


def main() -> None:
    """Print the figures, of articles and of pages."""
    pages = list(chosen_pages())
    for title, some in (
        ("all", pages),
        ("articles", [p for p in pages if not p.is_page]),
        ("saved pages", [p for p in pages if p.is_page]),
    ):
        shown = "  ".join(f"{name} {share:.3f}" for name, share in figures(some).items())
        print(f"{title:12s} {len(some):3d}  {shown}")


if __name__ == "__main__":
    main()
