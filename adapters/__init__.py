"""Floor 2: each module speaks to one outside thing and translates both ways."""
