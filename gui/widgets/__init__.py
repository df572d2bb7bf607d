"""Small parts that know nothing of articles."""
