"""Slash commands: /brief, /digest, /readout. Acknowledged at once; answered by response_url."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear
from adapters.slack.forms import digest_view
from adapters.slack.home import help_lines
from adapters.slack.modals import of_message, paste_view, plain_card
from adapters.slack.talk import Asker, Talk
from adapters.slack.words import LANGUAGES_BY_NAME, Words, told
from briefs.chatting import Heard
from briefs.delivery import Erased, Mode
from briefs.errors import BadRequest, NotAllowed
from briefs.model import Card, CardKind, CardLine, CardPart, Run
from briefs.newsroom import Planned

Body = Mapping[str, Any]

ENOUGH_CHARS = 200
"""Shorter words after /brief are no article but a mistake."""

CHANGES = ("pause", "resume", "skip", "remove")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commands:
    """One method for each command; `reaction` is named in the help."""

    talk: Talk
    reaction: str

    async def brief(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/brief URL… | text | nothing (a window opens). --private: only the asker sees it."""
        links, text, private = hear.asked_in(str(body.get("text") or ""))
        asker = self._asker(body, client, respond)
        if private is None:
            private = (await asker.own()).private
        heard = hear.in_command(body, links, private=private, now=self.talk.now())
        if links:
            telling = await self._links(heard, asker)
            await ack()
            self.talk.after(telling, asker)
            return
        await ack()
        if not text:
            self.talk.after(self._window(body, client, asker, private), asker)
        elif len(text) < ENOUGH_CHARS:
            self.talk.after(asker.told("how.brief"), asker)
        else:
            self.talk.after(self._text(heard, text, asker), asker)

    async def _links(self, heard: Heard, asker: Asker) -> Coroutine[Any, Any, None]:
        """Take it in, which has to be before the acknowledgement -> what is told after it."""
        try:
            admission = await self.talk.desk.hear(heard)
        except NotAllowed as error:
            return asker.refused(error)
        return asker.admitted(admission, private=heard.seen.private)

    async def _window(
        self, body: Body, client: AsyncWebClient, asker: Asker, private: bool
    ) -> None:
        memory = of_message(str(body["channel_id"]), "")
        view = paste_view(await asker.say(), memory=memory, private=private)
        await client.views_open(trigger_id=str(body["trigger_id"]), view=view)

    async def _text(self, heard: Heard, text: str, asker: Asker) -> None:
        admission = await self.talk.desk.hear_text(heard, text)
        await asker.admitted(admission, private=heard.seen.private)

    # ------------------------------------------------------------------------ /digest

    async def digest(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/digest list | add | preview, pause, resume, skip, remove KEY."""
        await ack()
        asker = self._asker(body, client, respond)
        self.talk.after(self._digest(body, client, asker), asker)

    async def _digest(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        verb, _, key = str(body.get("text") or "list").strip().partition(" ")
        verb, key = verb.lower() or "list", key.strip().strip("`").lower()
        place, desk, say = asker.place, self.talk.desk, await asker.say()
        if verb == "list":
            await asker.tell(digests_card(await desk.planning.listed(place), say))
        elif verb == "preview":
            card = await desk.planning.preview(place, key)
            await asker.tell(replace(card, headline=say("digest.preview", headline=card.headline)))
        elif verb == "add":
            by = await asker.person(place.channel)
            await desk.managing(place, by=by)
            own = place.channel.startswith("@")
            memory = of_message(str(body["channel_id"]), "")
            view = digest_view(say, memory=memory, zone=by.zone, own=own)
            await client.views_open(trigger_id=str(body["trigger_id"]), view=view)
        elif verb in CHANGES:
            await self._change(verb, key, asker, say)
        else:
            raise BadRequest(say("not_understood"), hint=say("how.digest"))

    async def _change(self, verb: str, key: str, asker: Asker, say: Words) -> None:
        place = asker.place
        by = await asker.person(place.channel)
        managing = await self.talk.desk.managing(place, by=by)
        if verb == "remove":
            await managing.remove(place, key)
            await asker.told("digest.removed", key=key)
            return
        acts = {"pause": managing.pause, "resume": managing.resume, "skip": managing.skip}
        await asker.tell(digests_card((await acts[verb](place, key),), say))

    # ----------------------------------------------------------------------- /readout

    async def readout(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/readout settings | mode | language | mute | unmute | erase | help."""
        await ack()
        asker = self._asker(body, client, respond)
        self.talk.after(self._readout(body, asker), asker)

    async def _readout(self, body: Body, asker: Asker) -> None:
        verb, _, rest = str(body.get("text") or "help").strip().partition(" ")
        verb, rest = verb.lower(), rest.strip()
        say = await asker.say()
        if verb == "help":
            await asker.tell(help_card(say, self.reaction))
        elif verb == "settings":
            await asker.tell(await self._settings(asker, say))
        elif verb == "erase":
            await asker.tell(await self._erase(asker, rest.lower(), say))
        elif verb == "mode":
            mode = _mode(rest, say)
            by = await asker.person(asker.place.channel)
            await self.talk.desk.set_mode(asker.place, mode, by=by)
            await asker.tell(await self._settings(asker, say))
        elif verb == "language":
            await self._language(asker, rest.lower(), say)
        elif verb in {"mute", "unmute"}:
            await self._mute(asker, rest.strip("<>").partition("|")[0], muted=verb == "mute")
        else:
            raise BadRequest(say("not_understood"), hint=say("how.readout"))

    async def _language(self, asker: Asker, language: str, say: Words) -> None:
        """That of the channel's messages; what one person is told is in their own."""
        if language not in {*LANGUAGES_BY_NAME, "default"}:
            raise BadRequest(say("language.none"), hint=say("language.none.hint"))
        by = await asker.person(asker.place.channel)
        known = await self.talk.desk.settings(asker.place)
        chosen = None if language == "default" else language
        await self.talk.desk.set_look(asker.place, language=chosen, tidy=known.tidy, by=by)
        await asker.tell(await self._settings(asker, say))

    async def _mute(self, asker: Asker, address: str, *, muted: bool) -> None:
        by = await asker.person(asker.place.channel)
        site = await self.talk.desk.mute(asker.place, address, muted=muted, by=by)
        await asker.told("muted" if muted else "unmuted", site=site)

    async def _settings(self, asker: Asker, say: Words) -> Card:
        settings = await self.talk.desk.settings(asker.place)
        mode = settings.mode or Mode.MENTION
        muted = ", ".join(settings.muted_sites)
        spoken = LANGUAGES_BY_NAME[(await asker.spoken_here()).language]
        return plain_card(
            say("mode", mode=say(f"mode.{mode}")),
            say(f"mode.{mode}.about"),
            say("muted.sites", sites=muted) if muted else say("muted.none"),
            say("language", language=spoken),
        )

    async def _erase(self, asker: Asker, what: str, say: Words) -> Card:
        if what not in {"me", "channel"}:
            raise BadRequest(say("erase.what"), hint=say("erase.what.hint"))
        place, desk = asker.place, self.talk.desk
        by = await asker.person(place.channel)
        if what == "channel":
            return erased_card(await desk.erase_channel(place, by=by), say)
        return erased_card(await desk.erase_person(place.platform, place.workspace, by=by), say)

    def _asker(self, body: Body, client: AsyncWebClient, respond: AsyncRespond) -> Asker:
        return self.talk.asker(body, client, channel=str(body["channel_id"]), respond=respond)


# ------------------------------------------------------------------------------- cards


def digests_card(planned: tuple[Planned, ...], say: Words) -> Card:
    """Digests -> a list with their keys and next times."""
    if not planned:
        return plain_card(say("digest.none"), say("digest.none.hint"))
    lines = []
    for one in planned:
        key, when = one.subscription.key, told(one.subscription, say)
        line = say("digest.line.idle", key=key, told=when)
        if one.upcoming:
            line = say("digest.line", key=key, told=when, next=one.upcoming[0].local_date)
        lines.append(CardLine((Run(line),)))
    card = plain_card(say("digest.list"), say("how.digest"))
    return replace(card, parts=(CardPart("", tuple(lines)),))


def help_card(say: Words, reaction: str) -> Card:
    """What can be done."""
    lines = tuple(CardLine((Run(line),)) for line in help_lines(say, reaction))
    return Card(CardKind.NOTICE, say("help"), (CardPart("", lines),))


def erased_card(erased: Erased, say: Words) -> Card:
    """How much was erased."""
    counted = say(
        "erased.counted",
        requests=erased.requests,
        posts=erased.posts,
        subscriptions=erased.subscriptions,
        articles=erased.articles,
    )
    return plain_card(say("erased"), counted)


def _mode(text: str, say: Words) -> Mode | None:
    if text.lower() == "default":
        return None
    try:
        return Mode(text.lower())
    except ValueError as error:
        raise BadRequest(say("mode.none"), hint=say("mode.none.hint")) from error
