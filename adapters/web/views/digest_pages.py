"""Digests and the channel that they are posted in: list, add, preview, pause, skip, remove."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from zoneinfo import available_timezones

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from adapters.web.card_view import ShownCard, show_card
from adapters.web.digest_port import WebDigestPort
from adapters.web.errors import STATUSES
from adapters.web.templating import Renderer, paths
from briefs.cards.briefing_card import articles
from briefs.errors import BadRequest, ReadoutError, Unknown
from briefs.i18n.weekdays import WEEK, ticked_weekdays
from briefs.model.cards import Card
from briefs.model.subscription_forms import SubscriptionForm

MAX_FIELDS = 200
MAX_FIELD_BYTES = 10_000


class DigestPages:
    """The pages of digests, over the digest port."""

    def __init__(self, *, digests: WebDigestPort, render: Renderer) -> None:
        self._digests = digests
        self._render = render
        self._acts: Mapping[str, Callable[[str], Awaitable[None]]] = {
            "pause": digests.pause,
            "resume": digests.resume,
            "skip": digests.skip_today,
            "remove": digests.remove_digest,
        }

    def routes(self) -> list[Route]:
        """All routes of this file."""
        return [
            Route("/digests", self.digests, name="digests"),
            Route("/digests", self.add, name="add_digest", methods=["POST"]),
            Route("/digests/new", self.new, name="new_digest"),
            Route("/digests/{key}/preview", self.preview, name="preview_digest"),
            Route("/digests/{key}/{act}", self.act, name="act_on_digest", methods=["POST"]),
            Route("/posts/{key:path}", self.post, name="post"),
        ]

    async def digests(self, request: Request) -> Response:
        """The list of digests, and the messages that were posted."""
        before = request.query_params.get("before")
        timeline = await self._digests.timeline(before=before)
        shown = await self._shown(*(each.post.card for each in timeline.items), many=True)
        return self._render(
            request,
            "digests.html",
            digests=await self._digests.digests() if before is None else (),
            feeds={feed.key: feed for feed in await self._digests.feeds()},
            timeline=timeline,
            cards=shown,
            first=before is None,
        )

    async def new(self, request: Request) -> Response:
        """The empty form."""
        return await self._form(request, SubscriptionForm())

    async def add(self, request: Request) -> Response:
        """Form -> a digest; errors are shown in the form."""
        async with request.form(
            max_files=0, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES
        ) as form:
            subscription_form = read_form(form)
        try:
            await self._digests.add_digest(subscription_form)
        except ReadoutError as error:
            return await self._form(request, subscription_form, error=error)
        return self._back(request)

    async def act(self, request: Request) -> Response:
        """Pause, resume, skip today, remove."""
        act = self._acts.get(request.path_params["act"])
        if act is None:
            raise Unknown
        await act(request.path_params["key"])
        return self._back(request)

    async def preview(self, request: Request) -> Response:
        """The digest as it would be now."""
        key = request.path_params["key"]
        try:
            card = await self._digests.preview(key)
        except BadRequest as error:
            raise Unknown(str(error)) from error
        [shown] = await self._shown(card)
        return self._render(request, "digest_preview.html", key=key, shown=shown)

    async def post(self, request: Request) -> Response:
        """One message of the channel. `?line=3` has that line open."""
        posted = await self._digests.post(request.path_params["key"])
        [shown] = await self._shown(posted.post.card)
        line = request.query_params.get("line", "")
        return self._render(
            request,
            "post.html",
            posted=posted,
            shown=shown,
            opened=line if line.startswith("fact-") else f"line-{line}",
        )

    async def _shown(self, *cards: Card, many: bool = False) -> tuple[ShownCard, ...]:
        """Cards with the sentences that are still stored; anchors are unique on a page of many."""
        urls = dict.fromkeys(url for card in cards for url in articles(card))
        filed = await self._digests.briefings(tuple(urls))
        return tuple(
            show_card(card, filed, prefix=f"post-{at}-" if many else "")
            for at, card in enumerate(cards, 1)
        )

    async def _form(
        self,
        request: Request,
        subscription_form: SubscriptionForm,
        *,
        error: ReadoutError | None = None,
    ) -> Response:
        return self._render(
            request,
            "digest_form.html",
            status=STATUSES.get(error.kind, 400) if error else 200,
            subscription_form=subscription_form,
            days=WEEK,
            chosen={WEEK[at] for at in subscription_form.weekdays},
            feeds=await self._digests.feeds(),
            zones=sorted(zone for zone in available_timezones() if "/" in zone),
            error=error,
        )

    @staticmethod
    def _back(request: Request) -> Response:
        return RedirectResponse(paths(request)("digests"), 303)


def read_form(form: FormData) -> SubscriptionForm:
    """Form -> SubscriptionForm, without interpretation."""

    def field(name: str) -> str:
        value = form.get(name)
        return value.replace("\0", "").strip() if isinstance(value, str) else ""

    def several(name: str) -> list[str]:
        return [v.replace("\0", "") for v in form.getlist(name) if isinstance(v, str)]

    return SubscriptionForm(
        local_time=field("local_time"),
        weekdays=ticked_weekdays(several("day")),
        zone=field("zone"),
        here=field("here") == "1",
        feeds=tuple(several("feed")),
        topics=field("topics"),
        actors=field("actors"),
        sites=field("sites"),
        mute=field("mute"),
        empty_too=field("empty_too") == "1",
    )
