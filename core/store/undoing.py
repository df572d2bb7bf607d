"""Undo and redo on the store, in whatever article it was done: the last batch of a layer, or any batch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.annotation.correction import Action, Batch, Correction
from core.annotation.edits.undo import redo, undo
from core.annotation.wording import describe
from core.errors import ConflictError, EditError
from core.store.conflicts import SubjectConflictError

if TYPE_CHECKING:
    from core.store.store import Store


@dataclass(frozen=True, slots=True)
class UndoWords:
    """What undo and redo would do, in words; empty where there is nothing."""

    undo: str = ""
    redo: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo or a redo did: its corrections, the article that shows it, a sentence."""

    corrections: Sequence[Correction]
    article_id: str
    sentence: str

    @property
    def batch(self) -> str:
        """The id of the undo's or redo's own batch."""
        return self.corrections[0].batch


def undo_words(store: "Store", layer: str) -> UndoWords:
    """Return what undo and redo would do in a layer, such as `“Biegun” relabelled to ORG`."""
    undoable, redoable = store.undo_candidate(layer), store.redo_candidate(layer)
    redone = store.batch(redoable)[0].undoes if redoable else None
    return UndoWords(
        _words(store, store.batch(undoable)) if undoable else "",
        _words(store, store.batch(redone)) if redone else "",
    )


def undo_last(store: "Store", layer: str, annotator: str) -> TakenBack:
    """Take back the last batch of a layer that is not undone yet, as a new batch.

    Raises EditError where there is none, ConflictError where later work stands on it.
    """
    batch_id = store.undo_candidate(layer)
    if batch_id is None:
        raise EditError("There is nothing to undo.")
    done = store.batch(batch_id)
    return _take_back(store, "Undone", undo, done, done, annotator)


def redo_last(store: "Store", layer: str, annotator: str) -> TakenBack:
    """Bring back what the last undo of a layer took back, as a new batch.

    Raises EditError where there is none, ConflictError where later work stands in the way.
    """
    batch_id = store.redo_candidate(layer)
    if batch_id is None:
        raise EditError("There is nothing to redo.")
    undone = store.batch(batch_id)
    return _take_back(store, "Redone", redo, undone, store.batch(undone[0].undoes or ""), annotator)


def revert(store: "Store", batch_id: str, annotator: str) -> TakenBack:
    """Take back any batch of the history, as a new batch; what was taken back comes again.

    Raises EditError where there is no such batch or it does not stand, ConflictError where later work
    stands on it.
    """
    done = store.batch(batch_id)
    if not done:
        raise EditError(f'The history has no batch "{batch_id}".', "The history names each batch.")
    if not store.stands(batch_id):
        raise EditError(f"This has been taken back already: {_words(store, done)}.")
    if done[0].action is not Action.UNDO:
        return _take_back(store, "Reverted", undo, done, done, annotator)
    return _take_back(store, "Brought back", redo, done, store.batch(done[0].undoes or ""), annotator)


def _take_back(
    store: "Store",
    verb: str,
    invert: Callable[[Sequence[Correction], Batch], Sequence[Correction]],
    corrections: Sequence[Correction],
    described: Sequence[Correction],
    annotator: str,
) -> TakenBack:
    article_id, layer = corrections[-1].article_id, corrections[-1].layer
    inverse = invert(corrections, Batch(article_id, layer, annotator))
    sentence = f"{verb}: {_words(store, described)}."
    try:
        store.commit(inverse)
    except ConflictError as error:
        why = error.later if isinstance(error, SubjectConflictError) else error.sentence
        raise ConflictError(f"This cannot be taken back: {_words(store, described)}. {why}") from error
    return TakenBack(inverse, article_id, sentence)


def _words(store: "Store", corrections: Sequence[Correction]) -> str:
    words = describe(corrections, store.article(corrections[0].article_id).text)
    articles = len({one.article_id for one in corrections})
    return f"{words} in {articles} articles" if articles > 1 else words
