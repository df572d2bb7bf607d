"""Relations do not outlive the spans that they join."""

from collections.abc import Sequence

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import Span


def with_loose_relations(
    annotated: AnnotatedArticle, corrections: Sequence[Correction], batch: Batch
) -> tuple[Correction, ...]:
    """Return the corrections, and behind them those that remove each relation whose span they remove."""
    subjects = [(one.subject, one.after) for one in corrections]
    gone = {subject.id for subject, after in subjects if isinstance(subject, Span) and after is None}
    loose = (one for one in annotated.relations if gone and (one.head in gone or one.tail in gone))
    return (*corrections, *(batch.correction(Action.RELATE, relation, None) for relation in loose))
