"""Every benchmark runs to its end: on a few invented articles, in seconds."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import hostile, steady
from bench.made.articles import SAMPLE
from bench.ways.material import hostile_messages
from tests.conftest import ROOT

TINY = {
    "briefing": ["--pages", "1"],
    "extraction": ["--rounds", "1", "--most", "1000"],
    "digest": ["--rounds", "0"],
    "hostile": ["a surrogate"],
    "reading": ["--rounds", "1", "--articles", "2"],
    "responsive": ["--articles", "1", "--idle", "0.2"],
    "slack_ack": ["--events", "3", "--rate", "50"],
    "steady": ["2"],
    "store": ["--articles", "300", "--rounds", "2", "--folder", "{folder}"],
    "stories": [],
}
ENDS_WITH = {
    "briefing": "ratio by page",
    "extraction": "ratio ",
    "digest": "warm-up: ",
    "hostile": "worst p99 above idle: ",
    "reading": "characters: ",
    "responsive": "difference ",
    "slack_ack": "goal: ",
    "steady": "worker ",
    "store": "whole digest ",
    "stories": "articles: fingerprints ",
}
"""What each prints in its last line."""


def rows(count: int) -> list[dict[str, str | None]]:
    """Articles on two events of each of three topics."""
    return [
        {
            "id": str(n),
            "title": f"A river is shared, part {n}",
            "date": "2026-06-01",
            "text": SAMPLE.replace("Tamse", f"Tamse {n}"),
            "story_id": f"{n % 3}_{n % 2}",
        }
        for n in range(count)
    ]


def lines(items: list[dict[str, str | None]]) -> str:
    return "".join(json.dumps(item) + "\n" for item in items)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the one that the benchmarks read, with articles of our own."""
    folder = tmp_path_factory.mktemp("shared")
    gold = folder / "gold"
    gold.mkdir()
    (folder / "articles").mkdir()
    (folder / "articles" / "pyongyang.txt").write_text(SAMPLE, "utf-8")
    for name in ("facts_dev", "attribution_dev", "articles_voa_dev"):
        (gold / f"{name}.jsonl").write_text(lines(rows(2)), "utf-8")
    for name in ("ecbplus", "giveme", "seesaw"):
        (gold / f"stories_{name}_dev.jsonl").write_text(lines(rows(12)), "utf-8")
    template = (ROOT / "tests" / "corpus" / "news_page.html").read_text("utf-8")
    pages = []
    for row in rows(3):
        body = "".join(f"<p>{line}</p>" for line in str(row["text"]).split("\n\n"))
        (gold / f"{row['id']}.html.gz").write_bytes(
            gzip.compress(template.replace("{{ body }}", body).encode())
        )
        url = f"https://inland-post.example/{row['id']}"
        pages.append({"id": row["id"], "url": url, "path": f"{row['id']}.html.gz"})
    (gold / "pages_dev.jsonl").write_text(lines(pages), "utf-8")
    return folder


def test_none_is_forgotten() -> None:
    there = {path.stem for path in (ROOT / "bench").glob("*.py")} - {"__init__"}
    assert there == TINY.keys() == ENDS_WITH.keys()


@pytest.mark.parametrize("name", TINY)
def test_it_runs_to_its_end(name: str, shared: Path, tmp_path: Path) -> None:
    arguments = [part.format(folder=tmp_path) for part in TINY[name]]
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "READOUT_SHARED": str(shared), "READOUT_WORKERS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    *_, last = done.stdout.strip().splitlines()
    assert ENDS_WITH[name] in last
    if name == "hostile":
        every_way_came_in(done.stdout)


def every_way_came_in(printed: str) -> None:
    """A briefing by each way but the digest; both chats show an answer and a digest."""
    assert "\n6 articles were briefed, 5 messages posted in the chats\n" in printed
    row = next(line for line in printed.splitlines() if line.startswith("| a surrogate |"))
    assert "" not in [cell.strip() for cell in row.strip("|").split("|")]


@pytest.mark.parametrize(("worst", "code"), [(0.0, None), (50.0, None), (50.1, 1)])
def test_lag_of_our_own_above_the_goal_fails(
    worst: float, code: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def measured(*_: object) -> float:
        return worst

    monkeypatch.setattr(hostile, "table", measured)
    assert exit_code(hostile.main, monkeypatch) == code


@pytest.mark.parametrize(("grown", "code"), [(-0.5, None), (0.05, None), (0.06, 1)])
def test_memory_that_grows_fails(
    grown: float, code: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def measured(*_: object) -> float:
        return grown

    monkeypatch.setattr(steady, "compare", measured)
    assert exit_code(steady.main, monkeypatch) == code


def exit_code(main: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(sys, "argv", ["bench"])
    try:
        main()
    except SystemExit as ended:
        return ended.code
    return None


def test_the_worst_of_all_cases_and_of_both_processes_counts() -> None:
    def figures(own_ms: float) -> hostile.Figures:
        return hostile.Figures(1, 1, 1, own_ms, 1, 1, 1)

    found = {"a": {"slack": figures(3), "paste": figures(9)}, "b": {"feed": figures(5)}}
    assert hostile.worst_own(found) == 9
    assert hostile.worst_own({}) == 0
    assert steady.growth((100, 200), (90, 220)) == pytest.approx(0.1)
    assert steady.growth((100, 200), (107, 200)) == pytest.approx(0.07)


def test_hostile_messages_are_cases_of_the_benchmark() -> None:
    named = {name for name, _ in hostile_messages(())}
    assert {"invisible U+200B", "wrapped links", "backticks", "open brackets", "mentions"} <= named
    assert {name for name, _ in hostile_messages(["backticks"])} < named
