"""A line and its article -> whether every word of it is proved; imports facts and below."""
