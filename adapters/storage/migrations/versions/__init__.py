"""One file for each change of the schema, applied in the order of their numbers."""
