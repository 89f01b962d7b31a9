"""Buttons below messages, acknowledged first; the message shortcut, after its request is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.listeners.context import Asker, ListenerContext, below_message, in_window
from adapters.slack.views.modals import (
    evidence_view,
    full_view,
    of_message,
    remembered,
)
from briefs.errors import NotAllowed
from briefs.model.chat import RequestKind
from briefs.model.places import Place

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """One method for each thing that can be pressed."""

    context: ListenerContext

    # ------------------------------------------------------------------------ opening

    @below_message
    async def evidence(self, body: Body, asker: Asker) -> None:
        """Show evidence: a window with the sentences behind each line."""
        place, message, _ = parsing.in_action(body)
        found = await self.context.requests.evidence(place, message)
        memory = of_message(place.channel, message)
        view = evidence_view(found, await asker.phrases(), memory=memory)
        await asker.client.views_open(trigger_id=body["trigger_id"], view=view)

    @in_window
    async def evidence_page(self, body: Body, asker: Asker) -> None:
        """Turn a page of evidence."""
        view = body["view"]
        place, message = _remembered(body)
        page = int(body["actions"][0]["value"])
        found = await self.context.requests.evidence(place, message, page=page)
        shown = evidence_view(found, await asker.phrases(), memory=view["private_metadata"])
        await asker.client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    @below_message
    async def full(self, body: Body, asker: Asker) -> None:
        """Full list: a window with everything that was found."""
        place, message, _ = parsing.in_action(body)
        card = await self.context.requests.full(place, message)
        view = full_view(card, 0, await asker.phrases(), memory=of_message(place.channel, message))
        await asker.client.views_open(trigger_id=body["trigger_id"], view=view)

    @in_window
    async def full_page(self, body: Body, asker: Asker) -> None:
        """Turn a page of the full list."""
        view = body["view"]
        place, message = _remembered(body)
        card = await self.context.requests.full(place, message)
        page, memory = int(body["actions"][0]["value"]), view["private_metadata"]
        shown = full_view(card, page, await asker.phrases(), memory=memory)
        await asker.client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    # -------------------------------------------------------------------------- doing

    @below_message
    async def follow(self, body: Body, asker: Asker) -> None:
        """Follow story."""
        place, message, _ = parsing.in_action(body)
        await self.context.requests.follow(place, message, by=await asker.person())
        alone = (body.get("container") or {}).get("is_ephemeral") or parsing.is_elsewhere(body)
        await asker.answer_phrase("followed.own" if alone else "followed", "followed.end")

    @below_message
    async def unfollow(self, body: Body, asker: Asker) -> None:
        """Stop following."""
        place, message, _ = parsing.in_action(body)
        await self.context.requests.unfollow(place, message, by=await asker.person())
        await asker.answer_phrase("unfollowed")

    @below_message
    async def again(self, body: Body, asker: Asker) -> None:
        """Run a request again: the button of a notice."""
        place, message, _ = parsing.in_action(body)
        event = f"again:{body['actions'][0].get('action_ts') or body['trigger_id']}"
        by = await asker.person()
        await asker.answer_admission(
            await self.context.requests.again(place, message, by=by, event=event)
        )

    async def opened(self, ack: AsyncAck) -> None:
        """Open article: Slack opens the link itself, and wants no more than an acknowledgement."""
        await ack()

    # ----------------------------------------------------------------------- shortcut

    async def shortcut(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Brief this: a shortcut in the menu of a message."""
        channel, user = str(body["channel"]["id"]), str(body["user"]["id"])
        event = f"shortcut:{body.get('action_ts') or body['trigger_id']}"
        incoming = parsing.in_message(
            body, body["message"], channel=channel, user=user, kind=RequestKind.MENU, event=event
        )
        thread = body["message"].get("thread_ts")
        asker = self.context.asker(body, client, channel=channel, thread=thread)
        try:
            admission = await self.context.requests.admit(incoming) if incoming else None
        except NotAllowed as error:
            answering = asker.answer_refusal(error)
        else:
            answering = asker.answer_admission(admission)
        await ack()
        self.context.after(answering, asker)


def _remembered(body: Body) -> tuple[Place, str]:
    """The message that a window belongs to, in the workspace that the request comes from."""
    memory = remembered(body["view"])
    channel = str(memory["channel"])
    user = str(body["user"]["id"])
    return parsing.place_of(parsing.team_of(body), channel, user), str(memory["message"])
