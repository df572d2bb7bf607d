"""Decided one way, then another, then again: the guideline may be silent about it."""

from collections.abc import Iterator
from itertools import groupby

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.span import State
from core.annotation.wording import quoted
from core.review.corpus import Corpus
from core.review.finding import Finding, about
from core.store.auditing import PersonsDecision

_CHANGES = 2


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield the spans whose label or state changed after it was decided, at least twice."""
    if not article.decided:
        return
    by_span: dict[str, list[PersonsDecision]] = {}
    for decision in corpus.decisions(article.article.id):
        by_span.setdefault(decision.span_id, []).append(decision)
    for span in article:
        outcomes = [next(some) for _, some in groupby(by_span.get(span.id, ()), key=_outcome)]
        if len(outcomes) > _CHANGES:
            story = ", then ".join(map(_words, outcomes))
            yield about("flips", article, span, f"{quoted(article.surface(span))}: {story}.")


def _outcome(decision: PersonsDecision) -> tuple[str, str]:
    return decision.state, decision.label


def _words(decision: PersonsDecision) -> str:
    how = f"rejected as {decision.label}" if decision.state == State.REJECTED else decision.label or "removed"
    return f"{how} by {decision.annotator}" if decision.annotator else how
