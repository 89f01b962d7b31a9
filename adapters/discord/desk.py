"""What Discord needs from whoever runs it, as Protocols; wiring.py hands them in.

Everything that is refused is a `ReadoutError` whose message and hint may be shown.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from briefs.chatting import Evidence, Heard, Person
from briefs.delivery import (
    Admission,
    Allowed,
    Erased,
    Feed,
    Mode,
    PlaceSettings,
    SourceDeleted,
    SourceEdited,
)
from briefs.model import Card, Place
from briefs.newsroom import Planned, Wish


class Planning(Protocol):
    """The digests of a place."""

    async def listed(self, place: Place) -> tuple[Planned, ...]:
        """The digests of a place."""

    async def feeds(self, place: Place) -> tuple[Feed, ...]:
        """The feeds that its digests take in."""

    async def add(self, place: Place, wish: Wish, *, by: Person) -> Planned:
        """Subscribe; `wish.feeds` are addresses. Raises: BadRequest."""

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

    async def allowed_in(self, platform: str, workspace: str) -> Allowed:
        """Who may change a workspace's channels."""

    async def set_allowed(
        self, platform: str, workspace: str, allowed: Allowed | None, *, by: Person
    ) -> None:
        """Let others change the channels, or not. Raises: NotAllowed."""

    async def hear(self, heard: Heard) -> Admission | None:
        """Take a request in; when this returns it is safe. Raises: NotAllowed."""

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
        """The interface's language (None: the platform's), and whether previews are hidden."""

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

    async def place_gone(self, place: Place, reason: str) -> None:
        """The bot was removed from a channel, or the channel is gone."""

    async def came(self, platform: str, workspace: str) -> None:
        """The bot is in a workspace: whatever was to be erased of it stays."""

    async def present(self, platform: str) -> frozenset[str]:
        """The workspaces that the bot was last known to be in."""

    async def went(self, platform: str, workspace: str, *, at: datetime) -> None:
        """The bot was removed from a workspace: it is erased after a grace time."""
