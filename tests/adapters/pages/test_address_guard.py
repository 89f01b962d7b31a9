import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pages.address_guard import judge_url, why_refused
from briefs.errors import BadLink, GiveUp, RefusedAddress

# What ipaddress.is_global calls global although nobody may reach it through us.
TRAPS = [
    "224.0.0.1",
    "168.63.129.16",
    "64:ff9b::10.0.0.1",
    "2002:a00:1::1",
    "::127.0.0.1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:0:127.0.0.1",
    "2001::1",
    "fe80::1%eth0",
    "0.0.0.0",
    "255.255.255.255",
    "::",
    "not an address",
    "",
]


@pytest.mark.parametrize("address", TRAPS)
def test_an_address_that_only_looks_public_is_refused(address: str) -> None:
    assert why_refused(address) is not None


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "::ffff:8.8.8.8"]
)
def test_a_public_address_passes(address: str) -> None:
    assert why_refused(address) is None


@given(st.ip_addresses(v=4))
def test_ipv4_is_judged_alike_bare_and_mapped(ip: ipaddress.IPv4Address) -> None:
    assert why_refused(str(ip)) == why_refused(f"::ffff:{ip}")
    if ip.is_private or ip.is_multicast or ip.is_reserved or ip.is_loopback:
        assert why_refused(str(ip)) is not None


@given(st.ip_addresses(v=6))
def test_ipv6_is_public_only_where_the_internet_is(ip: ipaddress.IPv6Address) -> None:
    inside = ip in ipaddress.ip_network("2000::/3") or ip.ipv4_mapped is not None
    assert inside or why_refused(str(ip)) is not None


@given(st.ip_addresses())
def test_the_permission_for_loopback_opens_nothing_else(ip: ipaddress.IPv4Address) -> None:
    if not ip.is_loopback:
        assert why_refused(str(ip), loopback=True) == why_refused(str(ip))


def test_a_target_is_written_as_browsers_do() -> None:
    target = judge_url("HTTP://Bücher.Example:80/a/../b?x=1#top")
    assert target.url == "http://xn--bcher-kva.example/b?x=1"
    assert (target.scheme, target.host, target.port) == ("http", "xn--bcher-kva.example", 80)


@pytest.mark.parametrize(
    ("url", "error", "line"),
    [
        ("ftp://news.example/", BadLink, "Only http and https"),
        ("news.example", BadLink, "not a link"),
        ("http://news.example/a b", BadLink, "characters"),
        ("http://news.example/" + "a" * 2048, BadLink, "longer than"),
        ("http://news.example/" + "é" * 400, BadLink, "longer than"),
        ("http://anna@news.example/", RefusedAddress, "user name"),
        ("http://@news.example/", RefusedAddress, "user name"),
        ("http://news.example:8080/", RefusedAddress, "port 8080"),
        ("http://news.example:0/", RefusedAddress, "port 0"),
        ("http://intranet/", RefusedAddress, "no public host"),
        ("http://2130706433/", RefusedAddress, "strange way"),
        ("http://10.0.0.1/", RefusedAddress, "private network"),
        ("http://[::1]/", RefusedAddress, "private network"),
    ],
)
def test_each_refusal_has_its_own_line(url: str, error: type[GiveUp], line: str) -> None:
    with pytest.raises(error, match=line):
        judge_url(url)


def test_loopback_passes_for_its_own_pair_alone() -> None:
    allowed = frozenset({("127.0.0.1", 8123)})
    assert judge_url("http://127.0.0.1:8123/a", loopback=allowed).port == 8123
    for other in (
        "http://127.0.0.1:8124/",
        "http://127.0.0.1/",
        "http://127.0.0.2:8123/",
        "http://localhost:8123/",
    ):
        with pytest.raises(RefusedAddress):
            judge_url(other, loopback=allowed)


@given(
    st.text(max_size=40), st.sampled_from(["", "http://", "https://", "http:/", "//", "http://a@"])
)
def test_whatever_is_given_is_judged_or_refused(text: str, start: str) -> None:
    try:
        target = judge_url(start + text)
    except GiveUp:
        return
    assert target.port in (80, 443)
    assert "." in target.host or ":" in target.host
