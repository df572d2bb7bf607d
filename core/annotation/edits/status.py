"""Set an article's review status."""

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction, Status


def set_status(annotated: AnnotatedArticle, status: Status, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that give the article this review status."""
    if annotated.status is status:
        return ()
    return (batch.correction(Action.STATUS, annotated.status, status),)


def begin(annotated: AnnotatedArticle, batch: Batch) -> tuple[Correction, ...]:
    """Return the correction that takes an article from `todo` to `in_progress`: its first decision."""
    return set_status(annotated, Status.IN_PROGRESS, batch) if annotated.status is Status.TODO else ()
