"""What measures and makes data: not installed, not imported by the program."""
