"""Whatever an article says, the page's own markup stays the same."""

from __future__ import annotations

import httpx
import lxml.html  # type: ignore[import-untyped]
import pytest

from briefs.links.sanitizing import plain
from tests.fakes.briefings import plain_briefing
from tests.fakes.paste_service import MemoryPasteService
from tests.vectors import TEXTS as VECTORS

OWN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</title></textarea></details><h1>x",
    "{{ 7 * 7 }}{% raw %}",
    "<!--",
    "]]>",
    "&lt;b&gt;",
]
TEXTS = sorted(
    {v["input"] for v in VECTORS if v["field"] != "url" and (v["input"] or "").strip()} | set(OWN)
)
URLS = [v["input"] for v in VECTORS if v["field"] == "url"] + ["javascript:alert(1)"]


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each element and the names of its attributes, in order."""
    tree = lxml.html.document_fromstring(html)
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in tree.iter()]


async def pages(
    client: httpx.AsyncClient, paste_service: MemoryPasteService, text: str
) -> list[str]:
    paste_service.archived.clear()
    paste_service.keep(plain_briefing(text))
    paths = ("/briefing/b1?facts=1", "/archive", "/")
    return [(await client.get(path)).text for path in paths]


async def test_no_text_changes_the_markup(
    client: httpx.AsyncClient, paste_service: MemoryPasteService
) -> None:
    harmless = [skeleton(html) for html in await pages(client, paste_service, "word")]
    for text in TEXTS:
        for html, expected in zip(await pages(client, paste_service, text), harmless, strict=True):
            assert skeleton(html) == expected, repr(text)


@pytest.mark.parametrize(
    "text", [v["input"] for v in VECTORS if "literal" in v["forbid"]] + OWN, ids=repr
)
async def test_the_text_itself_is_there(
    client: httpx.AsyncClient, paste_service: MemoryPasteService, text: str
) -> None:
    [briefing, archive, home] = await pages(client, paste_service, text)
    for html in (briefing, archive, home):
        assert plain(text) in lxml.html.document_fromstring(html).text_content()


@pytest.mark.parametrize("url", URLS)
async def test_no_unsafe_address_becomes_a_link(
    client: httpx.AsyncClient, paste_service: MemoryPasteService, url: str
) -> None:
    paste_service.keep(plain_briefing("word", url=url))
    tree = lxml.html.document_fromstring((await client.get("/briefing/b1")).text)
    for link in tree.iter("a"):
        href = link.get("href", "")
        if not href.startswith(("/", "#")):
            assert href.startswith(("http://", "https://"))
            assert href.isascii()
            assert not set(href) & set("|<>()\" '")
            assert link.get("rel") == "noopener noreferrer nofollow"
            assert link.text is not None
            assert link.text in href


async def test_what_was_pasted_comes_back_as_text(client: httpx.AsyncClient) -> None:
    box = "</textarea><script>alert(1)</script>"
    form = {"box": box.replace(" ", ""), "x": "y"}
    answer = await client.post("/brief", data=form)
    tree = lxml.html.document_fromstring(answer.text)
    assert answer.status_code == 400
    [area] = tree.iter("textarea")
    assert area.text_content().strip() == box
    assert len(list(tree.iter("script"))) == 1
