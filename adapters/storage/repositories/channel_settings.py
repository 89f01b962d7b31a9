"""Settings of channels, workspaces and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.engine import Database
from adapters.storage.database.schema import outbox, places, slots, subscriptions
from adapters.storage.database.upsert import insert
from adapters.storage.repositories import replies
from briefs.model.delivery import EditRights, Mode, PlaceSettings
from briefs.model.messages import Post
from briefs.model.places import Place
from briefs.model.quiet_hours import QuietHours
from briefs.model.serialization import from_json, to_json

EVER = datetime.max.replace(tzinfo=UTC)


class ChannelSettings:
    """Settings of channels; the default is PlaceSettings()."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def _in_turn(self, connection: AsyncConnection, place: Place) -> None:
        """Serialise changes of one channel, even if it has no row to lock yet."""
        name = f"place {place.platform} {place.workspace} {place.channel}"
        await self._database.serialize(connection, name)

    async def get(self, place: Place) -> PlaceSettings:
        """The settings of a channel."""
        async with self._database.read() as connection:
            return await _get(connection, place)

    async def set_mode(self, place: Place, mode: Mode | None) -> None:
        """Set when links are briefed here; None is the platform's default."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            await _put(connection, place, replace(await _get(connection, place), mode=mode))

    async def mute(self, place: Place, site: str, *, muted: bool) -> None:
        """Mute a site here, or unmute it."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            settings = await _get(connection, place)
            sites = [known for known in settings.muted_sites if known != site]
            sites += [site] if muted else []
            await _put(connection, place, replace(settings, muted_sites=tuple(sites)))

    async def set_look(self, place: Place, *, language: str | None, tidy: bool) -> None:
        """Set the interface's language, None for the platform's; `tidy` hides previews."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            settings = await _get(connection, place)
            await _put(connection, place, replace(settings, language=language, tidy=tidy))

    async def set_own(self, place: Place, *, zone: str | None, private: bool, quiet: bool) -> None:
        """Set a person's own zone, None for their profile's; the others as in PlaceSettings."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            settings = await _get(connection, place)
            await _put(
                connection, place, replace(settings, zone=zone, private=private, quiet=quiet)
            )

    async def set_locale(self, place: Place, locale: str) -> None:
        """Set the locale of a person's app."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            await _put(connection, place, replace(await _get(connection, place), locale=locale))

    async def set_opted_out(self, place: Place, opted_out: bool) -> None:
        """Set whether a person has opted out of briefings of their messages."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            known = await _get(connection, place)
            await _put(connection, place, replace(known, opted_out=opted_out))

    async def set_threaded(self, place: Place, threaded: bool) -> None:
        """Set whether a channel's automatic briefings are posted in a thread."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            known = await _get(connection, place)
            await _put(connection, place, replace(known, threaded=threaded))

    async def set_usual_zone(self, place: Place, zone: str) -> None:
        """Remember the zone of the digest last added or changed in a channel or workspace."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            known = await _get(connection, place)
            if known.usual_zone != zone:
                await _put(connection, place, replace(known, usual_zone=zone))

    async def set_allowed(self, platform: str, workspace: str, allowed: EditRights | None) -> None:
        """Set who may change a workspace's channels; None is the operator's default."""
        own = Place(platform, workspace, "")
        async with self._database.write() as connection:
            await self._in_turn(connection, own)
            settings = await _get(connection, own)
            await _put(connection, own, replace(settings, allowed=allowed))

    async def set_silent(self, platform: str, workspace: str, silent: bool) -> None:
        """Set whether automatic posts come without a notification."""
        own = Place(platform, workspace, "")
        async with self._database.write() as connection:
            await self._in_turn(connection, own)
            await _put(connection, own, replace(await _get(connection, own), silent=silent))

    async def set_quiet_hours(
        self, place: Place, quiet: QuietHours | None, *, now: datetime
    ) -> None:
        """Set the quiet hours of a channel or (no channel) a workspace.

        Posts and slots that wait there already become due, to be checked again.
        """
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            known = await _get(connection, place)
            await _put(connection, place, replace(known, quiet_hours=quiet))
            await _wake(connection, place, now)

    async def set_left(self, platform: str, workspace: str, at: datetime | None) -> None:
        """Record when the bot was removed from a workspace; None: it is back."""
        own = Place(platform, workspace, "")
        async with self._database.write() as connection:
            await self._in_turn(connection, own)
            settings = await _get(connection, own)
            if at is None or settings.left_at is None:
                greeted = settings.greeted and at is None
                await _put(connection, own, replace(settings, left_at=at, greeted=greeted))

    async def set_present(self, platform: str, workspaces: Sequence[str]) -> None:
        """Record that the bot is in these workspaces: thousands of them in one transaction."""
        fresh = to_json(PlaceSettings())
        rows = [
            {"platform": platform, "workspace": name, "channel": "", "settings": fresh}
            for name in sorted(workspaces)
        ]
        if rows:
            async with self._database.write() as connection:
                await connection.execute(insert(connection, places).on_conflict_do_nothing(), rows)
        left = {name for of, name in await self.left(before=EVER) if of == platform}
        for name in sorted(left.intersection(workspaces)):
            await self.set_left(platform, name, None)

    async def present(self, platform: str) -> frozenset[str]:
        """Workspaces that the bot is in, as far as platforms have reported."""
        query = select(places).where(places.c.platform == platform, places.c.channel == "")
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        settings = ((row.workspace, from_json(PlaceSettings, row.settings)) for row in rows)
        return frozenset(workspace for workspace, one in settings if one.left_at is None)

    async def left(self, *, before: datetime) -> tuple[tuple[str, str], ...]:
        """(platform, workspace) of those that the bot was removed from before then."""
        query = select(places).where(places.c.channel == "")
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        settings = [(row, from_json(PlaceSettings, row.settings)) for row in rows]
        return tuple(
            (row.platform, row.workspace)
            for row, one in settings
            if one.left_at is not None and one.left_at < before
        )

    async def greet(self, place: Place) -> bool:
        """True the first time only: the bot then introduces itself here."""
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            settings = await _get(connection, place)
            if not settings.greeted:
                await _put(connection, place, replace(settings, greeted=True))
            return not settings.greeted

    async def introduce(
        self, place: Place, batch: str, posts: Sequence[Post], *, now: datetime
    ) -> tuple[str, ...]:
        """Queue the bot's introduction, the first time only -> keys of posts that are due.

        Both in one transaction: after a crash it is neither missing nor posted twice.
        """
        async with self._database.write() as connection:
            await self._in_turn(connection, place)
            settings = await _get(connection, place)
            if settings.greeted:
                return ()
            await _put(connection, place, replace(settings, greeted=True))
            return await replies.put(connection, batch, posts, now=now)


