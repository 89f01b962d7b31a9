"""Let a digest mark its posts in a forum.

Revision: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tag; digests of before have none."""
    op.add_column("subscriptions", sa.Column("tag", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("subscriptions", "tag")
