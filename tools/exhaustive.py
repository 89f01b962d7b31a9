"""Enumerations with one member more -> which `match` each of them breaks, as mypy says it.

    python -m tools.exhaustive

A copy of the source gets a member in every enumeration that is matched, and a kind of fact;
mypy then names every `assert_never` that is reached. docs/testing.md has what it prints.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOORS = ("briefs", "adapters", "bot")
NEW = "NEWLY_ADDED"
REACHED = re.compile(r'^(\S+?):(\d+): error: Argument 1 to "assert_never" .* "(.+)"; expected')
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
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for floor in FLOORS:
            shutil.copytree(
                ROOT / floor, copy / floor, ignore=shutil.ignore_patterns("__pycache__", "weights")
            )
        shutil.copy(ROOT / "pyproject.toml", copy)
        for path in sorted(copy.rglob("*.py")):
            mutate(path)
        # Errors elsewhere (a table typed by what it holds) are no matches; they are passed over.
        checked = subprocess.run(
            [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context"],
            cwd=copy, capture_output=True, text=True, check=False,
        )  # fmt: skip
        found = sorted(filter(None, (row(line, copy) for line in checked.stdout.splitlines())))
    print("| new member of | is named in |\n|---|---|")
    for member in dict.fromkeys(name for name, _ in found):
        places = ", ".join(f"`{place}`" for name, place in found if name == member)
        print(f"| `{member}` | {places} |")


def mutate(path: Path) -> None:
    """A source file -> the same with a member more in each enumeration."""
    lines = path.read_text("utf-8").splitlines()
    for node in reversed(list(ast.walk(ast.parse("\n".join(lines))))):
        if isinstance(node, ast.ClassDef) and {ast.unparse(b) for b in node.bases} & {
            "StrEnum", "Enum",
        }:  # fmt: skip
            last = max(one.end_lineno or 0 for one in node.body if isinstance(one, ast.Assign))
            lines.insert(last, f'    {NEW} = "newly_added"')
    text = "\n".join(lines) + "\n"
    if path.name == "facts.py" and "Fact = Meeting" in text:
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
