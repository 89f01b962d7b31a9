"""The real program with the real `SlackChat` and `DiscordChat`, killed at random: counts what they show."""
