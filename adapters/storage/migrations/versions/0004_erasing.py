"""Tables and columns for erasure, and for finding earlier articles of a story.

erased       hashes of the keys of erased requests, for a day; the requests themselves are deleted
outbox.about what a notice is about, so that both are erased together
feeds.source the channel that added a feed
arrivals     their sources are compared byte by byte
told_terms   the heaviest words of the articles that digests showed

Revision: 0004
"""

from __future__ import annotations

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = 16
DAYS = 30
C = 'ALTER TABLE arrivals ALTER COLUMN source TYPE TEXT COLLATE "C"'
DEFAULT = 'ALTER TABLE arrivals ALTER COLUMN source TYPE TEXT COLLATE "default"'


def upgrade() -> None:
    """Create tables and columns; fill in the heaviest words of articles shown in the last DAYS."""
    postgres = op.get_bind().dialect.name == "postgresql"
    op.create_table(
        "erased",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_erased")),
    )
    op.create_index("ix_erased_at", "erased", ["at"])
    op.add_column("outbox", sa.Column("about", sa.Text(), nullable=True))
    op.create_index(
        "ix_outbox_about",
        "outbox",
        ["about"],
        sqlite_where=sa.text("about IS NOT NULL"),
        postgresql_where=sa.text("about IS NOT NULL"),
    )
    source = sa.Text(collation="C") if postgres else sa.Text()
    op.add_column("feeds", sa.Column("source", source, nullable=False, server_default=""))
    op.create_index("ix_feeds_source", "feeds", ["source"])
    if postgres:
        op.execute(C)
    _told_terms()


def _told_terms() -> None:
    op.create_table(
        "told_terms",
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subscription", "term", "article_id", name=op.f("pk_told_terms")),
        sa.ForeignKeyConstraint(
            ["subscription", "article_id"],
            ["told.subscription", "told.article_id"],
            name="fk_told_terms_told",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_told_terms_told", "told_terms", ["subscription", "article_id"])
    op.create_index("ix_told_terms_at", "told_terms", ["at"])
    bind = op.get_bind()
    newest = bind.execute(sa.text("SELECT max(at) FROM told")).scalar() or 0
    since = newest - DAYS * 24 * 3600 * 10**6
    told = sa.text(
        "SELECT told.subscription, told.article_id, told.at, articles.fingerprint FROM told "
        "JOIN articles ON articles.id = told.article_id WHERE told.at > :since"
    )
    put = sa.text("INSERT INTO told_terms VALUES (:subscription, :term, :article, :at)")
    for row in bind.execute(told, {"since": since}).all():
        terms = json.loads(zlib.decompress(row.fingerprint))["terms"][:WORDS]
        values = {"subscription": row.subscription, "article": row.article_id, "at": row.at}
        if terms:
            bind.execute(put, [{**values, "term": word} for word in {word for word, _ in terms}])


def downgrade() -> None:
    """Drop the tables and columns."""
    op.drop_table("told_terms")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(DEFAULT)
    op.drop_index("ix_feeds_source", "feeds")
    op.drop_column("feeds", "source")
    op.drop_index("ix_outbox_about", "outbox")
    op.drop_column("outbox", "about")
    op.drop_table("erased")
