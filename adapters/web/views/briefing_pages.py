"""The pages of one briefing: the form to hand in an article, progress, result."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.web.briefing_view import show
from adapters.web.errors import STATUSES
from adapters.web.export import as_json, as_markdown, as_text
from adapters.web.paste_port import Limits, PastePort, Preview
from adapters.web.templating import Renderer, paths
from adapters.web.views.paste_form import paste
from briefs.cards.briefing_card import card
from briefs.errors import (
    BadLink,
    BadRequest,
    Cancelled,
    OverQuota,
    ReadoutError,
    TooLarge,
    TryLater,
    Unknown,
)
from briefs.links.sanitizing import host_of, safe_url
from briefs.model.pastes import ArchivedBriefing, Paste, Progress, Upload

EXAMPLE = Path(__file__).parent.parent / "examples" / "article.html"
RECENT = 5
POST = ("POST",)
LONG_POLL_S = 10.0
"""A browser that waits for progress asks again after this time; short, for a quick shutdown."""


class BriefingPages:
    """The pages of one briefing, over the paste port."""

    def __init__(
        self,
        *,
        paste_service: PastePort,
        render: Renderer,
        limits: Limits,
        previews: Mapping[str, Preview],
    ) -> None:
        self._paste_service = paste_service
        self._render = render
        self._limits = limits
        self._previews = previews

    def routes(self) -> list[Route]:
        """All routes of this file."""
        return [
            Route("/", self.home, name="home"),
            Route("/brief", self.start, name="start", methods=POST),
            Route("/example", self.example, name="example"),
            Route("/example", self.start_example, name="start_example", methods=POST),
            Route("/job/{job}", self.job, name="job"),
            Route("/job/{job}/stages", self.stages, name="stages"),
            Route("/job/{job}/cancel", self.cancel, name="cancel", methods=POST),
            Route("/briefing/{key}.{form:str}", self.export, name="export"),
            Route("/briefing/{key}", self.briefing, name="briefing"),
            Route("/briefing/{key}/as/{platform}", self.preview, name="preview"),
            Route("/preview-{platform}.css", self.preview_css, name="preview_css"),
        ]

    # ------------------------------------------------------------------ handing in

    async def home(self, request: Request) -> Response:
        """The form. `?link=` fills it in; a job is started only by its button."""
        return await self._form(request, box=request.query_params.get("link", ""))

    async def start(self, request: Request) -> Response:
        """Form -> a job and a redirect to its page; errors are shown in the form."""
        async with request.form(
            max_files=1, max_fields=20, max_part_size=self._limits.text_bytes
        ) as form:
            try:
                handed_in = await paste(form, limits=self._limits)
                return await self._started(request, handed_in)
            except (BadRequest, BadLink, TooLarge, OverQuota) as error:
                box = form.get("box")
                shown = box if isinstance(box, str) and len(box) <= self._limits.text_chars else ""
                return await self._form(request, box=shown, error=error)

    async def start_example(self, request: Request) -> Response:
        """Start a job for the example article, as for any saved page."""
        upload = Upload(EXAMPLE.name, "text/html; charset=utf-8", EXAMPLE.read_bytes())
        return await self._started(request, Paste(upload=upload))

    async def example(self, request: Request) -> Response:
        """The example article itself."""
        return Response(EXAMPLE.read_bytes(), media_type="text/html; charset=utf-8")

    async def _started(self, request: Request, handed_in: Paste) -> Response:
        job = await self._paste_service.start(handed_in)
        return RedirectResponse(paths(request)("job", job=job), 303)

    async def _form(
        self, request: Request, *, box: str, error: ReadoutError | None = None
    ) -> Response:
        recent = await self._paste_service.archive(limit=RECENT)
        return self._render(
            request,
            "home.html",
            status=STATUSES.get(error.kind, 400) if error else 200,
            box=box,
            error=error,
            recent=recent.items,
            limits=self._limits,
        )

    # -------------------------------------------------------------------- watching

    async def job(self, request: Request) -> Response:
        """Progress; once finished, a redirect to the briefing, or the reason of the failure."""
        job = request.path_params["job"]
        progress = await self._paste_service.progress(job)
        if not progress.finished:
            return self._render(request, "job.html", job=job, progress=progress)
        result = await self._paste_service.result(job)
        if isinstance(result, ArchivedBriefing):
            return RedirectResponse(paths(request)("briefing", key=result.id), 303)
        return self._failed(request, progress, result)

    async def stages(self, request: Request) -> Response:
        """The list of stages alone, once it differs from `seen`; polled by the script."""
        job = request.path_params["job"]
        seen = request.query_params.get("seen", "")
        known = int(seen) if re.fullmatch("[0-9]{1,3}", seen) else -1
        progress = await self._paste_service.progress(job, seen=known, wait_s=LONG_POLL_S)
        page = self._render(request, "_stages.html", progress=progress)
        page.headers["x-entered"] = str(progress.entered)
        page.headers["x-finished"] = str(int(progress.finished))
        return page

    async def cancel(self, request: Request) -> Response:
        """Stop the job; its page says so."""
        job = request.path_params["job"]
        await self._paste_service.cancel(job)
        return RedirectResponse(paths(request)("job", job=job), 303)

    def _failed(self, request: Request, progress: Progress, error: ReadoutError) -> Response:
        return self._render(
            request,
            "failed.html",
            error=error,
            label=progress.label,
            link=progress.link,
            retry=bool(progress.link) and isinstance(error, TryLater | Cancelled),
            limits=self._limits,
        )

    # --------------------------------------------------------------------- reading

    async def briefing(self, request: Request) -> Response:
        """The briefing. `?line=3` has that line open, `?facts=1` all facts."""
        archived = await self._paste_service.briefing(request.path_params["key"])
        line = request.query_params.get("line", "")
        return self._render(
            request,
            "briefing.html",
            archived=archived,
            shown=show(archived.briefing),
            card=card(archived.briefing),
            opened=line if line.startswith("fact-") else f"line-{line}",
            facts_open=line.startswith("fact-") or request.query_params.get("facts") == "1",
            url=safe_url(archived.briefing.url),
            host=host_of(archived.briefing.url),
            previews=self._previews,
        )

    async def export(self, request: Request) -> Response:
        """The briefing as text, Markdown or JSON."""
        key, form = request.path_params["key"], request.path_params["form"]
        archived = await self._paste_service.briefing(key)
        if form == "txt":
            return PlainTextResponse(as_text(archived))
        if form == "md":
            return PlainTextResponse(as_markdown(archived), media_type="text/markdown")
        if form == "json":
            body = json.dumps(as_json(archived), ensure_ascii=False, indent=2)
            return Response(body, media_type="application/json")
        raise Unknown

    async def preview(self, request: Request) -> Response:
        """The briefing as a platform shows it."""
        archived = await self._paste_service.briefing(request.path_params["key"])
        platform = request.path_params["platform"]
        preview = self._preview(platform)
        return self._render(
            request,
            "preview.html",
            archived=archived,
            platform=platform,
            preview=preview,
            html=preview.html(archived),
            previews=self._previews,
        )

    async def preview_css(self, request: Request) -> Response:
        """The style sheet of a preview."""
        return Response(self._preview(request.path_params["platform"]).css, media_type="text/css")

    def _preview(self, platform: str) -> Preview:
        try:
            return self._previews[platform]
        except KeyError as error:
            raise Unknown from error
