"""Word lists and gazetteers: data files that cite their sources; imports word_lists."""
