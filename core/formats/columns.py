"""Rows of tokens with tags, and the spans in them: what the formats that know tokens alone share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.formats.draft import Draft
from core.formats.format import Document
from core.formats.tags import spans_of
from core.formats.tokens import Place, covered, sentences_of, tokens_of

Tagged = tuple[int, int, str]


@dataclass(slots=True)
class Tokenized:
    """A document's tokens by sentence, and its spans by token."""

    sentences: list[list[Place]]
    spans: list[Tagged] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> "Tokenized":
        """Tokenize a document; of spans that meet in a token the first is taken."""
        text = document.article.text
        tokens = tokens_of(text)
        found = cls(sentences_of(text, tokens, [span.place for span in document.spans]))
        taken = -1
        for span in sorted(document.spans, key=lambda one: one.sort_key):
            reach = covered(tokens, *span.place)
            if reach is not None and reach[0] > taken:
                taken = reach[1]
                found.spans.append((*reach, span.label))
        return found


def fill(draft: Draft, places: Sequence[Place], tags: Sequence[str]) -> None:
    """Give a draft the spans of tagged tokens."""
    for first, last, label in spans_of(tags):
        draft.span(places[first][0], places[last][1], label)


def joined(words: Iterable[tuple[str, str]]) -> tuple[str, list[Place]]:
    """Return a text made of words, each with what follows it, and the words' places."""
    parts: list[str] = []
    places: list[Place] = []
    at = 0
    for word, after in words:
        places.append((at, at + len(word)))
        parts += (word, after)
        at += len(word) + len(after)
    return "".join(parts), places
