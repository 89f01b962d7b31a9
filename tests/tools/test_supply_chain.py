"""The list of what runs is held against the lock, and an audit that asked nobody is none."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.test_lock import pins as locked_versions
from tools import supply_chain
from tools.supply_chain import Pin, absent, answers, audit, pins, plain_files

LOCK = (ROOT / "requirements" / "run.txt").read_text("utf-8")
FERRY, TALKS = Pin("ferry", "1.0", frozenset({"aa", "bb"})), Pin("talks", "2", frozenset({"cc"}))


def part(pin: Pin) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": one} for one in sorted(pin.hashes)]
    return {
        "name": pin.name,
        "version": pin.version,
        "externalReferences": [{"type": "distribution", "hashes": hashes}],
    }


def test_every_line_of_the_lock_is_a_pin() -> None:
    found = pins(LOCK)
    versions = [(name, one) for name, several in locked_versions("run").items() for one in several]
    assert sorted((pin.name, pin.version) for pin in found) == sorted(versions)
    assert sum(len(pin.hashes) for pin in found) == LOCK.count("--hash=sha256:")


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([FERRY, TALKS], []),
        ([FERRY], ["talks 2: not in the list"]),
        ([FERRY, TALKS._replace(version="3")], ["talks 2: not in the list"]),
        ([FERRY, TALKS._replace(hashes=frozenset({"dd"}))], ["talks 2: other hashes"]),
        ([FERRY._replace(hashes=frozenset({"aa"})), TALKS], ["ferry 1.0: other hashes"]),
        ([], ["ferry 1.0: not in the list", "talks 2: not in the list"]),
    ],
)
def test_a_locked_package_that_is_not_listed_as_it_is_is_named(
    listed: list[Pin], said: list[str]
) -> None:
    assert absent([FERRY, TALKS], {"components": [part(pin) for pin in listed]}) == said


def test_what_another_system_installs_is_asked_for_too(tmp_path: Path) -> None:
    files = list(plain_files(pins(LOCK), tmp_path))
    written = [pins(one.read_text("utf-8")) for one in files]
    assert sorted(pin for several in written for pin in several) == sorted(pins(LOCK))
    assert all(len({pin.name for pin in several}) == len(several) for several in written)
    assert not any(";" in one.read_text("utf-8") for one in files)


SAFE = {"name": "ferry", "version": "1.0", "vulns": []}
FAULT = {"id": "PYSEC-1", "fix_versions": ["1.1"]}
SKIPPED = {"name": "talks", "skip_reason": "Dependency not found on PyPI"}
WELL = {"name": "talks", "version": "2", "vulns": []}


def report(*found: dict[str, Any]) -> str:
    return json.dumps({"dependencies": found, "fixes": []})


def test_what_was_skipped_is_not_known() -> None:
    assert answers(report(SAFE, SKIPPED)) == {("ferry", "1.0"): []}


@pytest.mark.parametrize(
    ("replies", "code", "said"),
    [
        ([report(SAFE, WELL)], 0, "No known vulnerabilities in 2 packages, after PyPI"),
        (["", report(SAFE, WELL)], 0, "No known vulnerabilities in 2 packages, after api.osv.dev"),
        ([report({**SAFE, "vulns": [FAULT]}, SKIPPED)], 1, "ferry 1.0: PYSEC-1, mended in 1.1"),
        ([report(SKIPPED), report(SAFE)], 2, "Not audited"),
        (["", "Traceback", "{"], 2, "Not audited"),
        ([report()], 2, "PyPI knew 0 of 2 packages"),
    ],
)
def test_only_a_database_that_knows_every_package_says_that_all_is_well(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    replies: list[str],
    code: int,
    said: str,
) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text(
        "ferry==1.0 \\\n    --hash=sha256:aa\ntalks==2 ; python_version > '3.12' \\\n    --hash=sha256:cc\n"
    )
    services = ("pypi", "osv", "esms")
    for name, reply in zip(services, replies, strict=False):
        (tmp_path / name).write_text(reply)
    program = tmp_path / "uv"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "asked = sys.argv[sys.argv.index('-s') + 1]\n"
        f"reply = pathlib.Path({str(tmp_path)!r}, asked)\n"
        "sys.stdout.write(reply.read_text() if reply.exists() else '')\n"
        "sys.exit('Traceback: cannot be reached' if not reply.exists() else 0)\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(supply_chain, "LOCK", lock)
    monkeypatch.setattr(supply_chain, "UV", program)
    assert audit() == code
    out, err = capsys.readouterr()
    assert said in out
    assert (err, "Traceback" in out) == ("", False)
    assert code != 2 or len(out.splitlines()) == 1
