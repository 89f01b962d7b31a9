"""Small real implementations of ports and platforms; more than a dozen files: one a thing outside.

The rules that a platform enforces stand beside its fake.
"""
