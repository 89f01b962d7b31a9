"""What every test may use: what the machine has, and where the shared material lies.

`needs("node")` and its kin skip with a line that names what is missing; on CI, where all
of it is installed, the same absence is a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

# CI asks the same examples every time: a push must not fail by luck. Developers search on.
# A busy machine is no fault of the example: nowhere has one a deadline.
hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=20 * 100)
hypothesis.settings.load_profile("busy")
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


def examples(count: int) -> int:
    """How many examples a test asks for -> how many it gets: with the profile "soak" 20 times."""
    return count * hypothesis.settings().max_examples // 100


ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
NODE = ROOT / "tests" / "node"
POSTGRES = ("127.0.0.1", 5432)
POSTGRES_URL = "postgresql+psycopg://postgres@127.0.0.1:5432/test"


LONGEST = (
    "kill/chats/test_real_chats.py",
    "bench/test_benchmarks.py",
    "hostile/test_slow_patterns.py",
    "test_product.py",
    "test_two_chats.py",
    "tools/learning/test_training.py",
    "test_discord_product.py",
    "bot/cli/test_operator_commands.py",
    "bot/cli/test_command_line.py",
    "test_sample.py",
)
"""Files that take half a minute or more, the longest first: begun last, one of them would leave a core idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the others as they were found."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are named by their length: each worker must collect the same names, whatever the bytes hold."""
    return f"{len(val)}-bytes" if isinstance(val, bytes) else None


def _listening(address: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(address, timeout=1):
            return True
    except OSError:
        return False


PRESENT: dict[str, tuple[str, Callable[[], bool]]] = {
    "node": (
        "Node.js with the packages of tests/node",
        lambda: bool(shutil.which("node")) and (NODE / "node_modules").is_dir(),
    ),
    "chromium": ("Chromium", lambda: bool(shutil.which("chromium"))),
    "postgres": ("PostgreSQL on 127.0.0.1:5432", lambda: _listening(POSTGRES)),
    "shared": (
        "the shared material in ../shared",
        lambda: (SHARED / "gold" / "score.py").is_file(),
    ),
}


def missing(what: str) -> None:
    """Skip with a line that names what is missing; on CI fail instead."""
    name, present = PRESENT[what]
    if not present():
        line = f"this machine lacks {name}"
        if os.environ.get("CI"):
            pytest.fail(line)
        pytest.skip(line)


@pytest.fixture
def needs() -> Callable[[str], None]:
    """`needs("postgres")` at the head of a test."""
    return missing


@pytest.fixture
def shared() -> Path:
    """The folder of shared material, or a skip that says it is not there."""
    missing("shared")
    return SHARED
