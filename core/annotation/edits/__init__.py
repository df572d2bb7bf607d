"""One pure function an act: (annotated article, target, batch) to corrections."""
