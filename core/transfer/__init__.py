"""Import and export between store and formats."""
