"""Handing in a link, a file or a text, and watching it being read."""

from __future__ import annotations

import httpx
import lxml.html  # type: ignore[import-untyped]
import pytest

from briefs.errors import OverQuota, Paywalled, SiteBusy
from briefs.model.pastes import Stage
from tests.adapters.web.conftest import LIMITS, Chain
from tests.adapters.web.views.page_tree import LINK, stage_states, tree
from tests.fakes.paste_service import MemoryPasteService

# ------------------------------------------------------------------------- handing in


async def test_a_link_goes_in_and_its_briefing_comes_out(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    started = await client.post("/brief", files={"box": (None, f"  {LINK}\n")})
    assert started.status_code == 303
    job = started.headers["location"]
    await client.get(f"{job}/stages?seen=9")
    finished = await client.get(job)
    assert finished.status_code == 303
    page = await client.get(finished.headers["location"])
    assert page.status_code == 200
    assert "Helena Marsh" in page.text
    assert [paste.link for paste in paste_service.pastes] == [LINK]


async def test_what_was_pasted_is_told_apart(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    text = "Two ministers met. They signed a treaty about the river, and many cheered. " * 4
    for box in (
        "inland-post.example/river-accord",
        f"Look at this: {LINK}.",
        text,
        f"{text} It was on {LINK} first.",
    ):
        await client.post("/brief", data={"box": box})
    links = [paste.link for paste in paste_service.pastes]
    assert links == ["https://inland-post.example/river-accord", LINK, None, None]
    assert paste_service.pastes[2].text == text.strip()


async def test_a_saved_page_goes_before_the_box(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    file = ("saved.html", b"<p>Two ministers met.</p>", "text/html")
    await client.post("/brief", data={"box": LINK, "source": LINK}, files={"file": file})
    [paste] = paste_service.pastes
    assert paste.link is None
    assert paste.upload is not None
    assert (paste.upload.name, paste.upload.body) == (file[0], file[1])
    assert paste.source == LINK


async def test_no_chosen_file_is_no_file(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    nothing = ("", b"", "application/octet-stream")
    await client.post("/brief", data={"box": LINK}, files={"file": nothing})
    assert [paste.link for paste in paste_service.pastes] == [LINK]


@pytest.mark.parametrize(
    ("box", "status", "refusal"),
    [
        ("", 400, "nothing to brief"),
        ("   \n", 400, "nothing to brief"),
        ("hello", 400, "not a link"),
        ("ftp://a.example/x", 400, "Only http and https"),
        ("word " * 1500, 413, "at most 5,000 characters"),
    ],
)
async def test_what_cannot_be_briefed_is_said_at_the_form(
    client: httpx.AsyncClient,
    paste_service: MemoryPasteService,
    box: str,
    status: int,
    refusal: str,
) -> None:
    answer = await client.post("/brief", data={"box": box})
    assert answer.status_code == status
    [notice] = tree(answer).cssselect("[role=alert] .message")
    assert refusal in notice.text_content()
    assert tree(answer).cssselect("textarea")
    assert paste_service.pastes == []


async def test_too_large_a_file_or_request_is_refused(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    large = ("a.html", b"x" * (LIMITS.upload_bytes + 1), "text/html")
    answer = await client.post("/brief", files={"file": large})
    assert answer.status_code == 413
    assert "too large" in answer.text
    huge = ("a.html", b"x" * (LIMITS.body_bytes + 1), "text/html")
    answer = await client.post("/brief", files={"file": huge})
    assert answer.status_code == 413
    assert "default-src" in answer.headers["content-security-policy"]
    assert paste_service.pastes == []


async def test_a_quota_is_said_at_the_form(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    async def full(paste: object) -> str:
        raise OverQuota

    paste_service.start = full  # type: ignore[method-assign]
    answer = await client.post("/brief", data={"box": LINK})
    assert answer.status_code == 429
    assert "enough for now" in answer.text
    assert LINK in tree(answer).cssselect("textarea")[0].text_content()


async def test_an_address_fills_in_the_form_but_starts_nothing(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    answer = await client.get("/", params={"link": LINK})
    assert tree(answer).cssselect("textarea")[0].text_content().strip() == LINK
    assert paste_service.pastes == []


async def test_the_example_goes_the_way_of_every_saved_page(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    article = await client.get("/example")
    assert article.headers["content-type"] == "text/html; charset=utf-8"
    assert (await client.post("/example")).status_code == 303
    [paste] = paste_service.pastes
    assert paste.upload is not None
    assert paste.upload.body == article.content
    words = lxml.html.document_fromstring(article.text).cssselect("article")[0].text_content()
    assert 350 <= len(words.split()) <= 450


# --------------------------------------------------------------------------- watching


async def test_progress_is_shown_stage_by_stage(client: httpx.AsyncClient, chain: Chain) -> None:
    chain.gate.clear()
    job = (await client.post("/brief", data={"box": LINK})).headers["location"]
    part = await client.get(f"{job}/stages?seen=2")
    assert part.headers["x-entered"] == "3"
    assert part.headers["x-finished"] == "0"
    assert stage_states(part) == ["done", "done", "now", "later"]
    page = await client.get(job)
    assert stage_states(page) == ["done", "done", "now", "later"]
    [live] = tree(page).cssselect("[aria-live=polite]")
    assert live.get("data-watch") == f"{job}/stages"
    assert '<noscript><meta http-equiv="refresh"' in page.text
    chain.gate.set()
    last = await client.get(f"{job}/stages?seen=4")
    assert last.headers["x-finished"] == "1"


async def test_pasted_text_is_not_fetched(client: httpx.AsyncClient, chain: Chain) -> None:
    chain.gate.clear()
    text = "Two ministers met and signed a treaty. " * 9
    job = (await client.post("/brief", data={"box": text})).headers["location"]
    await client.get(f"{job}/stages?seen=1")
    assert len(stage_states(await client.get(job))) == len(Stage) - 1


async def test_a_job_can_be_cancelled(client: httpx.AsyncClient, chain: Chain) -> None:
    chain.gate.clear()
    job = (await client.post("/brief", data={"box": LINK})).headers["location"]
    answer = await client.post(f"{job}/cancel", follow_redirects=True)
    assert "Cancelled." in answer.text
    retry = tree(answer).cssselect("form.again input[name=box]")
    assert [field.get("value") for field in retry] == [LINK]


async def test_a_paywalled_article_asks_for_its_text_at_hand(
    client: httpx.AsyncClient, chain: Chain
) -> None:
    chain.failure = Paywalled()
    job = (await client.post("/brief", data={"box": LINK})).headers["location"]
    await client.get(f"{job}/stages?seen=9")
    page = tree(await client.get(job))
    [notice] = page.cssselect("[role=alert] .message")
    assert notice.text_content() == "Could not read this: paywalled."
    [hint] = page.cssselect("[role=alert] .hint")
    assert "paste its text" in hint.text_content()
    [source] = page.cssselect("form.paste input[name=source]")
    assert source.get("value") == LINK
    assert not page.cssselect("form.again")
    assert page.cssselect("form.paste textarea")


async def test_what_may_work_later_can_be_tried_again(
    client: httpx.AsyncClient, chain: Chain
) -> None:
    chain.failure = SiteBusy()
    job = (await client.post("/brief", data={"box": LINK})).headers["location"]
    await client.get(f"{job}/stages?seen=9")
    assert tree(await client.get(job)).cssselect("form.again")
