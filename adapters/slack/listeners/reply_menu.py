"""The menu behind "…" below a message: offers each person what they may do, and does it.

Slack shows everybody the same message, with the same overflow menu. So "…" is a button that opens
a window for the person who pressed it. Messages of earlier versions still have an overflow menu.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.listeners.context import Asker, ListenerContext
from adapters.slack.views.modals import plain_card, report_in, report_view
from adapters.slack.views.reply_menu import CHOSEN, PressedReply, menu_view, pressed_in
from briefs.i18n.translation import translated_line
from briefs.model.chat import ReplyAct
from briefs.model.places import Place

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMenu:
    """The button "…", the entries of its window, and the form of a report."""

    context: ListenerContext

    async def opened(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button "…" was pressed; or an entry of an earlier message's overflow menu."""
        await ack()
        about = _pressed(body)
        asker = self._asker(body, client, about)
        chosen = body["actions"][0].get("selected_option")
        if chosen is None:
            self.context.after(self._open(body, client, about, asker), asker)
        else:
            act = ReplyAct(chosen["value"])
            self.context.after(self._do(act, body, client, about, asker), asker)

    async def _open(
        self, body: Body, client: AsyncWebClient, about: PressedReply, asker: Asker
    ) -> None:
        by = await asker.person(about.place.channel)
        acts = await self.context.requests.acts(about.place, about.message, by=by)
        view = menu_view(acts, await asker.phrases(), memory=about.memory)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def chosen(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """An entry of the window was pressed; the window then shows the result."""
        await ack()
        about = _remembered(body)
        asker = self._asker(body, client, about, view=str(body["view"]["id"]))
        act = ReplyAct(str(body["actions"][0]["action_id"]).removeprefix(f"{CHOSEN}_"))
        self.context.after(self._do(act, body, client, about, asker), asker)

    async def _do(
        self,
        act: ReplyAct,
        body: Body,
        client: AsyncWebClient,
        about: PressedReply,
        asker: Asker,
    ) -> None:
        requests, place, message = self.context.requests, about.place, about.message
        match act:
            case ReplyAct.FOLLOW:
                await requests.follow(place, message, by=await asker.person())
                said = "followed.own" if about.alone else "followed"
                await asker.answer_phrase(said, "followed.end")
            case ReplyAct.UNFOLLOW:
                await requests.unfollow(place, message, by=await asker.person())
                await asker.answer_phrase("unfollowed")
            case ReplyAct.AGAIN:
                event = f"again:{body['actions'][0].get('action_ts') or body['trigger_id']}"
                by = await asker.person()
                await asker.answer_admission(
                    await requests.again(place, message, by=by, event=event)
                )
            case ReplyAct.MUTE:
                by = await asker.person(place.channel)
                site = await requests.mute_site_of(place, message, by=by)
                await asker.answer_phrase("muted", "muted.back", site=site)
            case ReplyAct.REPORT:
                await self._report(body, client, about, asker)
            case ReplyAct.DELETE:
                await requests.take_back(place, message, by=await asker.person())
                if about.alone and about.answer:
                    # An ephemeral message can only be deleted by the press's response_url.
                    await AsyncRespond(response_url=about.answer)(delete_original=True)
                if asker.view is not None:
                    await asker.answer_phrase("deleted")
            case _:
                assert_never(act)

    async def _report(
        self, body: Body, client: AsyncWebClient, about: PressedReply, asker: Asker
    ) -> None:
        say = await asker.phrases()
        lines = await self.context.requests.lines(about.place, about.message)
        if not lines:
            await asker.answer(plain_card(say("evidence.none")))
            return
        # As they read in the message, where the reader has seen the wrong one.
        there = say if about.alone else await asker.phrases_here()
        shown = [translated_line(line, there.language).text for line in lines]
        show = client.views_open if asker.view is None else client.views_push
        view = report_view(shown, say, memory=about.memory)
        await show(trigger_id=body["trigger_id"], view=view)

    async def report_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The form of a report was submitted; the menu below it closes too."""
        await ack(response_action="clear")
        about = _remembered(body)
        asker = self._asker(body, client, about)
        self.context.after(self._reported(body, about, asker), asker)

    async def _reported(self, body: Body, about: PressedReply, asker: Asker) -> None:
        line, note = report_in(body["view"])
        by = await asker.person()
        await self.context.requests.report(about.place, about.message, line=line, note=note, by=by)
        await asker.answer_phrase("report.done")

    def _asker(
        self, body: Body, client: AsyncWebClient, about: PressedReply, *, view: str | None = None
    ) -> Asker:
        place = about.place
        return self.context.asker(
            body, client, channel=place.channel, thread=place.thread, view=view
        )


def _pressed(body: Body) -> PressedReply:
    place, message, _ = parsing.in_action(body)
    private = (body.get("container") or {}).get("is_ephemeral") or parsing.is_elsewhere(body)
    answer = str(body["response_url"]) if private and body.get("response_url") else None
    return PressedReply(place=place, message=message, alone=bool(private), answer=answer)


def _remembered(body: Body) -> PressedReply:
    """The message that a window belongs to, in the workspace that the request comes from."""
    team, user = parsing.team_of(body), str(body["user"]["id"])

    def place_of(channel: str, thread: str | None) -> Place:
        return parsing.place_of(team, channel, user, thread)

    return pressed_in(body["view"], place_of)
