"""Pastes of the local page: a link, a text or a saved page -> a briefing, with progress.

    start     a job in this process, at once; its result is stored
    progress  waits until there is something new to show
    result    the briefing is stored before it is shown, so its address stays valid

Jobs are not stored. If the process ends, the reader, who is at the page, can paste the link again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from bot import keys
from bot.flows.answer_links import FRESH_FOR
from bot.flows.brief_page import Briefer
from bot.flows.brief_text import TextBriefer
from bot.flows.brief_url import UrlBriefer
from bot.ports.articles import Articles
from briefs.errors import BadRequest, Cancelled, OverQuota, ReadingFailed, ReadoutError, Unknown
from briefs.links.canonical import article_address
from briefs.model.articles import Page
from briefs.model.delivery import Arrival, StoredBriefing
from briefs.model.pastes import (
    Archive,
    ArchivedBriefing,
    Check,
    Metric,
    Paste,
    Progress,
    Stage,
    Upload,
)
from briefs.model.places import Place

log = logging.getLogger(__name__)

T = TypeVar("T")

MOST_JOBS = 32
"""Jobs that run at the same time. The page has one reader, so more come from a runaway script."""

MOST_FINISHED = 500
"""Finished jobs that are remembered; their briefings are in the archive anyway."""

HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml")


@dataclass(slots=True)
class _Job:
    """A running task, and the event that its readers wait for.

    `result` is the briefing's id or the error, never the briefing itself: hundreds of jobs are
    remembered, and a briefing of 400 facts takes a megabyte. So does a traceback whose frames hold
    a page.
    """

    paste: Paste | None
    label: str
    plan: tuple[Stage, ...]
    link: str | None
    entered: int = 0
    result: str | ReadoutError | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None

    def notify(self) -> None:
        """Wake all waiting readers; later readers wait for the next change."""
        self.changed.set()
        self.changed = asyncio.Event()

    def enter(self, stage: Stage) -> None:
        self.entered = self.plan.index(stage) + 1
        self.notify()

    @property
    def progress(self) -> Progress:
        return Progress(self.label, self.plan, self.entered, self.result is not None, self.link)


class PasteService:
    """The port of the local page, over the same chain as every chat.

    `checks` and `metrics` are called when the status page is shown.
    """

    def __init__(
        self,
        *,
        chain: Briefer,
        url_briefer: UrlBriefer,
        articles: Articles,
        text_briefer: TextBriefer,
        place: Place,
        version: str,
        now: Callable[[], datetime],
        checks: Callable[[], Awaitable[tuple[Check, ...]]],
        metrics: Callable[[], Awaitable[tuple[Metric, ...]]],
    ) -> None:
        self._chain = chain
        self._keeping = url_briefer
        self._articles = articles
        self._pasting = text_briefer
        self._place = place
        self._version = version
        self._now = now
        self._checks = checks
        self._metrics = metrics
        self._jobs: OrderedDict[str, _Job] = OrderedDict()

    async def start(self, paste: Paste) -> str:
        """Paste -> id of its job, at once; an identical paste under way shares its job.

        Raises: BadLink, BadRequest, OverQuota.
        """
        at_work = {key: job for key, job in self._jobs.items() if job.result is None}
        for key, other in at_work.items():
            if other.paste == paste:  # the button was pressed twice
                return key
        if len(at_work) >= MOST_JOBS:
            raise OverQuota
        job = _planned(paste)
        key = secrets.token_urlsafe(9)
        self._jobs[key] = job
        while len(self._jobs) > MOST_FINISHED:
            oldest = next((k for k, j in self._jobs.items() if j.result is not None), None)
            if oldest is None:
                break
            del self._jobs[oldest]
        job.task = asyncio.create_task(self._run(job, paste))
        return key

    async def progress(self, job: str, *, seen: int = -1, wait_s: float = 0) -> Progress:
        """Progress of the job, once it has entered more than `seen` stages or has finished."""
        found = self._job(job)
        try:
            async with asyncio.timeout(wait_s):
                while found.entered <= seen and found.result is None:
                    await found.changed.wait()
        except TimeoutError:
            pass  # nothing new: the reader asks again
        return found.progress

    async def result(self, job: str) -> ArchivedBriefing | ReadoutError:
        """The result of a finished job. Raises: Unknown."""
        result = self._job(job).result
        if result is None:
            raise Unknown
        return await self.briefing(result) if isinstance(result, str) else result

    async def cancel(self, job: str) -> None:
        """Stop the job, whose result is then Cancelled; no effect on a finished one."""
        found = self._job(job)
        if found.task is not None and found.result is None:
            found.task.cancel()
            await asyncio.wait([found.task])
        if found.result is None:  # the task had not started
            found.result = Cancelled()
            found.notify()

    async def briefing(self, key: str) -> ArchivedBriefing:
        """The briefing of that id. Raises: Unknown."""
        stored = await self._articles.keyed(key)
        if stored is None:
            raise Unknown
        return to_archived(stored)

    async def archive(self, *, before: str | None = None, limit: int = 30) -> Archive:
        """The newest briefings, or those that follow `before`."""
        stored = await self._articles.recent(limit=limit + 1, before=moment(before))
        items, older = cut_page(tuple(map(to_archived, stored)), limit, at=lambda one: one.made_at)
        return Archive(items, older)

    async def health(self) -> tuple[Check, ...]:
        """Each part of the program."""
        return await self._checks()

    async def metrics(self) -> tuple[Metric, ...]:
        """All metrics."""
        return await self._metrics()

    async def close(self) -> None:
        """Cancel all running jobs."""
        tasks = [job.task for job in self._jobs.values() if job.task and not job.task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _job(self, key: str) -> _Job:
        try:
            return self._jobs[key]
        except KeyError as error:
            raise Unknown from error

    async def _run(self, job: _Job, paste: Paste) -> None:
        try:
            job.result = await self._brief_and_store(job, paste)
        except ReadoutError as error:
            job.result = bare(error)
        except asyncio.CancelledError:
            job.result = Cancelled()
        except Exception:
            log.exception("a paste could not be briefed")
            job.result = ReadingFailed(
                "Readout has a fault here.", hint="Try it again; the log says what happened."
            )
        job.paste = None  # hundreds of finished jobs are remembered, their files are not
        job.notify()

    async def _brief_and_store(self, job: _Job, paste: Paste) -> str:
        stored = await self._briefed(job, paste)
        now = self._now()
        arrival = Arrival(
            source=keys.channel(self._place),
            cause=f"desk:{stored.briefing.url}",
            at=now,
            person="reader",
        )
        await self._articles.keep(stored, now=now, arrival=arrival)
        found = await self._articles.find(stored.briefing.url)
        assert found is not None
        assert found.key is not None
        return found.key

    async def _briefed(self, job: _Job, paste: Paste) -> StoredBriefing:
        if paste.link:
            known = None
            if not paste.again:
                since = self._now() - FRESH_FOR
                known = await self._articles.find(paste.link, version=self._version, since=since)
            return known or await self._keeping(article_address(paste.link), progress=job.enter)
        if paste.upload:
            page = _page(paste.upload, paste.source, self._now())
            done = await self._chain.page(page, progress=job.enter)
            return self._keeping.to_stored(done, done.article.url)
        return await self._pasting(paste.text or "", source=paste.source, progress=job.enter)


def bare(error: ReadoutError) -> ReadoutError:
    """An error without its traceback and causes; its message and hint stay."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _planned(paste: Paste) -> _Job:
    """Paste -> its job. Raises: BadLink, BadRequest."""
    if paste.link:
        return _Job(paste, paste.link, tuple(Stage), article_address(paste.link))
    if paste.upload:
        return _Job(paste, paste.upload.name or "Saved page", tuple(Stage)[1:], paste.source)
    if paste.text and paste.text.strip():
        return _Job(paste, "Pasted text", tuple(Stage)[1:], paste.source)
    hint = "Paste a link or a text, or drop a saved page."
    raise BadRequest("There is nothing to brief.", hint=hint)


