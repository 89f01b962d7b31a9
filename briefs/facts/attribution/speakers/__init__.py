"""Sources of claims -> the party that each one means; imports claim_spans, entities."""
