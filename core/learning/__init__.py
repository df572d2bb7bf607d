"""From corrections to better proposals."""
