"""Floor 2: each room speaks to one outside thing and translates both ways; imports briefs."""
