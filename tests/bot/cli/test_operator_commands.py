"""What an operator types: feeds, digests, status, outbox, backup, check, erase, on a real store."""

from __future__ import annotations

import asyncio
import io
import re
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.storage import Store, open_store
from adapters.storage.database import engine
from bot.__main__ import main
from briefs.model.delivery import ON_REQUEST, Quota
from tests.contracts.test_subscriptions import SUB
from tests.fakes.delivery import PLACE, post, seen, stored_briefing
from tests.fakes.stores import OwnDatabase, postgres  # noqa: F401  (a fixture)

Said = pytest.CaptureFixture[str]
ADD = ("digest", "add", "--zone", "Europe/Berlin")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("READOUT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("READOUT_DATABASE", raising=False)
    return tmp_path / "data"


def now() -> datetime:
    return datetime.now(UTC)


def in_store(data: Path, work: Callable[[Store], Awaitable[object]]) -> None:
    async def opened() -> None:
        async with await open_store(f"sqlite+aiosqlite:///{data / 'readout.db'}", now=now) as store:
            await work(store)

    data.mkdir(exist_ok=True)
    asyncio.run(opened())


def done(capsys: Said, *arguments: str) -> str:
    """What a verb says that ends well."""
    code = main(list(arguments))
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    return said.out


def refused(capsys: Said, *arguments: str, code: int = 1) -> str:
    """The one line of a verb that does not."""
    assert main(list(arguments)) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    if code == 1:
        assert said.err.count("\n") == 1, said.err
    return said.err


# ------------------------------------------------------------------ an empty store


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        (("status",), "0 articles"),
        (("outbox",), "Every post has arrived."),
        (("check",), "The store is sound."),
        (("feed", "list"), "There are no feeds. Add one: readout feed add ADDRESS"),
        (("digest", "list"), "There are no digests. Add one: readout digest add"),
        (("erase", "web", "", "--yes"), "Erased 0 requests"),
    ],
)
def test_an_empty_store_is_told_and_says_what_to_do_next(
    verb: tuple[str, ...], expected: str, capsys: Said
) -> None:
    assert expected in done(capsys, *verb)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        (("outbox", "--arrived", "k"), "No post k is uncertain or failed. See readout outbox."),
        (("outbox", "--send-again", "k"), "No post k is uncertain or failed."),
        (("feed", "add", "http://127.0.0.1/feed"), "refused"),
        (("feed", "add", "not an address"), "link"),
        (("feed", "remove", "k"), "There is no feed k. See readout feed list."),
        (("digest", "preview", "k"), "There is no digest k. See readout digest list."),
        (("digest", "pause", "k"), "There is no digest k."),
        (("digest", "resume", "k"), "There is no digest k."),
        (("digest", "skip", "k"), "There is no digest k."),
        (("digest", "remove", "k"), "There is no digest k."),
        (("digest", "add", "--zone", "GMT+2"), "Europe/Berlin"),
        ((*ADD, "--at", "25:00"), "Write it like 08:30"),
        ((*ADD, "--days", "someday"), "mon-fri"),
        ((*ADD, "--sites", "nowhere"), "example.org"),
        ((*ADD, "--feed", "k"), "There is no feed k."),
        ((*ADD, "--no-here"), "A digest needs a source."),
        (("backup", "no/such/folder/copy.db"), "could not be written"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    verb: tuple[str, ...], expected: str, capsys: Said
) -> None:
    assert expected in refused(capsys, *verb)


@pytest.mark.parametrize(
    "verb",
    [
        ("outbox", "--arrived", "a", "--send-again", "b"),
        ("erase", "web", "", "--channel", "c", "--person", "p", "--yes"),
        ("erase", "carrier-pigeon", "T1", "--yes"),
        ("backup",),
        ("feed", "add"),
        ("digest", "add"),
        ("status", "now"),
    ],
)
def test_wrong_usage_is_code_2(verb: tuple[str, ...], capsys: Said) -> None:
    assert "Usage: readout" in refused(capsys, *verb, code=2)


# --------------------------------------------------------------------- what is done


