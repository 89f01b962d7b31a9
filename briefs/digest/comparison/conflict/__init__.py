"""Two sentences about one event -> what cannot be true in both; imports agreement, quantities."""
