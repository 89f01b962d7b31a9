"""Two sentences -> what they share; more than a dozen files: each asks one thing of them.

By their words alone; no parse.
"""
