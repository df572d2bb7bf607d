"""Corrections on their way to the disk, in the order in which they were made."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.annotation.correction import Correction
from core.errors import ConflictError, RubricatorError, StoreBusyError, StoreError, StoreFullError
from gui.tasks import Tasks, deliver

if TYPE_CHECKING:
    from core.store.store import Store

_RETRY_MS = 2_000
_LONGEST_RETRY_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Job:
    """One write: what to do with the store, whom to tell, the corrections that wait for it."""

    work: Callable[[Store], Any]
    done: Callable[[Any], None]
    corrections: Sequence[Correction] = ()


class Saving(QObject):
    """Writes one after the other on the store's thread, and keeps what cannot be written yet.

    A write that fails because the disk is full or the store is busy stays at the head and is tried
    again until it goes through; nothing overtakes it. Another fault of the disk is no matter of moments:
    after each the wait is twice as long, up to a minute. A conflict cannot go through later: that batch is
    given up, and `conflicted` says so. Batches that wait behind it are tried all the same, for they may
    be about other spans; what was asked for in between, such as an undo, no longer means what it did.
    """

    changed = Signal()
    """How many corrections are not durable has changed."""
    written = Signal()
    """Something went through."""
    stuck = Signal(object)
    """A StoreError: what waits could not be written; it is tried again."""
    conflicted = Signal(object)
    """A ConflictError: another window changed the same; the batch is given up."""
    refused = Signal(object)
    """A RubricatorError: one write cannot be done, such as an undo of what others have built on."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._store: Store | None = None
        self._jobs: deque[_Job] = deque()
        self._writing = False
        self._retry = QTimer(self, singleShot=True)
        self._wait_ms = _RETRY_MS
        self._retry.timeout.connect(self.try_again)

    @property
    def unsaved(self) -> int:
        """How many corrections are not durable yet."""
        return sum(len(job.corrections) for job in self._jobs)

    @property
    def waiting(self) -> list[Correction]:
        """The corrections that are not durable yet, in their order."""
        return [one for job in self._jobs for one in job.corrections]

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits to be done."""
        return not self._jobs

    @property
    def is_writing(self) -> bool:
        """Whether something is being written just now."""
        return self._writing

    def use(self, store: Store) -> None:
        """Write into this store from now on."""
        self._store = store

    def add(self, corrections: Sequence[Correction], done: Callable[[], None]) -> None:
        """Write a batch; `done` is called when it is durable."""
        self._append(_Job(lambda store: store.commit(corrections), lambda _: done(), corrections))

    def then(self, work: Callable[[Store], Any], done: Callable[[Any], None]) -> None:
        """Do work that writes, such as an undo, behind all that waits; `done` gets its result."""
        self._append(_Job(work, done))

    def try_again(self) -> None:
        """Try to write what waits, now."""
        self._retry.stop()
        if self._jobs and not self._writing and self._store:
            self._writing = True
            store, job = self._store, self._jobs[0]
            self._tasks.run(lambda: job.work(store), self._written, self._failed)

    def _append(self, job: _Job) -> None:
        self._jobs.append(job)
        if job.corrections:
            self.changed.emit()
        if not self._retry.isActive():
            self.try_again()

    def _written(self, result: Any) -> None:
        job = self._jobs.popleft()
        self._writing = False
        self._wait_ms = _RETRY_MS
        self.written.emit()
        deliver(job.done, result)
        if job.corrections:
            self.changed.emit()
        self.try_again()

    def _failed(self, error: Exception) -> None:
        self._writing = False
        if isinstance(error, ConflictError) and self._jobs[0].corrections:
            self._jobs = deque(job for job in list(self._jobs)[1:] if job.corrections)
            self.conflicted.emit(error)
            self.changed.emit()
            self.try_again()
        elif self._may_go_through_later(error):
            self._retry.start(self._wait_ms)
            if not passes(error):
                self._wait_ms = min(2 * self._wait_ms, _LONGEST_RETRY_MS)
            self.stuck.emit(error)
        elif isinstance(error, RubricatorError):
            self._jobs.popleft()
            self.refused.emit(error)
            self.try_again()
        else:
            raise error

    def _may_go_through_later(self, error: Exception) -> bool:
        """Whether a write is to be tried again: a correction always is, for it is on the screen."""
        lasting = isinstance(error, StoreError) and not isinstance(error, ConflictError)
        return passes(error) or (lasting and bool(self._jobs[0].corrections))


def passes(error: Exception) -> bool:
    """Whether a fault is one of those that go by: another program writes, the disk is full."""
    return isinstance(error, StoreBusyError | StoreFullError)
