"""Every occurrence of a surface in the store: what is tagged there now, and what is odd about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.annotation.span import Span, State
from core.annotation.spellings import Spellings
from core.annotation.wording import quoted
from core.progress import Progress
from core.review.edges import differ_at_the_edges
from core.store.occurrences import Place, Text, articles_with, spans_over, texts
from core.store.reader import StoreReader

_ARTICLES_AT_ONCE = 200
_CONTEXT = 60
"""Code points on each side."""


class Kind(StrEnum):
    """What stands at an occurrence: nothing, a span as sought, or one with another label or other edges."""

    UNTAGGED = "untagged"
    SAME = "same"
    OTHER_LABEL = "other_label"
    OTHER_EDGES = "other_edges"


@dataclass(frozen=True, slots=True)
class Sought:
    """A surface, in a layer, and the label that it should have."""

    surface: str
    label: str
    layer: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence in its context; `spans` are all that overlap it, the rejected ones too.

    `odd` has the reasons, in words, to look before it is treated like the others.
    """

    article_id: str
    title: str
    start: int
    end: int
    left: str
    surface: str
    right: str
    kind: Kind
    spans: tuple[Span, ...]
    odd: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.article_id, self.start, self.end

    @property
    def ticked(self) -> bool:
        """Whether an act should take it unless told otherwise: nothing is odd, something is to be done."""
        undecided = any(not span.decided for span in self.spans)
        return not self.odd and (self.kind is not Kind.SAME or undecided)


def occurrences(
    store: StoreReader, sought: Sought, progress: Progress | None = None
) -> Iterator[tuple[Hit, ...]]:
    """Yield the occurrences in pages, article by article in order of import.

    Whole words in any spelling (`core.annotation.spellings`), and spans of just this surface wherever
    they lie; of a blank surface there are none. Nothing is held open between two pages. Raises
    CancelledError.
    """
    progress = progress or Progress()
    if not sought.surface.strip():
        return
    seqs = articles_with(store, sought.surface, sought.layer)
    spellings = Spellings(sought.surface)
    for first in progress.over(range(0, len(seqs), _ARTICLES_AT_ONCE), what="searching"):
        found = texts(store, seqs[first : first + _ARTICLES_AT_ONCE])
        if page := _page(store, sought, spellings, found):
            yield page


def odd_first(hits: Iterable[Hit]) -> list[Hit]:
    """Return the odd ones, then the others, each in the order in which they came."""
    return sorted(hits, key=lambda hit: not hit.odd)


def _page(store: StoreReader, sought: Sought, spellings: Spellings, found: Iterable[Text]) -> tuple[Hit, ...]:
    at = [(text, place) for text in found for place in _places(text.text, sought.surface, spellings)]
    there = spans_over(store, sought.layer, [(text.article_id, *place) for text, place in at])
    return tuple(
        hit
        for text, place in at
        if (hit := _hit(sought, text, place, there[text.article_id, *place])) is not None
    )


def _places(text: str, surface: str, spellings: Spellings) -> list[tuple[int, int]]:
    """Return the occurrences, and where the surface stands inside a word: a span may lie just there."""
    whole = spellings.places(text)
    if text.count(surface) <= len(whole):
        return whole
    at, inside = text.find(surface), []
    while at >= 0:
        inside.append((at, at + len(surface)))
        at = text.find(surface, at + 1)
    return sorted({*whole, *inside})


def _hit(sought: Sought, text: Text, place: tuple[int, int], spans: tuple[Span, ...]) -> Hit | None:
    """Return an occurrence; None for a part of a word without a span at just this place."""
    start, end = place
    cut = _is_cut(text.text, start, end)
    if cut and all(span.place != place for span in spans):
        return None
    reasons = [*_spelled(sought.surface, text.text[start:end]), *["inside a longer word"] * cut]
    reasons += [reason for span in spans if (reason := _reason(sought, text.text, place, span))]
    return Hit(
        text.article_id,
        text.title,
        start,
        end,
        _folded(text.text[max(start - _CONTEXT, 0) : start]),
        text.text[start:end],
        _folded(text.text[end : end + _CONTEXT]),
        _kind(sought, place, spans),
        spans,
        tuple(dict.fromkeys(reasons)),
    )


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a place begins or ends in the middle of a word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return any(letter.isalnum() or letter == "_" for letter in (before, after))


def _kind(sought: Sought, place: tuple[int, int], spans: tuple[Span, ...]) -> Kind:
    standing = [span for span in spans if span.state is not State.REJECTED]
    if not standing:
        return Kind.UNTAGGED
    labels = [span.label for span in standing if span.place == place]
    if not labels:
        return Kind.OTHER_EDGES
    return Kind.SAME if sought.label in labels else Kind.OTHER_LABEL


def _spelled(sought: str, surface: str) -> list[str]:
    return [] if surface.split() == sought.split() else [f"spelled {quoted(surface)}"]


def _reason(sought: Sought, text: str, place: tuple[int, int], span: Span) -> str:
    """Return what is odd about a span at or over an occurrence, or nothing."""
    surface = text[span.start : span.end]
    if span.place == place:
        against = span.state is (State.REJECTED if span.label == sought.label else State.ACCEPTED)
        return f"{_decided(span)} as {span.label}" if against else ""
    if span.state is State.REJECTED:
        return ""
    if not span.contains(*place):
        inside = place[0] <= span.start and span.end <= place[1]
        return f"{quoted(surface)} is tagged inside it" if inside else f"across the edge of {quoted(surface)}"
    if not differ_at_the_edges(surface, text[slice(*place)]):
        return f"inside a longer name, {quoted(surface)}"
    return f"{quoted(surface)} {_decided(span)}" if span.decided else ""


def _decided(span: Span) -> str:
    return f"{span.state} by {span.annotator}" if span.annotator else str(span.state)


def _folded(text: str) -> str:
    blank = " " if text[:1].isspace() else ""
    return blank + " ".join(text.split()) + (" " if text.strip() and text[-1:].isspace() else "")
