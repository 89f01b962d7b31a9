"""Sentences and statements -> how each reads alone; imports facts, verification and rules."""
