"""Labels in formats that allow few signs: escaped so that they come back (`wrote for` is `wrote_x0020_for`).

The escape is that of XML names in .NET and SQL/XML: `_xHHHH_` stands for a code point.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4,6})_")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The signs that a format allows in a label, as regular expressions: the first sign, the others."""

    first: str
    others: str


IDENTIFIERS = Alphabet("[A-Za-z_]", "[A-Za-z0-9_-]")
NO_BLANKS = Alphabet(r"\S", r"\S")
NO_BLANKS_OR_BARS = Alphabet(r"[^\s|=]", r"[^\s|=]")


@lru_cache(maxsize=10_000)
def encode_name(label: str, alphabet: Alphabet) -> str:
    """Return a label with the signs of an alphabet alone."""
    parts = []
    for at, sign in enumerate(label):
        allowed = re.fullmatch(alphabet.others if at else alphabet.first, sign)
        parts.append(sign if allowed and not _ESCAPE.match(label, at) else f"_x{ord(sign):04X}_")
    return "".join(parts)


@lru_cache(maxsize=10_000)
def decode_name(name: str) -> str:
    """Return the label that `encode_name` made the name of; another tool's names stay as they are."""
    return _ESCAPE.sub(_sign, name)


def _sign(match: re.Match[str]) -> str:
    point = int(match[1], 16)
    return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else match[0]
