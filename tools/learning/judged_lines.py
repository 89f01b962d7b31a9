"""Lines of briefings that readers judged -> examples to learn from, and figures of what is told.

    python -m tools.learning.judged_lines

The annotation is our own (quality/gold/judged_lines.jsonl): of 279 articles and pages up to 17
lines each, as a reader saw them who knew the title alone: 3 needed most, 2 worth telling, 1 says
little, 0 misleads, -1 gravely; `kinds` of faults; `beside`: the sentences beside which the line
would be right. Six articles were judged by four readers: of two, 91 % agree on what misleads, 79 %
on the grade. Sentences and statements are known by digests of their words. Fold 4 is not among
them. Prints how the lines that are told now were judged, each page read by weights that have not
seen its fold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from briefs.briefing.compose_briefing import brief
from briefs.model.articles import Article
from briefs.model.briefings import Briefing, Wording
from briefs.model.facts import Reaction, Reading
from tools.learning.annotated_articles import annotated_articles, digest
from tools.learning.gold import Row

JUDGED = "judged_lines"
NEEDED, WORTH, WRONG = 2.5, 1.5, 0.5
"""Mean grades from which on a line is needed or worth telling, and below which it misleads."""


@dataclass(frozen=True)
class JudgedPage:
    """An article as it was read, and its judged lines."""

    fold: int
    article: Article
    reading: Reading
    lines: Sequence[Row]

    def grades(self) -> dict[str, float]:
        """A sentence's or statement's digest -> its mean grade."""
        return {_name(line): mean(line["grades"]) for line in self.lines}


def judged_pages() -> Iterator[JudgedPage]:
    """Every judged article whose text is there, read with weights that have not seen its fold."""
    for row, article, reading in annotated_articles(JUDGED):
        yield JudgedPage(row["fold"], article, reading, row["lines"])


def statement_digest(reaction: Reaction, text: str) -> str:
    """A statement -> what it is known by."""
    words = " ".join(span.of(text) for span in reaction.content)
    return digest(f"{reaction.speaker.name}: {words}")


def shown_grades(page: JudgedPage, briefing: Briefing) -> list[float]:
    """The grades of the lines that a briefing tells, as far as they were judged.

    A line that is right beside another counts as worth telling (2) where that one is told above it.
    """
    grades, text = page.grades(), page.article.text
    beside = {_name(line): set(line.get("beside", ())) for line in page.lines}
    said = {r.content[0]: statement_digest(r, text) for r in briefing.facts.reactions if r.shown}
    found: list[float] = []
    above: set[str] = set()
    for line in (line for section in briefing.sections for line in section.lines):
        cited = [digest(proof.span.of(text)) for proof in line.proofs]
        if line.pieces[0].wording is Wording.NAME:
            spans = [proof.span for proof in line.proofs]
            told = [d for c, d in said.items() if any(s.start <= c.start < s.end for s in spans)]
        else:
            told = cited[-1:]
        for one in (known for known in told if known in grades):
            cured = grades[one] < WRONG and not beside[one].isdisjoint(above)
            found.append(2.0 if cured else grades[one])
        above.update(cited)
    return found


def figures(pages: Sequence[JudgedPage]) -> dict[str, float]:
    """Judged pages -> shares of the lines that are told of them, by how they were judged."""
    grades = [g for p in pages for g in shown_grades(p, brief(p.article, p.reading))]
    return {
        "lines": len(grades) / max(1, len(pages)),
        "wrong": mean(g < WRONG for g in grades),
        "grave": mean(g < 0 for g in grades),
        "empty": mean(WRONG <= g < WORTH for g in grades),
        "right": mean(g >= WORTH for g in grades),
        "needed": mean(g >= NEEDED for g in grades),
    }


def _name(line: Row) -> str:
    return str(line.get("statement") or line["sentence"])


def main() -> None:
    """Print the figures, of news and of other pages."""
    pages = list(judged_pages())
    news = [p for p in pages if not p.article.url]
    others = [p for p in pages if p.article.url]
    for title, some in (("all", pages), ("news", news), ("other pages", others)):
        shown = "  ".join(f"{name} {share:.3f}" for name, share in figures(some).items())
        print(f"{title:12s} {len(some):3d} articles  {shown}")


if __name__ == "__main__":
    main()
