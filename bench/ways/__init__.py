"""A hostile text or page -> everything that it can come in through, each a call to be measured."""
