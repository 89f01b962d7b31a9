"""The long run: python -m tests.kill.soak [--only NAME], and how much of each.

chats    the program itself, killed while it speaks to Slack and Discord over HTTP, and as often
         not; over both databases
posts    workers killed while they post, and messages edited, deleted and put back, over both
         databases
walks    random walks through the life of a reply, many more than the tests take
writes   writers killed in the middle of it, backups taken under load
slots    every zone of tzdata, and every quarter of an hour in five, each day of two years
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from adapters.storage import open_store
from bot.flows.run_digests import DigestRunner
from tests.bot.flows.test_each_post_once import EachPostOnce, run_examples
from tests.bot.flows.test_each_post_once_at_night import AtNight
from tests.bot.flows.test_each_post_once_moderated import Moderated
from tests.bot.flows.test_manage_subscriptions import (
    EVERY_ZONE,
    GRID,
    Plan,
    assert_each_once,
    ring_through,
)
from tests.fakes.delivery import FakeChat, Steps, compose, digest_card, here
from tests.fakes.stores import FakeClock, OwnDatabase, migrate
from tests.kill.chats.audit import read, table, write
from tests.kill.chats.trial import trial as chats_trial
from tests.kill.trial import line, total, trial
from tests.kill.writes import kill_writers

ROUND = 20
"""Kills of one trial; a trial has its own messages and digests."""

DATABASES = ("sqlite", "postgresql")

RUNS = 30
"""Runs of one trial of the program: one store, one Slack, one Discord."""


@contextmanager
def fresh(database: str) -> Iterator[str]:
    """A migrated, empty store of its own -> its URL."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite+aiosqlite:///{Path(folder) / 'readout.db'}"
            migrate(url)
            yield url
        return
    own = OwnDatabase("soak")
    try:
        migrate(own.url)
        yield own.url
    finally:
        own.drop()


def soak_chats(
    kills: int, calm: int, databases: Sequence[str], *, seed: int, report: Path | None
) -> bool:
    outcomes = read(report) if report is not None else []
    for number in range(-(-max(kills, calm) // (RUNS * len(databases)))):
        for database in databases:
            for killed, runs in ((True, kills), (False, calm)):
                left = runs // len(databases) - number * RUNS
                if left <= 0:
                    continue
                own = seed + 1000 * (killed + 1) + number
                with fresh(database) as url:
                    work = chats_trial(url, seed=own, runs=min(left, RUNS), kills=killed)
                    outcomes.append(asyncio.run(work))
                if report is not None:
                    write(report, outcomes[-1])
                print(table(outcomes[-1:]), *outcomes[-1].faults, sep="\n", flush=True)
    print(table(outcomes), flush=True)
    return all(one.clean for one in outcomes)


def soak_posts(kills: int, calm: int) -> bool:
    rounds = [(100 + number, ROUND) for number in range(-(-kills // (2 * ROUND)))]
    rounds += [(500 + number, 0) for number in range(-(-calm // (4 * ROUND)))]
    results = []
    for seed, killed in rounds:
        for database in DATABASES:
            with fresh(database) as url:
                result = asyncio.run(
                    trial(
                        url,
                        seed=seed,
                        kills=killed,
                        messages=2 * ROUND,
                        digests=ROUND // 2,
                        max_wait_s=240,
                    )
                )
            results.append(result)
            print(line(result), flush=True)
    print(line(total(results)), flush=True)
    return all(result.clean for result in results)


def soak_walks(examples: int) -> bool:
    """Other examples at each run; the first fault is raised, with the steps that lead to it."""
    for machine in (EachPostOnce, AtNight, Moderated):
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            run_examples(machine, Path(folder), examples=examples, same=False)
        took_s = time.monotonic() - began
        print(f"{machine.__name__}: {examples} walks, no fault ({took_s:.0f} s)", flush=True)
    return True


def soak_writes(kills: int) -> bool:
    clean = True
    for database in DATABASES:
        with fresh(database) as url, tempfile.TemporaryDirectory() as folder:
            backup = Path(folder) / "backup.db" if database == "sqlite" else None
            acknowledged, faults = asyncio.run(
                kill_writers(url, kills=kills // 2, seed=7, backup=backup)
            )
        summary = (
            f"{kills // 2} kills during writes, {acknowledged} acknowledged, {len(faults)} faults"
        )
        backups = f", {kills // 10} backups under load restored" if backup else ""
        print(
            f"{database:10} {summary}{backups}",
            *faults[:5],
            sep="\n  " if faults else "",
            flush=True,
        )
        clean = clean and not faults
    return clean


def soak_slots(days: int) -> bool:
    first = date(2025, 1, 1)
    for database in DATABASES:
        for name, plan in (("zones", EVERY_ZONE), ("quarters of an hour in 5 zones", GRID)):
            began = time.monotonic()
            with fresh(database) as url:
                opened = asyncio.run(_slots(url, first, days, plan))
            assert len(opened) == len(plan)
            assert_each_once(opened, first, days)
            count = sum(len(dates) for dates in opened.values())
            print(
                f"{database:10} {len(opened)} {name}, {days} days: {count} slots, none missing, "
                f"none double ({time.monotonic() - began:.0f} s)",
                flush=True,
            )
    return True


async def _slots(url: str, first: date, days: int, plan: Plan) -> dict[str, list[str]]:
    clock = FakeClock(datetime(2025, 1, 1, tzinfo=UTC))
    async with await open_store(url, now=clock) as store:
        digest_runner = DigestRunner(
            subscriptions=store.subscriptions,
            articles=store.articles,
            outbox=store.outbox,
            channel_settings=store.channel_settings,
            jobs=Steps(clock),
            chats={"fake": FakeChat(clock)},
            compose=compose,
            card=digest_card,
            work=here,
            now=clock,
        )
        return await ring_through(store, digest_runner, clock, first, days, plan)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=220)
    parser.add_argument("--calm", type=int, default=320, help="messages where nobody is killed")
    parser.add_argument("--chat-kills", type=int, default=300, help="kills of the whole program")
    parser.add_argument("--chat-calm", type=int, default=300, help="runs of it without a kill")
    parser.add_argument(
        "--database", choices=DATABASES, help="of the whole program: this one alone"
    )
    parser.add_argument("--seed", type=int, default=0, help="of what people do in the chats")
    parser.add_argument(
        "--report", type=Path, help="a file that trials of the program are added to, and summed in"
    )
    parser.add_argument("--writes", type=int, default=60)
    parser.add_argument("--walks", type=int, default=2_000, help="of each model of a reply's life")
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--only", choices=("chats", "posts", "walks", "writes", "slots"))
    args = parser.parse_args()
    databases = (args.database,) if args.database else DATABASES
    parts: dict[str, Callable[[], bool]] = {
        "chats": lambda: soak_chats(
            args.chat_kills, args.chat_calm, databases, seed=args.seed, report=args.report
        ),
        "posts": lambda: soak_posts(args.kills, args.calm),
        "walks": lambda: soak_walks(args.walks),
        "writes": lambda: soak_writes(args.writes),
        "slots": lambda: soak_slots(args.days),
    }
    clean = [part() for name, part in parts.items() if args.only in {None, name}]
    print("clean" if all(clean) else "NOT CLEAN")
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main())
