"""The ways in which Slack reaches the app."""
