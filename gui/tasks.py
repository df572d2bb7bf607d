"""Background work: one thread for all that touches the store, results back on the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from shiboken6 import isValid

Result = TypeVar("Result")


class Tasks(QObject):
    """Runs callables one after the other on a thread of their own, in the order in which they came.

    `done` and `failed` are called on the thread that this object lives on. A failure nobody takes is
    raised there, so that a bug is seen.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._finished.connect(self._deliver)
        self._closed = False

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` when what came before is finished, then `done` with its result."""
        if self._closed:
            return
        future = self._executor.submit(work)
        future.add_done_callback(lambda future: self._finished.emit((future, done, failed)))

    def wait(self) -> None:
        """Wait until what was begun is finished, and deliver it."""
        self._executor.submit(lambda: None).result()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Let what was begun finish, run `last` behind it, end the thread; nothing is delivered any more."""
        self._closed = True
        if last:
            self._executor.submit(last)
        self._executor.shutdown(wait=True)

    def _deliver(
        self, outcome: tuple[Future[Any], Callable[..., None] | None, Callable[..., None] | None]
    ) -> None:
        future, done, failed = outcome
        if self._closed:
            return
        error = future.exception()
        if error is None:
            if done:
                deliver(done, future.result())
        elif failed and isinstance(error, Exception):
            failed(error)
        else:
            raise error


def deliver(done: Callable[[Result], None], result: Result) -> None:
    """Call `done`, unless it is a method of a window that was closed meanwhile: nobody waits any more."""
    owner = getattr(done, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        done(result)
