"""What measures, trains and writes data files; imports all floors, and none imports it."""
