"""Events of Slack -> requests; imports installation, views; more than a dozen files: by kind."""
