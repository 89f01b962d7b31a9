"""Slack: events -> requests, cards -> blocks; imports briefs; more than a dozen files: by task."""
