"""Text -> guard words, scope, truncation, by rules without a parse; imports model."""
