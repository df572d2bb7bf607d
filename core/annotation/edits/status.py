"""Set an article's review status."""

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction, Status


def set_status(annotated: AnnotatedArticle, status: Status, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that give the article this review status."""
    if annotated.status is status:
        return ()
    return (batch.correction(Action.STATUS, annotated.status, status),)
