"""Regular expressions -> those that a text can hold up for as long as matters.

Time is told in units: what the plainest quadratic search takes for 5,000 characters in the same
process, so that a busy machine changes nothing. In the loop that answers the chats 20,000
characters may take 25 (about a second); in workers, which are killed after 15 s, 5,000 may take 12
(about half of one): with the square, but no more.

Each pattern is tried on texts made of its own parts: what each of its repeats repeats, in turn
and in pairs, pumped, with an end that does not match. Nothing is proved; what is found is slow.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

FIRST = 1_500
SUSPICIOUS_S = 0.002
IN_LOOP, IN_WORKER = (20_000, 25), (5_000, 12)
"""Characters, and the units that they may take."""

WORKERS = ("adapters/pages/extraction", "adapters/language", "adapters/feeds", "briefs/facts",
           "briefs/briefing", "briefs/verification", "briefs/text", "briefs/digest", "briefs/stories")  # fmt: skip
ANCHORED = {"match", "fullmatch"}
METHODS = ANCHORED | {"compile", "search", "sub", "subn", "findall", "finditer", "split"}
ENDS = ("", "\0", "!\n", "a\0")
PLAIN = ("a", " ", "\n", '"', ", ", "a ", "A", "Aa ", "1", "-", "a,", "<", "&", ".")


class TooLong(Exception):
    """The search was stopped."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop a search after so much of the processor: what else runs does not count; sre looks for signals while it works."""

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass(frozen=True)
class Used:
    """A pattern, and how it is used: `anchored` where only at the beginning of a text."""

    pattern: re.Pattern[str]
    anchored: bool
    chars: int
    limit: int


@cache
def of_project(root: Path) -> dict[str, Used]:
    """All patterns of bot, adapters and briefs, by where they are."""
    found: dict[str, Used] = {}
    methods = _methods(root)
    for package in ("bot", "adapters", "briefs"):
        for path in sorted((root / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                pattern = _inline(node)
                if pattern is not None:
                    where = f"{path.relative_to(root)}:{node.lineno}"  # type: ignore[attr-defined]
                    method = node.func.attr  # type: ignore[attr-defined]
                    if method != "compile":
                        found[where] = Used(pattern, method in ANCHORED, *bounds(where))
        module = importlib.import_module(package)
        for info in pkgutil.walk_packages(module.__path__, f"{package}."):
            if info.name.endswith(("__main__", ".env")) or ".versions." in info.name:
                continue
            for name, value in vars(importlib.import_module(info.name)).items():
                used = methods.get(name, set())
                for number, pattern in enumerate(patterns_in(value)):
                    where = f"{info.name.replace('.', '/')}:{name}"
                    # What a table holds is used under other names than its own.
                    anchored = pattern is value and bool(used) and used <= ANCHORED
                    found[f"{where}[{number}]"] = Used(pattern, anchored, *bounds(where))
    return found


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    """A constant -> its patterns, however deep they lie in its lists, tuples and dicts."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, Mapping):
        for part in (*value.keys(), *value.values()):
            yield from patterns_in(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from patterns_in(part)


def bounds(where: str) -> tuple[int, int]:
    return IN_WORKER if where.startswith(WORKERS) else IN_LOOP


def _methods(root: Path) -> dict[str, set[str]]:
    """Names of constants -> the methods that are called on them anywhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for package in ("bot", "adapters", "briefs"):
        for path in (root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Attribute):
                    continue
                of = node.value
                if isinstance(of, ast.Name):
                    found[of.id].add(node.attr)
                elif isinstance(of, ast.Attribute):
                    found[of.attr].add(node.attr)
    return {name: used & METHODS for name, used in found.items()}


def _inline(node: ast.AST) -> re.Pattern[str] | None:
    """The pattern of a call like `re.search(r"...", text)`, where it is written out."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return None
    of, first = node.func.value, node.args[0]
    ours = isinstance(of, ast.Name) and of.id == "re" and node.func.attr in METHODS
    if not ours or not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return None
    return re.compile(first.value, flags_of(node))


def flags_of(node: ast.Call) -> int:
    """The flags that a call like `re.search(..., re.IGNORECASE)` names."""
    flags = 0
    for other in (*node.args[1:], *(keyword.value for keyword in node.keywords)):
        for part in ast.walk(other):
            named = isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)
            if named and part.value.id == "re" and part.attr.isupper():  # type: ignore[attr-defined]
                flags |= getattr(re, part.attr)  # type: ignore[attr-defined]
    return flags


def pumps(pattern: re.Pattern[str]) -> list[str]:
    """Short strings that the repeats of a pattern repeat."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    parts = list(dict.fromkeys(part for part in _repeated(tree) if part))[:12]
    pairs = [one + two for one in parts[:4] for two in parts[:4] if one != two]
    return list(dict.fromkeys([*parts, *pairs, *PLAIN]))


def _repeated(tree: Any) -> Iterator[str]:
    for op, value in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
            _, high, body = value
            if high == sre.MAXREPEAT or high > 8:
                yield _sample(body)
            yield from _repeated(body)
        elif op is sre.SUBPATTERN:
            yield from _repeated(value[-1])
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeated(value[1])


def _sample(tree: Any) -> str:
    """A string that a part of a pattern matches, as far as that is easy."""
    text = ""
    for op, value in tree:
        if op is sre.LITERAL:
            text += chr(value)
        elif op is sre.NOT_LITERAL:
            text += "b" if chr(value) == "a" else "a"
        elif op is sre.ANY:
            text += "a"
        elif op is sre.IN:
            text += _of_class(value)
        elif op is sre.CATEGORY:
            text += _of_class([(op, value)])
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            text += _sample(value[2]) * max(1, min(value[0], 3))
        elif op is sre.SUBPATTERN:
            text += _sample(value[-1])
        elif op is sre.BRANCH:
            text += _sample(value[1][0])
    return text


def _of_class(items: Any) -> str:
    accepts = parser.parse("")  # a pattern of one class
    accepts.append((sre.IN, items))
    compiled = re._compiler.compile(accepts)  # type: ignore[attr-defined]
    return next((char for char in "aA1 ,.-'\"\n<é" if compiled.match(char)), "a")


@cache
def unit() -> float:
    """Seconds of CPU that the plainest quadratic search takes here, the best of ten."""
    plain = Used(re.compile(r"\s+\|"), False, *IN_WORKER)
    return min(seconds(plain, " " * 5_000, 60) for _ in range(10))


def seconds(used: Used, text: str, most: float) -> float:
    """CPU of a search, at most about so many seconds."""
    began = time.thread_time()
    try:
        with at_most(most):
            (used.pattern.match if used.anchored else used.pattern.search)(text)
    except TooLong:
        return most
    return time.thread_time() - began


def slow(used: Used) -> str | None:
    """A short account of how a pattern is held up, None if nothing was found."""
    for pump in pumps(used.pattern):
        for end in ENDS:
            text = pump * (FIRST // len(pump)) + end
            if seconds(used, text, 0.5) < SUSPICIOUS_S:
                continue
            text = pump * (used.chars // len(pump)) + end
            # Up to three times: what else the machine does only ever adds.
            most = 1.1 * used.limit * unit()
            if all(seconds(used, text, most) > used.limit * unit() for _ in range(3)):
                return f"more than {used.limit} units for {pump!r} repeated, then {end!r}"
    return None


def all_slow(patterns: Iterable[tuple[str, Used]]) -> dict[str, str]:
    """Where -> how, for those that are slow."""
    found = ((where, slow(used)) for where, used in patterns)
    return {where: how for where, how in found if how is not None}
