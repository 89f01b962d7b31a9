"""What the flows need from outside, as Protocols that bot.wiring fills; imports briefs.model."""
