"""An edit of very many spans: made slice by slice so that keys are heard in between, and yet one batch."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction
from core.annotation.span import Span

if TYPE_CHECKING:
    from gui.session import Edit, Session

_SLICE = 1_000
"""Spans a turn: with what follows the changes, less than a frame or two."""


class LongEdit(QObject):
    """Shows each slice at once and has all of them saved together, as one batch and one undo.

    Whatever is done next, an edit or an undo or another article, comes behind it: `finish` makes the rest.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._left: deque[Edit] = deque()
        self._made: list[Correction] = []
        self._batch: Batch | None = None
        self._done: Callable[[], None] = lambda: None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    def start(self, edits: Sequence[Edit], done: Callable[[], None]) -> None:
        """Make edits that raise no EditError, one in each turn of the event loop; then call `done`.

        A single one is made at once.
        """
        self.finish()
        annotated = self._session.annotated
        if annotated is None or not self._session.can_edit:
            return
        if len(edits) == 1:
            self._session.edit(edits[0])
            done()
            return
        self._left.extend(edits)
        self._batch = Batch(annotated.article.id, self._session.layer, self._session.annotator)
        self._done = done
        self._timer.start()

    def finish(self) -> None:
        """Make what is left of it now."""
        while self._batch is not None:
            self._turn()

    def _turn(self) -> None:
        annotated, batch = self._session.annotated, self._batch
        if annotated is None or batch is None:
            return
        if self._left:
            corrections = tuple(self._left.popleft()(annotated, batch))
            self._made += corrections
            if corrections:
                self._session.show_act(corrections)
            return
        self._timer.stop()
        made, self._made, self._batch = self._made, [], None
        self._session.save(made)
        self._done()


def in_slices(
    spans: Sequence[Span], act: Callable[[Sequence[Span], AnnotatedArticle, Batch], Sequence[Correction]]
) -> list[Edit]:
    """Return edits that do to slices of the spans, one after the other, what `act` does; at least one."""
    slices = [spans[start : start + _SLICE] for start in range(0, len(spans), _SLICE)] or [spans]
    return [lambda annotated, batch, some=some: act(some, annotated, batch) for some in slices]  # type: ignore[misc]
