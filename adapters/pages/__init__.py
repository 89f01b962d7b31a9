"""Address -> Page -> Article, with guards against hostile sites; imports briefs.links and model."""
