"""Where the focus goes next, in reading order."""

from collections.abc import Callable, Iterator

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.span import Span, State


def next_span(annotated: AnnotatedArticle, span: Span | None, rejected: bool = False) -> Span | None:
    """Return the span after one (the first after None), round the end; `rejected`: stop at those too."""
    return _first(_round(annotated, span, annotated.after), lambda one: rejected or _visible(one))


def previous_span(annotated: AnnotatedArticle, span: Span | None, rejected: bool = False) -> Span | None:
    """Return the span before one (the last before None), round the start."""
    return _first(_round(annotated, span, annotated.before), lambda one: rejected or _visible(one))


def next_undecided(annotated: AnnotatedArticle, span: Span | None) -> Span | None:
    """Return the next span nobody has decided, round the end; None where all are decided."""
    return _first(_round(annotated, span, annotated.after), lambda one: not one.decided)


def next_doubtful(annotated: AnnotatedArticle, span: Span | None, threshold: float) -> Span | None:
    """Return the next undecided span whose score is below the threshold, round the end."""
    return _first(_round(annotated, span, annotated.after), lambda one: one.doubtful(threshold))


def previous_doubtful(annotated: AnnotatedArticle, span: Span | None, threshold: float) -> Span | None:
    """Return the previous undecided span whose score is below the threshold, round the start."""
    return _first(_round(annotated, span, annotated.before), lambda one: one.doubtful(threshold))


def span_at(
    annotated: AnnotatedArticle, offset: int, beneath: Span | None = None, rejected: bool = False
) -> Span | None:
    """Return the smallest span that holds the code point at `offset`; given one of those, the next larger.

    This is what a click focuses, and a click again: round from the largest to the smallest. `rejected`:
    rejected spans are shown and can be meant too.
    """
    stacked = sorted(
        (span for span in annotated.overlapping(offset, offset + 1) if rejected or _visible(span)),
        key=lambda span: (span.end - span.start, span.start, span.id),
    )
    if not stacked:
        return None
    at = next((index for index, span in enumerate(stacked) if beneath and span.id == beneath.id), -1)
    return stacked[(at + 1) % len(stacked)]


def _visible(span: Span) -> bool:
    return span.state is not State.REJECTED


def _round(
    annotated: AnnotatedArticle, span: Span | None, way: Callable[[Span | None], Iterator[Span]]
) -> Iterator[Span]:
    """Yield the spans on one way from `span`, then from the other end up to it again."""
    yield from way(span)
    if span is not None:
        yield from way(None)


def _first(spans: Iterator[Span], wanted: Callable[[Span], bool]) -> Span | None:
    return next(filter(wanted, spans), None)
