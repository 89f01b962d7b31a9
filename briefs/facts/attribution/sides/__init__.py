"""Statements -> the side that each takes, and its target; imports claim_spans, lexicon, learned."""
