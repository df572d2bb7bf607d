"""Take spans away, whoever made them."""

from collections.abc import Iterable

from core.annotation.correction import Action, Batch, Correction
from core.annotation.relation import Relation
from core.annotation.span import Span


def remove(spans: Iterable[Span], batch: Batch, relations: Iterable[Relation] = ()) -> tuple[Correction, ...]:
    """Return the corrections that remove these spans; they stand in the history alone.

    Of the article's `relations` those that hold on to a removed span go first: none may be left without
    an end.
    """
    going = tuple(spans)
    removals = (batch.correction(Action.REMOVE, span, None) for span in going)
    return (*detach(going, batch, relations), *removals)


def detach(spans: Iterable[Span], batch: Batch, relations: Iterable[Relation]) -> tuple[Correction, ...]:
    """Return the corrections that remove the relations which begin or end at one of these spans."""
    ids = {span.id for span in spans}
    loose = (relation for relation in relations if relation.head in ids or relation.tail in ids)
    return tuple(batch.correction(Action.RELATE, relation, None) for relation in loose)
