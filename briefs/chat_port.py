"""What chats may ask of the bot, as Protocols; bot/services implements them.

A refusal is a ReadoutError whose message and hint may be shown to the asker. What only one chat
asks is in adapters/<chat>/chat_port.py.
"""

from __future__ import annotations

from typing import Protocol

from briefs.model.cards import Card, CardLine
from briefs.model.chat import Evidence, IncomingRequest, Person, ReplyAct
from briefs.model.delivery import (
    Admission,
    EditRights,
    ErasureReport,
    Mode,
    PlaceSettings,
    SourceDeleted,
    SourceEdited,
)
from briefs.model.known_messages import KnownMessages
from briefs.model.places import Place
from briefs.model.quiet_hours import QuietForm
from briefs.model.subscription_forms import DigestSummary, SubscriptionForm


class DigestRequests(Protocol):
    """The digests of a place; a key of another place is not found there."""

    async def listed(self, place: Place) -> tuple[DigestSummary, ...]:
        """The digests of a place."""

    async def changeable(self, place: Place) -> frozenset[str]:
        """The keys of the digests that the asker may change."""

    async def add(self, place: Place, form: SubscriptionForm, *, by: Person) -> DigestSummary:
        """Subscribe; feeds are named by their addresses. Raises: BadRequest."""

    async def form(self, place: Place, key: str) -> SubscriptionForm:
        """A digest as the form that would make it; feeds are addresses. Raises: BadRequest."""

    async def change(
        self, place: Place, key: str, form: SubscriptionForm, *, by: Person
    ) -> DigestSummary:
        """Replace a digest's settings by a form's; its history is kept. Raises: BadRequest."""

    async def preview(self, place: Place, key: str) -> Card:
        """What a digest would post now; nothing is posted. Raises: BadRequest."""

    async def pause(self, place: Place, key: str) -> DigestSummary:
        """Stop a digest until it is resumed. Raises: BadRequest."""

    async def resume(self, place: Place, key: str) -> DigestSummary:
        """Resume a paused digest. Raises: BadRequest."""

    async def skip(self, place: Place, key: str) -> DigestSummary:
        """Skip today's digest. Raises: BadRequest."""

    async def remove(self, place: Place, key: str) -> None:
        """Remove a digest. Raises: BadRequest."""


class LinkRequests(Protocol):
    """Messages with links: new, edited, deleted."""

    async def admit(self, request: IncomingRequest) -> Admission | None:
        """Store a request; once this returns, a crash cannot lose it.

        Returns None if there is nothing to do. Raises: NotAllowed; OverQuota if the asker waits.
        """

    async def admit_text(self, request: IncomingRequest, text: str) -> Admission | None:
        """Brief a pasted text, which has no link. Raises: ReadoutError."""

    async def explain(self, place: Place, message: str, card: Card, *, to: str) -> None:
        """Answer a message that asks without a link; the answer goes with its message."""

    async def edited(self, edited: SourceEdited) -> None:
        """The asker's message changed: update the reply."""

    async def deleted(self, deleted: SourceDeleted) -> None:
        """The asker's message is gone: delete the reply."""

    async def known_messages(self, platform: str) -> tuple[KnownMessages, ...]:
        """Messages answered within the last day, by place, the latest first."""


class ReplyRequests(Protocol):
    """Acts on one of our messages: open, repeat, follow, report, delete."""

    async def acts(self, place: Place, message: str, *, by: Person) -> tuple[ReplyAct, ...]:
        """What a person may do with a reply, besides reading it. Raises: Unknown."""

    async def evidence(self, place: Place, message: str, *, page: int = 0) -> Evidence:
        """The sentences behind a reply's lines. Raises: Unknown."""

    async def full(self, place: Place, message: str) -> Card:
        """Everything found in a reply's article, or all stories of a digest. Raises: Unknown."""

    async def again(self, place: Place, message: str, *, by: Person, event: str) -> Admission:
        """Brief a reply's article anew; `event`: key of the click.

        Raises: Unknown, BadRequest, OverQuota.
        """

    async def follow(self, place: Place, message: str, *, by: Person) -> str:
        """Post new reports of the story into its thread -> the digest's key. Raises: Unknown.

        A reply shown to one person only is followed in their direct messages.
        """

    async def unfollow(self, place: Place, message: str, *, by: Person) -> None:
        """Stop following the story of a reply, or of a report on it. Raises: Unknown."""

    async def lines(self, place: Place, message: str) -> tuple[CardLine, ...]:
        """The lines that can be reported, in order. Raises: Unknown."""

    async def report(self, place: Place, message: str, *, line: int, note: str, by: Person) -> None:
        """Tell the operator that a line (numbered from 1) is wrong. Raises: Unknown."""

    async def take_back(self, place: Place, message: str, *, by: Person) -> None:
        """Delete a reply. Raises: NotAllowed, Unknown."""


