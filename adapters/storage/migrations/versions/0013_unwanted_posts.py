"""Clearer names of two columns of the outbox and of a state of the inbox.

outbox.gone           unwanted
outbox.over_at        attempt_ended_by
inbox.state "gone"    "deleted"

Revision: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

COLUMNS = (("gone", "unwanted"), ("over_at", "attempt_ended_by"))
STATE = ("gone", "deleted")


def upgrade() -> None:
    """Rename; no row is lost."""
    for old, new in COLUMNS:
        op.execute(f"ALTER TABLE outbox RENAME COLUMN {old} TO {new}")
    _rename_state(*STATE)


def downgrade() -> None:
    """Give the old names back."""
    _rename_state(*reversed(STATE))
    for old, new in COLUMNS:
        op.execute(f"ALTER TABLE outbox RENAME COLUMN {new} TO {old}")


def _rename_state(old: str, new: str) -> None:
    values = sa.text("UPDATE inbox SET state = :new WHERE state = :old")
    op.execute(values.bindparams(old=old, new=new))
