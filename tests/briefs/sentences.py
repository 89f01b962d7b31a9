"""Every sentence that a reader can be told, found in the source: what errors and notices say."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from briefs import errors
from briefs.translatable import Translatable
from tests.conftest import ROOT

OPERATORS = (
    "adapters/terminal", "adapters/web", "adapters/slack/app", "adapters/slack/doctor",
    "adapters/storage", "adapters/jobs", "adapters/language", "adapters/workers", "bot/cli", "bot/wiring", "bot/services/web_pastes",
)  # fmt: skip
"""What is raised here is read in a terminal, a log or on the local page."""


@cache
def sentences() -> tuple[frozenset[str], tuple[str, ...]]:
    """The templates of all that is raised or noted, and where a sentence is put together by hand."""
    found = {text for one in _classes().values() for text in (one.message, one.hint)}
    by_hand: list[str] = []
    for path in sorted(
        p for top in ("adapters", "bot", "briefs") for p in (ROOT / top).rglob("*.py")
    ):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(OPERATORS):
            for text in _of(path, name):
                if text is None:
                    by_hand.append(name)
                else:
                    found.add(text)
    found_sentences = frozenset(text for text in found if any(char.isalpha() for char in text))
    return found_sentences, tuple(by_hand)


def _classes() -> dict[str, type[errors.ReadoutError]]:
    for chat in sorted((ROOT / "adapters").glob("*/errors.py")):
        importlib.import_module(f"adapters.{chat.parent.name}.errors")
    importlib.import_module("bot.flows.deliver_posts")
    todo, found = [errors.ReadoutError], {}
    while todo:
        one = todo.pop()
        # Two rooms may have a class of one name.
        found[one.__name__ if one.__name__ not in found else f"{one.__module__}.{one.__name__}"] = (
            one
        )
        todo += [
            below
            for below in one.__subclasses__()
            if not below.__module__.replace(".", "/").startswith(OPERATORS)
        ]
    return found


def _of(path: Path, name: str) -> Iterator[str | None]:
    """Templates; None for a sentence that no translation can be found for."""
    module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "translatable" and isinstance(node.args[0], ast.Constant):
                text = node.args[0].value
                assert text is None or isinstance(text, str)
                yield text
            if node.func.id == "counted":
                yield ast.literal_eval(node.args[1])
        if isinstance(node, ast.Call):
            for expression in _told(node):
                yield from _texts(expression, vars(module))


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


def _texts(expression: ast.expr, known: dict[str, Any]) -> Iterator[str | None]:
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr() | ast.BinOp():
            yield None
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body, known)
            yield from _texts(orelse, known)
        case ast.Name(id=name) if isinstance(known.get(name), str):
            yield _template(known[name])
        case (
            ast.Subscript(value=ast.Name(id=name))
            | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get"))
        ) if isinstance(known.get(name), dict):
            yield from map(_template, known[name].values())


def _template(text: str) -> str:
    return text.template if isinstance(text, Translatable) else text
