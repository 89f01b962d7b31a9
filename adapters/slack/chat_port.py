"""What only Slack asks of the bot, besides briefs/chat_port.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from briefs.chat_port import ChatPort, DigestRequests
from briefs.errors import BadRequest
from briefs.model.cards import Card
from briefs.model.chat import Home, Person
from briefs.model.delivery import EditRights, ErasureReport, PlaceSettings
from briefs.model.quiet_hours import QuietForm
from briefs.model.subscription_forms import SubscriptionForm


class SlackDigestRequests(DigestRequests, Protocol):
    """A form in Slack shows what is wrong beside each field."""

    def faults(self, form: SubscriptionForm) -> Mapping[str, BadRequest]:
        """What is wrong with a form, by its field: time, zone, days, sources, sites."""


class SlackRequests(ChatPort, Protocol):
    """Pasted texts, a person's own settings, App Home, and uninstalling."""

    @property
    def digests(self) -> SlackDigestRequests:
        """Listing and previewing digests, which everybody may do."""

    def quiet_fault(self, form: QuietForm) -> BadRequest | None:
        """What is wrong with a form of quiet hours, None if nothing is; nothing is saved."""

    async def own(self, platform: str, workspace: str, *, by: Person) -> PlaceSettings:
        """A person's own settings."""

    async def set_own(
        self, platform: str, workspace: str, wanted: PlaceSettings, *, by: Person
    ) -> None:
        """Save a person's own settings. Raises: BadRequest."""

    @property
    def allowed(self) -> EditRights:
        """Who may change channels if no admin has decided."""

    async def erase_workspace(self, platform: str, workspace: str) -> ErasureReport:
        """Erase a workspace that uninstalled the app -> what was erased."""

    async def home(self, platform: str, workspace: str, *, by: Person) -> Home:
        """What a person sees of a workspace in App Home."""

    async def recent(self, platform: str, workspace: str, key: str, *, by: Person) -> Card:
        """One of the recent briefings of `home`, by its key. Raises: Unknown."""
