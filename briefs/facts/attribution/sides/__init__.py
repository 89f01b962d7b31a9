"""Statements -> the side that each takes, and with what; imports claim_spans, lexicon, learned."""
