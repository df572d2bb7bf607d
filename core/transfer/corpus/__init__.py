"""Corpora of any size through an engine: in chunks, in order, by this process, several, or a cluster."""
