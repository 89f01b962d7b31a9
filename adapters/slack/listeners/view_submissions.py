"""Submitted forms, and the buttons of App Home -> requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.listeners.commands import ENOUGH_CHARS, erased_card
from adapters.slack.listeners.context import Asker, ListenerContext, in_window
from adapters.slack.listeners.home_tab import HomeTab
from adapters.slack.views.forms import (
    own_in,
    own_view,
    who_in,
    who_view,
)
from adapters.slack.views.modals import briefing_view, of_message, paste_in, paste_view, remembered
from briefs.model.chat import Person
from briefs.model.places import Place

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSubmissions:
    """One method for each form, and for each button of App Home."""

    context: ListenerContext
    home_tab: HomeTab

    # -------------------------------------------------------------------------- paste

    async def paste_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The window with a link or a text was submitted."""
        pasted, private = paste_in(body["view"])
        links, text, audience = parsing.request_in(pasted)
        channel = str(remembered(body["view"])["channel"])
        asker = self.context.asker(body, client, channel=channel)
        if len(text) < ENOUGH_CHARS and not links:
            say = await asker.phrases()
            await ack(response_action="errors", errors={"text": say("paste.short")})
            return
        await ack()
        private = private if audience is None else audience
        self.context.after(self._pasted(body, asker, links, text, private), asker)

    async def _pasted(
        self, body: Body, asker: Asker, links: tuple[str, ...], text: str, private: bool
    ) -> None:
        named = {
            "team_id": asker.team,
            "trigger_id": f"view-{body['view']['id']}",
            "channel_id": asker.channel,
            "user_id": asker.user,
        }
        only_link = links if len(text) < ENOUGH_CHARS else ()
        incoming = parsing.in_command(named, only_link, private=private, now=self.context.now())
        if only_link:
            admission = await self.context.requests.admit(incoming)
        else:
            admission = await self.context.requests.admit_text(incoming, text)
        await asker.answer_admission(admission, private=private)

    # --------------------------------------------------------------------------- home

    @in_window
    async def home_brief(self, body: Body, asker: Asker) -> None:
        """Open the window for a link or a text; the briefing comes to the asker's own messages."""
        view = paste_view(await asker.phrases(), memory=of_message(f"@{asker.user}", ""))
        await asker.client.views_open(trigger_id=body["trigger_id"], view=view)

    @in_window
    async def home_open(self, body: Body, asker: Asker) -> None:
        """Open one of the asker's recent briefings."""
        view = await self._briefing(str(body["actions"][0]["value"]), 0, asker)
        await asker.client.views_open(trigger_id=body["trigger_id"], view=view)

    @in_window
    async def briefing_page(self, body: Body, asker: Asker) -> None:
        """Turn a page of that briefing."""
        view, page = body["view"], int(body["actions"][0]["value"])
        shown = await self._briefing(str(remembered(view)["message"]), page, asker)
        await asker.client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    async def _briefing(self, key: str, page: int, asker: Asker) -> dict[str, Any]:
        by = Person(asker.user)
        card = await self.context.requests.recent(parsing.PLATFORM, asker.team, key, by=by)
        say = await asker.phrases()
        return briefing_view(card, page, say, memory=of_message(f"@{asker.user}", key))

    @in_window
    async def home_erase(self, _: Body, asker: Asker) -> None:
        """Erase what is stored about the asker."""
        say = await asker.phrases()
        by = await asker.person()
        erased = await self.context.requests.erase_person(
            parsing.PLATFORM, asker.team, by=by, messages=True
        )
        await asker.answer(erased_card(erased, say))
        await self.home_tab.publish(asker)

    async def erase_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Erasing was confirmed."""
        await ack()
        memory = remembered(body["view"])
        asker = self.context.asker(body, client, channel=str(memory["channel"]))
        self.context.after(self._erase_sent(asker, str(memory["what"])), asker)

    async def _erase_sent(self, asker: Asker, what: str) -> None:
        place, requests = asker.place, self.context.requests
        by = await asker.person(place.channel)
        if what == "channel":
            erased = await requests.erase_channel(place, by=by, messages=True)
        else:
            erased = await requests.erase_person(
                place.platform, place.workspace, by=by, messages=True
            )
        await asker.answer(erased_card(erased, await asker.phrases()))

    # ----------------------------------------------------------------------- settings

    @in_window
    async def home_own(self, body: Body, asker: Asker) -> None:
        """Open one's own settings."""
        view = own_view(await asker.phrases(), await asker.own())
        await asker.client.views_open(trigger_id=body["trigger_id"], view=view)

    @in_window
    async def own_sent(self, body: Body, asker: Asker) -> None:
        """The form of one's own settings was submitted."""
        await self.context.requests.set_own(
            parsing.PLATFORM, asker.team, own_in(body["view"]), by=await asker.person()
        )
        await self.home_tab.publish(asker)

    @in_window
    async def home_who(self, body: Body, asker: Asker) -> None:
        """Open the form of who may change digests and modes; rights are checked on saving."""
        workspace = Place(parsing.PLATFORM, asker.team, "")
        chosen = (await self.context.requests.settings(workspace)).allowed
        view = who_view(await asker.phrases(), chosen, self.context.requests.allowed)
        await asker.client.views_open(trigger_id=body["trigger_id"], view=view)

    @in_window
    async def who_sent(self, body: Body, asker: Asker) -> None:
        """The form of who may change digests and modes was submitted."""
        by = await asker.person()
        await self.context.requests.set_allowed(
            parsing.PLATFORM, asker.team, who_in(body["view"]), by=by
        )
        await self.home_tab.publish(asker)
