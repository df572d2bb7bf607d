"""The real program as a process, on a screen of its own, with a real keyboard."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HAS_SCREEN = bool(shutil.which("Xvfb") and shutil.which("xdotool"))
_SECONDS = 40


def run(*arguments: object, **environment: str | None) -> "subprocess.CompletedProcess[str]":
    """Run the window's command to its end; an environment variable that is None is taken out."""
    changed = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **environment}
    kept = {name: value for name, value in {**os.environ, **changed}.items() if value is not None}
    command = [sys.executable, "-m", "gui", *map(str, arguments)]
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=_SECONDS)


@contextmanager
def screen() -> Iterator[Mapping[str, str]]:
    """Start an X server on a free display; yield the environment for it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            display = f":{numbers.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "PYTHONPATH": str(ROOT)}
        environment.pop("QT_QPA_PLATFORM", None)
        yield environment
    finally:
        server.terminate()
        server.wait()


class Program:
    """The window's process and what it traces."""

    def __init__(self, environment: Mapping[str, str], trace: Path, *arguments: object) -> None:
        self._environment = environment
        self._trace = trace
        command = [sys.executable, "-m", "gui", *map(str, arguments), "--trace", str(trace)]
        self._process = subprocess.Popen(command, env=dict(environment))

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    def key(self, *keys: str) -> None:
        """Press keys, as xdotool names them."""
        subprocess.run(["xdotool", "key", *keys], env=dict(self._environment), check=True)

    def events(self, event: str = "") -> list[dict[str, Any]]:
        """Return the trace's events, of one kind or (nothing) all."""
        lines = self._trace.read_text().splitlines() if self._trace.exists() else []
        found: list[dict[str, Any]] = [json.loads(line) for line in lines]
        return [one for one in found if event in ("", one["event"])]

    def wait_for(self, event: str, times: int = 1) -> None:
        """Wait until an event was traced so many times."""
        wait_until(lambda: len(self.events(event)) >= times, lambda: f"{event}: {self.events()}")

    def children(self) -> list[Path]:
        """Return the processes that it started, as folders of /proc."""
        folder = Path("/proc", str(self._process.pid), "task", str(self._process.pid), "children")
        return [Path("/proc", number) for number in folder.read_text().split()]

    def kill(self) -> None:
        """End it without a word."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def end(self) -> int:
        """Ask it to end, as a session manager does; return its exit code."""
        self._process.terminate()
        return self._process.wait(_SECONDS)


def wait_until(condition: Callable[[], bool], words: Callable[[], str]) -> None:
    """Wait until something holds outside of this process."""
    end = time.monotonic() + _SECONDS
    while not condition():
        assert time.monotonic() < end, words()
        # A moment for the other process; nothing tells when it has got there.
        time.sleep(0.02)
