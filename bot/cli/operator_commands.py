"""Commands over the store: status, outbox, backup, check, erase; feeds and digests."""

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
from bot.wiring.environment import Environment
from bot.wiring.reading_chain import render
from bot.wiring.running_service import Service, opened, service
from briefs.cards.briefing_card import articles
from briefs.errors import BadRequest, Unknown
from briefs.i18n.schedules import schedule
from briefs.links.sanitizing import plain
from briefs.model.delivery import PostState
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary, SubscriptionForm

CONSOLE_WIDTH = 100
OF_A_KIND = 3
"""Rows that `readout status` shows of each kind of work, so that none crowds out another."""

CHANGED = {
    "pause": "Paused until it is resumed.", "resume": "Resumed.",
    "skip": "Today's digest is left out.", "remove": "Removed.",
}  # fmt: skip

SHOWN = (PostState.UNCERTAIN, PostState.FAILED, PostState.QUEUED, PostState.WAITING)


def plain_console() -> Console:
    """A console with colours on a terminal only, and wide enough for tables elsewhere."""
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
    """Add a row; foreign text is shown literally, never as rich markup."""
    table.add_row(*(Text(plain(str(cell))) for cell in cells))


def _when(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else ""


async def show_status(*, settings: Settings, environment: Environment) -> None:
    """One screen: what runs, what is due, what failed."""
    console = plain_console()
    async with opened(settings, environment=environment) as store:
        status = await store.status()
    megabytes = status.size_bytes / 2**20
    console.print(f"{status.articles} articles, {megabytes:.1f} MB")
    table = _table("what", "how many")
    for name, count in status.counts:
        _add(table, name, count)
    console.print(table)
    now = environment.now()
    overdue = [job for job in status.due if job.at is not None and job.at <= now]
    coming = [job for job in status.due if job not in overdue]
    for label, jobs in (("At work", status.running), ("Due", overdue), ("Coming", coming)):
        _list(console, label, [(job.kind, _when(job.at), job.key) for job in jobs])
    failed = [(f.what, _when(f.at), f"{f.key}: {f.reason}") for f in status.failures]
    _list(console, "Failed", failed)


def _list(console: Console, label: str, rows: Sequence[Sequence[str]]) -> None:
    """Print the first rows of each kind under a title; nothing if there are none."""
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
    """Number of rows of the same kind before this one."""
    return sum(row[0] == rows[at][0] for row in rows[:at])


async def show_outbox(*, settings: Settings, environment: Environment) -> None:
    """List posts that have not arrived, newest first."""
    async with opened(settings, environment=environment) as store:
        rows = await store.outbox.rows(*SHOWN)
    if not rows:
        plain_console().print("Every post has arrived.")
        return
    table = _table("key", "place", "state", "tries", "since", "headline", "why")
    for row in rows:
        place = "/".join(part for part in (row.place.platform, row.place.channel) if part)
        _add(
            table, row.key, place, row.state, row.attempts, _when(row.created_at), row.headline,
            row.failure or "",
        )  # fmt: skip
    plain_console().print(table)


async def settle_post(
    key: str, *, there: bool, settings: Settings, environment: Environment
) -> None:
    """Settle a post that is uncertain or failed, as the operator says. Raises: BadRequest."""
    async with opened(settings, environment=environment) as store:
        known = await store.outbox.rows(PostState.UNCERTAIN, PostState.FAILED, limit=10_000)
        if key not in {row.key for row in known}:
            raise BadRequest(f"No post {key} is uncertain or failed.", hint="See readout outbox.")
        await store.outbox.resolve(key, there=there, now=environment.now())
    plain_console().print("Noted as there." if there else "It is sent again at the next sweep.")


async def back_up(target: Path, *, settings: Settings, environment: Environment) -> None:
    """Copy the store while it runs. Raises: BadRequest."""
    async with opened(settings, environment=environment) as store:
        await store.backup(target)
    plain_console().print(Text(f"Backed up to {target}."))


async def check_store(*, settings: Settings, environment: Environment) -> None:
    """Check the store; print if it is sound. Raises: BadRequest with its faults, one a line."""
    async with opened(settings, environment=environment) as store:
        faults = await store.check()
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults)
        hint = "Restore a backup, or say so where Readout comes from."
        raise BadRequest(f"The store is not sound:\n{listed}\n", hint=hint)
    plain_console().print("The store is sound.")


async def erase(
    platform: str,
    workspace: str,
    *,
    channel: str | None,
    person: str | None,
    settings: Settings,
    environment: Environment,
) -> None:
    """Erase what is stored of a workspace, or of one of its channels or people."""
    async with without_clock(settings, environment) as running:
        eraser = running.flows.eraser
        if person:
            done = await eraser.person(platform, workspace, person)
        elif channel:
            done = await eraser.channel(Place(platform, workspace, channel))
        else:
            done = await eraser.workspace(platform, workspace)
    plain_console().print(
        f"Erased {done.requests} requests, {done.posts} posts, {done.subscriptions} digests, "
        f"{done.articles} articles."
    )


