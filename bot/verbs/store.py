"""What an operator asks of the store: status, outbox, backup, check, erase; feeds and digests."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.settings import Settings
from bot.subscriptions import describe
from bot.wiring.chain import terminal_dress
from bot.wiring.outside import Outside
from bot.wiring.service import Service, opened, service
from briefs.cards import articles
from briefs.delivery import PostState
from briefs.errors import BadRequest, Unknown
from briefs.model import Place
from briefs.newsroom import Planned, Wish
from briefs.plain import plain

CONSOLE_WIDTH = 100
OF_A_KIND = 3
"""Rows of each kind of work that `readout status` shows: none crowds out another."""

SHOWN = (PostState.UNCERTAIN, PostState.FAILED, PostState.QUEUED, PostState.WAITING)


def _console() -> Console:
    return Console(
        highlight=False, no_color=not sys.stdout.isatty(),
        width=None if sys.stdout.isatty() else CONSOLE_WIDTH,
    )  # fmt: skip


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _add(table: Table, *cells: object) -> None:
    """Foreign text is shown as it is, never as rich markup."""
    table.add_row(*(Text(plain(str(cell))) for cell in cells))


def _when(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else ""


async def show_status(*, settings: Settings, outside: Outside) -> None:
    """One screen: what runs, what is due, what failed."""
    console = _console()
    async with opened(settings, outside=outside) as store:
        status = await store.status()
    megabytes = status.size_bytes / 2**20
    console.print(f"{status.articles} articles, {megabytes:.1f} MB")
    table = _table("what", "how many")
    for name, count in status.counts:
        _add(table, name, count)
    console.print(table)
    now = outside.now()
    overdue = [job for job in status.due if job.at is not None and job.at <= now]
    coming = [job for job in status.due if job not in overdue]
    for label, jobs in (("At work", status.running), ("Due", overdue), ("Coming", coming)):
        _list(console, label, [(job.kind, _when(job.at), job.key) for job in jobs])
    failed = [(f.what, _when(f.at), f"{f.key}: {f.reason}") for f in status.failures]
    _list(console, "Failed", failed)


def _list(console: Console, label: str, rows: Sequence[Sequence[str]]) -> None:
    """The first of each kind, under a title; nothing where there are none."""
    if not rows:
        return
    shown = [row for at, row in enumerate(rows) if _number(rows, at) < OF_A_KIND]
    console.print(Text(f"\n{label}", style="bold"))
    table = Table.grid(padding=(0, 2))
    for _ in range(3):
        table.add_column(overflow="fold")
    for row in shown:
        _add(table, *row)
    console.print(table)
    if len(rows) > len(shown):
        console.print(Text(f"and {len(rows) - len(shown)} more"))


def _number(rows: Sequence[Sequence[str]], at: int) -> int:
    """How many rows of the same kind stand before this one."""
    return sum(row[0] == rows[at][0] for row in rows[:at])


async def show_outbox(*, settings: Settings, outside: Outside) -> None:
    """Posts that are not there, the newest first."""
    async with opened(settings, outside=outside) as store:
        rows = await store.outbox.rows(*SHOWN)
    if not rows:
        _console().print("Every post has arrived.")
        return
    table = _table("key", "place", "state", "tries", "since", "headline", "why")
    for row in rows:
        place = "/".join(part for part in (row.place.platform, row.place.channel) if part)
        _add(
            table, row.key, place, row.state, row.attempts, _when(row.created_at), row.headline,
            row.failure or "",
        )  # fmt: skip
    _console().print(table)


async def settle_post(key: str, *, there: bool, settings: Settings, outside: Outside) -> None:
    """The operator's word on a post that is uncertain or failed. Raises: BadRequest."""
    async with opened(settings, outside=outside) as store:
        known = await store.outbox.rows(PostState.UNCERTAIN, PostState.FAILED, limit=10_000)
        if key not in {row.key for row in known}:
            raise BadRequest(f"No post {key} is uncertain or failed.", hint="See readout outbox.")
        await store.outbox.resolve(key, there=there, now=outside.now())
    _console().print("Noted as there." if there else "It is sent again at the next sweep.")


async def back_up(target: Path, *, settings: Settings, outside: Outside) -> None:
    """Copy the store while it runs. Raises: BadRequest."""
    async with opened(settings, outside=outside) as store:
        await store.backup(target)
    _console().print(Text(f"Backed up to {target}."))


async def check_store(*, settings: Settings, outside: Outside) -> None:
    """Say that the store is sound. Raises: BadRequest with every fault, one a line."""
    async with opened(settings, outside=outside) as store:
        faults = await store.check()
    if faults:
        raise BadRequest("The store is not sound:\n" + "\n".join(f"  {fault}" for fault in faults))
    _console().print("The store is sound.")


