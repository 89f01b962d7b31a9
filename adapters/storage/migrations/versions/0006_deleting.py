"""A column that says that the deletion of a post was begun.

Revision: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; deletions that were wanted already may have been begun."""
    op.add_column(
        "outbox", sa.Column("deleting", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.execute("UPDATE outbox SET deleting = gone WHERE message IS NOT NULL")


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("outbox", "deleting")
