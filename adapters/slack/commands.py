"""Slash commands: /brief, /digest, /readout. Acknowledged at once; answered by response_url."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear
from adapters.slack.dress import dress
from adapters.slack.home import HELP
from adapters.slack.modals import digest_view, of_message, paste_view, plain_card
from adapters.slack.people import person_of
from adapters.slack.talk import Talk, Tell, admitted
from briefs.chatting import Heard, Person
from briefs.delivery import Admission, Erased, Mode
from briefs.errors import BadRequest, NotAllowed
from briefs.model import Card, CardKind, CardLine, CardPart, Place, Run
from briefs.newsroom import Planned

Body = Mapping[str, Any]

ENOUGH_CHARS = 200
"""Shorter words after /brief are no article but a mistake."""

HOW_BRIEF = "Write /brief and a link, or paste the text of an article after it."
HOW_DIGEST = "/digest list, add, or preview, pause, resume, skip, remove and a digest's key"
HOW_READOUT = (
    "/readout settings, mode auto|mention|off, mute SITE, unmute SITE, erase me|channel, help"
)
MODES = {
    Mode.AUTO: "Every link to an article that is posted here is briefed.",
    Mode.MENTION: "Links are briefed when asked: /brief, the shortcut, a mention, a reaction.",
    Mode.OFF: "Readout answers nothing in this channel.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Commands:
    """One method for each command."""

    talk: Talk

    async def brief(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/brief URL… | text | nothing (a window opens). --private: only the asker sees it."""
        links, text, private = hear.asked_in(str(body.get("text") or ""))
        heard = hear.in_command(body, links, private=private, now=self.talk.now())
        if links:
            try:
                admission = await self.talk.desk.hear(heard)
            except NotAllowed as error:
                await ack(response_type="ephemeral", text=str(error))
                return
            words = admitted(admission)
            if private and admission is Admission.NEW:
                words = "On it: only you will see the briefing."
            await ack(response_type="ephemeral", text=words) if words else await ack()
            return
        await ack()
        if not text:
            memory = of_message(str(body["channel_id"]), "")
            trigger = str(body["trigger_id"])
            self.talk.after(_open(client, trigger, paste_view(memory=memory)))
        elif len(text) < ENOUGH_CHARS:
            self.talk.after(_told(respond)(plain_card(HOW_BRIEF)))
        else:
            self.talk.after(self._text(heard, text, respond), _told(respond))

    async def _text(self, heard: Heard, text: str, respond: AsyncRespond) -> None:
        admission = await self.talk.desk.hear_text(heard, text)
        if words := admitted(admission):
            await _told(respond)(plain_card(words))

    # ------------------------------------------------------------------------ /digest

    async def digest(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/digest list | add | preview, pause, resume, skip, remove KEY."""
        await ack()
        tell = _told(respond)
        self.talk.after(self._digest(body, client, tell), tell)

    async def _digest(self, body: Body, client: AsyncWebClient, tell: Tell) -> None:
        verb, _, key = str(body.get("text") or "list").strip().partition(" ")
        verb, key = verb.lower() or "list", key.strip().strip("`").lower()
        place, desk = _place(body), self.talk.desk
        if verb == "list":
            await tell(digests_card(await desk.planning.listed(place)))
            return
        if verb == "preview":
            await tell(_preview(await desk.planning.preview(place, key)))
            return
        if verb not in {"add", "pause", "resume", "skip", "remove"}:
            raise BadRequest("That was not understood.", hint=HOW_DIGEST)
        by = await person_of(client, str(body["user_id"]), place.channel)
        managing = await desk.managing(place, by=by)
        if verb == "add":
            memory = of_message(str(body["channel_id"]), "")
            view = digest_view(memory=memory, zone=by.zone)
            await _open(client, str(body["trigger_id"]), view)
            return
        if verb == "remove":
            await managing.remove(place, key)
            await tell(plain_card(f"The digest {key} is removed."))
            return
        acts = {"pause": managing.pause, "resume": managing.resume, "skip": managing.skip}
        await tell(digests_card((await acts[verb](place, key),)))

    # ----------------------------------------------------------------------- /readout

    async def readout(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/readout settings | mode | mute | unmute | erase | help."""
        await ack()
        tell = _told(respond)
        self.talk.after(self._readout(body, client, tell), tell)

    async def _readout(self, body: Body, client: AsyncWebClient, tell: Tell) -> None:
        verb, _, rest = str(body.get("text") or "help").strip().partition(" ")
        verb, rest = verb.lower(), rest.strip()
        place = _place(body)
        if verb == "help":
            await tell(help_card())
            return
        if verb == "settings":
            await tell(await self._settings(place))
            return
        if verb not in {"mode", "mute", "unmute", "erase"}:
            raise BadRequest("That was not understood.", hint=HOW_READOUT)
        by = await person_of(client, str(body["user_id"]), place.channel)
        if verb == "mode":
            await self.talk.desk.set_mode(place, _mode(rest), by=by)
            await tell(await self._settings(place))
        elif verb == "erase":
            await tell(await self._erase(place, rest.lower(), by))
        else:
            address = rest.strip("<>").partition("|")[0]
            muted = verb == "mute"
            site = await self.talk.desk.mute(place, address, muted=muted, by=by)
            await tell(plain_card(f"{site} is {'muted' if muted else 'no longer muted'} here."))

    async def _settings(self, place: Place) -> Card:
        settings = await self.talk.desk.settings(place)
        mode = settings.mode or Mode.MENTION
        muted = ", ".join(settings.muted_sites) or "none"
        return plain_card(f"Mode here: {mode}", MODES[mode], f"Muted sites: {muted}")

    async def _erase(self, place: Place, what: str, by: Person) -> Card:
        if what not in {"me", "channel"}:
            raise BadRequest(
                "Erase what?", hint="Write /readout erase me or /readout erase channel."
            )
        if what == "channel":
            return erased_card(await self.talk.desk.erase_channel(place, by=by))
        return erased_card(
            await self.talk.desk.erase_person(place.platform, place.workspace, by=by)
        )


# ------------------------------------------------------------------------------- cards


def digests_card(planned: tuple[Planned, ...]) -> Card:
    """Digests -> a list with their keys and next times."""
    if not planned:
        return plain_card("There are no digests here.", "Add one with /digest add.")
    lines = []
    for one in planned:
        coming = f"; next {one.upcoming[0].local_date}" if one.upcoming else ""
        lines.append(CardLine((Run(f"{one.subscription.key}: {one.told}{coming}"),)))
    part = CardPart("", tuple(lines))
    return replace(plain_card("Digests here", HOW_DIGEST), parts=(part,))


def _preview(card: Card) -> Card:
    return replace(card, headline=f"Preview: {card.headline}")


def help_card() -> Card:
    """What can be done."""
    lines = tuple(CardLine((Run(line),)) for line in HELP)
    return Card(CardKind.NOTICE, "What Readout does", (CardPart("", lines),))


def erased_card(erased: Erased) -> Card:
    """How much was erased."""
    counted = f"{erased.requests} requests, {erased.posts} posts, {erased.subscriptions} digests"
    return plain_card("Erased.", f"{counted} and {erased.articles} articles are gone.")


def _mode(text: str) -> Mode | None:
    if text.lower() == "default":
        return None
    try:
        return Mode(text.lower())
    except ValueError as error:
        raise BadRequest("That is no mode.", hint="auto, mention, off or default") from error


def _place(body: Body) -> Place:
    return hear.place_of(hear.team_of(body), str(body["channel_id"]), str(body["user_id"]))


def _told(respond: AsyncRespond) -> Tell:
    """Tell by the command's response_url, which works where the bot is not."""

    async def tell(card: Card) -> None:
        body = dress(card)
        body.pop("mrkdwn")
        await respond(response_type="ephemeral", **body)

    return tell


async def _open(client: AsyncWebClient, trigger: str, view: dict[str, Any]) -> None:
    await client.views_open(trigger_id=trigger, view=view)
