"""Two sentences -> what they share; imports lexicon, text; more than a dozen files: by question.

By their words alone; no parse.
"""
