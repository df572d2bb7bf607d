"""How long somebody works on an article: counted while something moves, kept in the store."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from gui.session import Session

_IDLE = 60.0
"""After so many seconds without a move nobody is taken to be reading."""
_KEPT_EVERY_MS = 30_000


class WorkClock(QObject):
    """Focus, selection, scrolling and edits are moves; the time between two of them is work."""

    def __init__(self, session: Session, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(session)
        self._session = session
        self._clock = clock
        self._article_id, self._layer = "", ""
        self._last = 0.0
        self._seconds = 0.0
        session.article_opened.connect(self._begin)
        session.changed.connect(lambda _changes, _who: self.move())
        session.focus_moved.connect(self.move)
        session.selection_moved.connect(self.move)
        timer = QTimer(self, interval=_KEPT_EVERY_MS)
        timer.timeout.connect(self.keep)
        timer.start()

    def move(self) -> None:
        """Count the time since the last move."""
        now = self._clock()
        self._seconds += min(now - self._last, _IDLE)
        self._last = now

    def keep(self) -> None:
        """Add what was counted to the store's seconds of the article."""
        article_id, seconds = self._article_id, self._seconds
        self._seconds = 0.0
        if article_id and seconds:
            layer = self._layer
            # That it cannot be kept, in a store that can only be read say, is no reason to disturb.
            self._session.query(
                lambda store: store.add_seconds(article_id, layer, seconds),
                lambda _nothing: None,
                lambda _fault: None,
            )

    def _begin(self) -> None:
        self.keep()
        annotated = self._session.annotated
        self._article_id = annotated.article.id if annotated and self._session.can_edit else ""
        self._layer = self._session.layer
        self._last = self._clock()
