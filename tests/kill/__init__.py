"""Processes killed at random: no message lost, none posted twice."""
