"""Text to proposed spans."""
