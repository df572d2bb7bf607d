"""The find bar and the marks of what it found in the article."""

from bisect import bisect_left

from PySide6.QtCore import QObject

from core.annotation.find import Query, compile_query, find
from core.errors import UsageError
from gui.article_view.view import ArticleView
from gui.pattern_search import PatternSearch
from gui.session import Session
from gui.widgets.find_bar import FindBar


class Finding(QObject):
    """Keeps the places found, marks them, and walks from one to the next."""

    def __init__(self, session: Session, view: ArticleView, bar: FindBar) -> None:
        super().__init__(bar)
        self._session = session
        self._view = view
        self._bar = bar
        self._places: list[tuple[int, int]] = []
        self._current = 0
        self._patterns = PatternSearch(self)
        self._patterns.found.connect(self._take)
        self._patterns.given_up.connect(self._give_up)
        bar.query_changed.connect(self._look_for)
        bar.next_wanted.connect(lambda: self._go(1))
        bar.previous_wanted.connect(lambda: self._go(-1))
        bar.closed.connect(self.leave)
        session.article_opened.connect(self.close)

    def leave(self) -> None:
        """Close, and select what was found: it may be just what wants a label."""
        found = self._places[self._current] if self._places else None
        self.close()
        if found:
            self._view.select(*found)

    def close(self) -> None:
        """Hide the bar and the marks; the article has the keyboard again."""
        self._patterns.stop()
        self._places = []
        self._view.set_find_marks((), None)
        if self._bar.isVisible():
            self._bar.hide()
            self._view.setFocus()

    def _look_for(self, query: Query) -> None:
        """Find words at once, as they are typed; a regular expression in the background."""
        annotated = self._session.annotated
        self._patterns.stop()
        try:
            compile_query(query)
        except UsageError as error:
            self._take([])
            self._bar.tell(error.sentence)
            return
        if annotated and query.is_pattern and query.text.strip():
            self._patterns.start(annotated.text, query)
        else:
            self._take(find(annotated.text, query) if annotated else [])

    def _give_up(self) -> None:
        self._take([])
        self._bar.tell("takes too long")

    def _take(self, places: list[tuple[int, int]]) -> None:
        self._places = places
        self._current = bisect_left(self._places, (self._view.caret(), 0)) % max(1, len(self._places))
        self._show()

    def _go(self, step: int) -> None:
        if self._places:
            self._current = (self._current + step) % len(self._places)
            self._show()

    def _show(self) -> None:
        self._bar.set_count(self._current + 1 if self._places else 0, len(self._places))
        self._view.set_find_marks(self._places, self._current if self._places else None)
        if self._places:
            self._view.reveal(*self._places[self._current])
