"""At what pace the articles of the queue are reviewed, counted now and then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.progress import Progress
from core.store.backup_rules import BackupRules
from core.store.queue_filter import QueueFilter
from gui.long_work import LongWork

if TYPE_CHECKING:
    from core.review.pace import Pace
    from core.store.store import Store
    from gui.session import Session

_COUNTING = "counting"
_SOON_MS, _LATER_MS = 500, 10_000
"""How long after another filter was chosen, or work was done, the pace is counted anew."""


class Pacing(QObject):
    """On a thread of its own: in a big store counting takes seconds."""

    changed = Signal()

    def __init__(self, session: Session, path: Path, rules: BackupRules) -> None:
        super().__init__(session)
        self._session = session
        self._work = LongWork(path, rules, self)
        self._wanted = QueueFilter()
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._count)
        self.pace: Pace | None = None
        session.library_changed.connect(self._follow)

    def set_filter(self, wanted: QueueFilter) -> None:
        """Count other articles: those that a filter lets through, whatever their status."""
        self._wanted = replace(wanted, statuses=frozenset())
        self._later.start(_SOON_MS)

    def close(self) -> None:
        """Stop counting, and end the thread."""
        self._later.stop()
        self._work.close()

    def _follow(self) -> None:
        if not self._later.isActive():
            self._later.start(_LATER_MS)

    def _count(self) -> None:
        layer, wanted = self._session.layer, self._wanted

        def count(store: Store, _progress: Progress) -> Pace:
            from core.review.pace import pace

            return pace(store, layer, wanted)

        self._work.start(
            _COUNTING,
            count,
            self._show,
            # It is told where one looks for it, and is no reason to disturb.
            lambda _error: self._show(None),
            instead=_COUNTING,
        )

    def _show(self, counted: Pace | None) -> None:
        self.pace = counted
        self.changed.emit()
