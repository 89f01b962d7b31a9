"""The form of quiet hours: of a channel, by the command, or of all channels, from App Home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.listeners.context import Asker, ListenerContext, in_window, lines_of
from adapters.slack.listeners.home_tab import HomeTab
from adapters.slack.views.modals import of_message, remembered
from adapters.slack.views.quiet_view import quiet_in, quiet_view
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import quiet_line
from briefs.model.places import Place
from briefs.model.quiet_hours import QuietHours, form_of

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietWindows:
    """Opens the form, and saves it when it is submitted."""

    context: ListenerContext
    home_tab: HomeTab

    @in_window
    async def home_quiet(self, body: Body, asker: Asker) -> None:
        """Open the form for all channels; rights are checked on saving."""
        await open_quiet(self.context, str(body["trigger_id"]), asker, "")

    async def sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The form was submitted; a fault is shown in it, and what was typed stays."""
        form, channel = quiet_in(body["view"]), str(remembered(body["view"])["channel"])
        asker = self.context.asker(body, client, channel=channel or None)
        fault = self.context.requests.quiet_fault(form)
        if fault is not None:
            say = await asker.phrases()
            wrong = " ".join(lines_of(fault, say))
            await ack(response_action="errors", errors={"ends": wrong})
            return
        await ack()
        self.context.after(self._sent(body, asker, channel), asker)

    async def _sent(self, body: Body, asker: Asker, channel: str) -> None:
        form, requests = quiet_in(body["view"]), self.context.requests
        if not channel:
            place = Place(parsing.PLATFORM, asker.team, "")
            await requests.set_quiet_hours(place, form, by=await asker.person())
            await self.home_tab.publish(asker)
            return
        by = await asker.person(asker.place.channel)
        await requests.set_quiet_hours(asker.place, form, by=by)
        own = (await requests.settings(asker.place)).quiet_hours
        all_of = (await requests.settings(replace(asker.place, channel=""))).quiet_hours
        line = hours_here(own, all_of, await asker.phrases())
        await asker.answer_phrase("quiet.saved", hours=line)


async def open_quiet(context: ListenerContext, trigger: str, asker: Asker, channel: str) -> None:
    """Open the form of a channel's quiet hours; for all channels if `channel` is ""."""
    place = Place(parsing.PLATFORM, asker.team, channel)
    all_of = (await context.requests.settings(replace(place, channel=""))).quiet_hours
    by = await asker.person(channel or None)
    own = all_of
    if channel:
        await context.requests.permit(place, by)
        own = (await context.requests.settings(place)).quiet_hours
    zone = all_of.zone if all_of is not None and all_of.weekdays else by.zone
    view = quiet_view(
        await asker.phrases(), form_of(own), memory=of_message(channel, ""),
        everywhere=not channel, zone=zone,
    )  # fmt: skip
    await asker.client.views_open(trigger_id=trigger, view=view)


def hours_here(own: QuietHours | None, all_of: QuietHours | None, say: Phrases) -> str:
    """The quiet hours in effect in a channel, as text that says if they are those of all."""
    if own is None and all_of is not None and all_of.weekdays:
        return say("quiet.server", hours=quiet_line(all_of, say.language))
    if own is None or not own.weekdays:
        return say("quiet.none")
    return quiet_line(own, say.language)
