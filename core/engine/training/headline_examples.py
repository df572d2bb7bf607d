"""Headlines made of training sentences: the model is to see text where a capital letter says nothing."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc
from spacy.training import Example

from core.engine.training.pieces import OUTSIDE, example_of

_EVERY = 12
_FEWEST, _MOST = 6, 20
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)


def headline_examples(doc: Doc, tags: list[str], first: int) -> Iterator[Example]:
    """Yield about one in twelve sentences of a document as a headline in title case.

    `first` says with which sentence to begin, so that not every document gives its first one.
    """
    for number, (begin, end) in enumerate(_sentences(doc)):
        if (number + first) % _EVERY == 0 and _FEWEST <= end - begin <= _MOST and _is_whole(tags[begin:end]):
            words = [_capitalised(token.text) for token in doc[begin:end]]
            yield example_of(doc.vocab, words, [bool(t.whitespace_) for t in doc[begin:end]], tags[begin:end])


def _sentences(doc: Doc) -> Iterable[tuple[int, int]]:
    """Yield the tokens between two marks that end a sentence, without these."""
    begin = 0
    for i, token in enumerate(doc):
        if token.text in ".!?" or "\n" in token.text:
            yield begin, i
            begin = i + 1


def _is_whole(tags: list[str]) -> bool:
    return tags[0][0] not in "IL" and tags[-1][0] not in "BI" and any(tag != OUTSIDE for tag in tags)


def _capitalised(word: str) -> str:
    return word if word in _SMALL_WORDS or not word[:1].islower() else word[0].upper() + word[1:]
