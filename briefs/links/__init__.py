"""Message text and addresses -> canonical, clean links; imports model and errors."""
