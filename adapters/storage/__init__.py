"""Values <-> rows of SQLite or PostgreSQL behind one `Store`; imports briefs.model."""

from adapters.storage.store import Store, open_store

__all__ = ["Store", "open_store"]
