"""Bring a database to a revision of the schema; adapters/storage/migrations has them (Alembic)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from adapters.storage.database.engine import Database
from briefs.errors import StoreUnusable

FOLDER = Path(__file__).parents[1] / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    # The config parser would read a per cent sign in the path as an interpolation.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The newest revision that this program knows."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None
    return found


def revision(connection: Connection) -> str | None:
    """The revision that a database is at, None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def _move(connection: Connection, target: str) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    now_at = revision(connection)
    if now_at is not None and now_at not in known:
        raise NewerStore(f"The store is at revision {now_at}, which this program does not know.")
    config = _config(connection)
    if target == "head" or now_at is None or (target != "base" and target > now_at):
        command.upgrade(config, target)
    else:
        command.downgrade(config, target)


class NewerStore(StoreUnusable):
    """The store has a schema of a newer version of the program."""

    hint = "A newer Readout has written it: install that one, or restore the backup made before."


async def migrate(database: Database, target: str = "head") -> None:
    """Move a store to a revision ("head", "base" or a number), in one transaction.

    If several processes start at once, one migrates and the others find it done. Raises:
    NewerStore.
    """
    async with database.read() as connection:
        if target == "head" and await connection.run_sync(revision) == head():
            return
    async with database.write() as connection:
        await database.serialize(connection, "readout migrations")
        await connection.run_sync(_move, target)
