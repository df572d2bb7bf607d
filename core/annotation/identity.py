"""Ids and times as the store keeps them."""

import os
import time
from datetime import UTC, datetime


def new_id() -> str:
    """Return a new id, unique across stores and ordered by age: a UUID of version 7 (RFC 9562, 5.7).

    The twelve bits behind the milliseconds count their fractions (6.2, method 3), so that ids made one
    after the other keep their order.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    number = milliseconds << 80 | (7 << 12 | rest * 4096 // 1_000_000) << 64
    number |= int.from_bytes(os.urandom(8))
    digits = f"{number & ~(0x3 << 62) | 2 << 62:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def now() -> str:
    """Return the present time: UTC, ISO 8601 with milliseconds, such as `2026-11-24T18:10:11.042Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
