"""Buttons and menus of messages, and the message shortcut. Each is acknowledged first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear
from adapters.slack.dress import AGAIN, DELETE, MUTE, REPORT
from adapters.slack.modals import (
    evidence_view,
    full_view,
    of_message,
    plain_card,
    remembered,
    report_in,
    report_view,
)
from adapters.slack.talk import Asker, Talk
from briefs.chatting import Way
from briefs.errors import NotAllowed
from briefs.model import Place

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """One method for each thing that can be pressed."""

    talk: Talk

    # ------------------------------------------------------------------------ opening

    async def evidence(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Show evidence: a window with the sentences behind each line."""
        await ack()
        asker = self._asker(body, client)
        self.talk.after(self._evidence(body, client, asker), asker)

    async def _evidence(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        place, message, _ = hear.in_action(body)
        found = await self.talk.desk.evidence(place, message)
        memory = of_message(place.channel, message)
        view = evidence_view(found, await asker.say(), memory=memory)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def evidence_page(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Turn a page of evidence."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._evidence_page(body, client, asker), asker)

    async def _evidence_page(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        view = body["view"]
        place, message = _remembered(body)
        page = int(body["actions"][0]["value"])
        found = await self.talk.desk.evidence(place, message, page=page)
        shown = evidence_view(found, await asker.say(), memory=view["private_metadata"])
        await client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    async def full(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Full list: a window with everything that was found."""
        await ack()
        asker = self._asker(body, client)
        self.talk.after(self._full(body, client, asker), asker)

    async def _full(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        place, message, _ = hear.in_action(body)
        card = await self.talk.desk.full(place, message)
        view = full_view(card, 0, await asker.say(), memory=of_message(place.channel, message))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def full_page(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Turn a page of the full list."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._full_page(body, client, asker), asker)

    async def _full_page(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        view = body["view"]
        place, message = _remembered(body)
        card = await self.talk.desk.full(place, message)
        page, memory = int(body["actions"][0]["value"]), view["private_metadata"]
        shown = full_view(card, page, await asker.say(), memory=memory)
        await client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    # -------------------------------------------------------------------------- doing

    async def follow(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Follow story."""
        await ack()
        asker = self._asker(body, client)
        self.talk.after(self._follow(body, asker), asker)

    async def _follow(self, body: Body, asker: Asker) -> None:
        place, message, _ = hear.in_action(body)
        key = await self.talk.desk.follow(place, message, by=await asker.person())
        await asker.told("followed", "followed.end", key=key)

    async def again(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Run again, as a button of a notice."""
        await ack()
        asker = self._asker(body, client)
        self.talk.after(self._again(body, asker), asker)

    async def menu(
        self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """The menu behind the dots."""
        await ack()
        chosen = body["actions"][0]["selected_option"]["value"]
        asker = self._asker(body, client)
        if chosen == AGAIN:
            self.talk.after(self._again(body, asker), asker)
        elif chosen == DELETE:
            self.talk.after(self._delete(body, asker, respond), asker)
        elif chosen == MUTE:
            self.talk.after(self._mute(body, asker), asker)
        elif chosen == REPORT:
            self.talk.after(self._report(body, client, asker), asker)

    async def _again(self, body: Body, asker: Asker) -> None:
        place, message, _ = hear.in_action(body)
        event = f"again:{body['actions'][0].get('action_ts') or body['trigger_id']}"
        by = await asker.person()
        await asker.admitted(await self.talk.desk.again(place, message, by=by, event=event))

    async def _mute(self, body: Body, asker: Asker) -> None:
        place, message, _ = hear.in_action(body)
        by = await asker.person(place.channel)
        site = await self.talk.desk.mute_site_of(place, message, by=by)
        await asker.told("muted", "muted.back", site=site)

    async def _report(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        place, message, _ = hear.in_action(body)
        say = await asker.say()
        lines = await self.talk.desk.lines(place, message)
        if not lines:
            await asker.tell(plain_card(say("evidence.none")))
            return
        view = report_view(lines, say, memory=of_message(place.channel, message))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def report_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A report was filled in."""
        await ack()
        place, message = _remembered(body)
        asker = self.talk.asker(body, client, channel=place.channel)
        self.talk.after(self._reported(body, place, message, asker), asker)

    async def _reported(self, body: Body, place: Place, message: str, asker: Asker) -> None:
        line, note = report_in(body["view"])
        by = await asker.person()
        await self.talk.desk.report(place, message, line=line, note=note, by=by)
        await asker.told("report.done")

    async def _delete(self, body: Body, asker: Asker, respond: AsyncRespond) -> None:
        place, message, _ = hear.in_action(body)
        await self.talk.desk.take_back(place, message, by=await asker.person())
        if (body.get("container") or {}).get("is_ephemeral") or hear.is_elsewhere(body):
            # Only the press itself can take away what one person sees.
            await respond(delete_original=True)

    # ----------------------------------------------------------------------- shortcut

    async def shortcut(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Brief this: the message that somebody chose."""
        channel, user = str(body["channel"]["id"]), str(body["user"]["id"])
        event = f"shortcut:{body.get('action_ts') or body['trigger_id']}"
        heard = hear.in_message(
            body, body["message"], channel=channel, user=user, way=Way.MENU, event=event
        )
        asker = self.talk.asker(body, client, channel=channel)
        try:
            admission = await self.talk.desk.hear(heard) if heard else None
        except NotAllowed as error:
            telling = asker.refused(error)
        else:
            telling = asker.admitted(admission)
        await ack()
        self.talk.after(telling, asker)

    def _asker(self, body: Body, client: AsyncWebClient) -> Asker:
        place, _, _ = hear.in_action(body)
        return self.talk.asker(body, client, channel=place.channel)


def _remembered(body: Body) -> tuple[Place, str]:
    """The message that a window belongs to; always within the workspace that asks."""
    memory = remembered(body["view"])
    channel = str(memory["channel"])
    user = str(body["user"]["id"])
    return hear.place_of(hear.team_of(body), channel, user), str(memory["message"])
