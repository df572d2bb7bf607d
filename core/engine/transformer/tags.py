"""Tags of words: "outside", and for each label "begins" and "goes on" (BIO; Ramshaw and Marcus 1995)."""

from core.engine.labels import ALL

LABELS = ALL
"""The labels in the order of the network's output."""

OUTSIDE = 0
COUNT = 1 + 2 * len(LABELS)


def begin(label: str) -> int:
    """Return the tag of a span's first word."""
    return 1 + LABELS.index(label)


def inside(label: str) -> int:
    """Return the tag of a span's further words."""
    return 1 + len(LABELS) + LABELS.index(label)
