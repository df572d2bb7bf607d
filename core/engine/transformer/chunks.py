"""Cutting a text's words into chunks of whole sentences, as many as the network reads at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.engine.transformer.wordpiece import WordPiece
from core.engine.transformer.words import Word, words

LIMIT = 150
"""The most pieces of a chunk, the two marks at its ends not counted."""


@dataclass(frozen=True)
class Chunk:
    """Words that are read together, each with its pieces."""

    words: tuple[Word, ...]
    pieces: tuple[tuple[int, ...], ...]

    @cached_property
    def first_pieces(self) -> list[int]:
        """The place of each word's first piece in the network's input, which begins with a mark."""
        places, place = [], 1
        for pieces in self.pieces:
            places.append(place)
            place += len(pieces)
        return places

    def ids(self, wordpiece: WordPiece) -> list[int]:
        """Return the numbers of all pieces, a mark at each end."""
        return [wordpiece.first, *(piece for pieces in self.pieces for piece in pieces), wordpiece.last]

    @property
    def shapes(self) -> list[int]:
        """The shape of each piece's word; 0 for the marks."""
        pairs = zip(self.words, self.pieces, strict=True)
        return [0, *(word.shape for word, pieces in pairs for _ in pieces), 0]


def chunks(text: str, wordpiece: WordPiece, limit: int = LIMIT) -> Iterator[Chunk]:
    """Yield the chunks of a text in order: whole sentences, only one that is longer than `limit` is cut."""
    found = list(words(text))
    # a word has no more pieces than fit
    pieces = [wordpiece.pieces(text[word.start : word.end])[:limit] for word in found]
    sizes = [len(word_pieces) for word_pieces in pieces]
    for begin, end in _ranges(found, sizes, limit):
        yield Chunk(tuple(found[begin:end]), tuple(pieces[begin:end]))


def _ranges(found: Sequence[Word], sizes: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    begin = size = 0
    sentence, sentence_size = 0, 0
    for place, word in enumerate(found):
        if word.opens:
            sentence, sentence_size = place, 0
        while size + sizes[place] > limit:
            # back to the sentence's start, unless the chunk began with it
            end = sentence if sentence > begin else place
            yield begin, end
            begin, size = end, sentence_size if end == sentence else 0
        if begin == place:
            sentence, sentence_size = place, 0
        size += sizes[place]
        sentence_size += sizes[place]
    if begin < len(found):
        yield begin, len(found)
