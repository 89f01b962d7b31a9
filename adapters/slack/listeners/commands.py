"""Slash commands /brief, /digest, /readout -> requests; answers go to their response_url.

They are acknowledged at once, /brief with links after its request is stored.
"""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.listeners.context import Asker, ListenerContext
from adapters.slack.listeners.digest_choice import chosen
from adapters.slack.listeners.digest_windows import show_list
from adapters.slack.listeners.quiet_windows import hours_here, open_quiet
from adapters.slack.phrases import LANGUAGES
from adapters.slack.views.forms import digest_view
from adapters.slack.views.home_view import help_lines
from adapters.slack.views.modals import erase_view, of_message, paste_view, plain_card
from briefs.errors import BadRequest, NotAllowed
from briefs.i18n.phrases import Phrases, erased_counts
from briefs.i18n.schedules import schedule_line
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run
from briefs.model.chat import IncomingRequest
from briefs.model.delivery import ErasureReport, Mode
from briefs.model.subscription_forms import DigestSummary

Body = Mapping[str, Any]

ENOUGH_CHARS = 200
"""A shorter text after /brief is not taken for an article."""

CHANGES = ("pause", "resume", "skip", "remove")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commands:
    """One method for each command; `reaction` is named in the help."""

    context: ListenerContext
    reaction: str

    async def brief(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/brief URL… | text | nothing (a window opens). --private: only the asker sees it."""
        links, text, private = parsing.request_in(str(body.get("text") or ""))
        asker = self._asker(body, client, respond)
        if private is None:
            private = (await asker.own()).private
        incoming = parsing.in_command(body, links, private=private, now=self.context.now())
        if links:
            answering = await self._links(incoming, asker)
            await ack()
            self.context.after(answering, asker)
            return
        await ack()
        if not text:
            self.context.after(self._window(body, client, asker, private), asker)
        elif len(text) < ENOUGH_CHARS:
            self.context.after(asker.answer_phrase("how.brief"), asker)
        else:
            self.context.after(self._text(incoming, text, asker), asker)

    async def _links(self, incoming: IncomingRequest, asker: Asker) -> Coroutine[Any, Any, None]:
        """Admit the request before it is acknowledged -> the notice to send afterwards."""
        try:
            admission = await self.context.requests.admit(incoming)
        except NotAllowed as error:
            return asker.answer_refusal(error)
        return asker.answer_admission(admission, private=incoming.seen.private)

    async def _window(
        self, body: Body, client: AsyncWebClient, asker: Asker, private: bool
    ) -> None:
        memory = of_message(str(body["channel_id"]), "")
        view = paste_view(await asker.phrases(), memory=memory, private=private)
        await client.views_open(trigger_id=str(body["trigger_id"]), view=view)

    async def _text(self, incoming: IncomingRequest, text: str, asker: Asker) -> None:
        admission = await self.context.requests.admit_text(incoming, text)
        await asker.answer_admission(admission, private=incoming.seen.private)

    # ------------------------------------------------------------------------ /digest

    async def digest(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/digest list | add | preview, edit, pause, resume, skip, remove NAME."""
        await ack()
        asker = self._asker(body, client, respond)
        self.context.after(self._digest(body, client, asker), asker)

    async def _digest(self, body: Body, client: AsyncWebClient, asker: Asker) -> None:
        verb, _, named = str(body.get("text") or "list").strip().partition(" ")
        verb = verb.lower() or "list"
        place, requests, say = asker.place, self.context.requests, await asker.phrases()
        if verb == "list":
            assert asker.respond is not None  # a command has a response_url
            await show_list(self.context, place, asker, asker.respond)
        elif verb == "preview":
            key = chosen(named, await requests.digests.listed(place), say)
            card = await requests.digests.preview(place, key)
            await asker.answer(
                replace(card, headline=say("digest.preview", headline=card.headline))
            )
        elif verb == "add":
            by = await asker.person(place.channel)
            await requests.permit(place, by)
            own = place.channel.startswith("@")
            memory = of_message(str(body["channel_id"]), "")
            view = digest_view(say, memory=memory, zone=by.zone, own=own)
            await client.views_open(trigger_id=str(body["trigger_id"]), view=view)
        elif verb == "edit":
            await self._edit(body, client, named, asker, say)
        elif verb in CHANGES:
            await self._change(verb, named, asker, say)
        else:
            raise BadRequest(say("not_understood"), hint=say("how.digest"))

    async def _edit(
        self, body: Body, client: AsyncWebClient, named: str, asker: Asker, say: Phrases
    ) -> None:
        place = asker.place
        key = chosen(named, await self.context.requests.digests.listed(place), say)
        by = await asker.person(place.channel)
        form = await (await self.context.requests.editable_digests(place, by=by)).form(place, key)
        memory, own = of_message(str(body["channel_id"]), "", key=key), place.channel[:1] == "@"
        view = digest_view(say, memory=memory, zone=form.zone, own=own, form=form)
        await client.views_open(trigger_id=str(body["trigger_id"]), view=view)

    async def _change(self, verb: str, named: str, asker: Asker, say: Phrases) -> None:
        place = asker.place
        key = chosen(named, await self.context.requests.digests.listed(place), say)
        by = await asker.person(place.channel)
        editable = await self.context.requests.editable_digests(place, by=by)
        if verb == "remove":
            await editable.remove(place, key)
            await asker.answer_phrase("digest.removed")
            return
        acts = {"pause": editable.pause, "resume": editable.resume, "skip": editable.skip}
        await asker.answer(digests_card((await acts[verb](place, key),), say))

    # ----------------------------------------------------------------------- /readout

    async def readout(
        self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """/readout and one of these verbs, `help` if none is given.

        help | settings | mode | quiet | reply | language | mute | unmute | optout | optin | erase
        """
        await ack()
        asker = self._asker(body, client, respond)
        self.context.after(self._readout(body, asker), asker)

    async def _readout(self, body: Body, asker: Asker) -> None:
        verb, _, rest = str(body.get("text") or "help").strip().partition(" ")
        verb, rest = verb.lower(), rest.strip()
        say = await asker.phrases()
        if verb == "help":
            await asker.answer(help_card(say, self.reaction))
        elif verb in {"settings", "setup"}:  # Discord's word for it
            await asker.answer(await self._settings(asker, say))
        elif verb == "erase":
            await self._erase(body, asker, rest.lower(), say)
        elif verb == "mode":
            mode = _mode(rest, say)
            by = await asker.person(asker.place.channel)
            await self.context.requests.set_mode(asker.place, mode, by=by)
            await asker.answer(await self._settings(asker, say))
        elif verb == "language":
            await self._language(asker, rest.lower(), say)
        elif verb == "quiet":
            await self._quiet(body, asker, say)
        elif verb == "reply":
            await self._reply(asker, rest.lower(), say)
        elif verb in {"optout", "optin"}:
            await self._opt_out(asker, out=verb == "optout")
        elif verb in {"mute", "unmute"}:
            await self._mute(asker, rest.strip("<>").partition("|")[0], muted=verb == "mute")
        else:
            raise BadRequest(
                say("not_understood"), hint=say("how.readout", languages="|".join(LANGUAGES))
            )

    async def _language(self, asker: Asker, language: str, say: Phrases) -> None:
        """Set the language of a channel's messages; private answers use the person's own."""
        if language not in {*LANGUAGES, "default"}:
            raise BadRequest(
                say("language.none"), hint=say("language.none.hint", languages=", ".join(LANGUAGES))
            )
        by = await asker.person(asker.place.channel)
        known = await self.context.requests.settings(asker.place)
        chosen = None if language == "default" else language
        await self.context.requests.set_look(asker.place, language=chosen, tidy=known.tidy, by=by)
        await asker.answer(await self._settings(asker, say))

    async def _opt_out(self, asker: Asker, *, out: bool) -> None:
        """Set whether the asker's messages are left alone, even if others ask for a briefing."""
        place, by = asker.place, await asker.person()
        await self.context.requests.opt_out(place.platform, place.workspace, out=out, by=by)
        key = "opted.out" if out else "opted.in"
        await asker.answer_phrase(key, f"{key}.about")

    async def _quiet(self, body: Body, asker: Asker, say: Phrases) -> None:
        """Open the form of the channel's quiet hours."""
        channel = asker.place.channel
        if channel.startswith("@"):
            raise BadRequest(say("quiet.own"), hint=say("quiet.own.hint"))
        await open_quiet(self.context, str(body["trigger_id"]), asker, channel)

    async def _reply(self, asker: Asker, where: str, say: Phrases) -> None:
        """Set where automatic briefings are posted: "thread" or "channel"."""
        if where not in {"thread", "channel"}:
            raise BadRequest(say("reply.none"), hint=say("reply.none.hint"))
        by = await asker.person(asker.place.channel)
        await self.context.requests.set_threaded(asker.place, threaded=where == "thread", by=by)
        await asker.answer(await self._settings(asker, say))

    async def _mute(self, asker: Asker, address: str, *, muted: bool) -> None:
        by = await asker.person(asker.place.channel)
        site = await self.context.requests.mute(asker.place, address, muted=muted, by=by)
        await asker.answer_phrase("muted" if muted else "unmuted", site=site)

    async def _settings(self, asker: Asker, say: Phrases) -> Card:
        settings = await self.context.requests.settings(asker.place)
        mode = settings.mode or Mode.MENTION
        muted = ", ".join(settings.muted_sites)
        where = (say("reply.thread" if settings.threaded else "reply.channel"),)
        all_of = (
            await self.context.requests.settings(replace(asker.place, channel=""))
        ).quiet_hours
        quiet = hours_here(settings.quiet_hours, all_of, say)
        spoken = (await asker.phrases_here())("language.own_name")
        return plain_card(
            say("mode", mode=say(f"mode.{mode}")),
            say(f"mode.{mode}.about"),
            *(where if mode is Mode.AUTO else ()),
            say("quiet.hours", hours=quiet),
            say("muted.sites", sites=muted) if muted else say("muted.none"),
            say("language", language=spoken),
        )

    async def _erase(self, body: Body, asker: Asker, what: str, say: Phrases) -> None:
        """Ask for confirmation, in a window that says what is erased and what stays."""
        if what not in {"me", "channel"}:
            raise BadRequest(say("erase.what"), hint=say("erase.what.hint"))
        if what == "channel":
            by = await asker.person(asker.place.channel)
            await self.context.requests.permit(asker.place, by)
        memory = of_message(str(body["channel_id"]), "", what=what)
        view = erase_view(what, say, memory=memory)
        await asker.client.views_open(trigger_id=str(body["trigger_id"]), view=view)

    def _asker(self, body: Body, client: AsyncWebClient, respond: AsyncRespond) -> Asker:
        return self.context.asker(body, client, channel=str(body["channel_id"]), respond=respond)


# ------------------------------------------------------------------------------- cards


def digests_card(planned: tuple[DigestSummary, ...], say: Phrases) -> Card:
    """Digests -> a list with their names and next times."""
    if not planned:
        return plain_card(say("digest.none"), say("digest.none.hint"))
    lines = []
    for one in planned:
        name = one.subscription.name or say("digest.unnamed")
        when = schedule_line(one.subscription, say.language)
        line = say("digest.line.idle", name=name, when=when)
        if one.comes_at is not None:
            there = one.comes_at.astimezone(ZoneInfo(one.subscription.zone))
            line = say("digest.line", name=name, when=when, next=f"{there:%Y-%m-%d}")
        lines.append(CardLine((Run(line),)))
    card = plain_card(say("digest.list"), say("how.digest"))
    return replace(card, parts=(CardPart("", tuple(lines)),))


def help_card(say: Phrases, reaction: str) -> Card:
    """A card with the ways to ask for something."""
    lines = tuple(CardLine((Run(line),)) for line in help_lines(say, reaction))
    return Card(CardKind.NOTICE, say("help"), (CardPart("", lines),))


def erased_card(erased: ErasureReport, say: Phrases) -> Card:
    """A card that says how much was erased."""
    stay = (say("erased.stay", count=erased.stay),) if erased.stay else ()
    return plain_card(say("erased"), say("erased.counted", **erased_counts(erased, say)), *stay)


def _mode(text: str, say: Phrases) -> Mode | None:
    if text.lower() == "default":
        return None
    try:
        return Mode(text.lower())
    except ValueError as error:
        raise BadRequest(say("mode.none"), hint=say("mode.none.hint")) from error
