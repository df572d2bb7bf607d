"""The day's backup, made beside the work: on a thread and a connection of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from core.errors import RubricatorError
from core.progress import CancelledError, CancelToken, Progress
from core.store.backup_rules import BackupRules
from gui.session import Session
from gui.tasks import Tasks

_AFTER_MS = 20_000
"""How long the start is left alone."""
_HOUR_MS = 3_600_000


class DailyBackup(QObject):
    """Makes a backup some time after the store was opened, and one each day that it stays open."""

    def __init__(self, session: Session, rules: BackupRules, after_ms: int = _AFTER_MS) -> None:
        super().__init__(session)
        self._session = session
        self._rules = rules
        self._tasks = Tasks(self)
        self._token = CancelToken()
        self._timer = QTimer(self, singleShot=True, interval=after_ms)
        self._timer.timeout.connect(self._make)
        session.store_opened.connect(self._timer.start)

    def close(self) -> None:
        """Leave off, and end the thread."""
        self._token.cancel()
        self._tasks.close()

    def _make(self) -> None:
        path, rules, progress = self._session.path, self._rules, Progress(token=self._token)
        self._tasks.run(lambda: _backed_up(path, rules, progress), self._again, self._failed)

    def _again(self, _made: Path | None) -> None:
        self._timer.start(_HOUR_MS)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, RubricatorError):
            self._session.tell_error(error)
        elif not isinstance(error, CancelledError):
            raise error


def _backed_up(path: Path, rules: BackupRules, progress: Progress) -> Path | None:
    """Make the backup. The store's modules are imported when there is a store."""
    from core.store.store import Store

    with Store.open(path, create=False, reading=True, rules=rules) as store:
        return store.daily_backup(progress)
