"""Long work on the window's thread, cut so thin that keys are heard in between."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

Item = TypeVar("Item")

_SPANS = 2_000
"""Items a turn, where an item is a span: some 5 ms."""


class Slices(Generic[Item]):
    """Hands items to `take`, a slice in each turn of the event loop, and calls `done` at the end."""

    def __init__(
        self,
        take: Callable[[Item], None],
        done: Callable[[], None],
        parent: QObject,
        size: int = _SPANS,
    ) -> None:
        self._size = size
        self._take = take
        self._done = done
        self._items: Iterator[Item] | None = None
        self._timer = QTimer(parent, interval=0)
        self._timer.timeout.connect(self._turn)

    @property
    def running(self) -> bool:
        """Whether items are left."""
        return self._items is not None

    def start(self, items: Iterable[Item]) -> None:
        """Begin with other items; those left of earlier ones are dropped."""
        self._items = iter(items)
        self._timer.start()

    def stop(self) -> None:
        """Drop what is left."""
        self._items = None
        self._timer.stop()

    def _turn(self) -> None:
        if self._items is None:
            return
        part = list(islice(self._items, self._size))
        for item in part:
            self._take(item)
        if len(part) < self._size:
            self.stop()
            self._done()
