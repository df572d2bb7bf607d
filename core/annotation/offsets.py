"""Code points, the UTF-16 units of a text document, and words.

Everything in `core` counts Unicode code points. A text document of the window counts UTF-16 code
units and has one unit for a line break, CRLF too. Every crossing between the two goes through
`DocumentMap`.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

_SHIFTING = re.compile("[\U00010000-\U0010ffff]|\r\n")


class DocumentMap:
    """Code points of a text to positions in the document that shows it, and back.

    A code point above U+FFFF takes two units there, CRLF takes one. Both directions are a bisection
    over those places alone, so plain text costs nothing. `breaks` are places, in order, at which the
    document has a line break that the text lacks (`core.annotation.long_lines`).
    """

    def __init__(self, text: str, breaks: Sequence[int] = ()) -> None:
        self.breaks = tuple(breaks)
        self._starts: list[int] = []
        self._points: list[int] = []
        self._units: list[int] = []
        self._shifts: list[int] = [0]
        shift = 0
        for start, end in self._shifting(text):
            shift += -1 if end - start == 2 else 1
            self._starts.append(start)
            self._points.append(end)
            self._units.append(end + shift)
            self._shifts.append(shift)

    def _shifting(self, text: str) -> list[tuple[int, int]]:
        """Return what takes more or fewer units than it has code points; a break has none."""
        plain = text.isascii() and "\r\n" not in text
        found = [] if plain else [match.span() for match in _SHIFTING.finditer(text)]
        return sorted([*found, *((point, point) for point in self.breaks)]) if self.breaks else found

    def to_document(self, point: int) -> int:
        """Return the document position of a code point offset (at a break, and in CRLF: after it)."""
        return point + self._shifts[bisect_right(self._points, point)]

    def to_text(self, unit: int) -> int:
        """Return the code point offset of a document position (inside a surrogate pair: its start)."""
        index = bisect_right(self._units, unit)
        point = unit - self._shifts[index]
        inside = index < len(self._points) and point >= self._points[index]
        return self._starts[index] if inside else point


# Word boundaries: UAX #29's, but that an abbreviation keeps its last full stop, a number its currency
# sign, and that a possessive 's is a word by itself: names end before it.

_JOINING = "'’.·:"
_POSSESSIVE = re.compile(r"['’][sS](?!\w)")
_IN_NUMBERS = ".,'’"
_SINGLES = re.compile("[\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """Return `w` (in words), `d` (digit), `x` (extends a word), `1` (a word by itself), `$` or ` `."""
    category = unicodedata.category(char)
    if _SINGLES.match(char):
        return "1"
    if category[0] == "M" or char in "\u200d\u200c\ufe0f" or category == "Sk":
        return "x"
    if category == "Nd":
        return "d"
    if category[0] in "LN" or char == "_":
        return "w"
    if category == "So":
        return "1"
    return "$" if category == "Sc" else " "


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Return the word `[start, end)` that holds the code point at `offset`; empty where there is none.

    >>> word_at("the U.S. troops", 5)
    (4, 8)
    """
    start, end = _run_around(text, offset)
    for word in _words(text, start, end):
        if word[0] <= offset < word[1]:
            return word
    return offset, offset


def next_word(text: str, offset: int) -> tuple[int, int] | None:
    """Return the first word that ends after `offset`, or None at the end of the text."""
    while offset < len(text):
        start, end = _run_around(text, offset)
        for word in _words(text, start, end):
            if word[1] > offset:
                return word
        offset = max(end, offset + 1)
    return None


def previous_word(text: str, offset: int) -> tuple[int, int] | None:
    """Return the last word that starts before `offset`, or None at the start of the text."""
    while offset > 0:
        start, end = _run_around(text, offset - 1)
        for word in reversed(list(_words(text, start, end))):
            if word[0] < offset:
                return word
        offset = min(start, offset - 1)
    return None


def snap_to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` widened to the words it cuts and narrowed by the white space at its ends.

    Empty where there is nothing but white space.
    """
    start, end = trimmed(text, start, end)
    if start == end:
        return start, end
    first, last = word_at(text, start), word_at(text, end - 1)
    return (first[0] if first[0] < first[1] else start), (last[1] if last[0] < last[1] else end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` without the white space at its ends; empty where there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` is empty or white space: looks no farther than the first letter."""
    while start < end and text[start].isspace():
        start += 1
    return start >= end


def next_character(text: str, offset: int) -> int:
    """Return the end of the character (with its marks and joiners) that starts at `offset`."""
    end = min(offset + 1, len(text))
    while end < len(text) and (_kind(text[end]) == "x" or text[end - 1] == "\u200d"):
        end += 1
    return end


def previous_character(text: str, offset: int) -> int:
    """Return the start of the character (with its marks and joiners) that ends at `offset`."""
    start = max(offset - 1, 0)
    while start > 0 and (_kind(text[start]) == "x" or text[start - 1] == "\u200d"):
        start -= 1
    return start


_WINDOW = 512
"""A run of text without a blank longer than this, in code points, is cut: no word is that long."""


def _run_around(text: str, offset: int) -> tuple[int, int]:
    """Return the stretch without white space that holds `offset`."""
    start, end = offset, offset
    while start > 0 and offset - start < _WINDOW and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - offset < _WINDOW and not text[end].isspace():
        end += 1
    return start, end


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = []
    while start < end:
        stop = _word_end(text, start, end)
        if stop > start:
            words.append((start, stop))
        start = max(stop, start + 1)
    return words


def _word_end(text: str, start: int, end: int) -> int:
    """Return where the word that begins at `start` ends; `start` itself where none begins."""
    kind = _kind(text[start])
    if _POSSESSIVE.match(text, start) and start > 0 and not text[start - 1].isspace():
        return min(start + 2, end)
    if kind == "1":
        return min(next_character(text, start), end)
    if kind == "$":
        amount = start + 1
        return _word_end(text, amount, end) if amount < end and _kind(text[amount]) == "d" else start
    if kind not in "wd":
        return start
    stop = start + 1
    while stop < end and (_kind(text[stop]) in "wdx" or _joins(text, stop, end)):
        stop += 1
    abbreviated = "." in text[start:stop] and not text[start].isdigit()
    return stop + 1 if abbreviated and stop < end and text[stop] == "." else stop


def _joins(text: str, at: int, end: int) -> bool:
    """Whether the sign at `at` stands between two letters, or two digits, of one word."""
    if at + 1 >= end or _POSSESSIVE.match(text, at):
        return False
    around = _kind(text[at - 1]), _kind(text[at + 1])
    if around == ("d", "d"):
        return text[at] in _IN_NUMBERS
    return text[at] in _JOINING and around[0] in "wx" and around[1] == "w"
