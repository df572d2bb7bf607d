"""How a store says that it is one, and of which version."""

APPLICATION_ID = 0x52554252
"""`RUBR`, in the header of every store (PRAGMA application_id)."""

MAJOR = 1
MINOR = 5
"""A newer minor version only adds to the schema and still opens; a newer major one is refused."""

VERSION = MAJOR * 1000 + MINOR
"""What PRAGMA user_version holds."""


def major_of(version: int) -> int:
    """Return the major part of a `user_version`."""
    return version // 1000
