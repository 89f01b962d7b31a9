"""Which words say the same, which the opposite, by WordNet and by a list; imports word_lists."""
