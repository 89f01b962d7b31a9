"""Which words say the same, which the opposite: WordNet's relations and a short list of ours."""
