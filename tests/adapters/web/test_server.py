"""The same page behind a real HTTP server."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from adapters.web.app import create_app
from tests.adapters.web.conftest import LIMITS, Chain
from tests.adapters.web.server import serving
from tests.fakes.paste_service import MemoryPasteService


def test_the_whole_way_over_http(paste_service: MemoryPasteService) -> None:
    with (
        serving(create_app(paste_service=paste_service, limits=LIMITS)) as address,
        httpx.Client(base_url=address, follow_redirects=True, trust_env=False) as client,
    ):
        job = client.post("/example", follow_redirects=False).headers["location"]
        client.get(f"{job}/stages?seen=9")
        briefing = client.get(job)
        assert briefing.url.path == "/briefing/b1"
        assert "a promise to two million farmers" in briefing.text
        assert client.get("/health", headers={"host": "rebound.example"}).status_code == 400


def test_a_body_without_a_stated_length_is_cut_off(paste_service: MemoryPasteService) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.html"\r\n\r\n'
        while True:
            yield b"x" * 8192

    with serving(create_app(paste_service=paste_service, limits=LIMITS)) as address:
        headers = {"content-type": "multipart/form-data; boundary=x"}
        with httpx.Client(base_url=address, trust_env=False) as client:
            try:
                answer = client.post("/brief", content=endless(), headers=headers)
                assert answer.status_code == 413
            except (httpx.WriteError, httpx.ReadError):
                pass  # the server hung up, as it may
    assert paste_service.pastes == []


def test_it_stops_while_somebody_watches(paste_service: MemoryPasteService, chain: Chain) -> None:
    with (
        serving(create_app(paste_service=paste_service)) as address,
        httpx.Client(trust_env=False) as client,
    ):
        chain.gate.clear()
        job = client.post(f"{address}/example").headers["location"]
        assert client.get(f"{address}{job}").status_code == 200
