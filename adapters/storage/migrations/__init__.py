"""Numbered changes of the schema; one that was released is never edited; imports database."""
