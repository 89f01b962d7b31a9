"""Events of Slack -> requests to the bot, more than a dozen files: one for each kind of event."""
