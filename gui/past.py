"""The open article as it was: a moment of its history, to be looked at and not to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.comparison import unlike
from core.annotation.span import Span
from gui.session import Session

if TYPE_CHECKING:
    from core.store.past import Moment
    from core.store.store import Store


class Past(QObject):
    """The moments of the open article, and the one that is shown; None is now."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._now: AnnotatedArticle | None = None
        self._question = 0
        self.moments: tuple[Moment, ...] = ()
        self.shown: Moment | None = None
        self.now_unlike: tuple[Span, ...] = ()
        """The spans of now that the moment shown has not just so."""
        session.article_opened.connect(self._follow)

    def look(self) -> None:
        """Read the moments of the open article; `changed` follows."""
        session = self._session
        if session.annotated is None or not session.can_edit:
            return
        article_id, layer = session.annotated.article.id, session.layer

        def told(moments: tuple[Moment, ...]) -> None:
            self.moments = moments
            self.changed.emit()

        session.query(lambda store: store.moments(article_id, layer), told)

    def go(self, number: int) -> None:
        """Show the article after one of the moments; the last of them is now."""
        session = self._session
        if number >= len(self.moments) - 1:
            self.leave()
            return
        if session.annotated is None:
            return
        if session.can_edit:
            self._now = session.annotated
        moment, article_id, layer = self.moments[number], session.annotated.article.id, session.layer
        self._question += 1
        question = self._question

        def read(store: Store) -> AnnotatedArticle:
            return store.annotated_at(article_id, layer, moment.seq)

        def show(then: AnnotatedArticle) -> None:
            if question == self._question:
                self._show(moment, then)

        session.query(read, show)

    def leave(self) -> None:
        """Return to now."""
        self._question += 1
        if self.shown is not None and self._session.annotated is not None:
            self._session.open_article(self._session.annotated.article.id)

    def _show(self, moment: Moment, then: AnnotatedArticle) -> None:
        self.shown = moment
        self.now_unlike = unlike(self._now, then) if self._now else ()
        self._session.show_read_only(then)
        self.changed.emit()

    def _follow(self) -> None:
        if self._session.can_edit or self._session.annotated is None:
            self.shown, self.now_unlike, self._now = None, (), None
            self._question += 1
            self.changed.emit()
