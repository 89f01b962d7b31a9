"""A word -> the meeting or agreement that a construction tells; imports arguments, factuality."""
