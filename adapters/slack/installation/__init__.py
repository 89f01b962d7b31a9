"""Workspaces that installed the app, with their tokens; routes that install it; imports client."""
