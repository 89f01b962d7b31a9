"""Forms that were filled in, and what is pressed in App Home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear
from adapters.slack.blocks import option
from adapters.slack.commands import ENOUGH_CHARS, digests_card, erased_card
from adapters.slack.forms import (
    digest_view,
    own_in,
    own_view,
    who_in,
    who_view,
    wish_in,
)
from adapters.slack.front import Front
from adapters.slack.home import MANAGE, managed
from adapters.slack.modals import (
    of_message,
    paste_in,
    paste_view,
    preview_view,
    remembered,
)
from adapters.slack.people import room_of
from adapters.slack.talk import Asker, Talk, lines_of
from briefs.errors import NotAllowed
from briefs.model import Place
from briefs.newsroom import Wish

Body = Mapping[str, Any]

MOST_ZONES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """One method for each form, and for each button of App Home."""

    talk: Talk
    front: Front

    # -------------------------------------------------------------------------- paste

    async def paste_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A link or a text was pasted in the window."""
        pasted, private = paste_in(body["view"])
        links, text, asked = hear.asked_in(pasted)
        channel = str(remembered(body["view"])["channel"])
        asker = self.talk.asker(body, client, channel=channel)
        if len(text) < ENOUGH_CHARS and not links:
            say = await asker.say()
            await ack(response_action="errors", errors={"text": say("paste.short")})
            return
        await ack()
        private = private if asked is None else asked
        self.talk.after(self._pasted(body, asker, links, text, private), asker)

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
        heard = hear.in_command(named, only_link, private=private, now=self.talk.now())
        if only_link:
            admission = await self.talk.desk.hear(heard)
        else:
            admission = await self.talk.desk.hear_text(heard, text)
        await asker.admitted(admission, private=private)

    # ------------------------------------------------------------------------- digest

    async def digest_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A digest was filled in. Its feeds are looked at after the acknowledgement."""
        wish = wish_in(body["view"])
        channel = str(remembered(body["view"])["channel"])
        asker = self.talk.asker(body, client, channel=channel)
        if faults := self.talk.desk.planning.faults(wish):
            say = await asker.say()
            errors = {name: " ".join(lines_of(fault, say)) for name, fault in faults.items()}
            await ack(response_action="errors", errors=errors)
            return
        await ack()
        self.talk.after(self._add_digest(wish, asker), asker)

    async def _add_digest(self, wish: Wish, asker: Asker) -> None:
        place = asker.place
        by = await asker.person(place.channel)
        managing = await self.talk.desk.managing(place, by=by)
        planned = await managing.add(place, wish, by=by)
        await asker.tell(digests_card((planned,), await asker.say()))
        if place.channel.startswith("@"):
            await self.front.publish(asker)

    async def zones(self, ack: AsyncAck, body: Body) -> None:
        """What was typed -> time zones to choose from."""
        await ack(options=[option(zone, zone) for zone in zones_like(str(body.get("value") or ""))])

    # --------------------------------------------------------------------------- home

    async def home_brief(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A link or a text to be briefed in one's own messages."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._home_brief(body, client, asker), asker)

    async def _home_brief(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        view = paste_view(await asker.say(), memory=of_message(f"@{asker.user}", ""))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def home_new(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A digest of one's own."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._home_new(body, client, asker), asker)

    async def _home_new(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        by, memory = await asker.person(), of_message(f"@{asker.user}", "")
        view = digest_view(await asker.say(), memory=memory, zone=by.zone, own=True)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def home_manage(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Preview, pause, resume, skip or remove a digest; whether one may is asked again."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._home_manage(body, client, asker), asker)

    async def _home_manage(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        pressed = body["actions"][0]
        verb = str(pressed["action_id"]).removeprefix(f"{MANAGE}_")
        channel, key = managed(str(pressed["value"]))
        place = hear.place_of(asker.team, channel, asker.user)
        if verb == "preview":
            view = await self._preview(place, key, 0, asker)
            await client.views_open(trigger_id=body["trigger_id"], view=view)
            return
        by = await asker.person(channel)
        managing = await self.talk.desk.managing(place, by=by)
        if verb == "remove":
            await managing.remove(place, key)
        else:
            acts = {"pause": managing.pause, "resume": managing.resume, "skip": managing.skip}
            await acts[verb](place, key)
        await self.front.publish(asker)

    async def preview_page(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Turn a page of a preview."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._preview_page(body, client, asker), asker)

    async def _preview_page(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        view, page = body["view"], int(body["actions"][0]["value"])
        memory = remembered(view)
        place = hear.place_of(asker.team, str(memory["channel"]), asker.user)
        shown = await self._preview(place, str(memory["message"]), page, asker)
        await client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    async def _preview(self, place: Place, key: str, page: int, asker: Asker) -> dict[str, Any]:
        """What a digest would say now; what a private channel reads is not told elsewhere."""
        own = place.channel == f"@{asker.user}"
        if not own and (await room_of(asker.client, place.channel)).private:
            raise NotAllowed((await asker.say())("preview.private"))
        card = await self.talk.desk.planning.preview(place, key)
        return preview_view(card, page, await asker.say(), memory=of_message(place.channel, key))

    async def home_erase(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Erase what is kept of the person."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._home_erase(asker), asker)

    async def _home_erase(self, asker: Asker) -> None:
        say = await asker.say()
        by = await asker.person()
        erased = await self.talk.desk.erase_person(hear.PLATFORM, asker.team, by=by)
        await asker.tell(erased_card(erased, say))
        await self.front.publish(asker)

    # ----------------------------------------------------------------------- settings

    async def home_own(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Open one's own settings."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._home_own(body, client, asker), asker)

    async def _home_own(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        view = own_view(await asker.say(), await asker.own())
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def own_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """One's own settings were filled in."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._own_sent(body, asker), asker)

    async def _own_sent(self, body: Body, asker: Asker) -> None:
        wanted = own_in(body["view"])
        await self.talk.desk.set_own(
            hear.PLATFORM,
            asker.team,
            language=wanted.language,
            zone=wanted.zone,
            private=wanted.private,
            quiet=wanted.quiet,
            by=await asker.person(),
        )
        await self.front.publish(asker)

    async def home_who(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Open who may change digests and modes; saving asks whether the asker may decide."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._home_who(body, client, asker), asker)

    async def _home_who(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        workspace = Place(hear.PLATFORM, asker.team, "")
        chosen = (await self.talk.desk.settings(workspace)).allowed
        view = who_view(await asker.say(), chosen, self.talk.desk.allowed)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def who_sent(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Who may was filled in."""
        await ack()
        asker = self.talk.asker(body, client)
        self.talk.after(self._who_sent(body, asker), asker)

    async def _who_sent(self, body: Body, asker: Asker) -> None:
        by = await asker.person()
        await self.talk.desk.set_allowed(hear.PLATFORM, asker.team, who_in(body["view"]), by=by)
        await self.front.publish(asker)


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
