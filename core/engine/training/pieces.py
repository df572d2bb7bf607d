"""spaCy examples out of training texts: short pieces, a BILUO tag a token, "-" where nothing is known."""

from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from core.engine.training.corpus import TrainingText

_SENTENCES = 3
_LEAST_TOKENS = 20
UNKNOWN = "-"
OUTSIDE = "O"


def biluo_tags(doc: Doc, labelled: TrainingText) -> list[str]:
    """Return a tag for every token; spans that do not end at tokens are unknown, as is all that is masked."""
    tags = [OUTSIDE] * len(doc)
    for start, end in labelled.masked:
        _mark_unknown(doc, start, end, tags)
    for span in labelled.spans:
        tokens = doc.char_span(span.start, span.end)
        if tokens is None or any(tags[i] != OUTSIDE for i in range(tokens.start, tokens.end)):
            _mark_unknown(doc, span.start, span.end, tags)
            continue
        last = tokens.end - 1
        for i in range(tokens.start, tokens.end):
            tags[i] = f"{'I' if tokens.start < i < last else 'B' if i < last else 'L'}-{span.label}"
        if len(tokens) == 1:
            tags[last] = f"U-{span.label}"
    return tags


def _mark_unknown(doc: Doc, start: int, end: int, tags: list[str]) -> None:
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        return
    first, last = tokens.start, tokens.end
    # a span that is cut by the mask is unknown as a whole, or its tags would be broken
    while first > 0 and tags[first][0] in "IL":
        first -= 1
    while last < len(tags) and tags[last][0] in "IL":
        last += 1
    tags[first:last] = [UNKNOWN] * (last - first)


def examples(doc: Doc, tags: list[str]) -> Iterator[Example]:
    """Cut a document into pieces of about three sentences, never inside an entity."""
    begin, sentences = 0, 0
    for i, token in enumerate(doc):
        at_end = i + 1 == len(doc)
        ends_sentence = token.text in ".!?" or "\n" in token.text
        sentences += ends_sentence
        inside = not at_end and tags[i + 1][0] in "IL"
        enough = ends_sentence and sentences >= _SENTENCES and i + 1 - begin > _LEAST_TOKENS
        if at_end or (enough and not inside):
            piece = doc[begin : i + 1]
            words, spaces = [t.text for t in piece], [bool(t.whitespace_) for t in piece]
            yield example_of(doc.vocab, words, spaces, tags[begin : i + 1])
            begin, sentences = i + 1, 0


def example_of(vocab: Vocab, words: list[str], spaces: list[bool], tags: list[str]) -> Example:
    """Return a training example of tokens with their tags."""
    predicted = Doc(vocab, words=words, spaces=spaces)
    return Example.from_dict(predicted, {"words": words, "spaces": spaces, "entities": tags})
