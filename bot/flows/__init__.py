"""Ports -> what happens, more than a dozen files: one for each journey; names no adapter."""
