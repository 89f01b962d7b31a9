"""Card -> text with rich, and JSON Lines in and out; imports briefs."""
