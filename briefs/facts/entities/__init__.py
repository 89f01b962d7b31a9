"""Tokens -> who is who: mentions clustered into a registry; imports document, lexicon."""
