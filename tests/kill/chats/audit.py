"""What both chats show, held against what they must show.

A reply counts as left when it stands in a chat in the end, with all heard and nothing due, though
its message is deleted or its link is not in the message any more. What became of the message is
told with it, by whoever wrote it: a message that nobody wrote is the trial's own fault.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from adapters.storage import Store
from adapters.storage.database.schema import inbox, outbox
from bot import keys
from briefs.model.delivery import PostState, Publication
from briefs.model.messages import Post
from briefs.model.serialization import from_json
from tests.adapters.discord.scenarios import words_of
from tests.fakes.slack_rules import shown
from tests.kill.chats.people import People
from tests.kill.chats.stormy_discord import nonces_of
from tests.kill.chats.stormy_slack import key_of

FAULTS = (
    "doubled", "missing", "wrong", "left", "returned", "astray", "stuck", "unlisted", "unpublished", "refused",
    "logged",
)  # fmt: skip
FIGURES = ("runs", "kills", "wanted", "parked", "moderated", *FAULTS)
HALTED = {PostState.WAITING, PostState.FAILED, PostState.QUEUED}

Rows = Mapping[str, Row[Any]]


@dataclass(slots=True)
class Outcome:
    """Counts by the names of FIGURES. `parked` are posts that nobody can verify, all listed.

    `moderated` are parts that somebody deleted and the bot knows it; `returned` those of them
    that stand there again.
    """

    database: str
    counts: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    longest_pause_s: float = 0.0
    """The platforms stood still for so long at most, on a machine with much else to do."""

    @property
    def clean(self) -> bool:
        """Whether there is none of FAULTS."""
        return not any(self.counts[name] for name in FAULTS)

    def add(self, figure: str, found: Iterable[str]) -> None:
        """Count what was found, and keep what it is."""
        for one in found:
            self.counts[figure] += 1
            self.faults.append(f"{figure}: {one}")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the bot: its words, and the thread that it stands in."""

    name: str
    words: str
    thread: str | None


async def count(outcome: Outcome, people: People, store: Store) -> None:
    """Compare. What the program wrote of its posts is read from the store."""
    async with store._database.read() as connection:
        rows = {row.key: row for row in await connection.execute(select(outbox))}
        known = set((await connection.execute(select(inbox.c.key))).scalars())
    there = _there(people, rows)
    parked = {key for key, row in rows.items() if row.state == PostState.UNCERTAIN}
    listed = {one.key for one in await store.outbox.rows(PostState.UNCERTAIN, limit=10**6)}
    outcome.counts["parked"] = len(parked)
    outcome.add("unlisted", parked - listed)
    wanted = {**people.wanted.posts, **_digests(outcome, people, rows)}
    outcome.counts["wanted"] = len(wanted)
    nonces = {keys.nonce(from_json(Post, row.post)): key for key, row in rows.items()}
    outcome.add("doubled", people.slack.doubled)
    outcome.add("doubled", (nonces.get(one, one) for one in people.discord.doubled))
    outcome.add("doubled", (key for key, found in there.items() if len(found) > 1))
    for key, words in wanted.items():
        found = there.get(key, [])
        if not found and key not in parked and key not in people.wanted.open:
            outcome.add("missing", [f"{_said(key, rows)}: {words}"])
        if found and words not in found[0].words:
            outcome.add("wrong", [f"{key} is not {words!r}"])
        if found and not _in_place(key, found[0], there, rows):
            outcome.add("astray", [key])
    unwanted = (key for key, found in there.items() if found and key not in wanted)
    # A greeting answers no message: it comes with the bot, and stays.
    left = (key for key in unwanted if not key.startswith("greeting:"))
    fates = people.fates
    outcome.add(
        "left",
        (
            f"{_said(key, rows)}; its message: {fates.get(keys.batch(key), 'never written')}"
            for key in left
        ),
    )
    outcome.add("returned", (key for key in people.wanted.taken if there.get(key)))
    outcome.counts["moderated"] = len(people.wanted.taken)
    outcome.add("stuck", [one async for one in _stuck(people, store, rows)])
    _count_private(outcome, people, known, parked)