# ----------------------------------------------------------------- feeds and digests


@asynccontextmanager
async def without_clock(settings: Settings, environment: Environment) -> AsyncIterator[Service]:
    """The service without clock and model; the running bot picks up what is added to the store."""
    address = f"http://{settings.host}:{settings.port}"
    async with service(
        settings, address=address, environment=environment, language=False
    ) as running:
        yield running


@contextmanager
def _known(what: str, key: str) -> Iterator[None]:
    """Rephrase NotFound with the key that was given."""
    try:
        yield
    except Unknown as e:
        raise _unknown(what, key) from e


def _unknown(what: str, key: str) -> BadRequest:
    return BadRequest(f"There is no {what} {plain(key)}.", hint=f"See readout {what} list.")


async def add_feed(address: str, *, settings: Settings, environment: Environment) -> None:
    """Poll a feed: its address, or that of a site that names one. Raises: ReadoutError."""
    async with without_clock(settings, environment) as running:
        feed = await running.digests.add_feed(address)
    plain_console().print(Text(f"{feed.key}  {plain(feed.title or feed.url)}"))


async def list_feeds(*, settings: Settings, environment: Environment) -> None:
    """List all feeds: when each is polled next and its last failure."""
    async with opened(settings, environment=environment) as store:
        feeds = await store.feeds.all()
    table = _table("key", "title", "address", "next", "trouble")
    for feed in feeds:
        _add(
            table, feed.key, feed.title or "", feed.url, _when(feed.due_at) or "never",
            feed.failure or "",
        )  # fmt: skip
    plain_console().print(
        table if feeds else "There are no feeds. Add one: readout feed add ADDRESS"
    )


async def remove_feed(key: str, *, settings: Settings, environment: Environment) -> None:
    """Stop polling a feed. Raises: BadRequest."""
    async with without_clock(settings, environment) as running:
        with _known("feed", key):
            await running.digests.remove_feed(key)
    plain_console().print("Removed.")


async def add_digest(
    form: SubscriptionForm, *, settings: Settings, environment: Environment
) -> None:
    """Subscribe the page's own channel. Raises: BadRequest."""
    async with without_clock(settings, environment) as running:
        known = {feed.key for feed in await running.digests.feeds()}
        for key in form.feeds:
            if key not in known:
                raise _unknown("feed", key)
        _show((await running.digests.add_digest(form),))


async def list_digests(*, settings: Settings, environment: Environment) -> None:
    """The digests of the page's own channel."""
    async with without_clock(settings, environment) as running:
        _show(await running.digests.digests())


async def change_digest(
    verb: str, key: str, *, settings: Settings, environment: Environment
) -> None:
    """Pause, resume or remove a digest, or skip today's. Raises: BadRequest."""
    async with without_clock(settings, environment) as running:
        room = running.digests
        verbs = {
            "pause": room.pause, "resume": room.resume, "skip": room.skip_today,
            "remove": room.remove_digest,
        }  # fmt: skip
        with _known("digest", key):
            await verbs[verb](key)
        plain_console().print(CHANGED[verb])
        _show(await room.digests())


async def preview_digest(
    key: str, *, evidence: bool, settings: Settings, environment: Environment
) -> None:
    """Print what a digest would post now; nothing is posted. Raises: ReadoutError."""
    async with without_clock(settings, environment) as running:
        with _known("digest", key):
            card = await running.digests.preview(key)
        filed = await running.digests.briefings(articles(card)) if evidence else {}
    console = plain_console()
    cited = {url: one.briefing.cited for url, one in filed.items()}
    console.print(render(card, width=console.width, evidence=cited))


def _show(planned: Sequence[DigestSummary]) -> None:
    if not planned:
        plain_console().print(
            "There are no digests. Add one: readout digest add --zone Europe/Berlin"
        )
        return
    table = _table("key", "when", "next")
    for one in planned:
        _add(table, one.subscription.key, schedule(one.subscription), _when(one.comes_at))
    plain_console().print(table)


async def show_reports(*, settings: Settings) -> None:
    """Lines that readers reported as wrong, newest first, each with its sentences."""
    async with opened(settings) as store:
        reports = await store.reports.recent(limit=100)
    console = plain_console()
    if not reports:
        console.print("Nobody has reported a line.")
    for one in reports:
        at = ", ".join(f"¶{proof.paragraph}.{proof.sentence}" for proof in one.proofs)
        words = f"{_when(one.at)}  {one.url}\n  {one.line} ({at}, version {one.version})"
        console.print(Text(plain(words + (f"\n  {one.note}" if one.note else ""))))
