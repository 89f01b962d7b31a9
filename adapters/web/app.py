"""The local page as a Starlette application; it can be mounted beside others."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ExceptionHandler

from adapters.web.digest_port import WebDigestPort
from adapters.web.errors import STATUSES
from adapters.web.guards.page_token import PageToken, SignedIn, SignIn
from adapters.web.guards.request_guard import (
    SECURITY_HEADERS,
    PlainPaths,
    SameOrigin,
    SecurityHeaders,
)
from adapters.web.paste_port import Limits, PastePort, Preview
from adapters.web.templating import HERE, Renderer
from adapters.web.views.briefing_pages import BriefingPages
from adapters.web.views.digest_pages import DigestPages
from adapters.web.views.feed_pages import FeedPages
from adapters.web.views.status_pages import StatusPages
from briefs.errors import ReadoutError

log = logging.getLogger(__name__)

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(
    *,
    paste_service: PastePort,
    digests: WebDigestPort | None = None,
    allowed_hosts: Sequence[str] = LOOPBACK,
    limits: Limits | None = None,
    previews: Mapping[str, Preview] | None = None,
    token: PageToken | None = None,
) -> Starlette:
    """Ports -> the local page; `digests` adds the pages of digests and feeds.

    `allowed_hosts` are the names that it answers to, without port ("*" for any, which gives
    up the protection against DNS rebinding). `previews` by platform name ("slack"). With a
    `token` only those who know it see anything.
    """
    limits = limits or Limits()
    rooms = (("digests", "Digests"), ("feeds", "Feeds")) if digests else ()
    nav = (("home", "Brief"), ("archive", "Archive"), *rooms, ("status", "Status"))
    render = Renderer(nav=nav, sign_out=token is not None)
    routes: list[BaseRoute] = [
        *BriefingPages(
            paste_service=paste_service, render=render, limits=limits, previews=previews or {}
        ).routes(),
        *StatusPages(paste_service=paste_service, render=render).routes(),
        *(DigestPages(digests=digests, render=render).routes() if digests else ()),
        *(FeedPages(digests=digests, render=render).routes() if digests else ()),
        *(SignIn(token=token, render=render).routes() if token else ()),
        Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(RequestBodyLimitMiddleware, max_body_size=limits.body_bytes),
            Middleware(
                TrustedHostMiddleware, allowed_hosts=list(allowed_hosts), www_redirect=False
            ),
            Middleware(PlainPaths),
            Middleware(SameOrigin),
            *((Middleware(SignedIn, token=token),) if token else ()),
        ],
        exception_handlers=_handlers(render),
    )


def _handlers(render: Renderer) -> dict[int | type[Exception], ExceptionHandler]:
    """Every failure gets a page of ours."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, ReadoutError)
        status = STATUSES.get(error.kind, 500)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("a page was not given: %s", error)
        return render(request, "error.html", status=status, message=str(error), hint=error.hint)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        message, hint = HTTP_MESSAGES.get(
            error.status_code,
            (f"{HTTPStatus(error.status_code).phrase}.", "Go back and try again."),
        )
        page = render(request, "error.html", status=error.status_code, message=message, hint=hint)
        page.headers.update(error.headers or {})
        return page

    async def fault(request: Request, error: Exception) -> Response:
        """500 page; Starlette calls it outside our middleware and logs the error itself."""
        page = render(
            request,
            "error.html",
            status=500,
            message="Readout has a fault here.",
            hint="Try it again; the log says what happened.",
        )
        page.headers.update(SECURITY_HEADERS)
        return page

    return {ReadoutError: refused, HTTPException: http, Exception: fault}


HTTP_MESSAGES = {
    400: (
        "This form could not be read.",
        "Perhaps a field is too long: shorten it, and send it again.",
    ),
    404: ("There is no such page.", "Check the address."),
    405: ("This address does not take that kind of request.", "Go back and use the form."),
    413: ("This is more than is read.", "Hand in the part that matters."),
}
