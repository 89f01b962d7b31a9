"""The fetcher and its guards; more than a dozen files: one for each module, and two beside them.

The two are of what no module owns.
"""
