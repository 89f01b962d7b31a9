"""Addresses that no site has, and faults of our own: each fetch ends in one line."""

from datetime import UTC, datetime

import pytest

from adapters.pages.fetcher import Fetcher
from briefs.errors import ReadoutError
from tests.fakes.network import Dials, Names
from tests.fakes.site import Site, answer_bytes


def now() -> datetime:
    return datetime(2026, 5, 4, 12, tzinfo=UTC)


ODD = [
    "http://xn--n3h.test/", "http://☃.test/", "http://xn--a.test/", "http://xn--0.test", "http://xn--ls8h.test/",
    "http://%F0%9F%92%A9.test/", "http://xn--.test/", "http://a..b.test/", "http://-a.test/", "http://[::1/",
    "http://a.test:65536/", "http://a.test/\ud800", "http://1.1.1/", "http://\u0661.1.1.1/", "http://*.test/",
    "http://" + "a" * 64 + ".test/", "http://" + "a." * 130 + "test/", "http://a\u200db.test/", "http://1.2.3.4.5/",
    "http://a.test@b/", "http://{a}.test/", "http://a.test/\\", "http://xn--a-.test", "http://\ufdd0.test/",
    "", "http:", "http://", "http:///", "//a.test/", "http://?", "http://#", "javascript:alert(1)", "http://\x00/",
]  # fmt: skip


@pytest.mark.parametrize("url", ODD, ids=ascii)
async def test_an_odd_address_gets_its_one_line(url: str) -> None:
    async with Site(answer_bytes(b"here")) as site, Fetcher(
        contact="x", now=now, resolver=Names({}), network=Dials(site.port)
    ) as fetch:  # fmt: skip
        with pytest.raises(ReadoutError) as raised:
            await fetch(url)
    assert str(raised.value)
    assert "\n" not in str(raised.value)
    assert raised.value.kind in {"bad_link", "refused_address", "unreachable"}


@pytest.mark.parametrize(
    "fault",
    [KeyError("x"), RuntimeError("x"), UnicodeDecodeError("idna", b"", 0, 1, "x"), AssertionError(), RecursionError()],
    ids=repr,
)  # fmt: skip
async def test_no_fault_of_ours_leaves_a_fetch_as_it_is(fault: Exception) -> None:
    async def resolver(host: str, port: int) -> list[str]:
        raise fault

    async with Fetcher(contact="x", now=now, resolver=resolver) as fetch:
        with pytest.raises(ReadoutError):
            await fetch("http://news.example/a")
    assert fetch.counts.running == 0
