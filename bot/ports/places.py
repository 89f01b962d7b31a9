"""Settings of channels, reports of wrong lines, and erasure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from briefs.model.chat import Report
from briefs.model.delivery import EditRights, ErasureReport, Mode, PlaceSettings
from briefs.model.messages import Post
from briefs.model.places import Place
from briefs.model.quiet_hours import QuietHours


class ChannelSettings(Protocol):
    """Settings that admins make for their channels."""

    async def get(self, place: Place) -> PlaceSettings: ...

    async def set_mode(self, place: Place, mode: Mode | None) -> None: ...

    async def mute(self, place: Place, site: str, *, muted: bool) -> None: ...

    async def set_look(self, place: Place, *, language: str | None, tidy: bool) -> None: ...

    async def set_own(
        self, place: Place, *, zone: str | None, private: bool, quiet: bool
    ) -> None: ...

    async def set_locale(self, place: Place, locale: str) -> None: ...

    async def set_opted_out(self, place: Place, opted_out: bool) -> None: ...

    async def set_threaded(self, place: Place, threaded: bool) -> None: ...

    async def set_usual_zone(self, place: Place, zone: str) -> None: ...

    async def set_allowed(
        self, platform: str, workspace: str, allowed: EditRights | None
    ) -> None: ...

    async def set_silent(self, platform: str, workspace: str, silent: bool) -> None: ...

    async def set_quiet_hours(
        self, place: Place, quiet: QuietHours | None, *, now: datetime
    ) -> None: ...

    async def set_left(self, platform: str, workspace: str, at: datetime | None) -> None: ...

    async def set_present(self, platform: str, workspaces: Sequence[str]) -> None: ...

    async def present(self, platform: str) -> frozenset[str]: ...

    async def left(self, *, before: datetime) -> tuple[tuple[str, str], ...]: ...

    async def greet(self, place: Place) -> bool: ...

    async def introduce(
        self, place: Place, batch: str, posts: Sequence[Post], *, now: datetime
    ) -> tuple[str, ...]: ...


class Reports(Protocol):
    """Lines that readers reported as wrong."""

    async def add(self, report: Report) -> bool: ...

    async def recent(self, *, limit: int) -> tuple[Report, ...]: ...


Named = Callable[[str], str]
"""A key -> the key of something that belongs to it."""


class Erasure(Protocol):
    """Deletes what is stored of a person, channel or workspace."""

    async def person(
        self, platform: str, workspace: str, person: str, *, sources: str, own: str, feed: Named
    ) -> ErasureReport: ...

    async def channel(self, place: Place, *, source: str, feed: Named) -> ErasureReport: ...

    async def workspace(
        self, platform: str, workspace: str, *, sources: str, feed: Named
    ) -> ErasureReport: ...
