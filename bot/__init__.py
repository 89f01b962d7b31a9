"""The top layer: what happens, in what order, and what if it fails; imports adapters and briefs."""
