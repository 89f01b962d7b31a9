"""Buttons in lists of digests, and submitted forms of digests -> requests.

Drafts of open and of refused forms are kept in memory. After a restart the draft of an open form is
rebuilt from the digest that it is about; that of a refused form is lost.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Self, cast

import discord

from adapters.discord.announcements import announces, refuse_publishing
from adapters.discord.chat_port import DiscordRequests, PingRequests
from adapters.discord.client import DiscordChat
from adapters.discord.commands import digest_list, form_values
from adapters.discord.commands.buttons import IN_PLACE, answer_command, fault_line, respond, soon
from adapters.discord.commands.digest_form import HALVES, DigestForm, Draft
from adapters.discord.commands.form_values import Typed
from adapters.discord.parsing import here, person_of
from adapters.discord.pings import refuse_ping
from adapters.discord.rendering import Component, render, text_components
from adapters.discord.threads import tags_of
from briefs.errors import BadRequest, NotAllowed, ReadoutError, SameDigest
from briefs.i18n.phrases import Phrases
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary, SubscriptionForm
from briefs.translatable import translatable

Interaction = discord.Interaction[Any]

MAX_PREVIEWS = 5
ONLY_FORUMS = translatable("Only the posts of a forum have tags: name a forum as the channel.")

MAX_DRAFTS = 500
"""Drafts of open or refused forms; the oldest are forgotten."""


class DigestWindows:
    """Lists, forms and previews of digests, shown to the asker alone."""

    def __init__(self, *, requests: DiscordRequests, chat: DiscordChat) -> None:
        self._requests = requests
        self._chat = chat
        self._drafts: OrderedDict[str, Draft] = OrderedDict()

    # -------------------------------------------------------------------------- lists

    async def show(self, interaction: Interaction, say: Phrases, *, page: int = 0) -> None:
        """A page of the digests of a place, with what this person may do."""
        place = here(interaction)
        found = await self._requests.digests.listed(place)
        editable = await self._editable(interaction, place)
        change = await editable.changeable(place)
        await respond(interaction, digest_list.list_of(found, say, change=change, page=page))

    async def preview(self, interaction: Interaction, say: Phrases, key: str) -> None:
        """What a digest would post now; nothing is posted."""
        card = await self._requests.digests.preview(here(interaction), key)
        for part in self._chat.parts(card)[:MAX_PREVIEWS]:
            await respond(interaction, render(part, nonce="0", say=say), buttons=False)

    async def panel(self, interaction: Interaction, say: Phrases, key: str) -> None:
        """Show one digest, with its two forms. Raises: NotAllowed if they may not change it."""
        place = here(interaction)
        editable = await self._editable(interaction, place)
        await editable.form(place, key)  # raises where this person may not change it
        one = await self._one(place, key)
        shown = (
            digest_list.panel(one, say, head=say("edit"))
            if one
            else text_components(say("digest.none"))
        )
        await respond(interaction, shown)

    async def turn(self, interaction: Interaction, page: int) -> None:
        """Show another page of the list, or the list again."""
        await interaction.response.defer()
        interaction.extras[IN_PLACE] = True

        async def ask(say: Phrases) -> None:
            await self.show(interaction, say, page=page)

        await answer_command(interaction, self._chat, ask, form=True)

    async def pressed(self, interaction: Interaction, verb: str, key: str) -> None:
        """A button of a digest was pressed; rights are checked again."""
        if verb == "preview":
            await soon(interaction)
        elif verb not in HALVES:
            await interaction.response.defer()
            interaction.extras[IN_PLACE] = True

        async def ask(say: Phrases) -> None:
            await self._answer(interaction, say, verb, key)

        await answer_command(interaction, self._chat, ask, form=True)

    async def _answer(self, interaction: Interaction, say: Phrases, verb: str, key: str) -> None:
        if verb == "preview":
            await self.preview(interaction, say, key)
        elif verb == "edit":
            await self.panel(interaction, say, key)
        elif verb in HALVES:
            await self._open(interaction, say, await self._draft_of(interaction, key, verb))
        elif verb in {"role", "ping"}:
            await self._ping(interaction, say, verb, key)
        elif verb == "remove":
            await self._ask_removal(interaction, say, key)
        else:
            await self._change(interaction, say, verb, key)

    async def _ping(self, interaction: Interaction, say: Phrases, verb: str, key: str) -> None:
        """Show the role that a digest mentions, after setting it if it was just chosen ("ping")."""
        place, data = here(interaction), cast("Any", interaction.data)
        editable = await self._editable(interaction, place)
        one = await self._one(place, key)
        if verb == "ping" and one is not None:
            role = next(iter(data.get("values") or ()), "")
            if role:
                refuse_ping(interaction.client, one.subscription.place, role)
            one = await editable.set_ping(place, key, role, by=person_of(interaction))
        if one is None:
            await self.show(interaction, say)
        elif one.subscription.filters.story is not None:
            await respond(interaction, digest_list.role_panel(one, say))
        else:
            await respond(interaction, digest_list.panel(one, say, head=say("edit")))

    async def _ask_removal(self, interaction: Interaction, say: Phrases, key: str) -> None:
        place = here(interaction)
        one = await self._one(place, key)
        if one is None:
            await self.show(interaction, say)
        else:
            await respond(interaction, digest_list.removal(one, say))

    async def _change(self, interaction: Interaction, say: Phrases, verb: str, key: str) -> None:
        place = here(interaction)
        editable = await self._editable(interaction, place)
        page = digest_list.page_of(await self._requests.digests.listed(place), key)
        acts: dict[str, Callable[[Place, str], Awaitable[object]]] = {
            "pause": editable.pause,
            "resume": editable.resume,
            "skip": editable.skip,
            "sure": editable.remove,
        }
        if verb in acts:
            await acts[verb](place, key)
        await self.show(interaction, say, page=page)

    # -------------------------------------------------------------------------- forms

    async def open_new(
        self, interaction: Interaction, say: Phrases, form: SubscriptionForm
    ) -> None:
        """Open the form of a new digest. Raises: NotAllowed, before anything is typed in vain."""
        place, by = here(interaction), person_of(interaction)
        if place.thread is None or place.thread != by.opened:
            await self._requests.permit(place, by)
        draft = Draft(place, form, announces=announces(interaction.client, place))
        await self._open(interaction, say, draft)

    async def _draft_of(self, interaction: Interaction, key: str, half: str) -> Draft:
        """The draft of half of an existing digest's form. Raises: NotAllowed, Unknown."""
        place = here(interaction)
        editable = await self._editable(interaction, place)
        one = await self._one(place, key)
        comes_in = one.subscription.place if one is not None else place
        return Draft(
            place, await editable.form(place, key), key, half, tags_in(interaction, comes_in),
            announces(interaction.client, comes_in),
        )  # fmt: skip

    async def _open(self, interaction: Interaction, say: Phrases, draft: Draft) -> None:
        at = "" if draft.place == here(interaction) else draft.place.channel
        form = DigestForm(draft, say, name=self._keep(interaction, draft), at=at)
        await form_values.show(interaction, form)

    def _keep(self, interaction: Interaction, draft: Draft) -> str:
        """Keep a draft in memory -> its name."""
        name = f"{interaction.id:x}"
        self._drafts[name] = draft
        while len(self._drafts) > MAX_DRAFTS:
            self._drafts.popitem(last=False)
        return name

    async def sent(
        self, interaction: Interaction, name: re.Match[str], typed: Mapping[str, Typed]
    ) -> None:
        """A half of the form was submitted. Its feeds are fetched, which may take a while."""
        if interaction.message is not None:  # opened by a button of an ephemeral message
            await interaction.response.defer()
            interaction.extras[IN_PLACE] = True
        else:
            await soon(interaction)

        async def ask(say: Phrases) -> None:
            draft = self._drafts.get(name["name"]) or await self._rebuilt(interaction, name)
            if draft is None:
                await respond(interaction, text_components(say("draft.gone")))
            else:
                await self.save(interaction, say, draft.filled(typed))

        await answer_command(interaction, self._chat, ask, form=True)

    async def _rebuilt(self, interaction: Interaction, name: re.Match[str]) -> Draft | None:
        """A draft that was lost in a restart; None if its form did not show all of it."""
        if name["key"]:
            return await self._draft_of(interaction, name["key"], name["half"])
        if name["more"]:
            return None
        place = here(interaction)
        if name["at"]:
            place = replace(place, channel=name["at"], thread=None)
        return Draft(place, SubscriptionForm(), announces=announces(interaction.client, place))

    async def save(
        self,
        interaction: Interaction,
        say: Phrases,
        draft: Draft,
        *,
        wrong: BadRequest | None = None,
    ) -> None:
        """Add or change the digest of a draft; if it is refused, offer a way back to the form.

        `wrong`: an option of the command that could not be parsed. Raises: NotAllowed.
        """
        try:
            saved = await self._saved(interaction, draft, wrong)
        except NotAllowed:
            raise
        except ReadoutError as error:
            shown = self._refused(interaction, say, draft, error)
        else:
            head = say("digest.changed" if draft.key else "digest.added")
            elsewhere = draft.place != here(interaction)
            made = digest_list.entry if elsewhere else digest_list.panel
            shown = made(saved, say, head=head)
        await respond(interaction, shown)

    async def _saved(
        self, interaction: Interaction, draft: Draft, wrong: BadRequest | None
    ) -> DigestSummary:
        by = person_of(interaction)
        editable = await self._editable(interaction, draft.place)
        if wrong is not None:
            raise wrong
        if not draft.key and draft.form.tag:
            tag = known_tag(draft.form.tag, tags_in(interaction, draft.place))
            draft = replace(draft, form=replace(draft.form, tag=tag))
        if draft.form.publish:
            one = await self._one(draft.place, draft.key)
            if one is None or not one.subscription.publish:
                refuse_publishing(interaction, one.subscription.place if one else draft.place)
        if draft.key:
            return await editable.change(draft.place, draft.key, draft.form, by=by)
        return await editable.add(draft.place, draft.form, by=by)

    def _refused(
        self, interaction: Interaction, say: Phrases, draft: Draft, error: ReadoutError
    ) -> list[Component]:
        name = self._keep(interaction, draft)
        twice = isinstance(error, SameDigest)
        return digest_list.refused(fault_line(error, say), say, draft=name, twice=twice)

    async def draft(self, interaction: Interaction, verb: str, name: str) -> None:
        """Open a refused form again ("back"), or add the digest although it exists ("twice")."""
        draft = self._drafts.get(name)
        if verb != "back" or draft is None:
            await interaction.response.defer()
            interaction.extras[IN_PLACE] = True

        async def ask(say: Phrases) -> None:
            if draft is None:
                await respond(interaction, text_components(say("draft.gone")))
            elif verb == "back":
                await self._open(interaction, say, draft)
            else:
                again = replace(draft, form=replace(draft.form, twice=True))
                await self.save(interaction, say, again)

        await answer_command(interaction, self._chat, ask, form=True)

    # ----------------------------------------------------------------------- together

    async def _editable(self, interaction: Interaction, place: Place) -> PingRequests:
        return await self._requests.editable_digests(place, by=person_of(interaction))

    async def _one(self, place: Place, key: str) -> DigestSummary | None:
        found = await self._requests.digests.listed(place)
        return next((one for one in found if one.subscription.key == key), None)


