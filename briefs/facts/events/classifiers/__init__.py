"""Sentences -> mentions and their confidence, by trained models; imports constructions."""
