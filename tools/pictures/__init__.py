"""Pictures of the local page and of Slack for the documents, by Chromium; imports tests.fakes."""
