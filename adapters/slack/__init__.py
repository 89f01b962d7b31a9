"""Slack: events, commands and interactions -> requests, cards -> Block Kit; imports briefs."""
