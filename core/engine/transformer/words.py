"""Words of a text and the facts of their shape that an uncased vocabulary forgets.

A word is a run of letters and digits, with the marks that combine with them, or one other visible character;
Chinese characters are words of their own. Offsets count code points.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUN = re.compile(rf"[{_CHINESE}]|[^\W_{_CHINESE}]+|\S")
_JOINING = frozenset(("Mn", "Mc", "Me", "Cf"))
_FIRST_JOINING = "\u00ad"
_ENDS = frozenset(".!?")
_CLOSES = frozenset("\"'”’)")
_NEVER_FIRST = frozenset(",;:)")

SHAPES = 37
"""How many shapes there are: twelve of letters and digits, each glued, after a blank or after a line break;
0 stands for no word."""


@dataclass(frozen=True, slots=True)
class Word:
    """`[start, end)` in code points, the shape, and whether a sentence may begin here."""

    start: int
    end: int
    shape: int
    opens: bool


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text from left to right; they never overlap and are never empty."""
    last, ended = 0, True
    for start, end in _places(text):
        surface = text[start:end]
        gap = _gap(text, last, start)
        opens = gap == 2 or (
            ended and gap == 1 and not surface[0].islower() and surface[0] not in _NEVER_FIRST
        )
        yield Word(start, end, 1 + 3 * _case(surface) + gap, opens)
        ended = surface in _ENDS or (ended and surface in _CLOSES)
        last = end


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words are; an invisible or combining character belongs to the word it follows."""
    begin = end = 0
    joins = False
    for found in _RUN.finditer(text):
        start, stop = found.span()
        is_joining = text[start] >= _FIRST_JOINING and unicodedata.category(text[start]) in _JOINING
        if end == start and end > begin and (is_joining or (joins and text[start].isalnum())):
            end, joins = stop, is_joining and (joins or text[begin].isalnum())
            continue
        if end > begin:
            yield begin, end
        begin, end, joins = start, stop, False
    if end > begin:
        yield begin, end


def _gap(text: str, last: int, start: int) -> int:
    """Return 0 for a word glued to the one before, 1 after a blank, 2 after a line break or at the start."""
    if last == 0:
        return 2
    if last == start:
        return 0
    return 2 if "\n" in text[last:start] else 1


def _case(word: str) -> int:
    if not word.isascii():
        word = "".join(letter for letter in word if letter.isalnum()) or word
    if word.isalpha():
        return _letters(word)
    if word.isdigit():
        return 5 if len(word) <= 2 else 6 if len(word) == 4 else 7
    if word.isalnum():
        return 8
    return 9 if word in _ENDS else 10


def _letters(word: str) -> int:
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) == 1 else 3
    if word[0].isupper() and word[1:].islower():
        return 1
    return 4 if any(letter.isupper() for letter in word) else 11
