from __future__ import annotations

import json

import httpx
import pytest
from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from adapters.web.app import create_app
from adapters.web.paste_port import PastePort, Preview
from briefs.errors import StoreAway
from briefs.model.articles import Verdict
from briefs.model.briefings import Part
from briefs.model.pastes import ArchivedBriefing, Check
from tests.adapters.web.views.page_tree import LINK, labels, tree
from tests.fakes.briefings import Source, line, river_accord
from tests.fakes.paste_service import MemoryPasteService


def test_the_fake_is_a_desk(paste_service: MemoryPasteService) -> None:
    as_desk: PastePort = paste_service
    assert as_desk is paste_service


# ---------------------------------------------------------------------------- reading


async def test_a_line_opens_its_sentence_without_a_script(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    paste_service.keep(river_accord())
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


async def test_all_facts_are_one_click_away(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    paste_service.keep(river_accord())
    for query in ({"facts": "1"}, {"line": "fact-3"}):
        page = tree(await client.get("/briefing/b1", params=query))
        assert page.cssselect("details#facts[open]")
    assert page.cssselect("details#fact-3[open]")
    assert len(page.cssselect("details#facts details.line")) == 7


async def test_source_and_accessible_structure(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    paste_service.keep(river_accord())
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


async def test_a_live_blog_says_so(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    source = Source("The minister arrived.")
    headline = line(source.words("The minister arrived", 1, 1))
    briefing = source.briefing(
        headline, [(Part.HAPPENED, [headline])], verdict=Verdict.LIVE_BLOG, url="", site=None
    )
    paste_service.keep(briefing)
    page = await client.get("/briefing/b1")
    assert "live blog" in page.text
    assert not tree(page).cssselect(".source a")


@pytest.mark.parametrize(
    ("form", "kind"),
    [("txt", "text/plain"), ("md", "text/markdown"), ("json", "application/json")],
)
async def test_exports(
    client: httpx.AsyncClient, paste_service: MemoryPasteService, form: str, kind: str
) -> None:
    paste_service.keep(river_accord())
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
    client: httpx.AsyncClient, paste_service: MemoryPasteService, path: str
) -> None:
    paste_service.keep(river_accord())
    answer = await client.get(path)
    assert answer.status_code == 404
    assert tree(answer).cssselect("[role=alert]")


async def test_the_archive_goes_on(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    assert "Nothing has been briefed yet" in (await client.get("/archive")).text
    for _ in range(35):
        paste_service.keep(river_accord())
    first = tree(await client.get("/archive"))
    links = [a.get("href") for a in first.cssselect(".listed a")]
    assert links == [f"/briefing/b{number}" for number in range(35, 5, -1)]
    [older] = first.cssselect(".pager a[rel=next]")
    rest = tree(await client.get(f"http://127.0.0.1:8484{older.get('href')}"))
    assert [a.get("href") for a in rest.cssselect(".listed a")] == [
        f"/briefing/b{number}" for number in range(5, 0, -1)
    ]


# ----------------------------------------------------------------------------- status


async def test_health_and_metrics(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    answer = await client.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    paste_service.checks += (Check("clock", False, "has not rung"),)
    answer = await client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["checks"]["clock"] == {"ok": False, "detail": "has not rung"}
    assert "has not rung" in (await client.get("/status")).text
    metrics = await client.get("/metrics")
    assert metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "# TYPE readout_briefings_total counter\nreadout_briefings_total 0.0\n" in metrics.text
    assert 'readout_jobs{state="running"} 0.0\n' in metrics.text


# --------------------------------------------------------------- mounting and previews


async def test_it_can_be_mounted_beside_other_endpoints(paste_service: MemoryPasteService) -> None:
    async def events(request: object) -> PlainTextResponse:
        return PlainTextResponse("heard")

    page = create_app(paste_service=paste_service)
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


async def test_previews_are_handed_in(paste_service: MemoryPasteService) -> None:
    def html(archived: ArchivedBriefing) -> Markup:
        return Markup("<p class='card'>{}</p>").format(escape(archived.briefing.title))

    app = create_app(
        paste_service=paste_service, previews={"slack": Preview("Slack", html, ".card{}")}
    )
    paste_service.keep(river_accord())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        assert "/briefing/b1/as/slack" in (await client.get("/briefing/b1")).text
        page = tree(await client.get("/briefing/b1/as/slack"))
        assert page.cssselect(".preview-slack p.card")[0].text == "A river is shared"
        css = await client.get("/preview-slack.css")
        assert css.headers["content-type"].startswith("text/css")
        assert (await client.get("/briefing/b1/as/irc")).status_code == 404


@pytest.mark.parametrize("seen", ["9" * 5000, "-1", "²", "x", ""])
async def test_any_number_of_seen_stages_is_answered(client: httpx.AsyncClient, seen: str) -> None:
    job = (await client.post("/brief", data={"box": LINK})).headers["location"]
    assert (await client.get(f"{job}/stages", params={"seen": seen})).status_code == 200


@pytest.mark.parametrize("source", ["javascript:alert(1)", "https://a.example/\0b", "nowhere"])
async def test_a_source_is_an_address_or_is_refused(
    client: httpx.AsyncClient, paste_service: MemoryPasteService, source: str
) -> None:
    answer = await client.post("/brief", data={"box": "Two mayors met. " * 9, "source": source})
    assert answer.status_code in (303, 400)
    assert [paste.source for paste in paste_service.pastes] in ([], ["https://a.example/b"])


async def test_nul_is_taken_out_of_a_text(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    await client.post("/brief", data={"box": "Two mayors\0 met. They shook hands."})
    assert paste_service.pastes[0].text == "Two mayors met. They shook hands."


async def test_a_store_that_is_away_is_told_as_such(
    client: httpx.AsyncClient, paste_service: MemoryPasteService, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StoreAway

    monkeypatch.setattr(paste_service, "archive", away)
    answer = await client.get("/archive")
    assert answer.status_code == 503
    [notice] = tree(answer).cssselect("[role=alert]")
    assert StoreAway.hint in notice.text_content()
