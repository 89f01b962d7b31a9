"""Benchmarks, each beside its baseline; `make bench` runs them all; imports all floors, tests."""
