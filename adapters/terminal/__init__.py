"""The terminal: a card dressed with rich, and the machine interface."""
