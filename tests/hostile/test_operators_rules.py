"""What an operator allows and denies, through the real program: its words, its counters, no dial."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.fakes.product import Browser, Product, Town
from tests.fakes.product import town as town

RULES = {
    "READOUT_DENY_HOSTS": "intranet.example, 203.0.113.9",
    "READOUT_DENY_NETWORKS": "198.51.100.0/24, 10.77.0.0/16",
    "READOUT_ALLOW_NETWORKS": "10.0.0.0/8",
}
BY_OPERATOR = "whoever runs this bot does not let it be read"
DENIED = [
    "https://intranet.example/plan",
    "https://wiki.INTRANET.example./plan",
    "http://203.0.113.9/plan",
    "http://198.51.100.7/plan",
    "http://[::ffff:198.51.100.7]/plan",
    "http://10.77.3.4/plan",  # denied within what is allowed
]


async def counted(reader: Browser, name: str) -> dict[str, float]:
    """A counter of the program -> its values that are not 0, by their only label."""
    families = text_string_to_metric_families(await reader.see("/metrics"))
    return {
        next(iter(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
        if sample.name == name and sample.value
    }


async def test_what_is_denied_is_refused_in_words_and_counted(tmp_path: Path, town: Town) -> None:
    product = Product(tmp_path, f"127.0.0.1:{town.site.port}", **RULES)
    async with product.running() as reader:
        for link in DENIED:
            answer = await reader.finished(await reader.begin("/brief", box=link))
            assert BY_OPERATOR in unescape(answer.text), link
        refused = await counted(reader, "readout_addresses_refused_total")
        assert refused == {"denied_by_operator": len(DENIED)}
        private = await reader.finished(await reader.begin("/brief", box="http://192.168.3.4/plan"))
        assert "it leads into a private network" in unescape(private.text)
        assert await counted(reader, "readout_egress_requests_total") == {}
        await reader.finished(await reader.begin("/brief", box=f"{town.url}/ferry"))
        assert await counted(reader, "readout_egress_requests_total") == {"127.0.0.1": 1}
        [read] = (await counted(reader, "readout_egress_read_bytes_total")).values()
        assert read > 100
        refused = await counted(reader, "readout_addresses_refused_total")
        assert refused == {"denied_by_operator": len(DENIED), "private_network": 1}


@pytest.mark.parametrize("network", ["127.0.0.0/8", "0.0.0.0/0", "169.254.169.254/32", "::1/128"])
async def test_what_nobody_may_allow_ends_the_start(tmp_path: Path, network: str) -> None:
    product = Product(tmp_path, "127.0.0.1:9", READOUT_ALLOW_NETWORKS=network)
    code, _, log = await product.said("run")
    assert code == 1, log
    assert "READOUT_ALLOW_NETWORKS" in log
    assert "addresses that are never read" in log
    assert "Traceback" not in log
