"""Another window at work on the same store: its corrections are seen here within a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.annotation.correction import Correction
from core.annotation.wording import describe
from gui.session import Session

if TYPE_CHECKING:
    from core.store.store import Store

_INTERVAL_MS = 800


@dataclass(frozen=True, slots=True)
class _News:
    """What another connection wrote: the store's version, how far it was read, what touches the article."""

    version: int
    seq: int
    article_id: str
    layer: str
    corrections: Sequence[Correction]


class Watching(QObject):
    """Looks at the store's version from time to time, and brings in what others did to the open article."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._version = 0
        self._timer = QTimer(self, singleShot=True, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._look)
        session.store_opened.connect(self._timer.start)

    def _look(self) -> None:
        session, version, seen = self._session, self._version, self._session.seen_seq
        article_id, layer = session.annotated.article.id if session.annotated else "", session.layer

        def news(store: Store) -> _News | None:
            now = store.data_version()
            if now == version:
                return None
            seq = store.last_seq()
            return _News(now, seq, article_id, layer, store.corrections_after(seen, article_id, layer))

        # One look that fails, while another program mends the store say, is not the last one.
        session.query(news, self._take, lambda _fault: self._timer.start())

    def _take(self, news: _News | None) -> None:
        self._timer.start()
        session = self._session
        if news is None:
            return
        session.ahead.forget()
        session.library_changed.emit()
        session.undoing.ask()
        # In an article or a layer that was opened meanwhile the same is looked for again.
        here = session.annotated.article.id if session.annotated else ""
        if (news.article_id, news.layer) != (here, session.layer):
            return
        self._version = news.version
        if session.annotated:
            session.seen_seq = news.seq
            others = [one for one in news.corrections if one.batch not in session.own_batches]
            session.take(others, self)
            if others:
                session.tell(f"In another window: {describe(others, session.annotated.text)}.")
