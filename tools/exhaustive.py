"""Enumerations with one member more -> what each of them breaks: a `match`, or a test.

    python -m tools.exhaustive                  which `match` mypy then names
    python -m tools.exhaustive tests [NAMES]    which test then fails

A copy of the source gets a member in every enumeration, a value in every Literal of words, and a
kind of fact: in all at once for mypy, in one after the other for the tests that name it.
docs/testing.md has what both print.
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
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?\.py(?:::\w+)*)", re.MULTILINE)
LITERAL = re.compile(r'\bLiteral\[("\w+"(?:, "\w+")*)\]')
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
    print("| new member of | which is in | is named in |\n|---|---|---|")
    for member in dict.fromkeys((name, home) for name, home, _ in found):
        places = ", ".join(f"`{place}`" for *one, place in found if tuple(one) == member)
        print(f"| `{member[0]}` | `{member[1]}` | {places} |")


def by_tests(copy: Path, wanted: Sequence[str]) -> None:
    """Print which test fails for a new member of each, or of those wanted; one is enough."""
    left = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "readout-data")
    shutil.copytree(ROOT, copy, ignore=left, dirs_exist_ok=True)
    tests = {path: path.read_text("utf-8") for path in sorted((copy / "tests").rglob("test_*.py"))}
    print("| new member of | which is in | fails |\n|---|---|---|")
    for path in sorted(p for floor in FLOORS for p in (copy / floor).rglob("*.py")):
        before = path.read_text("utf-8")
        for name in (*enumerations(before), *(("Fact",) if FACT in before else ())):
            if wanted and name not in wanted:
                continue
            imported = f"from {'.'.join(path.relative_to(copy).with_suffix('').parts)} import"
            naming = [one for one, text in tests.items() if imported in text and name in text]
            naming.sort(key=lambda one: not walks(name, tests[one]))
            mutate(path, only=name)
            failed = _failing(copy, naming) if naming else ()
            path.write_text(before, "utf-8")
            fails = ", ".join(f"`{one}`" for one in failed) or "-"
            print(f"| `{name}` | `{path.relative_to(copy)}` | {fails} |", flush=True)


def _failing(copy: Path, tests: list[Path]) -> tuple[str, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x"]
        + [str(path) for path in tests],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return tuple(dict.fromkeys(FAILED.findall(done.stdout)))


def walks(name: str, text: str) -> bool:
    """Whether a test goes through all members: these are the likeliest to fail, so tried first."""
    tree = ast.parse(text)
    other: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            other.add(node.value)
        for hint in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            other |= set(ast.walk(hint)) if hint is not None else set()
    named = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name)
    return any(node not in other for node in named)


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
    if only is None:
        text = LITERAL.sub(r'Literal[\1, "newly_added"]', text)
    if FACT in text and only in {None, "Fact"}:
        text = text.replace("\n\n\nEvent = Meeting", f"{KIND}Event = NewlyAdded | Meeting")
        text = text.replace("Fact = Meeting", "Fact = NewlyAdded | Meeting")
        text = text.replace('"OneFact", Meeting', '"OneFact", NewlyAdded, Meeting')
    path.write_text(text, "utf-8")


def row(line: str, copy: Path) -> tuple[str, str, str] | None:
    """A line of mypy -> (enumeration, its file, file and function that must know a new member)."""
    reached = REACHED.match(line)
    if reached is None:
        return None
    name, number = reached[1], int(reached[2])
    tree = ast.parse((copy / name).read_text("utf-8"))
    inside = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.lineno <= number <= (node.end_lineno or 0)
    ][-1]
    place = f"{name}:{inside.name}"
    found = re.search(r"(?:Literal\[)?([\w.]+)\.NEWLY_ADDED\]?|\b(NewlyAdded)\b", reached[3])
    if found is None:  # a Literal is called as what is matched
        subject = max(
            (node for node in ast.walk(inside) if isinstance(node, ast.Match)),
            key=lambda node: (node.lineno < number, node.lineno),
        ).subject
        return ast.unparse(subject), name, place
    member = "Fact" if found[2] else found[1].rpartition(".")[2]
    return member, home(member, name, tree), place


def home(member: str, name: str, tree: ast.Module) -> str:
    """The file that defines what a module calls `member`: two may have the same name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and member in {
            one.asname or one.name for one in node.names
        }:
            return f"{(node.module or '').replace('.', '/')}.py"
    return "briefs/model/facts.py" if member == "Fact" else name


if __name__ == "__main__":
    main()
