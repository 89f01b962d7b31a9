"""Everything that comes off the wire counts, whatever it is."""

from __future__ import annotations

import asyncio

import pytest

from adapters.pages.byte_budget import (
    FRAMING,
    HEAD_READ_BYTES,
    ByteBudget,
    current_budget,
    spending,
)
from adapters.pages.fetch_counts import MAX_SITES, OTHERS, FetchCounts
from briefs.errors import TooLarge


@pytest.mark.parametrize("head", [100, 1_000, 65_536])
@pytest.mark.parametrize("step", [1, 99, 4_096])
def test_a_head_ends_at_its_limit(head: int, step: int) -> None:
    budget = ByteBudget(wire_bytes=10**9, head_bytes=head)
    for _ in range(head // step):
        budget.take(step)
    with pytest.raises(TooLarge, match="more headers than are read"):
        budget.take(step)


@pytest.mark.parametrize("wire", [800, 8_000, 5 * 2**20])
def test_a_body_ends_with_what_frames_it(wire: int) -> None:
    budget = ByteBudget(wire_bytes=wire, head_bytes=50)
    budget.take(50)
    budget.body_begins()
    budget.take(wire + wire // FRAMING)
    with pytest.raises(TooLarge, match="too large"):
        budget.take(1)


def test_a_head_is_read_in_small_pieces() -> None:
    budget = ByteBudget(wire_bytes=1)
    assert (budget.at_once(65_536), budget.at_once(10)) == (HEAD_READ_BYTES, 10)
    budget.body_begins()
    assert budget.at_once(65_536) == 65_536


async def test_each_request_spends_its_own() -> None:
    async def one(size: int) -> int:
        budget = ByteBudget(wire_bytes=10**6)
        with spending(budget):
            for _ in range(3):
                await asyncio.sleep(0)
                found = current_budget()
                assert found is budget
                found.take(size)
        assert current_budget() is None
        return budget.taken

    assert await asyncio.gather(*map(one, (1, 20, 300))) == [3, 60, 900]


def test_sites_are_told_by_name_up_to_a_number() -> None:
    counts = FetchCounts()
    for number in range(MAX_SITES + 50):
        counts.count_request(f"s{number}.example", taken=10)
        counts.count_request("often.example", taken=1)
    requests = next(m for m in counts.metrics() if m.name == "readout_egress_requests_total")
    by_site = {labels["site"]: value for labels, value in requests.samples}
    assert len(by_site) == MAX_SITES + 1
    assert by_site["often.example"] == MAX_SITES + 50
    assert by_site[OTHERS] == 51
    assert sum(by_site.values()) == 2 * (MAX_SITES + 50)
