"""Our own sentences -> the reader's language; imports model and errors."""
