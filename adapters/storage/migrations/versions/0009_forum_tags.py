"""A column for the tag of a digest's posts in a forum.

Revision: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; existing digests have no tag."""
    op.add_column("subscriptions", sa.Column("tag", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("subscriptions", "tag")
