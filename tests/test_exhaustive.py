"""Each `match` that ends in `assert_never` is in docs/testing.md, with what it catches."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from tests.conftest import ROOT
from tools.exhaustive import FLOORS, mutate

TABLE = (ROOT / "docs" / "testing.md").read_text("utf-8")


def matches() -> Counter[str]:
    """File and function of every `match` that ends in `assert_never`."""
    found: Counter[str] = Counter()
    for path in sorted(p for floor in FLOORS for p in (ROOT / floor).rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                ends = [
                    node
                    for node in ast.walk(function)
                    if isinstance(node, ast.Call) and ast.unparse(node.func) == "assert_never"
                ]
                if ends:
                    found[f"{path.relative_to(ROOT).as_posix()}:{function.name}"] += len(ends)
    return found


def test_the_table_names_every_match() -> None:
    listed = re.findall(r"`((?:adapters|bot|briefs)/[\w/]+\.py:\w+)`", TABLE)
    assert sorted(listed) == sorted(matches().elements()), "python -m tools.exhaustive"


def test_every_match_on_a_member_ends_so() -> None:
    """A `match` over values of ours that leaves the rest unsaid would pass a new one over."""
    open_ended = []
    for path in sorted(p for floor in FLOORS for p in (ROOT / floor).rglob("*.py")):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Match):
                patterns = [p for case in node.cases for p in ast.walk(case.pattern)]
                members = [
                    p for p in patterns
                    if isinstance(p, ast.MatchValue) and isinstance(p.value, ast.Attribute)
                ]  # fmt: skip
                after = text.splitlines()[(node.end_lineno or 0) - 1 : (node.end_lineno or 0) + 2]
                if members and "assert_never" not in "\n".join(after):
                    open_ended.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert open_ended == []


def test_a_copy_gets_a_member_more(tmp_path: Path) -> None:
    one = tmp_path / "colours.py"
    one.write_text('class Colour(StrEnum):\n    """Two."""\n\n    RED = "red"\n    BLUE = "blue"\n')
    mutate(one)
    assert one.read_text().endswith('    BLUE = "blue"\n    NEWLY_ADDED = "newly_added"\n')
    facts = tmp_path / "facts.py"
    before = (ROOT / "briefs" / "model" / "facts.py").read_text("utf-8")
    facts.write_text(before)
    mutate(facts)
    union = before.partition("\nFact = ")[2].partition("\n")[0]
    assert union.startswith("Meeting |")
    assert f"\nFact = NewlyAdded | {union}\n" in facts.read_text()
    assert "\nclass NewlyAdded:" in facts.read_text()