class SettingsRequests(Protocol):
    """Settings of places, and who may change them."""

    async def settings(self, place: Place) -> PlaceSettings:
        """The settings of a place, with defaults filled in."""

    async def set_mode(self, place: Place, mode: Mode | None, *, by: Person) -> None:
        """Set when links are briefed; None: the default. Raises: NotAllowed."""

    async def set_look(self, place: Place, *, language: str | None, tidy: bool, by: Person) -> None:
        """Set the language of a place's messages, and whether link previews are hidden.

        Raises: NotAllowed.
        """

    async def mute(self, place: Place, address: str, *, muted: bool, by: Person) -> str:
        """Mute or unmute a site's links in a place -> the site. Raises: NotAllowed."""

    async def mute_site_of(self, place: Place, message: str, *, by: Person) -> str:
        """Mute the site of a reply -> the site. Raises: NotAllowed, Unknown."""

    async def set_threaded(self, place: Place, *, threaded: bool, by: Person) -> None:
        """Set where automatic briefings are posted: in a thread, or in the channel.

        Raises: NotAllowed.
        """

    async def set_quiet_hours(self, place: Place, form: QuietForm, *, by: Person) -> QuietForm:
        """Set the quiet hours of a channel or, without one, of the workspace.

        Returns the form as it was read. Raises: NotAllowed, BadRequest.
        """

    async def opt_out(self, platform: str, workspace: str, *, out: bool, by: Person) -> None:
        """Never brief a person's messages, whoever asks; `out=False` takes that back."""

    async def opted_out(self, platform: str, workspace: str, *, person: str) -> bool:
        """Whether a person has opted out."""

    async def greet(self, place: Place, card: Card, *, where: Place) -> None:
        """Introduce the bot `where`, once for a channel, a person or a whole workspace."""

    async def permit(self, place: Place, by: Person) -> None:
        """Return where the asker may change the place. Raises: NotAllowed, naming who may."""

    async def allowed_in(self, platform: str, workspace: str) -> EditRights:
        """Who may change the settings of a workspace's channels."""

    async def set_allowed(
        self, platform: str, workspace: str, allowed: EditRights | None, *, by: Person
    ) -> None:
        """Set who may change them; None: the default. Raises: NotAllowed."""


class ErasureRequests(Protocol):
    """Erasure, on request and after the bot is removed."""

    async def erase_channel(
        self, place: Place, *, by: Person, messages: bool = False
    ) -> ErasureReport:
        """Erase what is stored of a channel; `messages`: in the chat too. Raises: NotAllowed."""

    async def erase_person(
        self, platform: str, workspace: str, *, by: Person, messages: bool = False
    ) -> ErasureReport:
        """Erase what is stored of the asker; `messages`: also the answers to them in the chat."""

    async def place_deleted(self, place: Place, reason: str) -> None:
        """A channel or thread was deleted: end its digests and tell their owners once."""

    async def place_gone(self, place: Place, reason: str) -> None:
        """The bot was removed from a place, or the place is gone."""


class ChatPort(LinkRequests, ReplyRequests, SettingsRequests, ErasureRequests, Protocol):
    """Everything that every chat may ask."""

    @property
    def digests(self) -> DigestRequests:
        """Digests to list and preview, which everybody may."""

    async def editable_digests(self, place: Place, *, by: Person) -> DigestRequests:
        """Digests to change, as far as the asker may. Raises: NotAllowed, TryLater."""
