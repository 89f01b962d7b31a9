"""Pairs of invented sentences that tell the same, or differ in one fact, made from templates."""
