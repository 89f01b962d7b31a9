"""Floor 3: what happens, in what order, and what if it fails; imports adapters and briefs."""
