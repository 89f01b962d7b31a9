"""Hostile addresses and texts: the copies here, and those of the folder READOUT_VECTORS.

Whoever has more of them puts files of the same names and the same form into a folder; every
test that takes vectors takes those too. Nothing counts on how many there are.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

Vector = dict[str, Any]

HERE = Path(__file__).parent


@cache
def folders() -> tuple[Path, ...]:
    """Where vectors are looked for."""
    given = os.environ.get("READOUT_VECTORS", "")
    return (HERE, Path(given)) if given else (HERE,)


def vectors(name: str) -> list[Vector]:
    """The vectors of a file ("ssrf.json"), each once; an id that comes again has its folder with it."""
    found: dict[str, Vector] = {}
    for folder in folders():
        path = folder / name
        if folder != HERE and not path.is_file():
            continue
        for vector in json.loads(path.read_text("utf-8"))["vectors"]:
            known = found.get(vector["id"])
            if known is None:
                found[vector["id"]] = vector
            elif known != vector:
                other = f"{vector['id']}@{folder.name}"
                found[other] = {**vector, "id": other}
    return list(found.values())


def ident(vector: Vector) -> str:
    """What pytest calls it."""
    return str(vector["id"])


ADDRESSES = vectors("ssrf.json")
TEXTS = vectors("injection.json")
