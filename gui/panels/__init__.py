"""One file a dock, imported when first shown; none imports another."""
