"""Clearer names of tables, columns and a state.

told, told_terms          shown_articles, shown_terms
subscriptions.told_until  covered_until
articles.kept_at          stored_at
inbox.state "heard"       "reserved"

Revision: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = (("subscriptions", "told_until", "covered_until"), ("articles", "kept_at", "stored_at"))
TABLE = ("told", "shown_articles")
TERMS = ("told_terms", "shown_terms")
STATE = ("heard", "reserved")


def upgrade() -> None:
    """Rename; no row is lost."""
    for table, old, new in COLUMNS:
        _rename_column(table, old, new)
    op.drop_index("ix_articles_kept_at", "articles")
    op.create_index("ix_articles_stored_at", "articles", ["stored_at"])
    _rename_tables(TABLE, TERMS)
    _rename_state(*STATE)


def downgrade() -> None:
    """Give the old names back."""
    _rename_state(*reversed(STATE))
    _rename_tables(TABLE[::-1], TERMS[::-1])
    for table, old, new in COLUMNS:
        _rename_column(table, new, old)
    op.drop_index("ix_articles_stored_at", "articles")
    op.create_index("ix_articles_kept_at", "articles", ["kept_at"])


def _rename_column(table: str, old: str, new: str) -> None:
    op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")


def _rename_state(old: str, new: str) -> None:
    values = sa.text("UPDATE inbox SET state = :new WHERE state = :old")
    op.execute(values.bindparams(old=old, new=new))


def _rename_tables(articles: tuple[str, str], terms: tuple[str, str]) -> None:
    """Rename (old, new) tables. The terms are copied, since SQLite cannot rename a constraint."""
    old, new = articles
    op.drop_index(f"ix_{old}_at", old)
    op.drop_index(f"ix_{old}_article_id", old)
    op.rename_table(old, new)
    op.create_index(f"ix_{new}_at", new, ["subscription", "at"])
    op.create_index(f"ix_{new}_article_id", new, ["article_id"])
    old_terms, new_terms = terms
    op.create_table(
        new_terms,
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subscription", "term", "article_id", name=f"pk_{new_terms}"),
        sa.ForeignKeyConstraint(
            ["subscription", "article_id"],
            [f"{new}.subscription", f"{new}.article_id"],
            name=f"fk_{new_terms}_{new}",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    names = ("subscription", "term", "article_id", "at")
    stored = sa.table(old_terms, *map(sa.column, names)).select()
    op.execute(sa.table(new_terms, *map(sa.column, names)).insert().from_select(names, stored))
    op.drop_table(old_terms)
    op.create_index(f"ix_{new_terms}_{new}", new_terms, ["subscription", "article_id"])
    op.create_index(f"ix_{new_terms}_at", new_terms, ["at"])
