"""Revisions of the schema, more than a dozen files: none edited once released; imports no room."""
