"""Let digests be published to those who follow their channel.

Revision: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add both columns; no digest of before is published, and none of its posts."""
    op.add_column(
        "subscriptions",
        sa.Column("publish", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("outbox", sa.Column("publication", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take them back."""
    op.drop_column("outbox", "publication")
    op.drop_column("subscriptions", "publish")
