"""What Slack needs from whoever runs it, as Protocols; wiring.py hands them in.

Everything that is refused is a `ReadoutError` whose message and hint may be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from briefs.chatting import Evidence, Heard, Home, Person
from briefs.delivery import (
    Admission,
    Allowed,
    Erased,
    Mode,
    PlaceSettings,
    SourceDeleted,
    SourceEdited,
)
from briefs.errors import BadRequest
from briefs.model import Card, Place
from briefs.newsroom import Planned, Wish


class Planning(Protocol):
    """The digests of a place, for somebody who may change them."""

    async def listed(self, place: Place) -> tuple[Planned, ...]:
        """The digests of a place."""

    async def add(self, place: Place, wish: Wish, *, by: Person) -> Planned:
        """Subscribe; `wish.feeds` are addresses. Raises: BadRequest."""

    def faults(self, wish: Wish) -> Mapping[str, BadRequest]:
        """What of a wish cannot be, by its field: time, zone, days, sources, sites."""

    async def preview(self, place: Place, key: str) -> Card:
        """What it would post now. Raises: BadRequest."""

    async def pause(self, place: Place, key: str) -> Planned:
        """Stop it until it is resumed. Raises: BadRequest."""

    async def resume(self, place: Place, key: str) -> Planned:
        """Let it run again. Raises: BadRequest."""

    async def skip(self, place: Place, key: str) -> Planned:
        """Leave out today's. Raises: BadRequest."""

    async def remove(self, place: Place, key: str) -> None:
        """End it. Raises: BadRequest."""


class Desk(Protocol):
    """Requests in; replies opened, followed, reported, taken back; settings and erasing."""

    @property
    def planning(self) -> Planning:
        """For listing and previews, which everybody may."""

    async def managing(self, place: Place, *, by: Person) -> Planning:
        """For changing. Raises: NotAllowed."""

    async def permit(self, place: Place, by: Person) -> None:
        """Raises: NotAllowed, with a line that says who may change a place."""

    async def hear(self, heard: Heard) -> Admission | None:
        """Take a request in; when this returns it is safe. Raises: NotAllowed."""

    async def hear_text(self, heard: Heard, text: str) -> Admission | None:
        """A pasted text. Raises: ReadoutError."""

    async def edited(self, edited: SourceEdited) -> None:
        """The asker's message reads differently."""

    async def deleted(self, deleted: SourceDeleted) -> None:
        """The asker's message is gone."""

    async def again(self, place: Place, message: str, *, by: Person, event: str) -> Admission:
        """Brief a reply's article anew. Raises: Unknown, BadRequest."""

    async def settings(self, place: Place) -> PlaceSettings:
        """What holds in a place."""

    async def set_mode(self, place: Place, mode: Mode | None, *, by: Person) -> None:
        """When links are briefed. Raises: NotAllowed."""

    async def set_look(self, place: Place, *, language: str | None, tidy: bool, by: Person) -> None:
        """The language of a channel's messages. Raises: NotAllowed."""

    async def own(self, platform: str, workspace: str, *, by: Person) -> PlaceSettings:
        """What a person set for themselves."""

    async def set_own(
        self,
        platform: str,
        workspace: str,
        *,
        language: str | None,
        zone: str | None,
        private: bool,
        quiet: bool,
        by: Person,
    ) -> None:
        """What a person wants for themselves. Raises: BadRequest."""

    @property
    def allowed(self) -> Allowed:
        """Who may change channels where no admin decided."""

    async def allowed_in(self, platform: str, workspace: str) -> Allowed:
        """Who may change a workspace's channels."""

    async def set_allowed(
        self, platform: str, workspace: str, allowed: Allowed | None, *, by: Person
    ) -> None:
        """Let others change them, or not. Raises: NotAllowed."""

    async def mute(self, place: Place, address: str, *, muted: bool, by: Person) -> str:
        """Leave a site's links alone, or not any more -> the site. Raises: NotAllowed."""

    async def mute_site_of(self, place: Place, message: str, *, by: Person) -> str:
        """Mute the site of a reply -> the site. Raises: NotAllowed, Unknown."""

    async def greet(self, place: Place) -> bool:
        """True the first time."""

    async def evidence(self, place: Place, message: str, *, page: int = 0) -> Evidence:
        """The sentences behind a reply's lines. Raises: Unknown."""

    async def full(self, place: Place, message: str) -> Card:
        """Everything that was found. Raises: Unknown."""

    async def follow(self, place: Place, message: str, *, by: Person) -> str:
        """New reports of the story into its thread -> the digest's key. Raises: Unknown."""

    async def report(self, place: Place, message: str, *, line: int, note: str, by: Person) -> None:
        """A line (from 1) is wrong. Raises: Unknown."""

    async def lines(self, place: Place, message: str) -> tuple[str, ...]:
        """The lines that can be reported. Raises: Unknown."""

    async def take_back(self, place: Place, message: str, *, by: Person) -> None:
        """Delete a reply. Raises: NotAllowed, Unknown."""

    async def erase_channel(self, place: Place, *, by: Person) -> Erased:
        """Erase what is kept of a channel. Raises: NotAllowed."""

    async def erase_person(self, platform: str, workspace: str, *, by: Person) -> Erased:
        """Erase what is kept of the asker."""

    async def erase_workspace(self, platform: str, workspace: str) -> Erased:
        """The app was uninstalled."""

    async def place_gone(self, place: Place, reason: str) -> None:
        """The bot was removed from a channel, or the channel is gone."""

    async def home(self, platform: str, workspace: str, *, by: Person) -> Home:
        """What a person sees of a workspace."""
