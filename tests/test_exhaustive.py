"""Each `match` that ends in `assert_never` is in docs/testing.md, with what it catches."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from tests.conftest import ROOT
from tools.exhaustive import FLOORS, enumerations, mutate, row, walks

TABLE = (ROOT / "docs" / "testing.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| `([\w/]+\.py)` \| (.+) \|$", TABLE, re.MULTILINE)
"""Enumeration, its file, what a member more of it is named in or fails."""


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


def test_every_enumeration_is_caught_by_a_match_or_a_test() -> None:
    there = {
        (name, path.relative_to(ROOT).as_posix())
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        for name in enumerations(path.read_text("utf-8"))
    }
    assert there - {(name, file) for name, file, _ in ROWS} == set(), "python -m tools.exhaustive"
    gone = {(name, file) for name, file, _ in ROWS if name[0].isupper()} - there
    assert gone == {("Fact", "briefs/model/facts.py")}, "it is a union, not an enumeration"


def test_a_test_that_is_said_to_fail_walks_through_the_enumeration() -> None:
    """Which one fails is said by the tool, which takes minutes; that it can is seen here."""
    for name, _, fails in ROWS:
        for test in re.findall(r"`(tests/[\w/]+\.py)(?:::\w+)?`", fails):
            assert walks(name, (ROOT / test).read_text("utf-8")), f"{test} asks no {name}"


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


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Both a party and a token have a Kind, and one module knows the other's by another name."""
    reached = 'Argument 1 to "assert_never" has incompatible type'
    for name, function in (("here", "f"), ("there", "g")):
        source = "from colours import Kind as Other\nclass Kind(Enum):\n    A = 1\n"
        source = source if name == "here" else "from colours import Kind\n"
        line = len(source.splitlines()) + 2
        (tmp_path / f"{name}.py").write_text(f"{source}def {function}():\n    pass\n")
        said = f'{name}.py:{line}: error: {reached} "Literal[Kind.NEWLY_ADDED]"; expected "Never"'
        home = "here.py" if name == "here" else "colours.py"
        assert row(said, tmp_path) == ("Kind", home, f"{name}.py:{function}")


def test_a_literal_gets_a_word_more(tmp_path: Path) -> None:
    one = tmp_path / "levels.py"
    one.write_text(
        'def f(how: Literal["a", "b"] = "a") -> None:\n    match how:\n        case _:\n            x\n'
    )
    mutate(one)
    assert 'Literal["a", "b", "newly_added"]' in one.read_text()
    said = 'error: Argument 1 to "assert_never" has incompatible type "Literal[\'newly_added\']"; expected'
    assert row(f"levels.py:4: {said}", tmp_path) == ("how", "levels.py", "levels.py:f")


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
