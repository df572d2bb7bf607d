"""Open a store's file: look before touching it, then connect, then bring its schema up to date."""

import errno
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.errors import StoreError
from core.store import place
from core.store.faults import error_name, told_as_faults
from core.store.version import APPLICATION_ID, MAJOR, VERSION, major_of

_SMALLEST = 512
"""Bytes of SQLite's smallest page: it takes what is shorter for a database that is empty."""

BUSY_SECONDS = 5.0
"""How long a write waits for another program's write lock."""


def open_connection(path: Path, create: bool, kept: int, reading: bool = False) -> sqlite3.Connection:
    """Return a connection to the store at `path`, its schema up to date; a new file where `create`.

    Before an older store is brought up to date it is backed up, if any backups are `kept`. For `reading`
    a place that cannot be written will do, and nothing is changed there.

    Raises StoreError where the file is no store that this program can use so; it is then as it was.
    """
    check_file(path, create, reading)
    with told_as_faults(path):
        connection = connect(path)
        try:
            if place.can_be_written(path):
                _prepare(connection, path, kept)
            else:
                _check_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def check_file(path: Path, create: bool, reading: bool = False) -> None:
    """Raise StoreError where a file is no store that this program can write, or read; it is left as it was.

    A missing file is made, empty, where `create`. It takes a fraction of the time that opening takes.
    """
    try:
        _check_kind(path, create)
        _check_identity(path, create)
        if reading and not place.can_be_written(path):
            place.check_log(path)
        else:
            place.check_writable(path)
    except OSError as error:
        raise _refused(path, error) from error


def connect(path: Path) -> sqlite3.Connection:
    """Return a bare connection, in which only BEGIN begins a transaction; see `core.store.place`."""
    name, uri = place.name_for_sqlite(path)
    return sqlite3.connect(name, uri=uri, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _check_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    _check_version(path, version)
    if version < VERSION:
        raise StoreError(
            f"{path.name} was written by an older Rubricator and cannot be brought up to date there.",
            "Open a copy in a folder that can be written.",
        )


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    """Commit what the block does, or roll all of it back; `begin` is BEGIN or BEGIN IMMEDIATE.

    Within another transaction it is a part of that one, and can be rolled back by itself.
    """
    end, undo = "COMMIT", ["ROLLBACK"]
    if connection.in_transaction:
        begin, end, undo = "SAVEPOINT part", "RELEASE part", ["ROLLBACK TO part", "RELEASE part"]
    connection.execute(begin)
    try:
        yield
        connection.execute(end)
    except BaseException:
        for statement in undo:
            # A full disk makes SQLite roll back by itself.
            if connection.in_transaction:
                connection.execute(statement)
        raise


def _check_kind(path: Path, create: bool) -> None:
    """Raise StoreError where there is no file; one that is missing is made where `create` is set."""
    if create and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    if not stat.S_ISREG(path.stat().st_mode):
        what = "a folder" if path.is_dir() else "no ordinary file"
        raise StoreError(f"{path} is {what}, not a store.", "Name a file, such as articles.db.")
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _check_identity(path: Path, create: bool) -> None:
    size = path.stat().st_size
    if not size:
        if not create:
            raise StoreError(f"{path} is empty, not a store.", "Import articles into it first.")
        return
    if size < _SMALLEST:
        raise _no_store(path)
    application, version = _identity(path)
    if application != APPLICATION_ID:
        raise StoreError(
            f"{path} is a database of another program, not a store.",
            "Name another file, or a new one to begin a store.",
        )
    _check_version(path, version)


def _identity(path: Path) -> tuple[int, int]:
    """Return the application id and the version that the file itself states.

    SQLite reads them, told that the file does not change: else it would recover a journal, or empty a log.
    To open and close the file ourselves would drop the locks of every connection that this process has to
    it (https://sqlite.org/howtocorrupt.html, 2.2), and another process would then remove the log in use.
    """
    with told_as_faults(path):
        try:
            return _stated(path, "immutable=1")
        except sqlite3.DatabaseError as error:
            if error_name(error) == "SQLITE_NOTADB":
                raise _no_store(path) from error
            # Without its log a file may be in the midst of being brought up to date.
            return _stated(path, "mode=ro")


def _stated(path: Path, how: str) -> tuple[int, int]:
    name = f"{path.resolve().as_uri()}?{how}"
    with closing(sqlite3.connect(name, uri=True)) as connection:
        application, version = (
            int(connection.execute(f"PRAGMA {value}").fetchone()[0])
            for value in ("application_id", "user_version")
        )
    return application, version


def _no_store(path: Path) -> StoreError:
    return StoreError(f"{path} is not a store.", "Name another file, or a new one to begin a store.")


def _check_version(path: Path, version: int) -> None:
    if major_of(version) > MAJOR:
        raise StoreError(
            f"{path} was written by a newer Rubricator (store version {major_of(version)}, "
            f"this one knows {MAJOR}).",
            "Install a newer Rubricator to open it.",
        )


def _refused(path: Path, error: OSError) -> StoreError:
    if isinstance(error, FileNotFoundError):
        return StoreError(f"There is no store at {path}.", "Import articles to begin one.")
    reason = error.strerror or str(error)
    return StoreError(f"{path} cannot be opened: {reason}.", "Check its path and its permissions.")


def _prepare(connection: sqlite3.Connection, path: Path, kept: int) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    _check_version(path, version)
    if version < VERSION:
        _back_up(connection, path, kept)
        _migrate(connection, path)
    # The schema of a fresh store is committed before this, so that the file itself, not only its log,
    # says from the first moment whose it is.
    _use_log(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA journal_size_limit = {64 << 20}")


def _back_up(connection: sqlite3.Connection, path: Path, kept: int) -> None:
    from core.store.backups import make

    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        make(connection, path, "migration", kept)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    from core.store.migrations import migrate

    with transaction(connection, "BEGIN IMMEDIATE"):
        # Another program may have done it while this one waited for the lock.
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        _check_version(path, version)
        if version >= VERSION:
            return
        migrate(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for the lock here by itself."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error_name(error) != "SQLITE_BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
