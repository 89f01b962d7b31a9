"""A column for an entry's whole text, if its feed gives it; stored until the entry is briefed.

Revision: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; existing entries have no text."""
    op.add_column("entries", sa.Column("content", sa.Text()))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("entries", "content")
