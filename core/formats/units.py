"""Offsets that other tools count otherwise: in UTF-16 units, or with CRLF as one."""

import re
from bisect import bisect_right
from enum import Enum

_SHIFTS = {"utf16": "[\U00010000-\U0010ffff]", "lf": "\r\n"}


class Unit(Enum):
    """What an offset counts."""

    POINTS = ""
    UTF16 = "UTF-16 units"
    POINTS_LF = "CRLF as one character"
    UTF16_LF = "UTF-16 units, and CRLF as one"


_PARTS = {
    Unit.POINTS: (),
    Unit.UTF16: ("utf16",),
    Unit.POINTS_LF: ("lf",),
    Unit.UTF16_LF: ("utf16", "lf"),
}


class UnitMap:
    """Code points of a text to offsets in another unit, and back: a bisection over where they part."""

    def __init__(self, text: str, unit: Unit) -> None:
        self._points: list[int] = []
        self._units: list[int] = []
        self._shifts: list[int] = [0]
        parts = _PARTS[unit]
        shift = 0
        for match in re.finditer("|".join(_SHIFTS[part] for part in parts), text) if parts else ():
            shift += 1 if match.end() - match.start() == 1 else -1
            self._points.append(match.end())
            self._units.append(match.end() + shift)
            self._shifts.append(shift)

    def __bool__(self) -> bool:
        """Whether any offset differs from its code point."""
        return bool(self._points)

    def to_units(self, point: int) -> int:
        """Return the offset in the unit of a code point."""
        if not self._points:
            return point
        return point + self._shifts[bisect_right(self._points, point)]

    def to_points(self, unit: int) -> int:
        """Return the code point of an offset (inside a pair: its start)."""
        if not self._units:
            return unit
        index = bisect_right(self._units, unit)
        point = unit - self._shifts[index]
        return (
            self._points[index] - 1 if index < len(self._points) and point >= self._points[index] else point
        )
