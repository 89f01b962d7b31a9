"""One suite for several implementations; more than a dozen files: one for each port of the store.

Both databases, both halves of every chat, and both ways to run jobs.
"""
