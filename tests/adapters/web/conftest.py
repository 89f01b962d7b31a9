"""The page over a paste service in memory, asked by an HTTP client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from adapters.web.app import create_app
from adapters.web.paste_port import Limits
from briefs.model.briefings import Briefing
from briefs.model.pastes import Paste, Stage
from tests.fakes.briefings import river_accord
from tests.fakes.paste_service import MemoryPasteService

LIMITS = Limits(upload_bytes=20_000, text_chars=5_000)


class Chain:
    """Work that goes on when the test says so: `gate` is open unless it is cleared."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()
        self.failure: Exception | None = None

    async def __call__(self, paste: Paste, entering: Callable[[Stage], None]) -> Briefing:
        if paste.link:
            entering(Stage.FETCHING)
        entering(Stage.EXTRACTING)
        entering(Stage.READING)
        await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        entering(Stage.BRIEFING)
        return river_accord()


@pytest.fixture
def chain() -> Chain:
    return Chain()


@pytest.fixture
def paste_service(chain: Chain) -> MemoryPasteService:
    return MemoryPasteService(chain)


@pytest.fixture
async def client(paste_service: MemoryPasteService) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(paste_service=paste_service, limits=LIMITS)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8484") as client:
        yield client
    for job in paste_service.jobs.values():
        if job.task is not None:
            job.task.cancel()
            await asyncio.wait([job.task])
