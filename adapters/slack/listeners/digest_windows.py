"""The form of a digest, and the buttons of lists of digests, in App Home or in a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.blocks import option
from adapters.slack.listeners.context import Asker, ListenerContext, in_window, lines_of
from adapters.slack.listeners.home_tab import HomeTab
from adapters.slack.users import room_of
from adapters.slack.views.digest_list import MANAGE, list_blocks, managed
from adapters.slack.views.forms import digest_form_in, digest_view, saved_view, waiting_view
from adapters.slack.views.modals import of_message, plain_card, preview_view, remembered
from briefs.errors import NotAllowed, ReadoutError, SameDigest, TryLater
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary, SubscriptionForm

Body = Mapping[str, Any]

MOST_ZONES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestWindows:
    """One method for each form and button."""

    context: ListenerContext
    home_tab: HomeTab

    # --------------------------------------------------------------------------- form

    @in_window
    async def open_new(self, body: Body, asker: Asker) -> None:
        """Open the form of a new digest in one's own messages."""
        by, memory = await asker.person(), of_message(f"@{asker.user}", "")
        view = digest_view(await asker.phrases(), memory=memory, zone=by.zone, own=True)
        await asker.client.views_open(trigger_id=body["trigger_id"], view=view)

    async def sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The form was submitted. Its feeds are fetched after the acknowledgement.

        Meanwhile the window says so. If something is wrong, it shows the form again and the fault.
        """
        form = digest_form_in(body["view"])
        memory = remembered(body["view"])
        asker = self.context.asker(body, client, channel=str(memory["channel"]))
        say = await asker.phrases()
        if faults := self.context.requests.digests.faults(form):
            errors = {name: " ".join(lines_of(fault, say)) for name, fault in faults.items()}
            await ack(response_action="errors", errors=errors)
            return
        await ack(response_action="update", view=waiting_view(say))
        form = replace(form, twice=bool(memory.get("twice")))
        self.context.after(self._save(form, memory, str(body["view"]["id"]), asker), asker)

    async def _save(
        self, form: SubscriptionForm, memory: Mapping[str, Any], view_id: str, asker: Asker
    ) -> None:
        say, own = await asker.phrases(), asker.place.channel.startswith("@")
        try:
            digest = await self._saved(form, str(memory.get("key") or ""), asker)
        except ReadoutError as error:
            fault = lines_of(error, say)
            more = {name: memory[name] for name in ("key", "twice") if name in memory}
            if isinstance(error, SameDigest):
                fault, more["twice"] = (*fault[:1], say("new.twice")), True
            context = of_message(str(memory["channel"]), "", **more)
            view = digest_view(say, memory=context, zone=form.zone, own=own, form=form, fault=fault)
            answer = plain_card(*lines_of(error, say))
        else:
            view = saved_view(digest, say)
            answer = plain_card(say("new.saved"), digest.when)
        try:
            await asker.client.views_update(view_id=view_id, view=view)
        except SlackApiError:  # the window was closed meanwhile
            await asker.answer(answer)
        if own:
            await self.home_tab.publish(asker)

    async def _saved(self, form: SubscriptionForm, key: str, asker: Asker) -> DigestSummary:
        place = asker.place
        by = await asker.person(place.channel)
        editable = await self.context.requests.editable_digests(place, by=by)
        if key:
            return await editable.change(place, key, form, by=by)
        return await editable.add(place, form, by=by)

    async def zones(self, ack: AsyncAck, body: Body) -> None:
        """What was typed -> time zones to choose from."""
        await ack(options=[option(zone, zone) for zone in zones_like(str(body.get("value") or ""))])

    # -------------------------------------------------------------------------- lists

    async def manage(
        self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """A button of a digest: rights are checked again, and the list shows the result."""
        await ack()
        listed = (body.get("container") or {}).get("type") == "message"
        channel, _ = managed(str(body["actions"][0]["value"]))
        asker = self.context.asker(body, client, channel=channel if listed else None)
        self.context.after(self._manage(body, client, asker, respond if listed else None), asker)

    async def _manage(
        self, body: Body, client: AsyncWebClient, asker: Asker, respond: AsyncRespond | None
    ) -> None:
        pressed = body["actions"][0]
        verb = str(pressed["action_id"]).removeprefix(f"{MANAGE}_")
        channel, key = managed(str(pressed["value"]))
        place = parsing.place_of(asker.team, channel, asker.user)
        if verb == "preview":
            view = await self._preview(place, key, 0, asker)
            await client.views_open(trigger_id=body["trigger_id"], view=view)
            return
        by = await asker.person(channel)
        editable = await self.context.requests.editable_digests(place, by=by)
        if verb == "edit":
            form = await editable.form(place, key)
            own, memory = place.channel.startswith("@"), of_message(channel, "", key=key)
            say = await asker.phrases()
            view = digest_view(say, memory=memory, zone=form.zone, own=own, form=form)
            await client.views_open(trigger_id=body["trigger_id"], view=view)
            return
        if verb == "remove":
            await editable.remove(place, key)
        else:
            acts = {"pause": editable.pause, "resume": editable.resume, "skip": editable.skip}
            await acts[verb](place, key)
        if respond is None:
            await self.home_tab.publish(asker)
        else:
            await show_list(self.context, place, asker, respond, again=True)

    @in_window
    async def preview_page(self, body: Body, asker: Asker) -> None:
        """Turn a page of a preview."""
        view, page = body["view"], int(body["actions"][0]["value"])
        memory = remembered(view)
        place = parsing.place_of(asker.team, str(memory["channel"]), asker.user)
        shown = await self._preview(place, str(memory["message"]), page, asker)
        await asker.client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    async def _preview(self, place: Place, key: str, page: int, asker: Asker) -> dict[str, Any]:
        """What a digest would post now. Raises: NotAllowed outside of its private channel."""
        here = place.channel in {f"@{asker.user}", asker.channel}
        if not here and (await room_of(asker.client, place.channel)).private:
            say = await asker.phrases()
            raise NotAllowed(say("preview.private"), hint=say("preview.private.hint"))
        card = await self.context.requests.digests.preview(place, key)
        say = await asker.phrases()
        return preview_view(card, page, say, memory=of_message(place.channel, key))


async def show_list(
    context: ListenerContext,
    place: Place,
    asker: Asker,
    respond: AsyncRespond,
    *,
    again: bool = False,
) -> None:
    """Show a channel's digests to the asker, with the buttons they may use.

    `again`: replace the list in which they pressed something.
    """
    say, digests = await asker.phrases(), await context.requests.digests.listed(place)
    try:
        by = await asker.person(place.channel)
        editable = await context.requests.editable_digests(place, by=by)
        change = await editable.changeable(place)
    except TryLater:
        change = frozenset()
    blocks = list_blocks(digests, say, change=change)
    text = say("digest.list") if digests else say("digest.none")
    await respond(response_type="ephemeral", replace_original=again, text=text, blocks=blocks)


def zones_like(typed: str) -> list[str]:
    """Typed letters -> zones: cities that begin so, then zones with those letters, then similar."""
    wanted = typed.strip().replace(" ", "_").lower()
    names = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    names = [zone for zone in names if not zone.startswith(("posix/", "right/", "Etc/"))]
    begin = [zone for zone in names if zone.rpartition("/")[2].lower().startswith(wanted)]
    within = [zone for zone in names if wanted in zone.lower() and zone not in begin]
    near = get_close_matches(wanted, [zone.rpartition("/")[2].lower() for zone in names], n=3)
    alike = [zone for zone in names if zone.rpartition("/")[2].lower() in near]
    return list(dict.fromkeys([*begin, *within, *alike]))[:MOST_ZONES]
