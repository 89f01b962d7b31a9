"""Feeds: list, add, remove; import and export as OPML."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from adapters.web.digest_port import WebDigestPort
from adapters.web.errors import STATUSES
from adapters.web.templating import Renderer, paths
from adapters.web.views.digest_pages import MAX_FIELD_BYTES
from briefs.errors import BadRequest, ReadoutError
from briefs.model.feeds import ImportedFeeds


class FeedPages:
    """The page of feeds, over the digest port."""

    def __init__(self, *, digests: WebDigestPort, render: Renderer) -> None:
        self._digests = digests
        self._render = render

    def routes(self) -> list[Route]:
        """All routes of this file."""
        return [
            Route("/feeds", self.feeds, name="feeds"),
            Route("/feeds", self.add, name="add_feed", methods=["POST"]),
            Route("/feeds.opml", self.export, name="export_feeds"),
            Route("/feeds/import", self.read_list, name="import_feeds", methods=["POST"]),
            Route("/feeds/{key}/remove", self.remove, name="remove_feed", methods=["POST"]),
        ]

    async def feeds(self, request: Request) -> Response:
        """All feeds, and the form."""
        return await self._page(request)

    async def add(self, request: Request) -> Response:
        """Form -> a feed; errors are shown in the form."""
        async with request.form(max_files=0, max_fields=5, max_part_size=MAX_FIELD_BYTES) as form:
            value = form.get("address")
        address = value.strip() if isinstance(value, str) else ""
        try:
            await self._digests.add_feed(address)
        except ReadoutError as error:
            return await self._page(request, address=address, error=error)
        return RedirectResponse(paths(request)("feeds"), 303)

    async def read_list(self, request: Request) -> Response:
        """A file of feeds (OPML) -> polled feeds; the page says how many are new."""
        async with request.form(max_files=1, max_fields=5, max_part_size=MAX_FIELD_BYTES) as form:
            file = form.get("file")
            data = await file.read() if isinstance(file, UploadFile) and file.filename else b""
        try:
            if not data:
                raise BadRequest("No file was chosen.", hint="Choose an OPML file first.")
            imported = await self._digests.import_feeds(data)
        except ReadoutError as error:
            return await self._page(request, error=error)
        return await self._page(request, imported=imported)

    async def export(self, request: Request) -> Response:
        """All feeds as a file that other readers import."""
        headers = {"content-disposition": 'attachment; filename="feeds.opml"'}
        written = await self._digests.export_feeds()
        return Response(written, media_type="text/x-opml; charset=utf-8", headers=headers)

    async def remove(self, request: Request) -> Response:
        """Stop polling a feed."""
        await self._digests.remove_feed(request.path_params["key"])
        return RedirectResponse(paths(request)("feeds"), 303)

    async def _page(
        self,
        request: Request,
        *,
        address: str = "",
        error: ReadoutError | None = None,
        imported: ImportedFeeds | None = None,
    ) -> Response:
        return self._render(
            request,
            "feeds.html",
            status=STATUSES.get(error.kind, 400) if error else 200,
            feeds=await self._digests.feeds(),
            address=address,
            error=error,
            imported=imported,
        )