async def _get(connection: AsyncConnection, place: Place) -> PlaceSettings:
    query = select(places.c.settings).where(
        places.c.platform == place.platform,
        places.c.workspace == place.workspace,
        places.c.channel == place.channel,
    )
    found = (await connection.execute(query.with_for_update())).scalar_one_or_none()
    return PlaceSettings() if found is None else from_json(PlaceSettings, found)


async def _wake(connection: AsyncConnection, place: Place, now: datetime) -> None:
    """Make the posts and slots of a place due now that wait and were never tried."""

    def here(table: Table) -> list[ColumnElement[bool]]:
        of = [table.c.platform == place.platform, table.c.workspace == place.workspace]
        return [*of, table.c.channel == place.channel] if place.channel else of

    def rests(table: Table) -> tuple[ColumnElement[bool], ...]:
        return (table.c.due_at > now, table.c.attempts == 0, table.c.token.is_(None))

    keys = select(subscriptions.c.key).where(*here(subscriptions))
    for table, where in (
        (outbox, here(outbox)),
        (slots, [slots.c.subscription.in_(keys)]),
    ):
        due = update(table).where(*where, *rests(table)).values(due_at=now)
        await connection.execute(due)


async def _put(connection: AsyncConnection, place: Place, settings: PlaceSettings) -> None:
    text = to_json(settings)
    await connection.execute(
        insert(connection, places)
        .values(
            platform=place.platform,
            workspace=place.workspace,
            channel=place.channel,
            settings=text,
        )
        .on_conflict_do_update(
            index_elements=["platform", "workspace", "channel"], set_={"settings": text}
        )
    )