def _page(upload: Upload, source: str | None, now: datetime) -> Page:
    """A saved page -> Page, as if its site had sent it; `content_type` is the browser's guess."""
    kind = upload.content_type.partition(";")[0].strip().lower()
    if not kind or kind == "application/octet-stream":
        kind = "text/html" if upload.name.lower().endswith(HTML_SUFFIXES) else "text/plain"
    url = source or keys.pasted(upload.body.decode("utf-8", "replace"))
    return Page(upload.name, url, 200, kind, upload.body, now)


def to_archived(stored: StoredBriefing) -> ArchivedBriefing:
    """StoredBriefing -> ArchivedBriefing; a pasted text has no address to link to."""
    assert stored.key is not None
    assert stored.stored_at is not None
    briefing = stored.briefing
    if briefing.url.startswith("urn:"):
        briefing = replace(briefing, url="")
    return ArchivedBriefing(stored.key, briefing, stored.stored_at)


def cut_page(
    items: tuple[T, ...], limit: int, *, at: Callable[[T], datetime]
) -> tuple[tuple[T, ...], str | None]:
    """Rows, newest first and one more than `limit` -> a page, and the cursor of the next page.

    The cursor is a point in time, so rows of the same time (links of one message) stay together.
    """
    if len(items) <= limit:
        return items, None
    end = limit
    while end > 1 and at(items[end]) == at(items[end - 1]):
        end -= 1
    if at(items[end]) == at(items[end - 1]):  # a whole page of one time: it has to be split
        end = limit
    return items[:end], at(items[end - 1]).isoformat()


def moment(text: str | None) -> datetime | None:
    """Cursor in a page's address -> the time before which that page begins. Raises: Unknown."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unknown from error
    if found.tzinfo is None:
        raise Unknown
    return found
