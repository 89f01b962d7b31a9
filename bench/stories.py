"""Same-story grouping on the gold: BCubed F1 (Bagga and Baldwin 1998) beside two baselines.

Each set as one batch, then batches of the size of a digest drawn from all of them with a
fixed seed. Baselines: every article alone, and all together. At the end the CPU time of 60
articles. Usage: python -m bench.stories [--gold ../shared/gold]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.made.local_papers import reports
from briefs.model.articles import Article
from briefs.model.stories import Fingerprint
from briefs.stories.fingerprints import fingerprint
from briefs.stories.story_clustering import group

GOLD = Path(os.environ.get("READOUT_SHARED", Path(__file__).parents[2] / "shared")) / "gold"
SETS = ("ecbplus", "giveme", "seesaw")
BATCHES = 300
SEED = 20
STORIES = (4, 8)
ARTICLES = (1, 5)
TIMED = 60

Groups = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and the story that annotators put it in."""

    article: Article
    story: str
    fingerprint: Fingerprint


def load(path: Path) -> list[Labelled]:
    """JSON Lines -> articles with their story."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            article = Article("", row["title"] or "", row["text"], published=row["date"])
            found.append(Labelled(article, row["story_id"], fingerprint(article)))
    return found


def batches(
    sets: Mapping[str, Sequence[Labelled]], count: int = BATCHES, seed: int = SEED
) -> list[list[Labelled]]:
    """Batches of 4 to 8 stories with 1 to 5 articles each, every set as likely as another."""
    rnd = random.Random(seed)
    stories: dict[str, dict[str, list[Labelled]]] = {name: defaultdict(list) for name in sets}
    for name, rows in sets.items():
        for row in rows:
            stories[name][row.story].append(row)
    found = []
    for _ in range(count):
        chosen: set[tuple[str, str]] = set()
        wanted = rnd.randint(*STORIES)
        while len(chosen) < min(wanted, sum(map(len, stories.values()))):
            name = rnd.choice(sorted(sets))
            chosen.add((name, rnd.choice(sorted(stories[name]))))
        batch: list[Labelled] = []
        for name, story in sorted(chosen):
            rows = stories[name][story]
            batch += rnd.sample(rows, min(rnd.randint(*ARTICLES), len(rows)))
        rnd.shuffle(batch)
        found.append(batch)
    return found


def neighbours(
    sets: Mapping[str, Sequence[Labelled]], count: int = BATCHES, seed: int = SEED
) -> list[list[Labelled]]:
    """Batches of the two stories of one ECB+ topic alone: events of one kind, often with the
    same actors. Nothing is harder."""
    rnd = random.Random(seed)
    topics: dict[str, dict[str, list[Labelled]]] = defaultdict(lambda: defaultdict(list))
    for row in sets["ecbplus"]:
        topics[row.story.rpartition("_")[0]][row.story].append(row)
    both = [stories for _, stories in sorted(topics.items()) if len(stories) > 1]
    found = []
    for _ in range(count):
        batch: list[Labelled] = []
        for rows in rnd.choice(both).values():
            batch += rnd.sample(rows, min(rnd.randint(*ARTICLES), len(rows)))
        rnd.shuffle(batch)
        found.append(batch)
    return found


def bcubed(want: Sequence[Hashable], got: Groups) -> tuple[float, float, float]:
    """(True story of each, groups of indices) -> precision, recall, F1."""
    size: defaultdict[Hashable, int] = defaultdict(int)
    for story in want:
        size[story] += 1
    precision = recall = 0.0
    for members in got:
        for at in members:
            both = sum(want[other] == want[at] for other in members)
            precision += both / len(members)
            recall += both / size[want[at]]
    p, r = precision / len(want), recall / len(want)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def mean(figures: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    p, r, f = (sum(column) / len(figures) for column in zip(*figures, strict=True))
    return p, r, f


def show(name: str, many: Sequence[Sequence[Labelled]]) -> None:
    """One line: articles, our figures, the baselines."""
    ours, alone, together = [], [], []
    for rows in many:
        want = [row.story for row in rows]
        ours.append(bcubed(want, group([row.fingerprint for row in rows])))
        alone.append(bcubed(want, [[at] for at in range(len(want))]))
        together.append(bcubed(want, [range(len(want))]))
    p, r, f = mean(ours)
    print(
        f"{name:12s} articles {sum(map(len, many)):5d}  P {p:.3f}  R {r:.3f}  F1 {f:.3f}   "
        f"all alone {mean(alone)[2]:.3f}  all together {mean(together)[2]:.3f}"
    )


def timed(rows: Sequence[Labelled]) -> None:
    """CPU of fingerprints and grouping of so many articles."""
    start = time.process_time()
    prints = [fingerprint(row.article) for row in rows]
    middle = time.process_time()
    group(prints)
    end = time.process_time()
    print(
        f"{len(rows)} articles: fingerprints {middle - start:.3f} s, grouping "
        f"{end - middle:.3f} s CPU"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD)
    args = parser.parse_args()
    sets = {name: load(args.gold / f"stories_{name}_dev.jsonl") for name in SETS}
    for name, rows in sets.items():
        show(name, [rows])
    show("digests", batches(sets))
    show("digests < 6", [batch[:5] for batch in batches(sets)])
    show("neighbours", neighbours(sets))
    town: dict[str, list[Labelled]] = defaultdict(list)
    for each in reports():
        town[each.town].append(Labelled(each.article, each.event, fingerprint(each.article)))
    show("towns", list(town.values()))
    show("towns, singly", [rows[at::2] for rows in town.values() for at in (0, 1)])
    everything = [row for name in SETS for row in sets[name]]
    show("all as one", [everything])
    timed(random.Random(SEED).sample(everything, min(TIMED, len(everything))))


if __name__ == "__main__":
    main()
