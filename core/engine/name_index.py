"""Names looked up in a text: millions of them, at a cost that hardly depends on how many there are.

A name is found where it begins and ends with a token of the text (a run of letters and digits, or one other
mark). From each token the stretches to the ends of the following tokens are looked up in one hash table, the
longest first. How long a name that begins with this token may be stands in a second table, one byte for each
hash of a first token, so that nearly all tokens cost one look.
"""

import re
from collections.abc import Iterator
from typing import Generic, TypeVar

LONGEST = 255
"""The most code points of a name."""

Kind = TypeVar("Kind")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_PLACES = 1 << 20


class NameIndex(Generic[Kind]):
    """Names, each with what is known of it; what is shared by many should be one object."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}
        self._longest = bytearray(_PLACES)

    def __len__(self) -> int:
        return len(self._kinds)

    def add(self, name: str, kind: Kind) -> None:
        """Add a name; one that is there already stays as it is.

        Raises ValueError for one that is empty or too long, or has a blank at an edge.
        """
        first = _TOKEN.match(name)
        if first is None or name[-1].isspace():
            raise ValueError("a name begins and ends with a letter, a digit or a mark")
        length = len(name)
        if length > LONGEST:
            raise ValueError(f"a name has at most {LONGEST} characters")
        self._kinds.setdefault(name, kind)
        place = hash(first[0]) % _PLACES
        if length > self._longest[place]:
            self._longest[place] = length

    def get(self, name: str) -> Kind | None:
        """Return what is known of a name, or None."""
        return self._kinds.get(name)

    def find(self, text: str) -> Iterator[tuple[int, int, Kind]]:
        """Yield start, end and kind of each name in a text, from left to right, the longest at each place."""
        tokens = [token.span() for token in _TOKEN.finditer(text)]
        kinds, longest = self._kinds, self._longest
        free_from = 0
        for place, (start, end) in enumerate(tokens):
            most = longest[hash(text[start:end]) % _PLACES]
            if not most or start < free_from:
                continue
            last = place
            while last < len(tokens) and tokens[last][1] <= start + most:
                last += 1
            for end in (tokens[other][1] for other in range(last - 1, place - 1, -1)):
                kind = kinds.get(text[start:end])
                if kind is not None:
                    yield start, end, kind
                    free_from = end
                    break
