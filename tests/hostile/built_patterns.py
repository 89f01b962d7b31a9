"""Patterns that functions build from a text's own words -> an example of each, and those really built.

What a function builds is no constant to be found in its module. Where it is an f-string of escaped words
and constants its example is made from the call itself; any other has one in BUILT, with the reason.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from tests.hostile.slow_patterns import ANCHORED, METHODS, Used, bounds, flags_of

WORD = "a"
"""Instead of a text's own words: as it repeats, a text of nothing else almost matches."""
CONSTANTS = "what it returns are constants of modules, found there"

BUILT: dict[str, tuple[str, tuple[str, ...]]] = {
    "adapters/pages/extraction/metadata/headline_bylines.py:_has_portrait": (
        "a constant with an escaped name in it",
        (r"(?i)(?:(?:photo|picture) (?:of )?|by )?a(?:['’]s)?(?: photo(?: picture)?)?(?:,.*)?",),
    ),
    "adapters/pages/extraction/page_furniture.py:_patterns": (CONSTANTS, ()),
    "briefs/text/definite_nouns.py:definite": (CONSTANTS, ()),
    "briefs/text/guard_words.py:any_of": (CONSTANTS, ()),
    "briefs/digest/comparison/sentence/dates_and_places.py:day_meant": (
        "one of four words of ours",
        (r"\btomorrow\b",),
    ),
    "briefs/digest/origins.py:_retells": (
        "an escaped name after fixed words",
        (
            r"\b(?:per|according to|reported by|citing) (?:the )?a\b|\b(?:the )?a (?:first )?reports?\b",
        ),
    ),
    "briefs/text/party_names.py:given_name": (
        "escaped words with blanks between, at most MAX_NAME_WORDS",
        (r"(?<!\w)a(?!\w)", r"(?<!\w)" + r"\s+".join("a" * 12) + r"(?!\w)"),
    ),
    "briefs/text/surface_scope.py:find": (
        "escaped words with blanks between",
        (r"(?<!\w)(?i:a)a\s+a(?!\w)", r"\.\s+\."),
    ),
    "briefs/verification/speaker_check.py:_is_relative": (
        "an escaped name after fixed words",
        (r",[^,.;]*\b(?:of|to|for|with|under|beside)\b[^,.;]*a",),
    ),
}


def calls(root: Path) -> Iterator[tuple[str, ast.Call, ModuleType]]:
    """Every call of `re` in a function with a pattern that is not written out there."""
    for package in ("bot", "adapters", "briefs"):
        for path in sorted((root / package).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            for function, call in _calls(ast.parse(path.read_text("utf-8")), ""):
                module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                yield f"{name}:{function}", call, importlib.import_module(module)


def _calls(node: ast.AST, function: str) -> Iterator[tuple[str, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        inside = function
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = child.name
        if function and isinstance(child, ast.Call) and _builds(child):
            yield function, child
        yield from _calls(child, inside)


def _builds(call: ast.Call) -> bool:
    of = call.func
    if not (isinstance(of, ast.Attribute) and isinstance(of.value, ast.Name) and call.args):
        return False
    return of.value.id == "re" and of.attr in METHODS and not isinstance(call.args[0], ast.Constant)


def example(call: ast.Call, module: ModuleType) -> str | None:
    """A pattern as the call would build it, None where that is not plain from the call alone."""
    pattern = call.args[0]
    if not isinstance(pattern, ast.JoinedStr):
        return None
    parts = [_part(value, module) for value in pattern.values]
    return None if None in parts else "".join(part for part in parts if part is not None)


def _part(value: ast.expr, module: ModuleType) -> str | None:
    if isinstance(value, ast.Constant):
        return str(value.value)
    inner = value.value if isinstance(value, ast.FormattedValue) else value
    if isinstance(inner, ast.Call) and ast.unparse(inner.func) == "re.escape":
        return WORD
    constant = getattr(module, inner.id, None) if isinstance(inner, ast.Name) else None
    return constant if isinstance(constant, str) else None


def examples(root: Path) -> dict[str, Used]:
    """Where a pattern is built -> an example."""
    found: dict[str, Used] = {}
    for where, call, module in calls(root):
        assert isinstance(call.func, ast.Attribute)
        own = example(call, module)
        patterns = BUILT[where][1] if own is None else (own,)
        anchored = call.func.attr in ANCHORED
        for pattern in patterns:
            used = Used(re.compile(pattern, flags_of(call)), anchored, *bounds(where))
            found[f"{where}: {pattern}"] = used
    return found


@contextmanager
def recorded(root: Path, patch: pytest.MonkeyPatch) -> Iterator[dict[str, Used]]:
    """Patterns that the project's own code compiles or uses by `re.search(...)` in the block."""
    found: dict[str, Used] = {}
    plain: Any = re._compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int) -> Any:
        compiled = plain(pattern, flags)
        method = sys._getframe(1)
        caller: FrameType | None = method.f_back
        path = Path(caller.f_code.co_filename) if caller is not None else Path()
        if path.is_relative_to(root) and isinstance(compiled.pattern, str):
            where = path.relative_to(root).as_posix()
            if where.startswith(("bot/", "adapters/", "briefs/")):
                anchored = method.f_code.co_name in ANCHORED
                found.setdefault(
                    f"{where}: {compiled.pattern}", Used(compiled, anchored, *bounds(where))
                )
        return compiled

    patch.setattr(re, "_compile", noted)
    try:
        yield found
    finally:
        patch.undo()
