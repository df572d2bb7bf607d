"""Labels in formats that allow few signs: escaped so that they come back (`wrote for` is `wrote_x0020_for`).

The escape is that of XML names in .NET and SQL/XML: `_xHHHH_` stands for a code point.
"""

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4,6})_")


def encode_name(label: str, more: str = "") -> str:
    """Return a label with letters, digits, `-`, `_` and the signs in `more` alone, a letter first."""
    parts = []
    for at, sign in enumerate(label):
        plain = (sign.isascii() and (sign.isalnum() or sign in "-_")) or sign in more
        awkward = (at == 0 and not (sign.isalpha() or sign == "_")) or _ESCAPE.match(label, at)
        parts.append(sign if plain and not awkward else f"_x{ord(sign):04X}_")
    return "".join(parts)


def decode_name(name: str) -> str:
    """Return the label that `encode_name` made the name of; another tool's names stay as they are."""
    return _ESCAPE.sub(_sign, name)


def _sign(match: re.Match[str]) -> str:
    point = int(match[1], 16)
    return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else match[0]
