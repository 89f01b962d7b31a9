"""A hostile text or page -> all ways in, each a call to be measured; imports all floors, tests."""
