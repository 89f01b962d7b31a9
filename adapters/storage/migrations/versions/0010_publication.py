"""Columns for publishing digests to the servers that follow their channel.

Revision: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add both columns; existing digests and posts are not published."""
    op.add_column(
        "subscriptions",
        sa.Column("publish", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("outbox", sa.Column("publication", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop both columns."""
    op.drop_column("outbox", "publication")
    op.drop_column("subscriptions", "publish")
