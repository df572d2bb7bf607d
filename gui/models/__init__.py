"""Qt item models, filled in pages."""
