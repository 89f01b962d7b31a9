"""Slack: events -> requests, cards -> blocks; more than a dozen files: one for each concern."""
