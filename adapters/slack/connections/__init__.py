"""How Slack reaches us: over a WebSocket that we open, or by signed HTTP; imports client."""
