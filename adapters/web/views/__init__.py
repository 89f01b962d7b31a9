"""One file for each page, from request to answer; imports the rest of web."""
