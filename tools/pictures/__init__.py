"""Pictures of the local page and of Slack for the documents, taken with headless Chromium."""
