"""Every sentence that a reader can be told, found in the source: what errors and notices say."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefs import errors
from tests.conftest import ROOT

OPERATORS = (
    "adapters/terminal", "adapters/web", "adapters/slack/app", "adapters/slack/doctor",
    "adapters/storage", "adapters/jobs", "adapters/language", "adapters/workers", "bot/verbs", "bot/wiring", "bot/flows/desk",
)  # fmt: skip
"""What is raised here is read in a terminal, a log or on the local page."""

BLANK = "{}"


def sentences() -> set[str]:
    """What is raised or noted anywhere else; a value that is filled in stands as a blank."""
    found = {text for one in _classes().values() for text in (one.message, one.hint)}
    for path in sorted(
        p for top in ("adapters", "bot", "briefs") for p in (ROOT / top).rglob("*.py")
    ):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(OPERATORS):
            found |= set(_of(path, name))
    return found - {""}


def _classes() -> dict[str, type[errors.ReadoutError]]:
    for name in ("adapters.discord.refusals", "bot.flows.posting"):
        importlib.import_module(name)
    todo, found = [errors.ReadoutError], {}
    while todo:
        one = todo.pop()
        found[one.__name__] = one
        todo += [
            below
            for below in one.__subclasses__()
            if not below.__module__.replace(".", "/").startswith(OPERATORS)
        ]
    return found


def _of(path: Path, name: str) -> Iterator[str]:
    module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
    tree = ast.parse(path.read_text())
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        local = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                for told in _told(node):
                    yield from _texts(told, local, vars(module))


def _told(call: ast.Call) -> Iterator[ast.expr]:
    """What of a call is told: an error's message and hint, a notice's headline and notes."""
    named = {one.arg: one.value for one in call.keywords}
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in _classes():
        yield from call.args[:1]
        if "hint" in named:
            yield named["hint"]
    if name == "Card" and call.args and ast.unparse(call.args[0]).endswith("NOTICE"):
        yield call.args[1]
    notes = named.get("notes")
    if name in {"Card", "replace"} and isinstance(notes, ast.Tuple):
        yield from (one for one in notes.elts if not isinstance(one, ast.Starred))


def _texts(told: ast.expr, local: dict[str, ast.expr], known: dict[str, Any]) -> Iterator[str]:
    match told:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            yield "".join(one.value if isinstance(one, ast.Constant) else BLANK for one in values)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body, local, known)
            yield from _texts(orelse, local, known)
        case ast.Name(id=name) if isinstance(known.get(name), str):
            yield known[name]
        case ast.Name(id=name) if name in local:
            yield from _texts(local[name], {}, known)
        case ast.Subscript(value=ast.Name(id=name)) if isinstance(known.get(name), dict):
            yield from known[name].values()
