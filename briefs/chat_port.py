"""What a chat asks of the bot, as Protocols; bot/services does it, wiring hands it in.

Whatever is refused is a ReadoutError whose message and hint may be shown to who asked.
What only one chat asks stands in adapters/<chat>/chat_port.py.
"""

from __future__ import annotations

from typing import Protocol

from briefs.model.cards import Card
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
        """The keys of those that the asker may change."""

    async def add(self, place: Place, form: SubscriptionForm, *, by: Person) -> DigestSummary:
        """Subscribe; feeds are named by their addresses. Raises: BadRequest."""

    async def form(self, place: Place, key: str) -> SubscriptionForm:
        """A digest as the form that would make it; feeds are addresses. Raises: BadRequest."""

    async def change(
        self, place: Place, key: str, form: SubscriptionForm, *, by: Person
    ) -> DigestSummary:
        """Set a digest up anew from a form; what it showed counts as shown. Raises: BadRequest."""

    async def preview(self, place: Place, key: str) -> Card:
        """What a digest would post now; nothing is posted. Raises: BadRequest."""

    async def pause(self, place: Place, key: str) -> DigestSummary:
        """Stop a digest until it is resumed. Raises: BadRequest."""

    async def resume(self, place: Place, key: str) -> DigestSummary:
        """Let it run again. Raises: BadRequest."""

    async def skip(self, place: Place, key: str) -> DigestSummary:
        """Leave out today's. Raises: BadRequest."""

    async def remove(self, place: Place, key: str) -> None:
        """End it. Raises: BadRequest."""


class LinkRequests(Protocol):
    """Messages with links: asked about, edited, deleted."""

    async def admit(self, request: IncomingRequest) -> Admission | None:
        """Store a request; once this returns, a crash cannot lose it.

        None: there is nothing to do here. Raises: NotAllowed.
        """

    async def admit_text(self, request: IncomingRequest, text: str) -> Admission | None:
        """Brief a pasted text, which has no link. Raises: ReadoutError."""

    async def edited(self, edited: SourceEdited) -> None:
        """The asker's message changed: the reply follows."""

    async def deleted(self, deleted: SourceDeleted) -> None:
        """The asker's message is gone: the reply is deleted."""

    async def known_messages(self, platform: str) -> tuple[KnownMessages, ...]:
        """What was answered within the last day, by place, the latest first."""


class ReplyRequests(Protocol):
    """What is done with one of our messages: opened, repeated, followed, reported, deleted."""

    async def acts(self, place: Place, message: str, *, by: Person) -> tuple[ReplyAct, ...]:
        """What a person may do with a reply, besides reading it. Raises: Unknown."""

    async def evidence(self, place: Place, message: str, *, page: int = 0) -> Evidence:
        """The sentences behind a reply's lines. Raises: Unknown."""

    async def full(self, place: Place, message: str) -> Card:
        """Everything found in a reply's article; of a digest all its stories. Raises: Unknown."""

    async def again(self, place: Place, message: str, *, by: Person, event: str) -> Admission:
        """Brief a reply's article anew; `event` names the press. Raises: Unknown, BadRequest."""

    async def follow(self, place: Place, message: str, *, by: Person) -> str:
        """Post new reports of the story into its thread -> the digest's key. Raises: Unknown.

        What one person alone was shown is followed in their own messages.
        """

    async def unfollow(self, place: Place, message: str, *, by: Person) -> None:
        """Stop following the story of a reply, or of a report on it. Raises: Unknown."""

    async def lines(self, place: Place, message: str) -> tuple[str, ...]:
        """The lines that can be reported, in order. Raises: Unknown."""

    async def report(self, place: Place, message: str, *, line: int, note: str, by: Person) -> None:
        """Tell the operator that a line (numbered from 1) is wrong. Raises: Unknown."""

    async def take_back(self, place: Place, message: str, *, by: Person) -> None:
        """Delete a reply. Raises: NotAllowed, Unknown."""


class SettingsRequests(Protocol):
    """What is set for a place, and who may set it."""

    async def settings(self, place: Place) -> PlaceSettings:
        """What holds in a place, defaults filled in."""

    async def set_mode(self, place: Place, mode: Mode | None, *, by: Person) -> None:
        """When links are briefed; None is the default. Raises: NotAllowed."""

    async def set_look(self, place: Place, *, language: str | None, tidy: bool, by: Person) -> None:
        """The language of a place's messages, and whether link previews are hidden.

        Raises: NotAllowed.
        """

    async def mute(self, place: Place, address: str, *, muted: bool, by: Person) -> str:
        """Ignore a site's links here, or stop doing so -> the site. Raises: NotAllowed."""

    async def mute_site_of(self, place: Place, message: str, *, by: Person) -> str:
        """Mute the site of a reply -> the site. Raises: NotAllowed, Unknown."""

    async def set_threaded(self, place: Place, *, threaded: bool, by: Person) -> None:
        """Where automatic briefings are posted: below their message, or in the channel.

        Raises: NotAllowed.
        """

    async def set_quiet_hours(self, place: Place, form: QuietForm, *, by: Person) -> QuietForm:
        """Set when what nobody asked for waits, in a channel or (no channel) in all of them.

        Returns the form as it is understood. Raises: NotAllowed, BadRequest.
        """

    async def opt_out(self, platform: str, workspace: str, *, out: bool, by: Person) -> None:
        """Leave a person's messages alone, whoever else asks; `out=False` takes that back."""

    async def opted_out(self, platform: str, workspace: str, *, person: str) -> bool:
        """Whether a person wants their messages to be left alone."""

    async def greet(self, place: Place) -> bool:
        """True the first time that a place is greeted."""

    async def permit(self, place: Place, by: Person) -> None:
        """Return where the asker may change the place. Raises: NotAllowed, naming who may."""

    async def allowed_in(self, platform: str, workspace: str) -> EditRights:
        """Who may change a workspace's channels."""

    async def set_allowed(
        self, platform: str, workspace: str, allowed: EditRights | None, *, by: Person
    ) -> None:
        """Set who may change them; None is the default. Raises: NotAllowed."""


class ErasureRequests(Protocol):
    """Erasing, on request and where the bot is removed."""

    async def erase_channel(
        self, place: Place, *, by: Person, messages: bool = False
    ) -> ErasureReport:
        """Erase what is kept of a channel; `messages`: in the chat too. Raises: NotAllowed."""

    async def erase_person(
        self, platform: str, workspace: str, *, by: Person, messages: bool = False
    ) -> ErasureReport:
        """Erase what is kept of the asker; `messages`: the answers to them in the chat too."""

    async def place_deleted(self, place: Place, reason: str) -> None:
        """A channel or thread was deleted: what it gets ends, which its owners are told once."""

    async def place_gone(self, place: Place, reason: str) -> None:
        """The bot was removed from a place, or the place is gone."""


class ChatPort(LinkRequests, ReplyRequests, SettingsRequests, ErasureRequests, Protocol):
    """All that every chat asks."""

    @property
    def digests(self) -> DigestRequests:
        """Digests for listing and previews, which everybody may."""

    async def editable_digests(self, place: Place, *, by: Person) -> DigestRequests:
        """Digests for changing, each as far as the asker may. Raises: NotAllowed, TryLater."""
