"""Where the focused span's text stands in another spelling: hinted at once the focus rests."""

from PySide6.QtCore import QObject, QTimer

from core.annotation.edits.propagate import unlabelled_spellings
from core.annotation.span import State
from gui.article_view.view import ArticleView
from gui.session import Session

_REST_MS = 120


class Spellings(QObject):
    """Looks when the focus has stayed for a moment: nobody waits for it while walking through spans."""

    def __init__(self, session: Session, view: ArticleView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._show)
        for signal in (session.focus_moved, session.article_opened, session.changed):
            signal.connect(self._wait)

    def _wait(self) -> None:
        self._view.set_hints(())
        if self._session.focus:
            self._rest.start()

    def _show(self) -> None:
        span, annotated = self._session.focus, self._session.annotated
        if span and annotated and span.state is not State.REJECTED:
            self._view.set_hints(unlabelled_spellings(annotated, span))
