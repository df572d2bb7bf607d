"""Work that takes seconds or minutes: on a thread and a connection of its own, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import BusyError
from core.progress import CancelledError, CancelToken, Progress
from core.store.backup_rules import BackupRules
from gui.tasks import Tasks, deliver

if TYPE_CHECKING:
    from core.store.store import Store

Result = TypeVar("Result")

_TOLD_EVERY = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far the work is: `what` it does, `done` of `total` steps (None: nobody knows how many)."""

    what: str
    done: int = 0
    total: int | None = None

    @property
    def share(self) -> float:
        """The part that is done, 0 to 1; 0 where nobody knows."""
        return self.done / self.total if self.total else 0.0


class LongWork(QObject):
    """One piece of work at a time. Corrections are saved meanwhile: they have a connection of their own."""

    progressed = Signal()
    """`how_far` has changed; None now: the work has ended."""

    def __init__(self, path: Path, rules: BackupRules, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._rules = rules
        self._tasks = Tasks(self)
        self._token = CancelToken()
        self.how_far: HowFar | None = None
        self._reported.connect(self._show_report)

    _reported = Signal(object)

    def start(
        self,
        what: str,
        work: Callable[[Store, Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
        cancelled: Callable[[], None] = lambda: None,
        *,
        instead: str = "",
    ) -> None:
        """Do `work` with a store of its own; one of the others is called, on this thread, when it ends.

        Work that goes on and is called `instead` is cancelled for it. Raises BusyError while other does.
        """
        if self.how_far is not None and self.how_far.what == instead:
            self.cancel()
        elif self.how_far is not None:
            raise BusyError(f"Rubricator is busy with {self.how_far.what}.", "Wait for it, or cancel it.")
        self._token = token = CancelToken()
        self._show(HowFar(what))

        def ended(call: Callable[[], None]) -> None:
            if token is self._token:
                self._show(None)
            call()

        def fault(error: Exception) -> None:
            ended(cancelled if isinstance(error, CancelledError) else lambda: deliver(failed, error))

        self._tasks.run(
            lambda: self._work(work, Progress(self._reporter(what, token), token)),
            lambda result: ended(lambda: deliver(done, result)),
            fault,
        )

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it began is taken back."""
        self._token.cancel()

    def close(self) -> None:
        """Stop the work and end the thread."""
        self.cancel()
        self._tasks.close()

    def _work(self, work: Callable[[Store, Progress], Result], progress: Progress) -> Result:
        from core.store.store import Store

        with Store.open(self._path, create=False, reading=True, rules=self._rules) as store:
            return work(store, progress)

    def _reporter(self, what: str, token: CancelToken) -> Callable[[int, int | None, str], None]:
        last = 0.0

        def report(done: int, total: int | None, _step: str) -> None:
            nonlocal last
            if monotonic() - last >= _TOLD_EVERY:
                last = monotonic()
                self._reported.emit((token, HowFar(what, done, total)))

        return report

    def _show_report(self, report: tuple[CancelToken, HowFar]) -> None:
        token, how_far = report
        if token is self._token and self.how_far is not None:
            self._show(how_far)

    def _show(self, how_far: HowFar | None) -> None:
        self.how_far = how_far
        self.progressed.emit()
