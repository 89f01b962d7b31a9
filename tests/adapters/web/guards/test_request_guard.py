from __future__ import annotations

import httpx
import pytest

from adapters.web.app import create_app
from tests.fakes.paste_service import MemoryPasteService


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8484", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8484", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost@evil.example", 400),
        ("", 400),
    ],
)
async def test_it_answers_under_its_own_names_only(
    client: httpx.AsyncClient, host: str, status: int
) -> None:
    answer = await client.get("/health", headers={"host": host})
    assert answer.status_code == status
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8484"}, False),
        ({"origin": "http://127.0.0.1:8484"}, True),
        ({"origin": "http://127.0.0.1:9999"}, False),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://[bad"}, False),
    ],
)
async def test_forms_of_other_sites_are_refused(
    client: httpx.AsyncClient, headers: dict[str, str], allowed: bool
) -> None:
    answer = await client.post("/example", headers=headers)
    assert (answer.status_code == 303) is allowed
    assert (answer.status_code == 403) is not allowed
    job = answer.headers.get("location")
    assert bool(job) is allowed


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/briefing/none", "/health", "/static/style.css", "/static/none"]
)
async def test_every_answer_forbids_what_the_page_does_not_need(
    client: httpx.AsyncClient, path: str
) -> None:
    headers = (await client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


async def test_a_fault_is_a_page_with_the_same_headers(paste_service: MemoryPasteService) -> None:
    async def broken() -> tuple[()]:
        raise RuntimeError("secret detail")

    paste_service.health = broken  # type: ignore[method-assign]
    transport = httpx.ASGITransport(
        create_app(paste_service=paste_service), raise_app_exceptions=False
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get("/status")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_nothing_is_loaded_from_elsewhere_or_inline(client: httpx.AsyncClient) -> None:
    for path in ("/", "/archive", "/status"):
        html = (await client.get(path)).text
        for token in ('src="http', "src='", "style=", "onclick", "<style", 'href="http'):
            assert token not in html
        assert html.count("<script") == 1


@pytest.mark.parametrize("path", ["/briefing/a%00b", "/posts/%00", "/job/%1b/cancel"])
async def test_a_path_with_control_characters_leads_nowhere(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    assert "content-security-policy" in answer.headers
