"""Articles, spans and what may be done to them. Standard library only."""
