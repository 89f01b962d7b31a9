"""The journeys: one file each, no adapter in sight."""
