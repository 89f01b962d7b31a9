"""Learned weights, as arrays -> scores and probabilities; imports nothing of ours.

Weights are trained by tools/learning and kept as files; here they are only read and applied,
in float64 and in a fixed order, so that the same features give the same bytes everywhere.
"""
