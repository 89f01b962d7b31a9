from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import lxml.html
import pytest
from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from adapters.web.app import create_app
from adapters.web.desk import Desk, Preview
from briefs.errors import OverQuota, Paywalled, SiteBusy, StoreAway
from briefs.model import Part, Verdict
from briefs.pasting import Check, Filed, Stage
from tests.adapters.web.conftest import LIMITS, Chain
from tests.fakes.briefings import Source, line, river_accord
from tests.fakes.desk import MemoryDesk

LINK = "https://inland-post.example/river-accord"


def tree(answer: httpx.Response) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(answer.text)


def labels(page: lxml.html.HtmlElement) -> Iterator[str]:
    """The id that each visible field is labelled by."""
    return (label.get("for", "") for label in page.iter("label"))


def stage_states(answer: httpx.Response) -> list[str]:
    return [item.get("class", "") for item in tree(answer).cssselect(".stages li")]


def test_the_fake_is_a_desk(desk: MemoryDesk) -> None:
    as_desk: Desk = desk
    assert as_desk is desk


# ------------------------------------------------------------------------- handing in


async def test_a_link_goes_in_and_its_briefing_comes_out(
    client: httpx.AsyncClient, desk: MemoryDesk
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
    assert [paste.link for paste in desk.pastes] == [LINK]


async def test_what_was_pasted_is_told_apart(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    text = "Two ministers met. They signed a treaty about the river, and many cheered. " * 4
    for box in (
        "inland-post.example/river-accord",
        f"Look at this: {LINK}.",
        text,
        f"{text} It was on {LINK} first.",
    ):
        await client.post("/brief", data={"box": box})
    links = [paste.link for paste in desk.pastes]
    assert links == ["https://inland-post.example/river-accord", LINK, None, None]
    assert desk.pastes[2].text == text.strip()


async def test_a_saved_page_goes_before_the_box(
    client: httpx.AsyncClient, desk: MemoryDesk
) -> None:
    file = ("saved.html", b"<p>Two ministers met.</p>", "text/html")
    await client.post("/brief", data={"box": LINK, "source": LINK}, files={"file": file})
    [paste] = desk.pastes
    assert paste.link is None
    assert paste.upload is not None
    assert (paste.upload.name, paste.upload.body) == (file[0], file[1])
    assert paste.source == LINK


async def test_no_chosen_file_is_no_file(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    nothing = ("", b"", "application/octet-stream")
    await client.post("/brief", data={"box": LINK}, files={"file": nothing})
    assert [paste.link for paste in desk.pastes] == [LINK]


@pytest.mark.parametrize(
    ("box", "status", "told"),
    [
        ("", 400, "nothing to brief"),
        ("   \n", 400, "nothing to brief"),
        ("hello", 400, "not a link"),
        ("ftp://a.example/x", 400, "Only http and https"),
        ("word " * 1500, 413, "at most 5,000 characters"),
    ],
)
async def test_what_cannot_be_briefed_is_said_at_the_form(
    client: httpx.AsyncClient, desk: MemoryDesk, box: str, status: int, told: str
) -> None:
    answer = await client.post("/brief", data={"box": box})
    assert answer.status_code == status
    [notice] = tree(answer).cssselect("[role=alert] .message")
    assert told in notice.text_content()
    assert tree(answer).cssselect("textarea")
    assert desk.pastes == []


async def test_too_large_a_file_or_request_is_refused(
    client: httpx.AsyncClient, desk: MemoryDesk
) -> None:
    large = ("a.html", b"x" * (LIMITS.upload_bytes + 1), "text/html")
    answer = await client.post("/brief", files={"file": large})
    assert answer.status_code == 413
    assert "too large" in answer.text
    huge = ("a.html", b"x" * (LIMITS.body_bytes + 1), "text/html")
    answer = await client.post("/brief", files={"file": huge})
    assert answer.status_code == 413
    assert "default-src" in answer.headers["content-security-policy"]
    assert desk.pastes == []


async def test_a_quota_is_said_at_the_form(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    async def full(paste: object) -> str:
        raise OverQuota

    desk.start = full  # type: ignore[method-assign, assignment]
    answer = await client.post("/brief", data={"box": LINK})
    assert answer.status_code == 429
    assert "enough for now" in answer.text
    assert LINK in tree(answer).cssselect("textarea")[0].text_content()


async def test_an_address_fills_in_the_form_but_starts_nothing(
    client: httpx.AsyncClient, desk: MemoryDesk
) -> None:
    answer = await client.get("/", params={"link": LINK})
    assert tree(answer).cssselect("textarea")[0].text_content().strip() == LINK
    assert desk.pastes == []


async def test_the_example_goes_the_way_of_every_saved_page(
    client: httpx.AsyncClient, desk: MemoryDesk
) -> None:
    article = await client.get("/example")
    assert article.headers["content-type"] == "text/html; charset=utf-8"
    assert (await client.post("/example")).status_code == 303
    [paste] = desk.pastes
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


# ---------------------------------------------------------------------------- reading


async def test_a_line_opens_its_sentence_without_a_script(
    client: httpx.AsyncClient, desk: MemoryDesk
) -> None:
    desk.keep(river_accord())
    closed = tree(await client.get("/briefing/b1"))
    assert not closed.cssselect("details[open]")
    page = tree(await client.get("/briefing/b1", params={"line": "4"}))
    [opened] = page.cssselect("details[open]")
    assert opened.get("id") == "line-4"
    [mark] = opened.cssselect("blockquote mark")
    assert mark.text_content() == "Reyes called the accord “a promise to two million farmers”."
    [exact] = mark.cssselect(".exact")
    assert exact.text_content() == "a promise to two million farmers"
    [link] = opened.cssselect(".permalink a")
    assert link.get("href") == "/briefing/b1?line=4#line-4"


async def test_all_facts_are_one_click_away(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    desk.keep(river_accord())
    for query in ({"facts": "1"}, {"line": "fact-3"}):
        page = tree(await client.get("/briefing/b1", params=query))
        assert page.cssselect("details#facts[open]")
    assert page.cssselect("details#fact-3[open]")
    assert len(page.cssselect("details#facts details.line")) == 7


async def test_source_and_accessible_structure(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    desk.keep(river_accord())
    page = tree(await client.get("/briefing/b1"))
    assert len(page.cssselect("h1")) == 1
    [source] = page.cssselect(".source")
    assert "The Inland Post" in source.text_content()
    assert "7 May 2026" in source.text_content()
    [link] = source.cssselect("a")
    assert link.get("href") == LINK
    assert link.get("rel") == "noopener noreferrer nofollow"
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for landmark in ("header", "nav[aria-label]", "main#main", "footer"):
        assert page.cssselect(landmark)
    form = tree(await client.get("/"))
    fields = {field.get("id") for field in form.cssselect("textarea, input[type=file]")}
    assert fields <= set(labels(form))


async def test_a_live_blog_says_so(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    source = Source("The minister arrived.")
    headline = line(source.words("The minister arrived", 1, 1))
    briefing = source.briefing(
        headline, [(Part.HAPPENED, [headline])], verdict=Verdict.LIVE_BLOG, url="", site=None
    )
    desk.keep(briefing)
    page = await client.get("/briefing/b1")
    assert "live blog" in page.text
    assert not tree(page).cssselect(".source a")


@pytest.mark.parametrize(
    ("form", "kind"),
    [("txt", "text/plain"), ("md", "text/markdown"), ("json", "application/json")],
)
async def test_exports(client: httpx.AsyncClient, desk: MemoryDesk, form: str, kind: str) -> None:
    desk.keep(river_accord())
    answer = await client.get(f"/briefing/b1.{form}")
    assert answer.headers["content-type"].startswith(kind)
    assert "a promise to two million farmers" in answer.text
    if form == "json":
        assert json.loads(answer.text)["id"] == "b1"


@pytest.mark.parametrize(
    "path",
    [
        "/briefing/none",
        "/briefing/none.txt",
        "/job/none",
        "/job/none/stages",
        "/nowhere",
        "/briefing/b1.pdf",
    ],
)
async def test_what_is_not_there_is_said(
    client: httpx.AsyncClient, desk: MemoryDesk, path: str
) -> None:
    desk.keep(river_accord())
    answer = await client.get(path)
    assert answer.status_code == 404
    assert tree(answer).cssselect("[role=alert]")


async def test_the_archive_goes_on(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    assert "Nothing has been briefed yet" in (await client.get("/archive")).text
    for _ in range(35):
        desk.keep(river_accord())
    first = tree(await client.get("/archive"))
    links = [a.get("href") for a in first.cssselect(".listed a")]
    assert links == [f"/briefing/b{number}" for number in range(35, 5, -1)]
    [older] = first.cssselect(".pager a[rel=next]")
    rest = tree(await client.get(f"http://127.0.0.1:8484{older.get('href')}"))
    assert [a.get("href") for a in rest.cssselect(".listed a")] == [
        f"/briefing/b{number}" for number in range(5, 0, -1)
    ]


# ----------------------------------------------------------------------------- status


async def test_health_and_metrics(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    answer = await client.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    desk.checks += (Check("clock", False, "has not rung"),)
    answer = await client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["checks"]["clock"] == {"ok": False, "detail": "has not rung"}
    assert "has not rung" in (await client.get("/status")).text
    metrics = await client.get("/metrics")
    assert metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "# TYPE readout_briefings_total counter\nreadout_briefings_total 0\n" in metrics.text
    assert 'readout_jobs{state="running"} 0\n' in metrics.text


# --------------------------------------------------------------- mounting and previews


async def test_it_can_be_mounted_beside_other_endpoints(desk: MemoryDesk) -> None:
    async def events(request: object) -> PlainTextResponse:
        return PlainTextResponse("heard")

    page = create_app(desk=desk)
    app = Starlette(routes=[Route("/slack/events", events, methods=["POST"]), Mount("/page", page)])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        elsewhere = {"host": "bot.example", "origin": "https://other.example"}
        assert (await client.post("/slack/events", headers=elsewhere)).text == "heard"
        home = tree(await client.get("/page/"))
        addresses = home.xpath("//@href[starts-with(., '/')] | //@action | //script/@src")
        assert addresses
        assert all(address.startswith("/page/") for address in addresses)
        assert (await client.get("/page/static/style.css")).status_code == 200
        started = await client.post("/page/example")
        assert started.headers["location"].startswith("/page/job/")


async def test_previews_are_handed_in(desk: MemoryDesk) -> None:
    def html(kept: Filed) -> Markup:
        return Markup("<p class='card'>{}</p>").format(escape(kept.briefing.title))

    app = create_app(desk=desk, previews={"slack": Preview("Slack", html, ".card{}")})
    desk.keep(river_accord())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        assert "/briefing/b1/as/slack" in (await client.get("/briefing/b1")).text
        page = tree(await client.get("/briefing/b1/as/slack"))
        assert page.cssselect(".preview-slack p.card")[0].text == "A river is shared"
        css = await client.get("/preview-slack.css")
        assert css.headers["content-type"].startswith("text/css")
        assert (await client.get("/briefing/b1/as/irc")).status_code == 404


@pytest.mark.parametrize("seen", ["9" * 5000, "-1", "²", "x", ""])
async def test_any_number_of_seen_stages_is_answered(
    client: httpx.AsyncClient, desk: MemoryDesk, seen: str
) -> None:
    job = (await client.post("/brief", data={"box": LINK})).headers["location"]
    assert (await client.get(f"{job}/stages", params={"seen": seen})).status_code == 200


@pytest.mark.parametrize("source", ["javascript:alert(1)", "https://a.example/\0b", "nowhere"])
async def test_a_source_is_an_address_or_is_refused(
    client: httpx.AsyncClient, desk: MemoryDesk, source: str
) -> None:
    answer = await client.post("/brief", data={"box": "Two mayors met. " * 9, "source": source})
    assert answer.status_code in (303, 400)
    assert [paste.source for paste in desk.pastes] in ([], ["https://a.example/b"])


async def test_nul_is_taken_out_of_a_text(client: httpx.AsyncClient, desk: MemoryDesk) -> None:
    await client.post("/brief", data={"box": "Two mayors\0 met. They shook hands."})
    assert desk.pastes[0].text == "Two mayors met. They shook hands."


async def test_a_store_that_is_away_is_told_as_such(
    client: httpx.AsyncClient, desk: MemoryDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StoreAway

    monkeypatch.setattr(desk, "archive", away)
    answer = await client.get("/archive")
    assert answer.status_code == 503
    [notice] = tree(answer).cssselect("[role=alert]")
    assert StoreAway.hint in notice.text_content()
