"""Slack: hear (event -> request), dress (Card -> payload), chat (the connection), app."""
