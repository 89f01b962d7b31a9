"""Small real implementations of ports, for tests."""
