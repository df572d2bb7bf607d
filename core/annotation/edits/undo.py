"""Take a batch back, or bring it again: by appending its inverse, never by rewriting history."""

from collections.abc import Sequence
from dataclasses import replace

from core.annotation.correction import Action, Batch, Correction


def undo(done: Sequence[Correction], batch: Batch) -> tuple[Correction, ...]:
    """Return the inverse of a batch's corrections, the last one first, as an undo of that batch."""
    return _inverse(Action.UNDO, done, batch)


def redo(undone: Sequence[Correction], batch: Batch) -> tuple[Correction, ...]:
    """Return the inverse of an undo's corrections, as a redo: what the undone batch had done."""
    return _inverse(Action.REDO, undone, batch)


def _inverse(action: Action, done: Sequence[Correction], batch: Batch) -> tuple[Correction, ...]:
    return tuple(
        replace(batch, article_id=one.article_id, layer=one.layer).correction(
            action, one.after, one.before, undoes=one.batch
        )
        for one in reversed(done)
    )
