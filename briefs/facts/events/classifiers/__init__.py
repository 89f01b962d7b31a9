"""Sentences -> mentions and their confidence, as they were learned; imports constructions."""
