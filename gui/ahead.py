"""The next article of the queue, read while one works on the open one, so that it opens at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.annotation.annotated_article import AnnotatedArticle

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

_REST_MS = 300
"""So long after an article was opened: its own work, and the engine's first proposals, come before."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as the store had it after its correction number `seq`."""

    seq: int
    annotated: AnnotatedArticle


class Ahead(QObject):
    """Holds one article; what is written to it meanwhile makes it be read again."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._after = ""
        self._read: ReadArticle | None = None
        self._question = 0
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)
        session.article_opened.connect(self.forget)

    def take(self, after: str) -> ReadArticle | None:
        """Hand over what comes after this article, if it was read."""
        return self._read if after == self._after else None

    def forget(self, article_ids: Iterable[str] = ()) -> None:
        """Read anew: the articles named were written to, or (none named) any may have been."""
        changed = set(article_ids)
        if changed and self._read and self._read.annotated.article.id not in changed:
            return
        self._read = None
        self._question += 1
        self._rest.start()

    def _ask(self) -> None:
        session, question = self._session, self._question
        if not session.can_edit or session.annotated is None:
            return
        here, layer, queue = session.annotated.article.id, session.layer, session.queueing.queue

        def work(store: Store) -> ReadArticle | None:
            from core.review.queue import following

            article_id = following(store, layer, queue, here)
            if article_id is None:
                return None
            return ReadArticle(store.last_seq(), store.annotated(article_id, layer))

        def done(read: ReadArticle | None) -> None:
            if question == self._question:
                self._after, self._read = here, read

        session.query(work, done)
