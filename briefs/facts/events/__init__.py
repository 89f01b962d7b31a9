"""Tokens and registry -> meetings and agreements; imports entities, document, lexicon."""
