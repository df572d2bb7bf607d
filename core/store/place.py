"""The place where a store lies: whether it can be written, and how to open what can only be read."""

import os
from pathlib import Path

from core.errors import StoreError


def can_be_written(path: Path) -> bool:
    """Whether the file and its folder, in which SQLite keeps its log, can be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def check_writable(path: Path) -> None:
    """Raise StoreError, naming what is in the way, where a store cannot be written."""
    if not os.access(path, os.W_OK):
        raise StoreError(f"{path} cannot be written.", "Change its permissions, or open a copy of it.")
    folder = path.resolve().parent
    if not os.access(folder, os.W_OK):
        raise StoreError(
            f"The folder {folder} cannot be written, and the store keeps its log there.",
            "Change its permissions, or open a copy in another folder.",
        )


def check_log(path: Path) -> None:
    """Raise StoreError where a log holds what the file does not, and cannot be read where it lies."""
    log = _beside(path, "-wal")
    if log.exists() and log.stat().st_size and not _beside(path, "-shm").exists():
        raise StoreError(
            f"{path.name} was not closed: its last changes are in {log.name}, and cannot be read there.",
            "Copy both files to a folder that can be written, and open the copy.",
        )


def name_for_sqlite(path: Path) -> tuple[str, bool]:
    """Return how SQLite is to be told of a file, and whether that is a URI: for reading alone where it must.

    A log whose index lies beside it is read, too; SQLite cannot make the index in a place that it cannot
    write, and opens a file without one only if told that it will not change.
    """
    if can_be_written(path) or not path.exists():
        # A relative path could read ":memory:" or begin with "file:".
        return str(path.absolute()), False
    how = "mode=ro" if _beside(path, "-shm").exists() else "immutable=1"
    return f"{path.resolve().as_uri()}?{how}", True


def _beside(path: Path, suffix: str) -> Path:
    real = path.resolve()
    return real.with_name(real.name + suffix)
