"""The trace: what happened when, a JSON object a line. Users report slowness by it, and speed is measured."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from core.errors import InputError


class Trace:
    """Writes events to a file, each flushed at once; without a file it writes nothing.

    `ms` counts milliseconds since the process was started, not since Python's first import.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._started = _process_start() if stream else 0.0
        self._input_ms = 0.0

    @classmethod
    def to_file(cls, path: Path | None) -> "Trace":
        """Return a trace into a file (None: into nothing). Raises InputError where it cannot be written."""
        if path is None:
            return cls()
        try:
            return cls(path.open("w", encoding="utf-8"))
        except OSError as error:
            raise InputError(f"The trace cannot be written to {path}: {error.strerror}.") from error

    def __call__(self, event: str, **fields: Any) -> None:
        """Write one event with its fields."""
        self._write(event, self._ms(), fields)

    @property
    def is_on(self) -> bool:
        """Whether events are written."""
        return self._stream is not None

    def hear_input(self) -> None:
        """Remember when the last key or mouse event came in."""
        self._input_ms = self._ms()

    def input(self, batch: str) -> None:
        """Write that the last key or mouse event began a batch, with the time at which it came in."""
        self._write("input", self._input_ms, {"batch": batch})

    def _ms(self) -> float:
        return round((time.monotonic() - self._started) * 1000, 2)

    def _write(self, event: str, ms: float, fields: dict[str, Any]) -> None:
        if self._stream:
            self._stream.write(json.dumps({"event": event, "ms": ms, **fields}) + "\n")
            self._stream.flush()


def _process_start() -> float:
    """Return when this process was started, on `time.monotonic`'s clock, in seconds (to 10 ms on Linux)."""
    if sys.platform == "linux":
        # Field 22 of proc(5)'s stat, behind the command's closing parenthesis: clock ticks since boot.
        fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        since_boot = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - since_boot
    else:
        import psutil

        age = time.time() - psutil.Process().create_time()
    return time.monotonic() - age
