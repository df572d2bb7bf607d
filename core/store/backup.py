"""A copy of a store while it is in use."""

import contextlib
import os
import sqlite3
import time
from pathlib import Path

from core.errors import StoreError
from core.progress import Progress
from core.store.faults import told_as_faults
from core.store.opening import connect, transaction

_PAGES = 512
"""How many pages of 4 KB are copied in one step."""
_LONGEST_REST = 0.2
"""Seconds. A rest is as long as the step before it was: half of the disk is left to others."""


def backup(connection: sqlite3.Connection, out: Path, progress: Progress | None = None) -> None:
    """Copy the store to the new file `out`, as it is at one moment; others may go on writing.

    With `progress`, which can cancel it, the disk is left to others between two steps: what they write
    meanwhile is durable about as soon as ever.
    Raises StoreError, leaving no file behind, where `out` is there already or cannot be written, and
    StoreFullError; CancelledError.
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
        with told_as_faults(out), contextlib.closing(connect(out)) as target:
            if progress:
                _copy_in_steps(connection, target, out, progress)
            else:
                # All pages in one step: between two, a write from elsewhere would make SQLite begin again.
                connection.backup(target, pages=-1)
    except BaseException:
        _discard(out)
        raise


def _copy_in_steps(
    connection: sqlite3.Connection, target: sqlite3.Connection, out: Path, progress: Progress
) -> None:
    """Copy a few pages at a time, of one moment, each lot on the disk before the next."""
    # What SQLite itself would flush at the end, all at once, others would have to wait for.
    target.execute("PRAGMA synchronous = OFF")
    with out.open("rb+") as file, transaction(connection, "BEGIN"):
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        begin = time.monotonic()

        def rest(_status: int, _left: int, _total: int) -> None:
            nonlocal begin
            os.fsync(file.fileno())
            progress.check()
            time.sleep(min(time.monotonic() - begin, _LONGEST_REST))
            begin = time.monotonic()

        connection.backup(target, pages=_PAGES, progress=rest)
        os.fsync(file.fileno())


def _discard(out: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        out.with_name(out.name + suffix).unlink(missing_ok=True)
