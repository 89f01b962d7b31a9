"""Installing the app: workspaces, tokens, OAuth."""
