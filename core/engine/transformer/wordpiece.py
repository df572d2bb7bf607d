"""WordPiece (Wu et al. 2016, as in BERT uncased): a word as the longest known pieces, from the left.

The vocabulary is a text file, one piece a line, its number being the line's; a piece inside a word begins
with "##".
"""

import unicodedata
from collections.abc import Iterable

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 100
_REMEMBERED = 50_000
_UNSEEN = frozenset(("Mn", "Cf", "Cc", "Co", "Cs"))


class WordPiece:
    """Words to numbers of pieces. Raises KeyError if the vocabulary lacks the special pieces."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._numbers[UNKNOWN]
        self.first = self._numbers[FIRST]
        self.last = self._numbers[LAST]
        self._memory: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one."""
        known = self._memory.get(word)
        if known is None:
            known = self._split(_plain(word))
            if len(self._memory) < _REMEMBERED:
                self._memory[word] = known
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        if not 0 < len(word) <= _LONGEST:
            return (self.unknown,)
        found: list[int] = []
        begin = 0
        while begin < len(word):
            prefix = "##" if begin else ""
            for end in range(len(word), begin, -1):
                number = self._numbers.get(prefix + word[begin:end])
                if number is not None:
                    found.append(number)
                    begin = end
                    break
            else:
                return (self.unknown,)
        return tuple(found)


def _plain(word: str) -> str:
    """Return a word in lower case, without accents and without what cannot be seen."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if unicodedata.category(part) not in _UNSEEN)
