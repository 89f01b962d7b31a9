"""Buttons, menus, windows and the message shortcut. Each is acknowledged first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear
from adapters.slack.blocks import option
from adapters.slack.commands import ENOUGH_CHARS, HOW_BRIEF, digests_card, erased_card
from adapters.slack.dress import AGAIN, DELETE, MUTE, REPORT
from adapters.slack.events import Events
from adapters.slack.home import MANAGE
from adapters.slack.modals import (
    digest_view,
    evidence_view,
    full_view,
    of_message,
    paste_in,
    plain_card,
    remembered,
    report_in,
    report_view,
    wish_in,
)
from adapters.slack.people import person_of
from adapters.slack.talk import Talk, Tell, admitted
from briefs.chatting import Way
from briefs.errors import BadRequest, NotAllowed
from briefs.model import Place

Body = Mapping[str, Any]

MOST_ZONES = 20
DM = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """One method for each thing that can be pressed."""

    talk: Talk
    events: Events

    # ------------------------------------------------------------------------ opening

    async def evidence(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Show evidence: a window with the sentences behind each line."""
        await ack()
        self.talk.after(self._evidence(body, client), self._told(body, client))

    async def _evidence(self, body: Body, client: AsyncWebClient) -> None:
        place, message, _ = hear.in_action(body)
        found = await self.talk.desk.evidence(place, message)
        view = evidence_view(found, memory=of_message(place.channel, message))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def evidence_page(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Turn a page of evidence."""
        await ack()
        self.talk.after(self._evidence_page(body, client))

    async def _evidence_page(self, body: Body, client: AsyncWebClient) -> None:
        view = body["view"]
        place, message = _remembered(body)
        page = int(body["actions"][0]["value"])
        found = await self.talk.desk.evidence(place, message, page=page)
        shown = evidence_view(found, memory=view["private_metadata"])
        await client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    async def full(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Full list: a window with everything that was found."""
        await ack()
        self.talk.after(self._full(body, client), self._told(body, client))

    async def _full(self, body: Body, client: AsyncWebClient) -> None:
        place, message, _ = hear.in_action(body)
        card = await self.talk.desk.full(place, message)
        view = full_view(card, 0, memory=of_message(place.channel, message))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def full_page(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Turn a page of the full list."""
        await ack()
        self.talk.after(self._full_page(body, client))

    async def _full_page(self, body: Body, client: AsyncWebClient) -> None:
        view = body["view"]
        place, message = _remembered(body)
        card = await self.talk.desk.full(place, message)
        shown = full_view(card, int(body["actions"][0]["value"]), memory=view["private_metadata"])
        await client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    # -------------------------------------------------------------------------- doing

    async def follow(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Follow story."""
        await ack()
        tell = self._told(body, client)
        self.talk.after(self._follow(body, client, tell), tell)

    async def _follow(self, body: Body, client: AsyncWebClient, tell: Tell) -> None:
        place, message, user = hear.in_action(body)
        by = await person_of(client, user)
        key = await self.talk.desk.follow(place, message, by=by)
        await tell(
            plain_card(
                "This story is followed: new reports that are shared here come into this "
                "message's thread, once a day at most.",
                f"It is the digest {key}: /digest remove {key} ends it.",
            )
        )

    async def again(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Run again, as a button of a notice."""
        await self._again(ack, body, client)

    async def menu(
        self, ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """The menu behind the dots."""
        chosen = body["actions"][0]["selected_option"]["value"]
        if chosen == AGAIN:
            await self._again(ack, body, client)
            return
        await ack()
        tell = self._told(body, client)
        acts = {MUTE: self._mute, REPORT: self._report}
        if chosen == DELETE:
            self.talk.after(self._delete(body, client, respond), tell)
        elif chosen in acts:
            self.talk.after(acts[chosen](body, client, tell), tell)

    async def _again(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        tell = self._told(body, client)
        self.talk.after(self._run_again(body, client, tell), tell)

    async def _run_again(self, body: Body, client: AsyncWebClient, tell: Tell) -> None:
        place, message, user = hear.in_action(body)
        event = f"again:{body['actions'][0].get('action_ts') or body['trigger_id']}"
        by = await person_of(client, user)
        admission = await self.talk.desk.again(place, message, by=by, event=event)
        if words := admitted(admission):
            await tell(plain_card(words))

    async def _mute(self, body: Body, client: AsyncWebClient, tell: Tell) -> None:
        place, message, user = hear.in_action(body)
        by = await person_of(client, user, place.channel)
        site = await self.talk.desk.mute_site_of(place, message, by=by)
        await tell(plain_card(f"{site} is muted here.", f"/readout unmute {site} takes it back."))

    async def _report(self, body: Body, client: AsyncWebClient, tell: Tell) -> None:
        place, message, _ = hear.in_action(body)
        lines = await self.talk.desk.lines(place, message)
        view = report_view(lines, memory=of_message(place.channel, message))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def _delete(self, body: Body, client: AsyncWebClient, respond: AsyncRespond) -> None:
        place, message, user = hear.in_action(body)
        by = await person_of(client, user)
        await self.talk.desk.take_back(place, message, by=by)
        if (body.get("container") or {}).get("is_ephemeral"):
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
        tell = self.talk.privately(client, channel, user)
        try:
            admission = await self.talk.desk.hear(heard) if heard else None
        except NotAllowed as error:
            words = str(error)
        else:
            words = admitted(admission)
        await ack()
        if words:
            self.talk.after(tell(plain_card(words)))

    # ------------------------------------------------------------------------ windows

    async def report_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A report was filled in."""
        await ack()
        place, message = _remembered(body)
        tell = self.talk.privately(client, place.channel, str(body["user"]["id"]))
        self.talk.after(self._reported(body, place, message, tell), tell)

    async def _reported(self, body: Body, place: Place, message: str, tell: Tell) -> None:
        line, note = report_in(body["view"])
        by = await person_of(await self.talk.installs(place.workspace), str(body["user"]["id"]))
        await self.talk.desk.report(place, message, line=line, note=note, by=by)
        await tell(plain_card("Thank you: whoever runs Readout here will see the line."))

    async def paste_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A link or a text was pasted in the window."""
        await ack()
        channel = str(remembered(body["view"])["channel"])
        user = str(body["user"]["id"])
        tell = self.talk.privately(client, channel, user)
        self.talk.after(self._pasted(body, channel, user, tell), tell)

    async def _pasted(self, body: Body, channel: str, user: str, tell: Tell) -> None:
        pasted, private = paste_in(body["view"])
        links, text, asked = hear.asked_in(pasted)
        named = {
            "team_id": hear.team_of(body),
            "trigger_id": f"view-{body['view']['id']}",
            "channel_id": channel,
            "user_id": user,
        }
        only_link = links and len(text) < ENOUGH_CHARS
        heard = hear.in_command(
            named, links if only_link else (), private=private or asked, now=self.talk.now()
        )
        if only_link:
            admission = await self.talk.desk.hear(heard)
        elif len(text) < ENOUGH_CHARS:
            raise BadRequest(HOW_BRIEF)
        else:
            admission = await self.talk.desk.hear_text(heard, text)
        if words := admitted(admission):
            await tell(plain_card(words))

    async def digest_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A digest was filled in. Its feeds are looked at after the acknowledgement."""
        await ack()
        channel, user = str(remembered(body["view"])["channel"]), str(body["user"]["id"])
        tell = self.talk.privately(client, channel, user)
        self.talk.after(self._add_digest(body, client, channel, tell), tell)

    async def _add_digest(
        self, body: Body, client: AsyncWebClient, channel: str, tell: Tell
    ) -> None:
        team, user = hear.team_of(body), str(body["user"]["id"])
        place = hear.place_of(team, channel, user)
        by = await person_of(client, user, place.channel)
        managing = await self.talk.desk.managing(place, by=by)
        planned = await managing.add(place, wish_in(body["view"]), by=by)
        await tell(digests_card((planned,)))
        if place.channel.startswith("@"):
            await self.events.publish(client, team, user)

    async def zones(self, ack: AsyncAck, body: Body) -> None:
        """What was typed -> time zones to choose from."""
        await ack(options=[option(zone, zone) for zone in zones_like(str(body.get("value") or ""))])

    # --------------------------------------------------------------------------- home

    async def home_new(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A digest of one's own."""
        await ack()
        self.talk.after(self._home_new(body, client))

    async def _home_new(self, body: Body, client: AsyncWebClient) -> None:
        user = str(body["user"]["id"])
        by = await person_of(client, user)
        view = digest_view(memory=of_message(f"@{user}", ""), zone=by.zone)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def home_manage(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Pause, resume, skip or remove one's own digest."""
        await ack()
        tell = self.talk.privately(client, None, str(body["user"]["id"]))
        self.talk.after(self._home_manage(body, client), tell)

    async def _home_manage(self, body: Body, client: AsyncWebClient) -> None:
        team, user = hear.team_of(body), str(body["user"]["id"])
        place = Place(hear.PLATFORM, team, f"@{user}")
        pressed = body["actions"][0]
        verb = str(pressed["action_id"]).removeprefix(f"{MANAGE}_")
        managing = await self.talk.desk.managing(place, by=await person_of(client, user))
        acts = {
            "pause": managing.pause,
            "resume": managing.resume,
            "skip": managing.skip,
            "remove": managing.remove,
        }
        await acts[verb](place, str(pressed["value"]))
        await self.events.publish(client, team, user)

    async def home_erase(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Erase what is kept of the person."""
        await ack()
        tell = self.talk.privately(client, None, str(body["user"]["id"]))
        self.talk.after(self._home_erase(body, client, tell), tell)

    async def _home_erase(self, body: Body, client: AsyncWebClient, tell: Tell) -> None:
        team, user = hear.team_of(body), str(body["user"]["id"])
        by = await person_of(client, user)
        erased = await self.talk.desk.erase_person(hear.PLATFORM, team, by=by)
        await tell(erased_card(erased))
        await self.events.publish(client, team, user)

    def _told(self, body: Body, client: AsyncWebClient) -> Tell:
        place, _, user = hear.in_action(body)
        return self.talk.privately(client, place.channel, user)


def _remembered(body: Body) -> tuple[Place, str]:
    """The message that a window belongs to; always within the workspace that asks."""
    memory = remembered(body["view"])
    channel = str(memory["channel"])
    user = str(body["user"]["id"])
    return hear.place_of(hear.team_of(body), channel, user), str(memory["message"])


def zones_like(typed: str) -> list[str]:
    """Letters of a city or a zone -> zones, those that begin so first."""
    wanted = typed.strip().replace(" ", "_").lower()
    names = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    names = [zone for zone in names if not zone.startswith(("posix/", "right/", "Etc/"))]
    begin = [zone for zone in names if zone.rpartition("/")[2].lower().startswith(wanted)]
    within = [zone for zone in names if wanted in zone.lower() and zone not in begin]
    near = get_close_matches(wanted, [zone.rpartition("/")[2].lower() for zone in names], n=3)
    alike = [zone for zone in names if zone.rpartition("/")[2].lower() in near]
    return list(dict.fromkeys([*begin, *within, *alike]))[:MOST_ZONES]
