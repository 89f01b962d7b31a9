"""The code -> the rows of the table in decision 0001: files, sizes, folders, imports, circles.

python -m tools.house_counts
"""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
FLOORS = ("bot", "adapters", "briefs")
MAX_FILE_LINES, MAX_FUNCTION_LINES = 400, 50
SHOWN_HUBS = 3


def _sizes(files: list[Path]) -> Iterator[tuple[str, str]]:
    """Files -> rows on how many there are, where, and how long they and their functions are."""
    texts = [file.read_text("utf-8") for file in files]
    lines = [len(text.splitlines()) for text in texts]
    functions = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    folders = Counter(file.parent for file in files)
    largest = [f"`{folder.relative_to(ROOT)}` {count}" for folder, count in folders.most_common(5)]
    yield "files of code; folders that hold them", f"{len(files)}; {len(folders)}"
    yield "largest folders (files)", ", ".join(largest)
    over = sum(count > MAX_FILE_LINES for count in lines)
    yield f"longest file; files over {MAX_FILE_LINES} lines", f"{max(lines)}; {over}"
    over = sum(count > MAX_FUNCTION_LINES for count in functions)
    yield (
        f"longest function; functions over {MAX_FUNCTION_LINES} lines",
        f"{max(functions)}; {over}",
    )


def _rooms(graph: grimp.ImportGraph, package: str) -> str:
    """A package -> how many rooms it has, on how many floors, with how many arrows between them."""
    rooms = graph.find_children(package)
    below: dict[str, set[str]] = {room: set() for room in rooms}
    for room in rooms:
        inside = {room} | graph.find_descendants(room)
        imported = {
            to for module in inside for to in graph.find_modules_directly_imported_by(module)
        }
        below[room] = {
            other
            for other in rooms - {room}
            if any(to == other or to.startswith(f"{other}.") for to in imported)
        }
    try:
        order = tuple(TopologicalSorter(below).static_order())
    except CycleError as e:
        return f"{len(rooms)} rooms with a circle: {e.args[1]}"
    height: dict[str, int] = {}
    for room in order:
        height[room] = 1 + max((height[other] for other in below[room]), default=0)
    return f"{len(rooms)}, {max(height.values())}, {sum(map(len, below.values()))}"


def _imports(graph: grimp.ImportGraph) -> Iterator[tuple[str, str]]:
    """Import graph -> rows on rooms, hubs and circles."""
    for package in ("briefs", "briefs.facts", "briefs.digest", "briefs.digest.comparison"):
        yield f"{package}: rooms, floors, arrows between rooms", _rooms(graph, package)
    importers = {m: len(graph.find_modules_that_directly_import(m)) for m in graph.modules}
    imported = {m: graph.find_modules_directly_imported_by(m) for m in graph.modules}
    for name, counts in (
        ("hubs with most importers", Counter(importers)),
        ("hubs that import most", Counter({m: len(found) for m, found in imported.items()})),
    ):
        yield name, ", ".join(f"`{m}` {count}" for m, count in counts.most_common(SHOWN_HUBS))
    yield "imports within the code", str(sum(map(len, imported.values())))
    try:
        TopologicalSorter(imported).prepare()
        yield "circles of modules", "0"
    except CycleError as e:
        yield "circles of modules", " > ".join(e.args[1])


def rows() -> Iterator[tuple[str, str]]:
    """What is counted, and its value today."""
    yield from _sizes([path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))])
    yield from _imports(grimp.build_graph(*FLOORS, cache_dir=None))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    yield "import contracts", str(len(settings["tool"]["importlinter"]["contracts"]))


if __name__ == "__main__":
    for name, value in rows():
        print(f"| {name} | {value} |")
