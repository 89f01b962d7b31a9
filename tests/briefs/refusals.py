"""Every refusal in the source, with the hint that goes with it where it is raised."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs.errors import ReadoutError
from tests.conftest import ROOT


@dataclass(frozen=True, slots=True)
class Refusal:
    """One place that refuses: what it may say, and what it hints at; None: known at run time."""

    where: str
    kind: type[ReadoutError]
    messages: tuple[str, ...] | None
    hints: tuple[str, ...] | None


def refusals() -> tuple[Refusal, ...]:
    """All calls of an error's class, but in migrations."""
    found: list[Refusal] = []
    for path in sorted(
        p for top in ("adapters", "bot", "briefs") for p in (ROOT / top).rglob("*.py")
    ):
        name = path.relative_to(ROOT).as_posix()
        if "/migrations/" not in name and name != "bot/__main__.py":
            found += _of(path, name)
    return tuple(found)


def kinds() -> tuple[type[ReadoutError], ...]:
    """Every class of error of ours."""
    refusals()  # imports all rooms
    todo, found = [ReadoutError], []
    while todo:
        one = todo.pop()
        found.append(one)
        todo += [
            below for below in one.__subclasses__() if not below.__module__.startswith("tests")
        ]
    return tuple(found)


def _of(path: Path, name: str) -> Iterator[Refusal]:
    module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        local = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(function):
            if not isinstance(call, ast.Call) or not isinstance(
                call.func, ast.Name | ast.Attribute
            ):
                continue
            called = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            kind = vars(module).get(called)
            if not isinstance(kind, type) or not issubclass(kind, ReadoutError):
                continue
            named = {one.arg: one.value for one in call.keywords}

            def read(
                expression: ast.expr, local: dict[str, ast.expr] = local
            ) -> tuple[str, ...] | None:
                return tuple(texts_of(expression, local, vars(module))) or None

            yield Refusal(
                f"{name}:{call.lineno}",
                kind,
                read(call.args[0]) if call.args else (kind.message,),
                read(named["hint"]) if "hint" in named else (kind.hint,),
            )


def texts_of(
    expression: ast.expr, local: dict[str, ast.expr], known: dict[str, object]
) -> Iterator[str]:
    """An expression that is told -> the sentences that it can be; none where nobody can tell."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else "{}" for one in values
            )
        case ast.Call(func=ast.Name(id="translatable"), args=[first, *_]):
            yield from texts_of(first, local, known)
        case ast.IfExp(body=body, orelse=orelse):
            yield from texts_of(body, local, known)
            yield from texts_of(orelse, local, known)
        case ast.Name(id=name) if isinstance(known.get(name), str):
            yield str(known[name])
        case ast.Name(id=name) if name in local:
            yield from texts_of(local[name], {}, known)
