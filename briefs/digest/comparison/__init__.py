"""Two sentences, by their words -> what they share, where they differ; imports lexicon, text.

sentence    a line as words -> tokens, verbs and who stands where, prepared for comparing
agreement   two prepared sentences -> whether one tells all that the other tells
conflict    two prepared sentences about one event -> what cannot be true in both
"""
