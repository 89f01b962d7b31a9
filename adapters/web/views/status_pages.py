"""Archive, status, /health and /metrics: for people, probes and Prometheus."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.web.metrics import CONTENT_TYPE, exposition, healthy, report
from adapters.web.paste_port import PastePort
from adapters.web.templating import Renderer

PAGE_SIZE = 30


class StatusPages:
    """Archive, status, /health and /metrics, over the paste port."""

    def __init__(self, *, paste_service: PastePort, render: Renderer) -> None:
        self._paste_service = paste_service
        self._render = render

    def routes(self) -> list[Route]:
        """All routes of this file."""
        return [
            Route("/archive", self.archive, name="archive"),
            Route("/status", self.status, name="status"),
            Route("/health", self.health, name="health"),
            Route("/metrics", self.metrics, name="metrics"),
        ]

    async def archive(self, request: Request) -> Response:
        """Recent briefings, a page at a time."""
        before = request.query_params.get("before")
        archive = await self._paste_service.archive(before=before, limit=PAGE_SIZE)
        return self._render(request, "archive.html", archive=archive, first=before is None)

    async def status(self, request: Request) -> Response:
        """Checks of each part of the program, and all metrics."""
        return self._render(
            request,
            "status.html",
            checks=await self._paste_service.health(),
            metrics=await self._paste_service.metrics(),
        )

    async def health(self, request: Request) -> Response:
        """200 if every part works, else 503."""
        checks = await self._paste_service.health()
        status = 200 if healthy(checks) else 503
        return JSONResponse(report(checks), status, headers={"cache-control": "no-store"})

    async def metrics(self, request: Request) -> Response:
        """Prometheus' text format."""
        text = exposition(await self._paste_service.metrics())
        return Response(text, headers={"content-type": CONTENT_TYPE})
