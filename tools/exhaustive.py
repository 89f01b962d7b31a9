"""Enumerations with one member more -> what each of them breaks: a `match`, or a test.

    python -m tools.exhaustive                  which `match` mypy then names
    python -m tools.exhaustive tests [NAMES]    which test then fails

A copy of the source gets a member in every enumeration, and a kind of fact: in all at once for
mypy, in one after the other for the tests that name it. docs/testing.md has what both print.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).parent.parent
FLOORS = ("briefs", "adapters", "bot")
NEW = "NEWLY_ADDED"
FACT = "\nFact = Meeting"
REACHED = re.compile(r'^(\S+?):(\d+): error: Argument 1 to "assert_never" .* "(.+)"; expected')
FIRST = "test_every_member.py"
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?\.py(?:::\w+)*)", re.MULTILINE)
KIND = '''

@dataclass(frozen=True, slots=True)
class NewlyAdded:
    """A kind of fact that nothing knows yet."""

    parties: tuple[Party, ...]
    evidence: Span
    background: bool = False
    confidence: float | None = None
    shown: bool = False


'''


def main() -> None:
    """Print one of the tables."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        if sys.argv[1:2] == ["tests"]:
            by_tests(copy, sys.argv[2:])
        else:
            by_types(copy)


def by_types(copy: Path) -> None:
    """Print which `match` mypy names for each new member."""
    for floor in FLOORS:
        ignored = shutil.ignore_patterns("__pycache__", "weights")
        shutil.copytree(ROOT / floor, copy / floor, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for path in sorted(copy.rglob("*.py")):
        mutate(path)
    # Errors elsewhere (a table typed by what it holds) are no matches; they are passed over.
    checked = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context"),
            *(argument for floor in FLOORS for argument in ("-p", floor)),
        ],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if checked.stderr:
        sys.exit(checked.stderr)
    found = sorted(filter(None, (row(line, copy) for line in checked.stdout.splitlines())))
    print("| new member of | is named in |\n|---|---|")
    for member in dict.fromkeys(name for name, _ in found):
        places = ", ".join(f"`{place}`" for name, place in found if name == member)
        print(f"| `{member}` | {places} |")


def by_tests(copy: Path, wanted: Sequence[str]) -> None:
    """Print which test fails for a new member of each, or of those wanted; one is enough."""
    left = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "readout-data")
    shutil.copytree(ROOT, copy, ignore=left, dirs_exist_ok=True)
    tests = {path: path.read_text("utf-8") for path in sorted((copy / "tests").rglob("test_*.py"))}
    print("| new member of | fails |\n|---|---|")
    for path in sorted(p for floor in FLOORS for p in (copy / floor).rglob("*.py")):
        before = path.read_text("utf-8")
        for name in (*enumerations(before), *(("Fact",) if FACT in before else ())):
            if wanted and name not in wanted:
                continue
            imported = f"from {'.'.join(path.relative_to(copy).with_suffix('').parts)} import"
            naming = [one for one, text in tests.items() if imported in text and name in text]
            naming.sort(key=lambda one: one.name != FIRST)
            mutate(path, only=name)
            failed = _failing(copy, naming) if naming else ()
            path.write_text(before, "utf-8")
            print(f"| `{name}` | {', '.join(f'`{one}`' for one in failed) or '-'} |", flush=True)


def _failing(copy: Path, tests: list[Path]) -> tuple[str, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x"]
        + [str(path) for path in tests],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return tuple(dict.fromkeys(FAILED.findall(done.stdout)))


def enumerations(text: str) -> list[str]:
    """A source file -> the enumerations that it defines."""
    return [node.name for node in ast.walk(ast.parse(text)) if is_enumeration(node)]


def is_enumeration(node: ast.AST) -> TypeGuard[ast.ClassDef]:
    """Whether it is a class with members."""
    if not isinstance(node, ast.ClassDef):
        return False
    return bool({ast.unparse(base) for base in node.bases} & {"StrEnum", "Enum"})


def mutate(path: Path, *, only: str | None = None) -> None:
    """A source file -> the same with a member more in each enumeration, or in one of them."""
    lines = path.read_text("utf-8").splitlines()
    for node in reversed(list(ast.walk(ast.parse("\n".join(lines))))):
        if is_enumeration(node) and only in {None, node.name}:
            last = max(one.end_lineno or 0 for one in node.body if isinstance(one, ast.Assign))
            lines.insert(last, f'    {NEW} = "newly_added"')
    text = "\n".join(lines) + "\n"
    if FACT in text and only in {None, "Fact"}:
        text = text.replace("\n\n\nEvent = Meeting", f"{KIND}Event = NewlyAdded | Meeting")
        text = text.replace("Fact = Meeting", "Fact = NewlyAdded | Meeting")
        text = text.replace('"OneFact", Meeting', '"OneFact", NewlyAdded, Meeting')
    path.write_text(text, "utf-8")


def row(line: str, copy: Path) -> tuple[str, str] | None:
    """A line of mypy -> (enumeration, file and function that must know its new member)."""
    reached = REACHED.match(line)
    if reached is None:
        return None
    name, number = reached[1], int(reached[2])
    inside = [
        node.name
        for node in ast.walk(ast.parse((copy / name).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.lineno <= number <= (node.end_lineno or 0)
    ]
    found = re.search(r"(?:Literal\[)?(\w+)(?:\.NEWLY_ADDED)?\]?", reached[3])
    member = "" if found is None else found[1].replace("NewlyAdded", "Fact")
    return member, f"{name}:{inside[-1]}"


if __name__ == "__main__":
    main()
