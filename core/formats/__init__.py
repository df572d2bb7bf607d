"""Bytes to annotated articles and back, one file a format, never the store."""
