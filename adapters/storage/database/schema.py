"""The tables as they are now. Migrations create them; a test compares the two.

Times are whole microseconds since 1970 in UTC: they sort, compare and index alike in both
databases. `due_at` is NULL if a row needs no work, so the index of due work holds only rows that
need some. Values are JSON of briefs/model/serialization.py; large ones are compressed.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.dialects import postgresql

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Datetime -> int."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Int -> datetime."""
        return None if value is None else EPOCH + int(value) * MICROSECOND


class CompressedText(TypeDecorator[str]):
    """Text, compressed: the JSON of an article's briefing shrinks to a quarter."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Str -> zlib."""
        return None if value is None else zlib.compress(value.encode(), 6)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Zlib -> str; "" for damaged data, so that it affects its own row, not the whole query."""
        try:
            return None if value is None else zlib.decompress(value).decode()
        except (zlib.error, UnicodeDecodeError):
            return ""


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers its rows by itself only if the type of the key is exactly INTEGER."""

Bytewise = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text that is compared byte by byte, so that a prefix is a range of the index."""


def _place() -> list[Column[Any]]:
    return [
        Column("platform", Text, nullable=False),
        Column("workspace", Text, nullable=False),
        Column("channel", Text, nullable=False),
    ]


def _work() -> list[Column[Any]]:
    """Columns of a row that is claimed, retried and given up."""
    return [
        Column("due_at", Instant),
        Column("token", Text),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("failure", Text),
    ]


def _due(table: Table) -> None:
    Index(
        f"ix_{table.name}_due_at",
        table.c.due_at,
        sqlite_where=table.c.due_at.is_not(None),
        postgresql_where=table.c.due_at.is_not(None),
    )


inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("event", Text, unique=True),
    *_place(),
    Column("source", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("seen", Text),
    Column("links", Integer, nullable=False, server_default="0"),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("edited_at", Instant),
    Column("seen_at", Instant, nullable=False),
    *_work(),
)
_due(inbox)
Index("ix_inbox_author", inbox.c.platform, inbox.c.workspace, inbox.c.author, inbox.c.seen_at)
Index("ix_inbox_channel", inbox.c.platform, inbox.c.workspace, inbox.c.channel, inbox.c.seen_at)
Index("ix_inbox_source", inbox.c.source)
Index("ix_inbox_state", inbox.c.state, inbox.c.seen_at)
Index("ix_inbox_seen_at", inbox.c.seen_at)
Index(
    "ix_inbox_failure",
    inbox.c.seen_at,
    sqlite_where=inbox.c.failure.is_not(None),
    postgresql_where=inbox.c.failure.is_not(None),
)

erased = Table(
    "erased",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", Instant, nullable=False),
)
Index("ix_erased_at", erased.c.at)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("batch", Text, nullable=False),
    Column("part", Integer, nullable=False),
    *_place(),
    Column("post", CompressedText, nullable=False),
    Column("headline", Text, nullable=False),
    Column("about", Text),
    Column("state", Text, nullable=False),
    Column("unwanted", Boolean, nullable=False, server_default=false()),
    Column("deleting", Boolean, nullable=False, server_default=false()),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("tried_revision", Integer, nullable=False, server_default="0"),
    Column("shown_revision", Integer, nullable=False, server_default="0"),
    Column("doubt_since", Instant),
    Column("attempt_ended_by", Instant),
    Column("thread", Text),
    Column("message", Text),
    Column("sent_at", Instant),
    Column("created_at", Instant, nullable=False),
    *_work(),
    Column("publication", Text),
    UniqueConstraint("batch", "part"),
)
_due(outbox)
Index("ix_outbox_state", outbox.c.state, outbox.c.created_at)
Index(
    "ix_outbox_about",
    outbox.c.about,
    sqlite_where=outbox.c.about.is_not(None),
    postgresql_where=outbox.c.about.is_not(None),
)
Index("ix_outbox_created_at", outbox.c.created_at)
Index(
    "ix_outbox_channel",
    outbox.c.platform,
    outbox.c.workspace,
    outbox.c.channel,
    outbox.c.created_at,
)
Index(
    "ix_outbox_message",
    outbox.c.platform,
    outbox.c.workspace,
    outbox.c.channel,
    outbox.c.message,
)

articles = Table(
    "articles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("site", Text),
    Column("version", Text, nullable=False),
    Column("briefing", CompressedText, nullable=False),
    Column("fingerprint", CompressedText, nullable=False),
    Column("text", CompressedText),
    Column("stored_at", Instant, nullable=False),
)
Index("ix_articles_stored_at", articles.c.stored_at)

addresses = Table(
    "addresses",
    metadata,
    Column("key", Text, primary_key=True),
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
)
Index("ix_addresses_article_id", addresses.c.article_id)

arrivals = Table(
    "arrivals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", Bytewise, nullable=False),
    Column("cause", Text, nullable=False),
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("person", Text),
    Column("feed", Text),
    Column("at", Instant, nullable=False),
    UniqueConstraint("cause", "article_id"),
)
Index("ix_arrivals_source", arrivals.c.source, arrivals.c.at)
Index("ix_arrivals_article_id", arrivals.c.article_id, arrivals.c.source)
Index("ix_arrivals_person", arrivals.c.person, arrivals.c.source)
Index("ix_arrivals_at", arrivals.c.at)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    *_place(),
    Column("thread", Text),
    Column("owner", Text, nullable=False),
    Column("local_time", Text, nullable=False),
    Column("weekdays", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("filters", Text, nullable=False),
    Column("empty_too", Boolean, nullable=False, server_default=false()),
    Column("paused", Text),
    Column("skip_date", Date),
    Column("next_at", Instant),
    Column("covered_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("tag", Text, nullable=False, server_default=""),
    Column("publish", Boolean, nullable=False, server_default=false()),
    Column("ping", Text, nullable=False, server_default=""),
)
Index(
    "ix_subscriptions_place",
    subscriptions.c.platform,
    subscriptions.c.workspace,
    subscriptions.c.channel,
)
Index(
    "ix_subscriptions_owner",
    subscriptions.c.platform,
    subscriptions.c.workspace,
    subscriptions.c.owner,
)
Index("ix_subscriptions_next_at", subscriptions.c.next_at)

slots = Table(
    "slots",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("subscription", Text, nullable=False),
    Column("local_date", Text, nullable=False),
    Column("local_time", Text, nullable=False),
    Column("slot_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    *_work(),
    UniqueConstraint("subscription", "local_date", "local_time"),
)
_due(slots)
Index("ix_slots_state", slots.c.state, slots.c.slot_at)
Index("ix_slots_slot_at", slots.c.slot_at)

shown_articles = Table(
    "shown_articles",
    metadata,
    Column("subscription", Text, primary_key=True),
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Instant, nullable=False),
)
Index("ix_shown_articles_at", shown_articles.c.subscription, shown_articles.c.at)
Index("ix_shown_articles_article_id", shown_articles.c.article_id)

shown_terms = Table(
    "shown_terms",
    metadata,
    Column("subscription", Text, primary_key=True),
    Column("term", Text, primary_key=True),
    Column("article_id", Id, primary_key=True),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["subscription", "article_id"],
        ["shown_articles.subscription", "shown_articles.article_id"],
        name="fk_shown_terms_shown_articles",
        ondelete="CASCADE",
    ),
    sqlite_with_rowid=False,
)
Index("ix_shown_terms_shown_articles", shown_terms.c.subscription, shown_terms.c.article_id)
Index("ix_shown_terms_at", shown_terms.c.at)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("source", Bytewise, nullable=False, server_default=""),
    Column("title", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("polled_at", Instant),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("created_at", Instant, nullable=False),
    *_work(),
)
_due(feeds)
Index("ix_feeds_source", feeds.c.source)
Index("ix_feeds_failures", feeds.c.failures, feeds.c.polled_at)

entries = Table(
    "entries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("feed", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("content", Text),
    Column("state", Text, nullable=False),
    Column("seen_at", Instant, nullable=False),
    *_work(),
)
_due(entries)
Index("ix_entries_state", entries.c.state, entries.c.seen_at)
Index("ix_entries_feed", entries.c.feed, entries.c.seen_at)
Index("ix_entries_seen_at", entries.c.seen_at)

pages = Table(
    "pages",
    metadata,
    Column("key", Text, primary_key=True),
    Column("page", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
Index("ix_pages_expires_at", pages.c.expires_at)
Index("ix_pages_size", pages.c.size)

places = Table(
    "places",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("settings", Text, nullable=False),
)
Index("ix_places_channel", places.c.channel)

reports = Table(
    "reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    *_place(),
    Column("person", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index(
    "ix_reports_channel",
    reports.c.platform,
    reports.c.workspace,
    reports.c.channel,
)
Index("ix_reports_at", reports.c.at)
