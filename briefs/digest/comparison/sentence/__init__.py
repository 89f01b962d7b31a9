"""A line of text -> its tokens, numbers and verbs, ready to compare; imports lexicons only."""
