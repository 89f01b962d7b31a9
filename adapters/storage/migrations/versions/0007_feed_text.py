"""Hold the whole text that a feed gives of an entry, until the entry is briefed.

Revision: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the text; what was seen before has none."""
    op.add_column("entries", sa.Column("content", sa.Text()))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("entries", "content")
