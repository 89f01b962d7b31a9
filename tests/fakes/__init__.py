"""Small real implementations of ports and platforms; more than a dozen files: one for each thing.

The rules that a platform enforces are beside its fake.
"""
