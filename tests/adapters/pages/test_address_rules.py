"""What an operator allows and denies, and what nobody can allow."""

from __future__ import annotations

import ipaddress

import pytest

from adapters.pages.address_guard import NEVER, AddressRules, Refused, judge_url, why_refused
from adapters.pages.fetcher import Fetcher
from adapters.pages.politeness import Politeness
from bot.settings import BadSettings, load
from bot.wiring.reading_chain import address_rules
from briefs.errors import RefusedAddress
from tests.fakes.network import Dials, Names
from tests.fakes.site import Site, answer_bytes
from tests.hostile.test_network import now


def rules(allow: str = "", deny: str = "", hosts: str = "") -> AddressRules:
    return address_rules(
        load(
            {
                "READOUT_ALLOW_NETWORKS": allow,
                "READOUT_DENY_NETWORKS": deny,
                "READOUT_DENY_HOSTS": hosts,
            }
        )
    )


UNIVERSITY = rules(deny="93.184.0.0/16, 2606:2800::/32", hosts="Intra.example, .wiki.example.")
INTRANET = rules(allow="10.20.0.0/16,fd12:3456::/48", deny="10.20.30.0/24")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("93.184.216.34", "denied_by_operator"),
        ("::ffff:93.184.216.34", "denied_by_operator"),
        ("2606:2800:220::1", "denied_by_operator"),
        ("127.0.0.1", "private_network"),
        ("93.185.0.1", None),
    ],
)
def test_public_addresses_can_be_denied(address: str, reason: str | None) -> None:
    found = why_refused(address, rules=UNIVERSITY)
    assert (found.reason if found else None) == reason
    assert (why_refused(address) is None) is (reason != "private_network")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("10.20.1.1", None),
        ("::ffff:10.20.1.1", None),
        ("fd12:3456::7", None),
        ("10.20.30.1", "denied_by_operator"),
        ("10.21.0.1", "private_network"),
        ("fd12:3457::7", "private_network"),
        ("192.168.0.1", "private_network"),
    ],
)
def test_private_networks_can_be_allowed(address: str, reason: str | None) -> None:
    found = why_refused(address, rules=INTRANET)
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize(
    "url",
    ["http://intra.example/", "http://a.b.INTRA.example./x", "https://wiki.example/", "https://x.wiki.example/"],
)  # fmt: skip
def test_hosts_can_be_denied_with_all_below_them(url: str) -> None:
    with pytest.raises(Refused) as refusal:
        judge_url(url, rules=UNIVERSITY)
    assert refusal.value.reason == "denied_by_operator"
    assert "whoever runs this bot" in str(refusal.value)
    assert judge_url(url).url


@pytest.mark.parametrize("url", ["http://myintra.example/", "http://intra.example.org/"])
def test_other_hosts_are_not(url: str) -> None:
    assert judge_url(url, rules=UNIVERSITY).url == url


@pytest.mark.parametrize(
    "network",
    ["127.0.0.0/8", "::1/128", "0.0.0.0/0", "::/0", "169.254.169.254/32", "fe80::/64", "100.64.0.0/10",
     "168.63.129.16/32", "fd00::/8", "224.0.0.0/24", "127.0.0.1"],
)  # fmt: skip
def test_what_nobody_can_allow(network: str) -> None:
    with pytest.raises(BadSettings, match="never read"):
        rules(allow=network)
    # Even if a launcher did: the guard itself says no to what is in it.
    allowed = AddressRules(allow=(ipaddress.ip_network(network),))
    inside = [block for block in NEVER if block.overlaps(ipaddress.ip_network(network))]
    assert inside
    for block in inside:
        assert why_refused(str(block[0]), rules=allowed) is not None


@pytest.mark.parametrize("name", ["READOUT_ALLOW_NETWORKS", "READOUT_DENY_NETWORKS"])
@pytest.mark.parametrize("value", ["10.0.0.1/8", "10.0.0.0/33", "intranet", "10.0.0.0/8;fd00::/8"])
def test_what_is_no_network_is_a_fault(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"{name}: Write networks as") as fault:
        load({name: value})
    assert value not in str(fault.value)


async def test_the_fetcher_obeys_and_counts() -> None:
    async with Site(answer_bytes(b"<p>Hello</p>")) as site:
        dials = Dials(site.port)
        async with Fetcher(
            contact="x",
            now=now,
            manners=Politeness(now=now, gap_s=0),
            rules=rules(deny="93.184.0.0/16", hosts="denied.example", allow="10.20.0.0/16"),
            resolver=Names(
                {
                    "open.example": [["203.1.2.3"]],
                    "inside.example": [["10.20.1.1"]],
                    "campus.example": [["203.1.2.3", "93.184.216.34"]],
                    "denied.example": [["203.1.2.3"]],
                    "secret.example": [["10.99.1.1"]],
                }
            ),
            network=dials,
        ) as fetch:
            await fetch("http://open.example/a")
            await fetch("http://inside.example/")
            for name in ("campus", "denied", "secret"):
                with pytest.raises(RefusedAddress):
                    await fetch(f"http://{name}.example/")
            counts = fetch.counts
    assert dials.made == [("203.1.2.3", 80), ("10.20.1.1", 80)]
    assert counts.refused == {"denied_by_operator": 2, "private_network": 1}
    assert counts.failures == {"refused_address": 3}
    assert counts.running == 0
    metrics = {
        metric.name: {tuple(labels.values()): value for labels, value in metric.samples}
        for metric in counts.metrics()
    }
    assert metrics["readout_egress_requests_total"]["open.example",] == 1
    assert metrics["readout_egress_read_bytes_total"]["open.example",] == 95
    assert metrics["readout_addresses_refused_total"]["private_network",] == 1
