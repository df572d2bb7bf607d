"""Training samples: chunks of texts, each word with a tag in each labelling of the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.engine.proposal import Proposal
from core.engine.transformer.chunks import Chunk, chunks
from core.engine.transformer.tags import OUTSIDE, begin, inside
from core.engine.transformer.wordpiece import WordPiece
from core.engine.transformer.words import Word

MASKED = -100
"""The tag that is not learnt; the number that torch's cross entropy passes over."""


@dataclass(frozen=True)
class Labelling:
    """Spans to learn and stretches that are not known."""

    spans: Sequence[Proposal]
    masked: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Sample:
    """One chunk for the network: pieces, shapes, where words begin, and each word's tag in each labelling."""

    source: str
    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first_pieces: tuple[int, ...]
    tags: tuple[tuple[int, ...], ...]


def samples(
    source: str, text: str, labellings: Sequence[Labelling], wordpiece: WordPiece
) -> Iterator[Sample]:
    """Yield a text's chunks."""
    for chunk in chunks(text, wordpiece):
        tags = tuple(tuple(word_tags(chunk, labelling)) for labelling in labellings)
        ids, shapes = tuple(chunk.ids(wordpiece)), tuple(chunk.shapes)
        yield Sample(source, ids, shapes, tuple(chunk.first_pieces), tags)


def word_tags(chunk: Chunk, labelling: Labelling) -> list[int]:
    """Return a tag for each word of a chunk; a span that does not end at words is masked."""
    tags = [OUTSIDE] * len(chunk.words)
    for start, end in labelling.masked:
        _mask(tags, chunk.words, start, end)
    begins = {word.start: place for place, word in enumerate(chunk.words)}
    ends = {word.end: place for place, word in enumerate(chunk.words)}
    for span in labelling.spans:
        first, last = begins.get(span.start), ends.get(span.end)
        if first is None or last is None or any(tags[first : last + 1]):
            _mask(tags, chunk.words, span.start, span.end)
            continue
        tags[first] = begin(span.label)
        tags[first + 1 : last + 1] = [inside(span.label)] * (last - first)
    return tags


def _mask(tags: list[int], words: Iterable[Word], start: int, end: int) -> None:
    for place, word in enumerate(words):
        if word.start < end and start < word.end:
            tags[place] = MASKED