def test_a_digest_from_its_beginning_to_its_end(capsys: Said) -> None:
    said = done(capsys, *ADD, "--at", "8 am", "--days", "daily", "--topics", "ferry")
    assert "08:00 Europe/Berlin, daily" in said
    key = said.splitlines()[1].split()[0]
    assert "Nothing new" in done(capsys, "digest", "preview", key)
    assert "paused" in done(capsys, "digest", "pause", key)
    assert "paused" not in done(capsys, "digest", "resume", key)
    code = main(["digest", "skip", key])  # whether one is left today is for the clock to say
    said_of_skip = capsys.readouterr()
    assert ("left out" in said_of_skip.out, "next one comes on" in said_of_skip.err) == (
        code == 0,
        code == 1,
    )
    assert "There are no digests" in done(capsys, "digest", "remove", key)


def test_uncertain_posts_are_listed_and_settled(data: Path, capsys: Said) -> None:
    async def park(store: Store) -> None:
        for key in ("one", "two"):
            await store.outbox.put(key, [post(f"{key}#0", text="[bold]Ferry[/bold]")], now=now())
            out = await store.outbox.claim(f"{key}#0", now=now(), lease_s=60)
            assert out is not None
            await store.outbox.park(out, failure="It could not be verified.")

    in_store(data, park)
    listed = done(capsys, "outbox")
    assert listed.count("uncertain") == 2
    assert "[bold]Ferry[/bold]" in listed, "foreign text is no markup"
    assert re.search(r"post uncertain +2", done(capsys, "status"))
    assert "Noted as there" in done(capsys, "outbox", "--arrived", "one#0")
    assert "sent again" in done(capsys, "outbox", "--send-again", "two#0")
    listed = done(capsys, "outbox")
    assert "one#0" not in listed
    assert "queued" in listed
    assert "No post one#0" in refused(capsys, "outbox", "--arrived", "one#0")


def test_a_backup_restores(data: Path, tmp_path: Path, capsys: Said) -> None:
    in_store(
        data, lambda store: store.articles.keep(stored_briefing("https://a.example/1"), now=now())
    )
    copy = tmp_path / "copy.db"
    assert "Backed up to" in done(capsys, "backup", str(copy))
    (data / "readout.db").unlink()
    for beside in data.glob("readout.db-*"):
        beside.unlink()
    copy.rename(data / "readout.db")
    assert "sound" in done(capsys, "check")
    assert "1 articles" in done(capsys, "status")


def test_a_backup_over_a_folder_is_refused(tmp_path: Path, capsys: Said) -> None:
    refused(capsys, "backup", str(tmp_path), code=2)


def test_a_damaged_store_is_told(data: Path, capsys: Said) -> None:
    done(capsys, "status")
    path = data / "readout.db"
    for beside in data.glob("readout.db-*"):
        beside.unlink()
    body = bytearray(path.read_bytes())
    body[4096:] = b"\xff" * (len(body) - 4096)
    path.write_bytes(bytes(body))
    assert "store" in refused(capsys, "check").lower()


