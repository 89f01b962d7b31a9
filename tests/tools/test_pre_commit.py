"""What is run before a commit is what CI runs, and leaves alone what CI leaves alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

CONFIG: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
HOOKS: dict[str, str] = {
    hook["id"]: hook["entry"] for repo in CONFIG["repos"] for hook in repo["hooks"]
}
AS_GIVEN = "quality/gold/score.py"


@pytest.mark.parametrize("tool", ["ruff format", "ruff check", "mypy", "lint-imports"])
def test_each_check_of_ci_has_its_hook(tool: str) -> None:
    rules = (ROOT / "Makefile").read_text("utf-8").split("\n\n")
    [check] = [rule for rule in rules if rule.startswith("check: ")]
    assert f"$(BIN)/{tool}" in check
    assert any(entry.startswith(f".venv/bin/{tool}") for entry in HOOKS.values())


@pytest.mark.parametrize("entry", HOOKS.values(), ids=HOOKS)
def test_what_a_hook_names_is_there(entry: str) -> None:
    program, *arguments = entry.split()
    assert Path(sys.executable).with_name(Path(program).name).exists()
    assert [one for one in arguments if one.endswith(".py") and not (ROOT / one).is_file()] == []


@pytest.mark.parametrize("hook", ["ruff-format", "ruff-check"])
def test_a_file_that_is_kept_as_it_was_given_is_left_alone(tmp_path: Path, hook: str) -> None:
    """A hook names each file, and a file that is named is read though it is excluded."""
    given, copy = ROOT / AS_GIVEN, tmp_path / AS_GIVEN
    copy.parent.mkdir(parents=True)
    shutil.copy(given, copy)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    program, *arguments = HOOKS[hook].split()
    command = [str(Path(sys.executable).with_name(Path(program).name)), *arguments, AS_GIVEN]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, copy.read_bytes()) == (0, given.read_bytes()), done.stdout
