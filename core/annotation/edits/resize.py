"""Move the edges of a span."""

from enum import Enum

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.edits.place import check_place
from core.annotation.offsets import next_character, next_word, previous_character, previous_word
from core.annotation.span import Span, State


class Edge(Enum):
    """An end of a span."""

    START = "start"
    END = "end"


class Step(Enum):
    """How far an edge moves at once."""

    WORD = "word"
    CHARACTER = "character"


def resize(
    annotated: AnnotatedArticle, span: Span, start: int, end: int, batch: Batch
) -> tuple[Correction, ...]:
    """Return the corrections that give a span a new place, which decides (accepts) it.

    Raises EditError where the place is empty or outside the text.
    """
    check_place(annotated, start, end)
    if (start, end) == span.place:
        return ()
    after = span.changed(start=start, end=end, state=State.ACCEPTED, annotator=batch.annotator)
    return (batch.correction(Action.RESIZE, span, after),)


def moved_edge(text: str, span: Span, edge: Edge, step: Step, forward: bool) -> tuple[int, int]:
    """Return the place of a span after one edge has moved by one word or character.

    The edge stays where it is at the end of the text, and where the span would become empty.
    """
    offset = span.end if edge is Edge.END else span.start
    target = _target(text, offset, edge, step, forward)
    start, end = (span.start, target) if edge is Edge.END else (target, span.end)
    return (start, end) if start < end and not text[start:end].isspace() else span.place


def _target(text: str, offset: int, edge: Edge, step: Step, forward: bool) -> int:
    """Return where the edge goes: an end to the end of a word, a start to the start of one."""
    if step is Step.CHARACTER:
        return next_character(text, offset) if forward else previous_character(text, offset)
    if edge is Edge.END and forward:
        word = next_word(text, offset)
        return word[1] if word else offset
    if edge is Edge.START and not forward:
        word = previous_word(text, offset)
        return word[0] if word else offset
    if edge is Edge.END:
        return _end_before(text, offset)
    return _start_after(text, offset)


def _end_before(text: str, offset: int) -> int:
    """Return the last word's end before `offset`."""
    word = previous_word(text, offset)
    while word and word[1] >= offset:
        word = previous_word(text, word[0])
    return word[1] if word else offset


def _start_after(text: str, offset: int) -> int:
    """Return the first word's start after `offset`."""
    word = next_word(text, offset)
    while word and word[0] <= offset:
        word = next_word(text, word[1])
    return word[0] if word else offset
