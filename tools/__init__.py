"""What measures, trains and writes data files; not installed, not imported by the program."""
