"""Where the focus goes next, in reading order."""

from collections.abc import Callable, Iterator

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.span import Span, State

Shows = Callable[[Span], bool]
"""Whether a span is shown, and can be gone to."""


def visible(span: Span) -> bool:
    """Return whether a span is usually shown: rejected ones are not."""
    return span.state is not State.REJECTED


def next_span(annotated: AnnotatedArticle, span: Span | None, shows: Shows = visible) -> Span | None:
    """Return the span after one (the first after None), round the end, of those that are shown."""
    return _first(_round(annotated, span, annotated.after), shows)


def previous_span(annotated: AnnotatedArticle, span: Span | None, shows: Shows = visible) -> Span | None:
    """Return the span before one (the last before None), round the start, of those that are shown."""
    return _first(_round(annotated, span, annotated.before), shows)


def next_undecided(annotated: AnnotatedArticle, span: Span | None, shows: Shows = visible) -> Span | None:
    """Return the next span nobody has decided, round the end; None where all are decided."""
    return _first(_round(annotated, span, annotated.after), lambda one: not one.decided and shows(one))


def next_doubtful(
    annotated: AnnotatedArticle, span: Span | None, threshold: float, shows: Shows = visible
) -> Span | None:
    """Return the next undecided span whose score is below the threshold, round the end."""
    return _first(
        _round(annotated, span, annotated.after), lambda one: one.doubtful(threshold) and shows(one)
    )


def previous_doubtful(
    annotated: AnnotatedArticle, span: Span | None, threshold: float, shows: Shows = visible
) -> Span | None:
    """Return the previous undecided span whose score is below the threshold, round the start."""
    return _first(
        _round(annotated, span, annotated.before), lambda one: one.doubtful(threshold) and shows(one)
    )


def span_at(
    annotated: AnnotatedArticle, offset: int, beneath: Span | None = None, shows: Shows = visible
) -> Span | None:
    """Return the smallest span that holds the code point at `offset`; given one of those, the next larger.

    This is what a click focuses, and a click again: round from the largest to the smallest.
    """
    stacked = sorted(
        filter(shows, annotated.overlapping(offset, offset + 1)),
        key=lambda span: (span.end - span.start, span.start, span.id),
    )
    if not stacked:
        return None
    at = next((index for index, span in enumerate(stacked) if beneath and span.id == beneath.id), -1)
    return stacked[(at + 1) % len(stacked)]


def _round(
    annotated: AnnotatedArticle, span: Span | None, way: Callable[[Span | None], Iterator[Span]]
) -> Iterator[Span]:
    """Yield the spans on one way from `span`, then from the other end up to it again."""
    yield from way(span)
    if span is not None:
        yield from way(None)


def _first(spans: Iterator[Span], wanted: Callable[[Span], bool]) -> Span | None:
    return next(filter(wanted, spans), None)
