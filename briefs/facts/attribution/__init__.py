"""Tokens and registry -> who said what, on which side; imports entities, document, lexicon."""
