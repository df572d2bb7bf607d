"""The user's lists and rules: read from folders, again when they change, and put before the engine's own."""
