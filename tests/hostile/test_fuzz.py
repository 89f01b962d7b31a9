"""A fixed number of seeded examples for each target of fuzz.py.

What a longer run finds becomes a test beside the tests of the code that was at fault.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.hostile.fuzz import SEEDS, TARGETS, tried
from tests.vectors import ADDRESSES, TEXTS

SAID = [
    *SEEDS,
    *(str(vector["input"] or "")[:2_000].encode("utf-8", "surrogatepass") for vector in TEXTS),
    *(vector["url"].encode("utf-8", "surrogatepass") for vector in ADDRESSES),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A seed with a few stretches cut, doubled, moved or overwritten."""
    data = bytearray(draw(st.sampled_from(SAID)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.integers(0, 40))
        piece = bytes(data[at : at + size])
        match draw(st.sampled_from(["cut", "double", "insert", "other"])):
            case "cut":
                del data[at : at + size]
            case "double":
                data[at:at] = piece * draw(st.integers(1, 50))
            case "insert":
                data[at:at] = draw(st.binary(max_size=12))
            case _:
                data[at:at] = draw(st.sampled_from(SAID))[:400]
    return bytes(data[:6_000])


MUTATED = mutated()
EXAMPLES = {"briefings": 40, "pages": 40, "payloads": 60}
"""Those that take longer; 150 of the others."""


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_that_strangers_write_is_a_fault(name: str) -> None:
    @seed(20260504)
    @settings(
        max_examples=EXAMPLES.get(name, 150), deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(MUTATED)
    def tried(data: bytes) -> None:
        TARGETS[name](data)

    tried()


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff", b" ", b"\n", b"a" * 5_000, *SEEDS])
def test_the_seeds_themselves(name: str, data: bytes) -> None:
    TARGETS[name](data)


def breaks(name: str, seconds: float) -> int:
    raise ValueError(name)


def lacks(name: str, seconds: float) -> int:
    pytest.skip("no Node.js")


@pytest.mark.parametrize(
    ("run", "came"),
    [
        (breaks, "a find"), (lacks, "left out: no Node.js"),
        (lambda name, seconds: 1, "a find"), (lambda name, seconds: 0, "nothing"),
    ],
)  # fmt: skip
def test_a_long_run_goes_on_after_a_find(run: Callable[[str, float], int], came: str) -> None:
    assert tried(run, "pages", 1.0) == came
