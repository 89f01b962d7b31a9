"""Stories of the gold -> the credits that a digest gives, drawn with a seed, for somebody to read.

Each story is merged whole (every line, not only those that a digest shows). A credit is a line
beside the sentence of another article that is taken to say it. Prints how many there are, and of
those drawn the ones that are not the same sentence letter by letter.
Publishers' sentences: read them, and keep them out of the repository.
Usage: python -m tools.draw_merges [--count 300] [--seed 1] [--gold ../shared/gold]
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adapters.language.reader import load_reader
from bench.stories import GOLD, SETS, Labelled, load
from briefs.briefing.compose_briefing import brief
from briefs.digest.comparable_statements import Statement, StatementIndex, day_of, said_in
from briefs.digest.line_merging import merge, statement_in
from briefs.model.articles import Article
from briefs.model.briefings import Briefing
from briefs.model.stories import StoryLine


@dataclass(frozen=True, slots=True)
class Credit:
    """A line, and what of another article is taken to say it."""

    story: str
    line: Statement
    other: Statement

    @property
    def literal(self) -> bool:
        """Whether both are the same words in the same order."""
        return self.line.plain == self.other.plain


def credits_of(
    story: str,
    lines: Sequence[StoryLine],
    known: Mapping[str, StatementIndex],
    days: Mapping[str, date | None],
) -> Iterator[Credit]:
    """Merged lines of a story -> each credit to an article other than the line's own."""
    for line in lines:
        statement = statement_in(line, days)
        for witness in line.witnesses[1:]:
            other = known[witness.url].states(statement)
            if other is not None:
                yield Credit(story, statement, other)


def stories(gold: Path) -> dict[str, list[Labelled]]:
    """The gold's three sets -> their stories of several articles."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    for name in SETS:
        for row in load(gold / f"stories_{name}_dev.jsonl"):
            found[f"{name} {row.story}"].append(row)
    return {story: rows for story, rows in found.items() if len(rows) > 1}


def main() -> None:
    """Print the totals and what has to be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    reader = load_reader()

    def briefed(number: int, article: Article) -> Briefing:
        url = f"https://{number}.example/"
        of = Article(url, article.title, article.text, published=article.published)
        return brief(of, reader.read(of))

    found: list[Credit] = []
    lines_in_all = shared = 0
    for story, rows in stories(args.gold).items():
        briefings = [briefed(number, row.article) for number, row in enumerate(rows)]
        known = {each.url: said_in(each) for each in briefings}
        lines = merge(briefings, known=known)
        lines_in_all += len(lines)
        shared += sum(len(line.witnesses) > 1 for line in lines)
        found += credits_of(story, lines, known, {each.url: day_of(each) for each in briefings})
    print(f"{lines_in_all} lines, {shared} of them of several articles, {len(found)} credits")
    drawn = random.Random(args.seed).sample(found, min(args.count, len(found)))
    to_read = [credit for credit in drawn if not credit.literal]
    print(f"{len(drawn)} drawn, {len(to_read)} of them not letter by letter:")
    for number, credit in enumerate(to_read, 1):
        print(
            f"\n{number} {credit.story}\n  line:  {credit.line.text}\n  other: {credit.other.text}"
        )
        if credit.line.speaker:
            print(f"  by {' '.join(credit.line.speaker)}")


if __name__ == "__main__":
    main()
