"""Words and signs of a text, as the memory counts them: what stands beside a span, which runs a text has."""

import re
from dataclasses import dataclass

_PIECE = re.compile(r"\w+|[^\w\s]")
_NEVER_AT_THE_EDGE = frozenset(',;:!?()[]{}“”"')
_LONGEST = 10
"""Of how many pieces the longest run is; a longer string is remembered only where the engine proposes it."""
_BESIDE = 40
_DIGITS = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The first and the last word of a span, and the word on each side; case folded, digits as 0.

    Empty where there is none on that line.
    """

    first: str
    last: str
    left: str
    right: str


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """Return the words at the edges of `[start, end)` of a text."""
    inside = _PIECE.findall(text[start:end]) or [""]
    return Surroundings(_folded(inside[0]), _folded(inside[-1]), *words_beside(text, start, end))


def words_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the word before `[start, end)` of a text and the one behind it, as in Surroundings."""
    before = _PIECE.findall(text[max(0, start - _BESIDE) : start].rpartition("\n")[2])
    after = _PIECE.search(text[end : end + _BESIDE].partition("\n")[0])
    return _folded(before[-1]) if before else "", _folded(after.group()) if after else ""


def runs(text: str, start: int, end: int) -> dict[str, list[tuple[int, int]]]:
    """Return the runs of up to ten words and signs in `[start, end)` of a text, each with its places."""
    pieces = [match.span() for match in _PIECE.finditer(text, start, end)]
    usable = [text[left:right] not in _NEVER_AT_THE_EDGE for left, right in pieces]
    found: dict[str, list[tuple[int, int]]] = {}
    for first, (left, _) in enumerate(pieces):
        if usable[first]:
            for last in range(first, min(first + _LONGEST, len(pieces))):
                if usable[last]:
                    place = left, pieces[last][1]
                    found.setdefault(text[slice(*place)], []).append(place)
    return found


def neighbour(text: str, offset: int, *, forward: bool) -> tuple[int, int] | None:
    """Return the place of the next word or sign behind an offset, or before it, on the same line."""
    if forward:
        match = _PIECE.search(text, offset, offset + _BESIDE)
        return match.span() if match and "\n" not in text[offset : match.start()] else None
    found = list(_PIECE.finditer(text, max(0, offset - _BESIDE), offset))
    return found[-1].span() if found and "\n" not in text[found[-1].end() : offset] else None


def _folded(word: str) -> str:
    return word.casefold().translate(_DIGITS)
