"""Word lists of the rules over words, as data files that say how they are made."""
