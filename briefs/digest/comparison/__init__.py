"""Two sentences -> what they share and where they differ, by their words alone; no parse."""
