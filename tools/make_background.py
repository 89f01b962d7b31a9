"""Texts -> briefs/stories/document_frequencies.txt: in how many background articles a word occurs.

Only counts are kept, of words in at least MIN_ARTICLES articles: no text, no order of
words, nothing that leads back to an article. The background is the training part of
PolNeAR (Newell, Margolin and Ruths 2018: 840 US news articles of 2016 by seven outlets) and
of our own annotation. The articles that grouping is measured on are not among them.

Usage: python -m tools.make_background ../shared/gold/{attribution,facts}_train.jsonl
"""

from __future__ import annotations

import collections
import json
import sys
from pathlib import Path

from briefs.stories.term_weights import words_of

TARGET = Path(__file__).parents[1] / "briefs" / "stories" / "document_frequencies.txt"
MIN_ARTICLES = 3
WIDTH = 98

HEAD = """\
# In how many of {articles} background articles a word occurs: `count|words`.
# Written by tools/make_background.py, which says what the background is. Counts alone, of words
# in at least {floor} articles; a word that is not listed is rarer.
articles|{articles}
{table}
"""


def texts(paths: list[Path]) -> list[str]:
    """JSON Lines -> title and text of each row."""
    rows = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    return [f"{row.get('title') or ''}\n{row['text']}" for row in rows]


def table(counts: dict[str, int]) -> str:
    """Counts -> lines of words with the same count, commonest first."""
    of: dict[int, list[str]] = collections.defaultdict(list)
    for word, count in counts.items():
        of[count].append(word)
    lines: list[str] = []
    for count in sorted(of, reverse=True):
        line = f"{count}|"
        for word in sorted(of[count]):
            if len(line) + len(word) >= WIDTH:
                lines.append(line.rstrip())
                line = f"{count}|"
            line += word + " "
        lines.append(line.rstrip())
    return "\n".join(lines)


def main() -> None:
    """Write the table."""
    articles = texts([Path(name) for name in sys.argv[1:]])
    counts = collections.Counter(word for text in articles for word in set(words_of(text)))
    frequent = {w: c for w, c in counts.items() if c >= MIN_ARTICLES and w.isascii()}
    page = HEAD.format(floor=MIN_ARTICLES, articles=len(articles), table=table(frequent))
    TARGET.write_text(page, encoding="utf-8")
    print(f"{len(frequent)} words of {len(articles)} articles, {len(page)} characters")


if __name__ == "__main__":
    main()
