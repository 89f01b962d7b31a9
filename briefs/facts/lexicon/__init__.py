"""Word lists and gazetteers: data files that cite their sources; imports nothing of ours."""
