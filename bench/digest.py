"""CPU of a digest of 60 real articles beside that of reading them, in one process.

Whole stories are drawn with a fixed seed from the gold's three sets until there are 60 articles.
What is counted of a digest is grouping, merging, contradictions, origins and the card. Both have
met other articles before, since both keep what they know of words. Readings lie in other processes
when the product runs, so the garbage collector does not go through them here.
Usage: python -m bench.digest [--rounds N]
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections import defaultdict
from datetime import UTC, datetime

from adapters.language.reader import load_reader
from bench.stories import GOLD, SEED, SETS, Labelled, load
from briefs.briefing.compose_briefing import brief
from briefs.cards.digest_card import digest_card
from briefs.digest.comparable_statements import words_in
from briefs.digest.comparison.sentence.prepared_sentence import prepare
from briefs.digest.compose_digest import compose
from briefs.digest.lexicon.word_relations import relations
from briefs.model.articles import Article
from briefs.model.places import Place
from briefs.model.stories import DigestCandidate
from briefs.stories.fingerprints import fingerprint

ARTICLES = 60
MOST = 0.03
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PLACE = Place("web", "", "bench")


def drawn(seed: int) -> list[Article]:
    """Whole stories of all sets, 60 articles."""
    rnd = random.Random(seed)
    stories: dict[tuple[str, str], list[Labelled]] = defaultdict(list)
    for name in SETS:
        for row in load(GOLD / f"stories_{name}_dev.jsonl"):
            stories[name, row.story].append(row)
    chosen: list[Article] = []
    for key in rnd.sample(sorted(stories), len(stories)):
        for number, row in enumerate(stories[key]):
            url = f"https://{number}.{key[0]}.example/{len(chosen)}"
            article = row.article
            chosen.append(Article(url, article.title, article.text, published=article.published))
    return chosen[:ARTICLES]


def main() -> None:
    """Print the share, round by round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    reader = load_reader()
    relations()
    for seed in range(SEED - 1, SEED + args.rounds):
        articles = drawn(seed)
        start = time.process_time()
        readings = [reader.read(article) for article in articles]
        read = time.process_time()
        candidates = [
            DigestCandidate(brief(article, reading), fingerprint(article, reading), NOON)
            for article, reading in zip(articles, readings, strict=True)
        ]
        prepare.cache_clear()
        words_in.cache_clear()
        gc.collect()
        gc.freeze()
        begin = time.process_time()
        digest = compose(PLACE, None, fresh=candidates)
        digest_card(digest)
        end = time.process_time()
        print("warm-up:" if seed < SEED else f"seed {seed}:", end=" ")
        print(
            f"{len(articles)} articles, {len(digest.stories) + len(digest.rest)} stories: reading "
            f"{read - start:.2f} s, digest {end - begin:.3f} s of CPU: "
            f"{(end - begin) / (read - start):.1%} (<= {MOST:.0%})"
        )


if __name__ == "__main__":
    main()
