"""The outbox holds the end of an attempt instead of its start; an index of places by channel.

Revision: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Rename tried_at (start of an attempt) to over_at (its end); doubtful rows get the lease."""
    op.execute("ALTER TABLE outbox RENAME COLUMN tried_at TO over_at")
    # Doubtful rows that an older version left: their attempt ends with its lease at the latest.
    op.execute("UPDATE outbox SET over_at = due_at WHERE doubt_since IS NOT NULL AND due_at > 0")
    op.create_index("ix_places_channel", "places", ["channel"])


def downgrade() -> None:
    """Undo both changes."""
    op.drop_index("ix_places_channel", "places")
    op.execute("ALTER TABLE outbox RENAME COLUMN over_at TO tried_at")
