"""Articles -> which of them tell one event; imports facts, text, links, model."""
