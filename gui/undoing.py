"""Undo and redo: the store knows what was done last, wherever that was, and so do menu and message bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.annotation.span import Span
from core.store.undoing import TakenBack, UndoWords, redo_last, revert, undo_last, undo_words

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session


class Undoing(QObject):
    """Takes batches back in the session's layer, and shows where; `words` say what would be taken back."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.words = UndoWords()

    def undo(self) -> None:
        """Take back the last batch of this layer, wherever it was made, and show where."""
        session = self._session
        self._take_back(lambda store: undo_last(store, session.layer, session.annotator))

    def redo(self) -> None:
        """Bring back what was undone last."""
        session = self._session
        self._take_back(lambda store: redo_last(store, session.layer, session.annotator))

    def revert(self, batch_id: str) -> None:
        """Take back any batch of the history, wherever it was made, and show where."""
        self._take_back(lambda store: revert(store, batch_id, self._session.annotator))

    def set_words(self, words: UndoWords) -> None:
        """Say what undo and redo would do."""
        self.words = words
        self.changed.emit()

    def ask(self) -> None:
        """Ask the store what undo and redo would do; `changed` follows."""
        session = self._session

        def told(words: UndoWords) -> None:
            # What was edited since is what undo takes back.
            if not session.unsaved:
                self.set_words(words)

        session.query(lambda store: undo_words(store, session.layer), told)

    def _take_back(self, work: Callable[[Store], TakenBack]) -> None:
        self._session.long_edit.finish()
        self._session.saving.then(work, self._show)

    def _show(self, taken: TakenBack) -> None:
        session = self._session
        self.ask()
        session.ahead.forget({one.article_id for one in taken.corrections})
        session.library_changed.emit()
        if session.is_open(taken.article_id):
            session.show_act([one for one in taken.corrections if one.article_id == taken.article_id])
            session.trace("durable", batch=taken.batch)
            self._focus_on(taken)
        else:
            session.open_article(taken.article_id, lambda: self._focus_on(taken))
        session.tell(taken.sentence)

    def _focus_on(self, taken: TakenBack) -> None:
        left = [one.after for one in taken.corrections if isinstance(one.after, Span)]
        if left:
            self._session.set_focus(left[-1].id)
