"""The queue that one works through: which articles, in which order, and why each comes when it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import RubricatorError
from core.progress import Progress
from core.review.queue_choice import QueueChoice
from core.store.backup_rules import BackupRules
from gui.long_work import LongWork
from gui.pacing import Pacing

if TYPE_CHECKING:
    from core.review.queue import Queue
    from core.review.queue_choice import Order
    from core.store.queue_filter import QueueFilter
    from core.store.store import Store
    from gui.session import Session

_MAKING = "making the queue"


class Queueing(QObject):
    """Holds the queue of a choice, made on a thread of its own; in the usual order there is none.

    It stands as it was made, so that one knows where one is, until another is chosen or it is through.
    """

    changed = Signal()
    """The choice or the queue is another one now."""
    articles_chosen = Signal()

    def __init__(self, session: Session, path: Path, rules: BackupRules) -> None:
        super().__init__(session)
        self._session = session
        self.work = LongWork(path, rules, self)
        self.pacing = Pacing(session, path, rules)
        self.choice = QueueChoice()
        self.queue: Queue | None = None
        self.chosen: tuple[str, ...] = ()
        """The articles that the user has chosen in the library, to be assigned."""
        self._turns: dict[str, tuple[int, str]] = {}
        self._is_ready = False
        self._waiting: list[Callable[[], None]] = []
        self._layer = ""
        session.store_opened.connect(self._recall)
        session.article_opened.connect(self._follow_layer)
        session.library_changed.connect(self._follow_layer)

    def reason(self, article_id: str) -> str:
        """Return in words why an article comes when it does; empty: by its turn."""
        return self._turns.get(article_id, (0, ""))[1]

    def turn(self, article_id: str) -> int:
        """Return the place of an article in the queue, from 1 on; 0: it is not in it."""
        return self._turns.get(article_id, (0, ""))[0]

    def choose(self, choice: QueueChoice) -> None:
        """Work in another order, or through other articles; the store remembers it."""
        if choice != self.choice:
            layer = self._session.layer

            def remember(store: Store) -> None:
                from core.review.chosen_queue import remember_choice

                remember_choice(store, layer, choice)

            self._session.query(remember, lambda _: None)
            self._make(choice)

    def choose_order(self, order: Order) -> None:
        """Work in another order."""
        self.choose(replace(self.choice, order=order))

    def choose_filter(self, wanted: QueueFilter) -> None:
        """Work through other articles."""
        self.choose(replace(self.choice, wanted=wanted))

    def choose_articles(self, article_ids: Sequence[str]) -> None:
        """Say which articles the user has chosen in the library."""
        self.chosen = tuple(article_ids)
        self.articles_chosen.emit()

    def renew(self, then: Callable[[], None]) -> None:
        """Make the queue anew, for it is through and other articles may have come; `then` follows."""
        self._make(self.choice)
        self.when_ready(then)

    def when_ready(self, then: Callable[[], None]) -> None:
        """Do something when the queue is made: at once, or later."""
        if self._is_ready:
            then()
        else:
            self._waiting.append(then)

    def close(self) -> None:
        """Stop what is being made or counted, and end the threads."""
        self.work.close()
        self.pacing.close()

    def _follow_layer(self) -> None:
        """Each layer has a queue of its own."""
        if self._layer not in ("", self._session.layer):
            self._recall()

    def _recall(self) -> None:
        layer = self._layer = self._session.layer

        def recall(store: Store) -> QueueChoice:
            from core.review.chosen_queue import remembered_choice

            return remembered_choice(store, layer)

        self._session.query(recall, self._make)

    def _make(self, choice: QueueChoice) -> None:
        self.choice = choice
        self.pacing.set_filter(choice.wanted)
        if choice.is_usual:
            self.work.cancel()
            self._take(choice, None)
            return
        layer, scheme = self._session.layer, self._session.scheme

        def make(store: Store, progress: Progress) -> Queue | None:
            from core.review.chosen_queue import make_chosen

            return make_chosen(store, layer, choice, scheme, progress)

        self._is_ready = False
        self.work.start(
            _MAKING,
            make,
            lambda queue: self._take(choice, queue),
            lambda error: self._fail(choice, error),
            lambda: self._give_up(choice),
            instead=_MAKING,
        )
        self.changed.emit()

    def _take(self, choice: QueueChoice, queue: Queue | None) -> None:
        if choice is not self.choice:
            return
        self.queue, self._is_ready = queue, True
        entries = enumerate(queue.entries, 1) if queue else ()
        self._turns = {one.article_id: (turn, one.reason) for turn, one in entries}
        self._session.ahead.forget()
        self.changed.emit()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _give_up(self, choice: QueueChoice) -> None:
        """Go on in the order of import, for this queue was not made."""
        if choice is self.choice:
            self._make(QueueChoice())

    def _fail(self, choice: QueueChoice, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._session.tell_error(error)
        self._give_up(choice)
