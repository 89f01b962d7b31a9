"""The table of `python -m tests.hostile` counts what was really run."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.hostile.__main__ import Tally


def item(node: str, **params: object) -> Any:
    path, _, name = node.partition("::")
    spec = SimpleNamespace(params=params)
    return SimpleNamespace(path=path, nodeid=node, name=name, callspec=spec)


def report(node: str, when: str = "call", outcome: str = "passed") -> Any:
    return SimpleNamespace(
        nodeid=node, when=when, skipped=outcome == "skipped", failed=outcome == "failed"
    )


def rows(tally: Tally) -> dict[str, list[str]]:
    """The table's rows: kind -> tried, failed, skipped."""
    lines = [line for line in tally.table().splitlines()[1:] if not line.startswith("failed: ")]
    return {line[:60].strip(): line[60:].split() for line in lines}


def test_cases_are_counted_by_kind() -> None:
    tally = Tally()
    nodes = [f"test_a_b.py::test_it_holds[{n}]" for n in range(4)]
    vector = "test_texts.py::test_text[bidi]"
    tally.pytest_collection_modifyitems(
        [*map(item, nodes), item(vector, vector={"category": "bidi"})]
    )
    for node, outcome in zip(nodes, ("passed", "failed", "passed", "skipped"), strict=True):
        for when in ("setup", "call", "teardown"):
            tally.pytest_runtest_logreport(
                report(node, when, outcome if when == "call" else "passed")
            )
    tally.pytest_runtest_logreport(report(vector))
    assert rows(tally) == {
        "a b: it holds": ["3", "1", "1"],
        "texts: bidi": ["1", "0", "0"],
        "all": ["4", "1", "1"],
    }
    assert tally.table().endswith(f"failed: {nodes[1]}")


def test_a_case_that_fails_twice_is_one_and_one_that_never_ran_is_failed() -> None:
    tally = Tally()
    twice, never = "test_a.py::test_x", "test_a.py::test_y"
    tally.pytest_collection_modifyitems([item(twice), item(never)])
    tally.pytest_runtest_logreport(report(twice, "call", "failed"))
    tally.pytest_runtest_logreport(report(twice, "teardown", "failed"))
    tally.pytest_runtest_logreport(report(never, "setup", "failed"))
    assert rows(tally) == {"a: x": ["1", "1", "0"], "a: y": ["0", "1", "0"], "all": ["1", "2", "0"]}


def test_a_case_of_no_known_kind_is_counted_too() -> None:
    tally = Tally()
    tally.pytest_runtest_logreport(report("elsewhere.py::test_z"))
    assert rows(tally)["other"] == ["1", "0", "0"]
