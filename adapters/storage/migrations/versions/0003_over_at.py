"""An attempt's end, not its beginning, says when a post must show; find places by channel.

Revision: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Rename tried_at (start of an attempt) to over_at (its end); doubtful rows get the lease."""
    op.execute("ALTER TABLE outbox RENAME COLUMN tried_at TO over_at")
    # A row in doubt that an older program left: its attempt was over when its lease is.
    op.execute("UPDATE outbox SET over_at = due_at WHERE doubt_since IS NOT NULL AND due_at > 0")
    op.create_index("ix_places_channel", "places", ["channel"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_places_channel", "places")
    op.execute("ALTER TABLE outbox RENAME COLUMN over_at TO tried_at")
