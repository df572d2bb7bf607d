"""A copy of a store while it is in use."""

import contextlib
import os
import sqlite3
from pathlib import Path

from core.errors import StoreError
from core.store.faults import told_as_faults
from core.store.opening import connect


def backup(connection: sqlite3.Connection, out: Path) -> None:
    """Copy the store to the new file `out`, as it is at one moment; others may go on writing.

    Raises StoreError, leaving no file behind, where `out` is there already or cannot be written, and
    StoreFullError.
    """
    try:
        os.close(os.open(out, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise StoreError(f"{out} is there already.", "Name a new file for the backup.") from error
    except OSError as error:
        raise StoreError(
            f"{out} cannot be written: {error.strerror or error}.", "Check its folder and its permissions."
        ) from error
    try:
        with told_as_faults(out):
            _copy(connection, out)
    except BaseException:
        _discard(out)
        raise


def _copy(connection: sqlite3.Connection, out: Path) -> None:
    with contextlib.closing(connect(out)) as target:
        # All pages in one step: between two, a write from elsewhere would make SQLite begin again.
        connection.backup(target, pages=-1)


def _discard(out: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        out.with_name(out.name + suffix).unlink(missing_ok=True)