def test_a_locked_store_is_told(data: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 10)
    done(capsys, "status")
    with sqlite3.connect(data / "readout.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "database is locked" in refused(capsys, "erase", "web", "", "--yes")
        other.execute("ROLLBACK")
    other.close()


def test_erasing_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert main(["erase", "web", "", "--person", "U1"]) == 1


def test_on_postgresql_backup_says_what_to_use(
    postgres: OwnDatabase,  # noqa: F811
    capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("READOUT_DATABASE", postgres.url)
    assert "pg_dump" in refused(capsys, "backup", "copy.db")
    assert "0 articles" in done(capsys, "status")
    assert "sound" in done(capsys, "check")
    assert "Europe/Berlin" in done(capsys, *ADD)


async def troubled(store: Store) -> None:
    """A store in which one of everything went wrong, and something is under way."""
    at = now()
    for place, why in ((PLACE, "The bot was removed."), (replace(PLACE, channel="C2"), ON_REQUEST)):
        sub = replace(SUB, key=f"s-{place.channel}", place=place, next_at=at + timedelta(hours=1))
        await store.subscriptions.put(sub)
        await store.subscriptions.pause(sub.key, why=why)
    await store.subscriptions.put(replace(SUB, key="s-next", next_at=at + timedelta(hours=2)))
    one = seen("m1", "https://a.example/1")
    await store.inbox.admit("reply:m1", one, source="reply:m1", now=at, quota=Quota())
    claimed = await store.inbox.claim("reply:m1", now=at, lease_s=60)
    assert claimed is not None
    await store.inbox.finish(
        claimed, stored=[], arrival=None, posts=[], now=at, failure="Behind a paywall."
    )
    feed = await store.feeds.add("https://f.example/rss", title=None, now=at)
    due = await store.feeds.claim(feed.key, now=at, lease_s=60)
    assert due is not None
    await store.feeds.failed(due, failure="Not found.", next_at=at + timedelta(hours=3), now=at)
    await store.outbox.put("b", [post("b#0")], now=at)
    assert await store.outbox.claim("b#0", now=at, lease_s=60)
    for number in range(12):
        await store.outbox.put(f"p{number}", [post(f"p{number}#0")], now=at)
        out = await store.outbox.claim(f"p{number}#0", now=at, lease_s=60)
        assert out is not None
        await store.outbox.park(out, failure="Nobody can tell.")


def test_status_is_one_screen_of_what_runs_comes_and_failed(capsys: Said, data: Path) -> None:
    in_store(data, troubled)
    screen = done(capsys, "status")
    assert len(screen.splitlines()) <= 40
    _, at_work = screen.split("At work\n")
    at_work, coming = at_work.split("Coming\n")
    coming, failed = coming.split("Failed\n")
    assert "b#0" in at_work
    assert "s-next: 08:30 Europe/Berlin in fake/T1/C1" in coming
    assert "https://f.example/rss" in coming
    assert "p11#0: Nobody can tell." in failed
    assert failed.count("Nobody can tell.") < 8
    assert "and " in failed.splitlines()[-1]
    assert "more" in failed.splitlines()[-1]
    for failures in (
        "reply:m1: Behind a paywall.",
        "rss: Not found.",
        "paused: The bot was removed.",
    ):
        assert failures in failed, "one kind does not crowd out another"
    assert "paused: on request" not in screen


# ------------------------------------------------------------------------ lists of feeds


def test_feeds_go_out_as_a_list_and_come_in_again(tmp_path: Path, capsys: Said) -> None:
    listed = tmp_path / "feeds.opml"
    listed.write_text(
        "<opml version='2.0'><body><outline text='Paper &amp; Post' "
        "xmlUrl='http://127.0.0.1:9/rss'/><outline text='Two' xmlUrl='http://127.0.0.1:9/two'/>"
        "</body></opml>"
    )
    assert "2 feeds added, 0 were here already" in done(capsys, "feed", "import", str(listed))
    assert "0 feeds added, 2 were here already" in done(capsys, "feed", "import", str(listed))
    assert "Paper & Post" in done(capsys, "feed", "list")
    assert "2 feeds written" in done(capsys, "feed", "export", str(tmp_path / "out.opml"))
    assert "127.0.0.1:9/two" in (tmp_path / "out.opml").read_text()
    assert "0 feeds added" in done(capsys, "feed", "import", str(tmp_path / "out.opml"))


def test_no_command_about_feeds_and_digests_loads_a_model(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READOUT_MODEL", "no_such_model")
    listed = tmp_path / "feeds.opml"
    listed.write_text(
        "<opml version='2.0'><body><outline xmlUrl='http://127.0.0.1:9/rss'/></body></opml>"
    )
    assert "1 feeds added" in done(capsys, "feed", "import", str(listed))
    key = done(capsys, *ADD).splitlines()[1].split()[0]
    assert "Nothing new" in done(capsys, "digest", "preview", key)


@pytest.mark.parametrize("text", ["", "no list", "<html></html>", "<opml><body/></opml>"])
def test_a_file_that_is_no_list_is_told(text: str, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "x.opml").write_text(text)
    refused(capsys, "feed", "import", str(tmp_path / "x.opml"))
    assert "OPML file" in refused(capsys, "feed", "import", str(tmp_path / "missing.opml"))
