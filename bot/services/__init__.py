"""What chats and the page ask for, as whole requests; imports flows, names no adapter."""
