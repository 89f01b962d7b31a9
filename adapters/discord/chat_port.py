"""What only Discord asks of the bot, besides briefs/chat_port.py."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from briefs.chat_port import ChatPort, DigestRequests
from briefs.model.chat import Person
from briefs.model.feeds import Feed
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary


class DiscordDigestRequests(DigestRequests, Protocol):
    """Offers feeds while somebody types."""

    async def feeds(self, place: Place) -> tuple[Feed, ...]:
        """The feeds that the digests of a place take in."""


class PingRequests(DigestRequests, Protocol):
    """A digest may mention a role."""

    async def set_ping(self, place: Place, key: str, role: str, *, by: Person) -> DigestSummary:
        """Let a digest mention a role if it has something new; "": none. Raises: NotAllowed."""


class DiscordRequests(ChatPort, Protocol):
    """Discord reports which servers the bot is in; data of one that it left is erased later."""

    @property
    def digests(self) -> DiscordDigestRequests:
        """Listing and previewing digests, which everybody may do."""

    async def editable_digests(self, place: Place, *, by: Person) -> PingRequests:
        """Changing digests, each if the asker may. Raises: NotAllowed, TryLater."""

    async def set_silent(self, platform: str, workspace: str, *, silent: bool, by: Person) -> None:
        """Set whether automatic messages come without a notification. Raises: NotAllowed."""

    async def remember_locale(
        self, platform: str, workspace: str, locale: str, *, by: Person
    ) -> None:
        """Remember the language of a person's app; Discord tells it only with an interaction."""

    async def workspace_joined(self, platform: str, *workspaces: str) -> None:
        """The bot is in these workspaces; erasures that are due for them are cancelled."""

    async def joined_workspaces(self, platform: str) -> frozenset[str]:
        """The workspaces that the bot was last known to be in."""

    async def workspace_left(self, platform: str, workspace: str, *, at: datetime) -> None:
        """The bot was removed from a workspace: it is erased after a grace time."""
