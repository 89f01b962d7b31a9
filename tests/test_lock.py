"""The lock files hold what pyproject.toml asks for, by hash, and name no host."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
LOCKS = {name: (ROOT / "requirements" / f"{name}.txt") for name in ("run", "dev", "fuzz")}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def group(name: str) -> Iterator[str]:
    """The requirements of a dependency group, included groups among them."""
    for entry in PROJECT["dependency-groups"][name]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from group(entry["include-group"])


def pins(name: str) -> dict[str, list[str]]:
    """A lock file -> the versions of each package; one that differs by platform has several."""
    found: dict[str, list[str]] = {}
    for package, version in PINNED.findall(LOCKS[name].read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(package), []).append(version)
    return found


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [("run", one) for one in (*RUN, *group("build"))]
    + [("dev", one) for one in (*RUN, *group("dev"))]
    + [("fuzz", one) for one in group("fuzz")],
)
def test_what_is_asked_for_is_locked(lock: str, wanted: str) -> None:
    requirement = Requirement(wanted)
    versions = pins(lock).get(canonicalize_name(requirement.name), [])
    assert versions, f"{wanted} is not in requirements/{lock}.txt: run `make lock`"
    assert all(requirement.specifier.contains(one, prereleases=True) for one in versions), (
        f"requirements/{lock}.txt has {versions}, pyproject.toml asks for {wanted}: run `make lock`"
    )


def test_both_locks_agree() -> None:
    run, dev = pins("run"), pins("dev")
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash_and_none_a_host(lock: str) -> None:
    text = LOCKS[lock].read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)
