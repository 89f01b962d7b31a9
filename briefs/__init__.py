"""Floor 1: pure values and decisions; no I/O, no clock, no await, no platform."""
