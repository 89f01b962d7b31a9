"""Bytes -> a tree that holds what a reader sees; imports nothing else of extraction."""
