"""The store: SQLite (default) or PostgreSQL behind one set of verbs."""

from adapters.storage.store import Store, open_store

__all__ = ["Store", "open_store"]
