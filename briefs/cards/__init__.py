"""Briefing or digest -> Card, what every platform renders; imports model and what is below."""
