"""The web as a source: addresses, manners, fetching, extraction."""
