"""Tests mirror the source; contracts, hostile, kill, corpus and fakes stand beside it."""
