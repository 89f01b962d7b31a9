"""Floor 1: pure values and decisions; no I/O, no clock, no await, no platform; imports no floor.

briefing, digest, cards, i18n > verification, stories > facts > text, links > model, errors.
"""