def _there(people: People, rows: Rows) -> dict[str, list[Message]]:
    """Key of a post -> the messages that carry it."""
    found: dict[str, list[Message]] = defaultdict(list)
    for room in people.slack.home.channels.values():
        for one in room:
            if (key := key_of(one)) is not None:
                words = shown(one.get("blocks") or []) or one["text"]
                found[key].append(Message(one["ts"], words, one.get("thread_ts")))
    by_nonce = {keys.nonce(from_json(Post, row.post)): key for key, row in rows.items()}
    channels = {room["id"] for room in (*people.rooms, people.news)}
    for one in people.discord.all_ours():
        for key in {by_nonce[nonce] for nonce in nonces_of(one) if nonce in by_nonce}:
            at = str(one["channel_id"])
            words = words_of(one["components"])
            found[key].append(Message(one["id"], words, None if at in channels else at))
    return found


def _digests(outcome: Outcome, people: People, rows: Rows) -> dict[str, str]:
    """The posts of the digests that fell due -> some of their words."""
    wanted: dict[str, str] = {}
    for subscription, published in people.wanted.digests.items():
        parts = [row for key, row in rows.items() if subscription == keys.subscription_of(key)]
        wanted |= {row.key: "" for row in parts}
        if not parts:
            wanted[f"digest:{subscription}"] = "any of it"
        first = [row for row in parts if row.part == 0]
        if published and any(row.message not in people.discord.published for row in first):
            outcome.add("unpublished", [f"{subscription}: not published"])
        if published and any(row.publication != Publication.DONE for row in first):
            outcome.add("unpublished", [f"{subscription}: not known to be"])
    return wanted


def _in_place(key: str, message: Message, there: Mapping[str, list[Message]], rows: Rows) -> bool:
    """A later part stands in the thread of the first, the first in none; all in a forum's post.

    Where somebody deleted the first, the others stay in its thread.
    """
    batch, _, part = key.rpartition("#")
    own = from_json(Post, rows[key].post).place.thread
    if own is not None or part == "0":
        return message.thread == own
    first = there.get(keys.part(batch, 0))
    return not first or message.thread == first[0].name


async def _stuck(people: People, store: Store, rows: Rows) -> AsyncIterator[str]:
    for job in await store.pending_work.unfinished():
        yield f"{job.kind} {job.key}, due {job.at}"
    for key, row in rows.items():
        if row.state in HALTED:
            yield f"{_said(key, rows)}: {row.failure}"
    for one in people.slack.unheard.values():
        yield f"never acknowledged: {one['payload']}"


def _count_private(outcome: Outcome, people: People, known: set[str], parked: set[str]) -> None:
    """What one person sees: once, unless an attempt is parked. A command is told once only."""
    told = [shown(one["blocks"]) for one in people.slack.home.ephemeral]
    for request, title in people.wanted.private.items():
        count = sum(title in words for words in told)
        if count > 1:
            outcome.add("doubled", [f"{request}: {title}"])
        if count == 0 and request in known and keys.part(request, 0) not in parked:
            outcome.add("missing", [f"{request}: {title}"])


def _said(key: str, rows: Rows) -> str:
    return f"{key}, {rows[key].state if key in rows else 'no row'}"


def table(outcomes: Iterable[Outcome]) -> str:
    """One line for each trial and one for all, under the names of the figures."""
    lines = [f"{'':12}" + "".join(f"{name:>12}" for name in FIGURES)]
    whole = Outcome("all")
    for one in outcomes:
        lines.append(_line(one))
        whole.counts += one.counts
        whole.met += one.met
        whole.struck += one.struck
        whole.longest_pause_s = max(whole.longest_pause_s, one.longest_pause_s)
    lines.append(_line(whole))
    met = ", ".join(f"{number} {name}" for name, number in sorted(whole.met.items()))
    struck = ", ".join(f"{number} {name}" for name, number in sorted(whole.struck.items()))
    paused = f"the platforms stood still for {whole.longest_pause_s} s at most"
    return "\n".join([*lines, f"requests met: {met}", f"killed at: {struck or 'nothing'}", paused])


def write(report: Path, one: Outcome) -> None:
    """Add a trial to a file that sums several runs."""
    with report.open("a") as file:
        file.write(json.dumps({each.name: getattr(one, each.name) for each in fields(one)}) + "\n")


def read(report: Path) -> list[Outcome]:
    """The trials of a file; none if there is no such file yet."""
    lines = report.read_text().splitlines() if report.exists() else []
    found = [Outcome(**json.loads(line)) for line in lines]
    for one in found:
        one.counts, one.met, one.struck = map(Counter, (one.counts, one.met, one.struck))
    return found


def _line(one: Outcome) -> str:
    figures = "".join(f"{one.counts[name]:12}" for name in FIGURES)
    return f"{one.database:12}{figures}"
