"""Each direct dependency is accounted for, and the weights that are told are those that are checked."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement

from adapters.language.reader import WEIGHTS
from tests.conftest import ROOT
from tests.test_lock import RUN

DOCUMENT = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
ROWS = [line.split("|") for line in DOCUMENT.splitlines() if line.startswith("| ")]
NAMED = {name.strip() for row in ROWS for name in row[1].split(",")}


@pytest.mark.parametrize("requirement", RUN)
def test_a_dependency_has_its_row(requirement: str) -> None:
    assert Requirement(requirement).name in NAMED


def test_no_row_is_of_a_dependency_that_is_gone() -> None:
    own = {Requirement(requirement).name for requirement in RUN}
    assert {name for name in NAMED if re.fullmatch(r"[a-z0-9.-]+", name)} - own <= {
        "package",
        "file",
    }


@pytest.mark.parametrize("file", WEIGHTS)
def test_the_weights_that_are_told_are_those_that_are_checked(file: str) -> None:
    assert f"| `{file}` | `{WEIGHTS[file]}` |" in DOCUMENT
