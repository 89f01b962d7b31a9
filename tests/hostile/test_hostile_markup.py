"""Pages built to hurt whoever parses them, through the pool they are read in.

Each ends with its own clear error, or is read, within its deadline and a second; the pool works
on within five.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from adapters.pages.extraction import extract_article
from adapters.workers import WorkerPool
from briefs.errors import BadPage, NothingToRead, NotText, ReadingFailed, ReadoutError, TooLarge
from briefs.model.articles import Article, Page, Verdict

DEADLINE_S = 15.0
GIVEN_UP_S = 4 * DEADLINE_S
"""A crowded machine starts and ends workers late; without a deadline these would take minutes."""
MB = 1_000_000
STORY = "".join(
    f"<p>{number}. The bridge over the Ume was closed on Friday because of ice, and the council said "
    "that it would decide on Monday whether the old road can be opened again.</p>"
    for number in range(9)
)


def page(body: str | bytes, kind: str = "text/html; charset=utf-8") -> Page:
    data = body.encode() if isinstance(body, str) else body
    at = datetime(2026, 6, 1, tzinfo=UTC)
    return Page("https://trap.example/a", "https://trap.example/a", 200, kind, data, at)


def html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang=en><head>{head}<title>T</title></head><body>{body}</body></html>"


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def laughs() -> str:
    entities = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}'
        f'{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
        for n in range(12)
    )
    return f"<?xml version='1.0'?><!DOCTYPE html [{entities}]><html><body><p>&l11;</p>{STORY}</body></html>"


REFUSED: dict[str, tuple[str | bytes, type[ReadoutError]]] = {
    "0.9 MB of <p>": ("<p>" * 300_000, TooLarge),
    "0.9 MB of <b>": (html("<b>" * 300_000), TooLarge),
    "100k attributes": ("<div " + " ".join(f'a{n}="v"' for n in range(100_000)) + ">x", TooLarge),
    "100k bare attributes": ("<div " + " ".join(f"a{n}" for n in range(100_000)) + ">x", TooLarge),
    "100k attributes between slashes": (
        "<div " + "/".join(f"a{n}" for n in range(100_000)) + ">x",
        TooLarge,
    ),
    "100k attributes after a quoted end": (
        '<div x=">" ' + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
        TooLarge,
    ),
    "6k attributes on each of 40": (
        ("<div " + " ".join(f"a{n}=1" for n in range(6_000)) + ">x") * 40,
        TooLarge,
    ),
    "100k deep": (html("<div>" * 100_000 + "x" + "</div>" * 100_000), TooLarge),
    "5k deep": (html("<div>" * 5_000 + STORY + "</div>" * 5_000), BadPage),
    "gzip": (gzip.compress(html(STORY).encode()), NotText),
    "NULs": (bytes(MB), NotText),
    "noise in the charset": (html(STORY).encode() + b"\xc3\x28\xff" * 100_000, BadPage),
    "noise of all high bytes": (html(STORY).encode() + bytes(range(128, 256)) * 1_000, BadPage),
    "an end without a beginning": ("</p>" * 200_000, NothingToRead),
    "open comments": ("<!--" * 250_000, NothingToRead),
    "one open script": (html("<script>" + "<p>words</p>" * 80_000), NothingToRead),
}
# Not killed, but the trap is longer than all that is kept of a text.
DROWNED = ("a long byline", "a headline of 2 MB")
READ: dict[str, str | bytes] = {
    "5 MB of JSON-LD": html(
        STORY, linked(json.dumps({"@type": "NewsArticle", "headline": "x " * 2_500_000}))
    ),
    "deep JSON-LD": html(STORY, linked('{"@graph":' + "[" * 200_000)),
    "wide JSON-LD": html(STORY, linked("[" + ",".join(["{}"] * 200_000) + "]")),
    "JSON-LD of authors": html(
        STORY,
        linked(
            json.dumps(
                {"@type": "Article", "headline": "T", "author": [{"name": "Al Bo " * 30}] * 5_000}
            )
        ),
    ),
    "a billion laughs": laughs(),
    "one node of 4 MB": html(STORY + "<p>" + "word " * 800_000 + "</p>"),
    "one word of 4 MB": html(STORY + "<p>" + "w" * 4 * MB + "</p>"),
    "quotes without end": html(STORY + "<p title=\"'" + "'\"" * 300_000),
    "lines of separators": html(STORY + "<p>" + "facebook" + "|/," * 300_000 + "!</p>"),
    "a long byline": html("<h1>T</h1><p class=byline>By " + "Al Bo and " * 90_000 + "</p>" + STORY),
    "dates without end": html(STORY + "<time>" + "1 May 2026 " * 90_000 + "</time>"),
    "a headline of 2 MB": html("<h1>" + "word | " * 300_000 + "</h1>" + STORY),
    "a title of 2 MB": html(STORY, "<title>" + "a | b - " * 250_000 + "</title>"),
    "NULs between letters": html(STORY).replace("bridge", "b\0ridge"),
    "half a character at the end": html(STORY).encode() + "…".encode()[:2],
    "40k empty tags": html(STORY + "<i></i>" * 40_000),
    "40k links": html(STORY + "<a href=/x>y</a>" * 40_000),
    "20k paragraphs": html(STORY + "<p>a b c</p>" * 20_000),
    "10k long paragraphs": html(STORY + f"<div class=a><p>{'x y ' * 30}</p></div>" * 10_000),
    "1,500 deep": html("<div>" * 1_500 + STORY + "</div>" * 1_500),
    "a surrogate": html(STORY + "<p>&#xD800;&#x110000;&#0;</p>"),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool() -> AsyncIterator[WorkerPool]:
    async with WorkerPool(workers=1, timeout_s=DEADLINE_S) as pool:
        await pool.run(extract_article, page(html(STORY)))
        yield pool


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def works_on(pool: WorkerPool) -> None:
    article = await pool.run(extract_article, page(html(STORY)))
    assert article.verdict is Verdict.ARTICLE


@pytest.mark.parametrize("name", REFUSED)
async def test_a_trap_is_refused_by_name(pool: WorkerPool, name: str) -> None:
    body, error = REFUSED[name]
    before = time.monotonic()
    with pytest.raises(error):
        await pool.run(extract_article, page(body))
    assert time.monotonic() - before < GIVEN_UP_S
    await works_on(pool)


@pytest.mark.parametrize("name", READ)
async def test_a_trap_beside_a_story_is_read_or_given_up_in_time(
    pool: WorkerPool, name: str
) -> None:
    before = time.monotonic()
    try:
        article: Article | None = await pool.run(extract_article, page(READ[name]))
    except ReadingFailed:
        article = None
    assert time.monotonic() - before < GIVEN_UP_S
    assert article is None or name in DROWNED or "closed on Friday" in article.text
    await works_on(pool)
