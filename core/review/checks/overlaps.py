"""Spans cross, share a place, or a label lies inside itself. Other nesting is good annotation."""

from collections.abc import Iterator

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action
from core.annotation.span import Span, State
from core.annotation.wording import quoted
from core.review.corpus import Corpus
from core.review.finding import Finding, Repair, about


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield the second, in reading order, of two spans that must not lie so; rejected ones do not count."""
    standing = [span for span in article if span.state is not State.REJECTED]
    for span in standing:
        for other in article.overlapping(*span.place):
            if other.state is State.REJECTED or other.sort_key >= span.sort_key:
                continue
            if how := _fault(other, span):
                message = f"{quoted(article.surface(span))} {how} {quoted(article.surface(other))}."
                yield about("overlaps", article, span, message, Repair(Action.REJECT))
                break


def _fault(first: Span, second: Span) -> str:
    """Return what is wrong with how two overlapping spans lie, or nothing."""
    if first.place == second.place:
        return "" if first.label == second.label else f"is {first.label} and {second.label} at once:"
    if not first.contains(*second.place):
        return "crosses the edge of"
    return f"is {second.label} inside the {first.label}" if first.label == second.label else ""
