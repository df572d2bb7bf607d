"""Ids and times as the store keeps them."""

import os
import time
import uuid
from datetime import UTC, datetime


def new_id() -> str:
    """Return a new id, unique across stores and ordered by time: a UUID of version 7 (RFC 9562, 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    number = milliseconds << 80 | int.from_bytes(os.urandom(10))
    number = number & ~(0xF << 76) | 7 << 76
    number = number & ~(0x3 << 62) | 2 << 62
    return str(uuid.UUID(int=number))


def now() -> str:
    """Return the present time: UTC, ISO 8601 with milliseconds, such as `2026-11-24T18:10:11.042Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
