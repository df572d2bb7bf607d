"""What is traced not when it is done but when it is on the screen."""

from typing import Any

from core.trace import Trace


class PaintTrace:
    """Keeps events until the article is painted next, and writes them into the trace then."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._waiting: list[tuple[str, dict[str, Any]]] = []

    def add(self, event: str, **fields: Any) -> None:
        """Write an event when the article is painted next."""
        if self._trace.is_on:
            self._waiting.append((event, fields))

    def painted(self) -> None:
        """Hear that the article was painted: whatever was done before is on the screen now."""
        for event, fields in self._waiting:
            self._trace(event, **fields)
        self._waiting.clear()
