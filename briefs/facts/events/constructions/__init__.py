"""A word -> the meeting or agreement in its construction; imports arguments, factuality."""
