"""Two prepared sentences -> whether one tells all of the other; imports sentence, stories."""