def tags_in(interaction: Interaction, place: Place) -> tuple[str, ...]:
    """The tags that a digest of a forum can have; () in other places."""
    if place.thread is not None or not place.channel.isdecimal():
        return ()
    channel = interaction.client.get_channel(int(place.channel))
    if not isinstance(channel, discord.ForumChannel):
        return ()
    return tuple(tag.name for tag in tags_of(channel))


def known_tag(written: str, tags: tuple[str, ...]) -> str:
    """A typed tag -> the tag as its forum writes it. Raises: BadRequest if there is none."""
    found = [tag for tag in tags if tag.casefold() == written.strip().casefold()]
    if not found:
        hint = (
            translatable("Choose one of these: {tags}", tags=", ".join(tags))
            if tags
            else ONLY_FORUMS
        )
        raise BadRequest(translatable("There is no tag {tag} there.", tag=written), hint=hint)
    return found[0]


class DigestButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(r"readout:(?P<what>digests?|draft):(?P<verb>[a-z]+):(?P<name>-?\w+)"),
):
    """A button of a list of digests, of one digest, or of a form that was refused."""

    def __init__(self, item: discord.ui.Button[Any], what: str, verb: str, name: str) -> None:
        super().__init__(item)
        self.what, self.verb, self.name = what, verb, name

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        button = cast("discord.ui.Button[Any]", item)
        return cls(button, match["what"], match["verb"], match["name"])

    async def callback(self, interaction: Interaction) -> None:
        """Ask the windows."""
        windows: DigestWindows = interaction.client.digests
        if self.what == "digests":
            await windows.turn(interaction, int(self.name))
        elif self.what == "draft":
            await windows.draft(interaction, self.verb, self.name)
        else:
            await windows.pressed(interaction, self.verb, self.name)
