"""Revisions of the schema, more than a dozen files: one for each, never edited once released."""
