"""One file for each group of pages, request -> response; imports the rest of web."""
