"""Tests of the flows, more than a dozen files: one for each journey and what endangers it."""
