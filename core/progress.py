"""Progress and cancelling of long work: one object for the command line, the window and the worker."""

from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import TypeVar

Item = TypeVar("Item")
Report = Callable[[int, int | None, str], None]


class CancelledError(Exception):
    """The work was cancelled by the user; what was begun has been taken back."""


class CancelToken:
    """Set once, from any thread; long work looks at it between two steps."""

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._event.is_set()


def _silent(done: int, total: int | None, what: str) -> None:
    """Report to nobody."""


class Progress:
    """How far long work is.

    `report(done, total, what)` is called at each step; `total` is None while it is unknown.
    """

    def __init__(self, report: Report = _silent, token: CancelToken | None = None) -> None:
        self._report = report
        self._token = token or CancelToken()
        self._done = 0

    def over(self, items: Iterable[Item], total: int | None = None, what: str = "") -> Iterator[Item]:
        """Yield the items, reporting after each. Raises CancelledError between two of them."""
        for item in items:
            self.check()
            yield item
            self._done += 1
            self._report(self._done, total, what)

    def reach(self, done: int, total: int | None, what: str = "") -> None:
        """Report how far the work is where others count it. Raises CancelledError."""
        self.check()
        self._report(done, total, what)

    def check(self) -> None:
        """Raise CancelledError if the work was cancelled."""
        if self._token.cancelled:
            raise CancelledError
