"""What Alembic runs: the migrations, on the connection that it was given."""

from __future__ import annotations

from alembic import context

from adapters.storage.database.schema import metadata

connection = context.config.attributes["connection"]
if connection is not None:
    # The caller owns the transaction: all migrations, or none.
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    context.run_migrations()
