"""Rows of tokens with tags, and the spans in them: what the formats that know tokens alone share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.formats.draft import Draft
from core.formats.format import Document, Loss
from core.formats.losses import loss
from core.formats.tags import spans_of
from core.formats.tokens import Place, covered, sentences_of, tokens_of

Tagged = tuple[int, int, str]


@dataclass(slots=True)
class Tokenized:
    """A document's tokens by sentence; its spans by token, widened where they cut one; what that lost."""

    sentences: list[list[Place]]
    spans: list[Tagged] = field(default_factory=list)
    widened: int = 0
    missing: int = 0

    @classmethod
    def of(cls, document: Document) -> "Tokenized":
        """Tokenize a document. Spans that do not overlap may meet in a token: the second is left out."""
        text = document.article.text
        tokens = tokens_of(text)
        found = cls(sentences_of(text, tokens, [span.place for span in document.spans]))
        taken = -1
        for span in sorted(document.spans, key=lambda one: one.sort_key):
            reach = covered(tokens, *span.place)
            if reach is None or reach[0] <= taken:
                found.missing += 1
                continue
            taken = reach[1]
            found.widened += (tokens[reach[0]][0], tokens[reach[1]][1]) != span.place
            found.spans.append((*reach, span.label))
        return found


@dataclass(slots=True)
class Lost:
    """What the tokens of all documents of a file could not hold."""

    widened: int = 0
    missing: int = 0
    spaces: int = 0

    def losses(self) -> tuple[Loss, ...]:
        """Return the losses, the gravest first."""
        return (
            *loss(
                "parts of tokens left out", self.missing, "span", "left out: no token is theirs alone", True
            ),
            *loss("parts of tokens", self.widened, "span", "widened to whole tokens"),
            *loss("exact text", self.spaces, "article", "without the exact white space"),
        )


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
