"""Decided in a moment against a sure engine: the commonest slip of a quick hand."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action
from core.annotation.span import HUMAN, Span, State
from core.annotation.wording import quoted
from core.review.corpus import Corpus
from core.review.finding import Finding, Repair, about
from core.store.auditing import PersonsDecision

_SURE = 0.9
"""The engine's score from which on it is sure."""
_SECONDS = 1.0
"""Less than this between two decisions is a moment."""


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield the sure proposals that were rejected, or got another label, right after another decision."""
    sure = {
        span.id: span
        for span in article
        if span.decided and span.origin != HUMAN and span.score is not None and span.score >= _SURE
    }
    last = {one.span_id: one for one in _hasty(corpus.decisions(article.article.id))} if sure else {}
    for span_id, decision in last.items():
        span = sure.get(span_id)
        if span is not None and (span.label, str(span.state)) == (decision.label, decision.state):
            yield from _against(article, span, decision)


def _against(article: AnnotatedArticle, span: Span, decision: PersonsDecision) -> Iterator[Finding]:
    """Yield the finding where a decision was not what the engine proposed."""
    if span.state is State.REJECTED:
        done, repair = f"was rejected as {decision.label}", Repair(Action.ACCEPT)
    elif decision.was != decision.label:
        done = f"was made {decision.label} of {decision.was}"
        repair = Repair(Action.RELABEL, decision.was)
    else:
        return
    by = f" by {decision.annotator}" if decision.annotator else ""
    surface = quoted(article.surface(span))
    message = f"{surface} {done}{by} within a second, against a score of {span.score:.2f}."
    yield about("hasty_decisions", article, span, message, repair)


def _hasty(decisions: tuple[PersonsDecision, ...]) -> Iterator[PersonsDecision]:
    """Yield the decisions on one span alone that came at once after one by the same annotator."""
    for before, decision in pairwise(decisions):
        alone = decision.spans == 1 and decision.batch != before.batch
        same = decision.annotator == before.annotator
        if alone and same and 0 <= _seconds(before.at, decision.at) < _SECONDS:
            yield decision


def _seconds(since: str, until: str) -> float:
    return (datetime.fromisoformat(until) - datetime.fromisoformat(since)).total_seconds()