async def erase(
    platform: str,
    workspace: str,
    *,
    channel: str | None,
    person: str | None,
    settings: Settings,
    outside: Outside,
) -> None:
    """Remove what is kept of a workspace, or of one channel or person of it."""
    async with _running(settings, outside) as running:
        erasing = running.flows.erasing
        if person:
            done = await erasing.person(platform, workspace, person)
        elif channel:
            done = await erasing.channel(Place(platform, workspace, channel))
        else:
            done = await erasing.workspace(platform, workspace)
    _console().print(
        f"Erased {done.requests} requests, {done.posts} posts, {done.subscriptions} digests, "
        f"{done.articles} articles."
    )


# ----------------------------------------------------------------- feeds and digests


@asynccontextmanager
async def _running(settings: Settings, outside: Outside) -> AsyncIterator[Service]:
    """The flows without the clock: what is added is picked up by the bot that runs."""
    address = f"http://{settings.host}:{settings.port}"
    async with service(settings, address=address, outside=outside) as running:
        yield running


@contextmanager
def _known(what: str, key: str) -> Iterator[None]:
    """What the page calls unknown is told by its key here."""
    try:
        yield
    except Unknown as e:
        raise _unknown(what, key) from e


def _unknown(what: str, key: str) -> BadRequest:
    return BadRequest(f"There is no {what} {plain(key)}.", hint=f"See readout {what} list.")


async def add_feed(address: str, *, settings: Settings, outside: Outside) -> None:
    """A feed's address, or a site's that names one. Raises: ReadoutError."""
    async with _running(settings, outside) as running:
        feed = await running.newsroom.add_feed(address)
    _console().print(Text(f"{feed.key}  {plain(feed.title or feed.url)}"))


async def list_feeds(*, settings: Settings, outside: Outside) -> None:
    """All feeds, with when each is polled next and what went wrong."""
    async with opened(settings, outside=outside) as store:
        feeds = await store.feeds.all()
    table = _table("key", "title", "address", "next", "trouble")
    for feed in feeds:
        _add(
            table, feed.key, feed.title or "", feed.url, _when(feed.due_at) or "never",
            feed.failure or "",
        )  # fmt: skip
    _console().print(table if feeds else "There are no feeds. Add one: readout feed add ADDRESS")


async def remove_feed(key: str, *, settings: Settings, outside: Outside) -> None:
    """Poll it no more. Raises: BadRequest."""
    async with _running(settings, outside) as running:
        with _known("feed", key):
            await running.newsroom.remove_feed(key)
    _console().print("Removed.")


async def add_digest(wish: Wish, *, settings: Settings, outside: Outside) -> None:
    """Subscribe the page's own channel. Raises: BadRequest."""
    async with _running(settings, outside) as running:
        known = {feed.key for feed in await running.newsroom.feeds()}
        for key in wish.feeds:
            if key not in known:
                raise _unknown("feed", key)
        _show((await running.newsroom.add_digest(wish),))


async def list_digests(*, settings: Settings, outside: Outside) -> None:
    """The digests of the page's own channel."""
    async with _running(settings, outside) as running:
        _show(await running.newsroom.digests())


async def change_digest(verb: str, key: str, *, settings: Settings, outside: Outside) -> None:
    """Pause, resume, skip today's or remove. Raises: BadRequest."""
    async with _running(settings, outside) as running:
        room = running.newsroom
        verbs = {
            "pause": room.pause, "resume": room.resume, "skip": room.skip_today,
            "remove": room.remove_digest,
        }  # fmt: skip
        with _known("digest", key):
            await verbs[verb](key)
        _show(await room.digests())


async def preview_digest(key: str, *, evidence: bool, settings: Settings, outside: Outside) -> None:
    """What it would post now; nothing is posted. Raises: ReadoutError."""
    async with _running(settings, outside) as running:
        with _known("digest", key):
            card = await running.newsroom.preview(key)
        filed = await running.newsroom.briefings(articles(card)) if evidence else {}
    console = _console()
    cited = {url: one.briefing.cited for url, one in filed.items()}
    console.print(terminal_dress(card, width=console.width, evidence=cited))


def _show(planned: Sequence[Planned]) -> None:
    if not planned:
        _console().print("There are no digests. Add one: readout digest add --zone Europe/Berlin")
        return
    table = _table("key", "when", "next")
    for one in planned:
        coming = one.upcoming[0].due_at if one.upcoming else None
        _add(table, one.subscription.key, describe(one.subscription), _when(coming))
    _console().print(table)


async def show_reports(*, settings: Settings) -> None:
    """Lines that readers called wrong, the newest first, each with what it rests on."""
    async with opened(settings) as store:
        reports = await store.reports.recent(limit=100)
    console = _console()
    if not reports:
        console.print("Nobody has reported a line.")
    for one in reports:
        at = ", ".join(f"¶{proof.paragraph}.{proof.sentence}" for proof in one.proofs)
        words = f"{_when(one.at)}  {one.url}\n  {one.line} ({at}, version {one.version})"
        console.print(Text(plain(words + (f"\n  {one.note}" if one.note else ""))))
