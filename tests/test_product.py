"""The whole product as a newcomer meets it: a real process, a real site, a browser's requests."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import sqlite3
from html import unescape
from pathlib import Path

from briefs.model.platforms import CHATS
from tests.fakes.product import (
    ARTICLES,
    LEASES_S,
    ROOT,
    Product,
    Town,
    digests_in,
    opened_by_digest,
    page_of,
    subscribe,
)
from tests.fakes.product import town as town


async def test_a_newcomers_day(tmp_path: Path, town: Town) -> None:
    product = Product(tmp_path, f"127.0.0.1:{town.site.port}")
    async with product.running() as reader:
        # the example, with one click
        example = await reader.finished(await reader.begin("/example"))
        assert "Helena Marsh" in example.text
        for chat in CHATS:  # and as the chats would show it
            assert "Helena Marsh" in await reader.see(f"{example.url.path}/as/{chat}")
        # a link, and each line of its briefing opens a sentence of the article
        link = f"{town.url}/ferry"
        first = await reader.finished(await reader.begin("/brief", box=link))
        assert first.url.path.startswith("/briefing/")
        briefing = (await reader._client.get(f"{first.url.path}.txt")).text
        assert "Ida Brandt" in briefing
        assert "“a small bridge that floats”" in unescape(first.text)
        # the same link again gives the kept one
        again = await reader.finished(await reader.begin("/brief", box=link))
        assert again.url == first.url
        assert town.times("/ferry") == 1
        # a feed, found from the site's page; its entries are briefed
        page = await reader.post("/feeds", address=town.url)
        assert "Town News" in await reader.shows("/feeds", "Town News", "looked at")
        feed = re.search(r"/feeds/([^/\"]+)/remove", page.text)
        assert feed, page.text
        # as soon as the digest is due it stands in the page's channel, once
        await reader.shows("/archive", ARTICLES["/quarry"][0], ARTICLES["/library"][0])
        key = await subscribe(reader, feed[1])
        # three stories with their lines, the fourth by its headline
        wanted = ("Ida Brandt", "Sara Lunde", ARTICLES["/quarry"][0])
        await reader.shows(f"/digests/{key}/preview", *wanted)
        assert "Nothing has been posted yet" in await reader.see("/digests")
        product.turn(3660)
        posted = await reader.shows("/digests", *wanted)
        assert digests_in(posted) == 1
        # each of its lines opens a sentence of its article
        sentences = opened_by_digest(posted)
        assert len(sentences) > len(wanted)
        texts = [unescape(page_of(path).decode()) for path in ARTICLES]
        example_text = (ROOT / "adapters/web/examples/article.html").read_text(encoding="utf-8")
        texts.append(unescape(example_text))
        whole = " ".join(" ".join(texts).split())
        assert [words for words in sentences if " ".join(words.split()) not in whole] == []
        health = await reader._client.get("/health")
        assert health.status_code == 200, health.text
    async with product.running() as reader:
        product.turn(3600)
        assert digests_in(await reader.see("/digests")) == 1
        assert town.times("/quarry") == town.times("/library") == 1
        assert (await reader.see("/archive")).count(ARTICLES["/ferry"][0]) == 1


async def test_kill_in_the_middle_loses_nothing_and_doubles_nothing(
    tmp_path: Path, town: Town
) -> None:
    product = Product(tmp_path, f"127.0.0.1:{town.site.port}")
    town.held["/quarry"] = asyncio.Event()
    async with product.running(signal.SIGKILL) as reader:
        page = await reader.post("/feeds", address=f"{town.url}/feed.xml")
        feed = re.search(r"/feeds/([^/\"]+)/remove", page.text)
        assert feed, page.text
        await subscribe(reader, feed[1])
        await town.asked["/quarry"].wait()  # its entry is under way
    town.held.pop("/quarry").set()
    product.turn(LEASES_S)
    async with product.running(signal.SIGKILL) as reader:
        both = (ARTICLES["/quarry"][0], ARTICLES["/library"][0])
        archive = await reader.shows("/archive", *both)
        assert [archive.count(title) for title in both] == [1, 1]
        product.turn(3660)  # the digest begins, and the process dies
    product.turn(LEASES_S)
    # At the end somebody waits for a page that never comes: stopping does not wait for it.
    town.held["/ferry"] = asyncio.Event()
    async with product.running() as reader:
        posted = await reader.shows("/digests", "Sara Lunde", "Maren Voss")
        assert digests_in(posted) == 1
        await reader.begin("/brief", box=f"{town.url}/ferry")
        await town.asked["/ferry"].wait()


async def test_what_keeps_it_from_starting_is_said_in_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    torn = tmp_path / "torn.db"
    torn.write_bytes(b"this is no database, whatever its name says" * 100)
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
    database.close()
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # nobody listens here
        cases: list[tuple[dict[str, str], str]] = [
            ({"READOUT_PORT": str(taken.getsockname()[1])}, "Address already in use"),
            ({"READOUT_DATA": str(blocked)}, "Not a directory"),
            ({"READOUT_DATABASE": f"sqlite+aiosqlite:///{torn}"}, "not a database"),
            ({"READOUT_DATABASE": f"sqlite+aiosqlite:///{newer}"}, "9999"),
            (
                {
                    "READOUT_DATABASE": "postgresql+psycopg://u:secret@127.0.0.1:"
                    f"{nobody.getsockname()[1]}/x"
                },
                "refused",
            ),
            ({"READOUT_MODEL": "no_such_model"}, "'no_such_model' could not be loaded"),
            ({"READOUT_LOG_LEVEL": "loud"}, "READOUT_LOG_LEVEL"),
        ]

        async def started(number: int, more: dict[str, str]) -> tuple[int | None, str]:
            folder = tmp_path / str(number)
            folder.mkdir()
            code, _, err = await Product(folder, "127.0.0.1:9").said("run", **more)
            return code, err

        ends = await asyncio.gather(*(started(n, more) for n, (more, _) in enumerate(cases)))
    for (more, expected), (code, err) in zip(cases, ends, strict=True):
        lines = [line for line in err.splitlines() if not line.startswith("Readout is at")]
        assert code == 1, (more, err)
        assert expected in err, err
        assert "secret" not in err
        settings = expected == "READOUT_LOG_LEVEL"  # every fault has a line there
        assert len(lines) == (2 if settings else 1), err
