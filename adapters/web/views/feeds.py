"""Feeds: list, add, remove."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from adapters.web.errors import STATUSES
from adapters.web.newsroom import Newsroom
from adapters.web.render import Renderer, paths
from adapters.web.views.digests import MAX_FIELD_BYTES
from briefs.errors import ReadoutError


class FeedPages:
    """The page of the feeds, over a Newsroom."""

    def __init__(self, *, newsroom: Newsroom, render: Renderer) -> None:
        self._newsroom = newsroom
        self._render = render

    def routes(self) -> list[Route]:
        """All routes of this file."""
        return [
            Route("/feeds", self.feeds, name="feeds"),
            Route("/feeds", self.add, name="add_feed", methods=["POST"]),
            Route("/feeds/{key}/remove", self.remove, name="remove_feed", methods=["POST"]),
        ]

    async def feeds(self, request: Request) -> Response:
        """All feeds, and the form."""
        return await self._page(request)

    async def add(self, request: Request) -> Response:
        """Form -> a feed; what is wrong is said at the form."""
        async with request.form(max_files=0, max_fields=5, max_part_size=MAX_FIELD_BYTES) as form:
            value = form.get("address")
        address = value.strip() if isinstance(value, str) else ""
        try:
            await self._newsroom.add_feed(address)
        except ReadoutError as error:
            return await self._page(request, address=address, error=error)
        return RedirectResponse(paths(request)("feeds"), 303)

    async def remove(self, request: Request) -> Response:
        """Poll it no more."""
        await self._newsroom.remove_feed(request.path_params["key"])
        return RedirectResponse(paths(request)("feeds"), 303)

    async def _page(
        self, request: Request, *, address: str = "", error: ReadoutError | None = None
    ) -> Response:
        return self._render(
            request,
            "feeds.html",
            status=STATUSES.get(error.kind, 400) if error else 200,
            feeds=await self._newsroom.feeds(),
            address=address,
            error=error,
        )
