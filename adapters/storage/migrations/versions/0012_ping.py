"""A column for the role that a digest mentions.

Revision: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column; existing digests mention nobody."""
    column = sa.Column("ping", sa.Text(), server_default="", nullable=False)
    op.add_column("subscriptions", column)


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("subscriptions", "ping")
