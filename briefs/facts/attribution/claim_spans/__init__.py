"""Tokens -> cues of speech, and the words that each reports; imports document, lexicon, learned."""
