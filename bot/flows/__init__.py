"""One file for each journey of a link, a post or a digest; imports ports, names no adapter."""
