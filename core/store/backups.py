"""Backups that are made without being asked for: beside the store, the newest of each kind kept."""

import contextlib
import shutil
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from core.annotation.identity import now
from core.errors import StoreError
from core.progress import Progress
from core.store.backup import backup
from core.store.backup_rules import BackupRules
from core.store.faults import told_as_faults
from core.store.opening import check_file, connect

_PART = ".part"
_ABANDONED_SECONDS = 86_400

Reason = Literal["daily", "migration", "repair", "merge", "batch", "restore"]


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup: when it was made (UTC, as the store writes times), why, its size."""

    path: Path
    at: str
    reason: str
    bytes: int


def folder_of(path: Path) -> Path:
    """Return the folder of a store's backups: NAME-backups, beside it."""
    return path.with_name(f"{path.name}-backups")


def listed(path: Path) -> tuple[BackupFile, ...]:
    """Return the backups of the store at `path`, the newest first."""
    found = [_backup_file(file) for file in folder_of(path).glob("*-*.db")]
    return tuple(sorted((one for one in found if one), key=lambda one: one.at, reverse=True))


def make(
    connection: sqlite3.Connection, path: Path, reason: Reason, kept: int, progress: Progress | None = None
) -> Path | None:
    """Back the store at `path` up, and remove the oldest of its kind; None where none are `kept`.

    `progress` is for one that nobody waits for, see `core.store.backup`. Raises StoreError and
    StoreFullError; what was to follow must then not be done. Raises CancelledError.
    """
    if kept <= 0:
        return None
    folder = folder_of(path)
    with _told(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    # Colons are not allowed in names on every system.
    out = folder / f"{now().replace(':', '')}-{reason}.db"
    part = out.with_suffix(_PART)
    backup(connection, part, progress)
    with _told(folder):
        part.rename(out)
        for old in [one for one in listed(path) if one.reason == reason][kept:]:
            old.path.unlink(missing_ok=True)
        _remove_abandoned(folder)
    return out


def daily(
    connection: sqlite3.Connection, path: Path, kept: int, progress: Progress | None = None
) -> Path | None:
    """Make the day's backup; None where there is one, nothing was done yet, or none are `kept`.

    Days are those of UTC.
    """
    today = now()[:10]
    if any(one.reason == "daily" and one.at.startswith(today) for one in listed(path)):
        return None
    if connection.execute("SELECT 1 FROM corrections LIMIT 1").fetchone() is None:
        return None
    return make(connection, path, "daily", kept, progress)


def _remove_abandoned(folder: Path) -> None:
    """Remove what a program that was killed left of a backup."""
    for part in folder.glob(f"*{_PART}*"):
        if time.time() - part.stat().st_mtime > _ABANDONED_SECONDS:
            part.unlink(missing_ok=True)


def restore(path: Path, source: Path, kept: int = BackupRules().kept) -> Path | None:
    """Put a backup in the place of the store at `path`; return where what stood there is kept now.

    Others may have the store open: they see it change as if its spans had been written. A store too
    damaged for that is moved to its backups. Raises StoreError, StoreBusyError and StoreFullError.
    """
    check_file(source, create=False, reading=True)
    try:
        check_file(path, create=True)
        with told_as_faults(path), contextlib.closing(connect(path)) as target:
            before = make(target, path, "restore", kept) if path.stat().st_size else None
            _copy(source, target)
            return before
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.DatabaseError) or isinstance(
            error.__cause__, sqlite3.OperationalError
        ):
            raise
    return _replace(path, source)


def _copy(source: Path, target: sqlite3.Connection) -> None:
    with contextlib.closing(connect(source)) as connection:
        connection.backup(target, pages=-1)
    target.execute("PRAGMA journal_mode = WAL")


def _replace(path: Path, source: Path) -> Path:
    """Move a store that SQLite cannot read out of the way, with its log, and copy the backup."""
    folder = folder_of(path)
    with _told(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        aside = folder / f"{now().replace(':', '')}-restore.db"
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                shutil.move(part, aside.with_name(aside.name + suffix))
    with told_as_faults(source), contextlib.closing(connect(source)) as connection:
        backup(connection, path)
    return aside


def _backup_file(file: Path) -> BackupFile | None:
    at, _, reason = file.stem.rpartition("-")
    if reason not in get_args(Reason):
        return None
    day, _, time = at.partition("T")
    return BackupFile(file, f"{day}T{time[:2]}:{time[2:4]}:{time[4:]}", reason, file.stat().st_size)


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written: {error.strerror or error}.",
            "The store's backups lie there; check its permissions.",
        ) from error
