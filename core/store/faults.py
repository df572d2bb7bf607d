"""SQLite's errors as faults that a user can mend."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from core.errors import StoreBusyError, StoreError, StoreFullError

_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_CLOSED_TO_US = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR_DELETE")

_DAMAGED_HINT = 'Keep the file, and go back to a backup; "rubricator check" tells what is wrong.'


@contextmanager
def told_as_faults(path: Path) -> Iterator[None]:
    """Raise StoreError, or one of its kinds, in the place of SQLite's errors on the store at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise fault(error, path) from error
    except JSONDecodeError as error:
        raise StoreError(f"{path.name} is damaged: {error}.", _DAMAGED_HINT) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            "Half a character (a lone surrogate) cannot be kept in the store.",
            "The file that it came from is not valid Unicode.",
        ) from error


def fault(error: sqlite3.Error, path: Path) -> StoreError:
    """Return the fault that tells a user about an error of SQLite."""
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusyError(
            f"Another program is writing to {path.name}.", "Nothing was lost; try again in a moment."
        )
    if code.startswith(_FULL):
        return StoreFullError(
            f"There is no room on the disk to write to {path.name}.",
            "Nothing was lost; make room and try again.",
        )
    if code.startswith(_DAMAGED):
        return StoreError(
            f"{path.name} is damaged: {error}.",
            _DAMAGED_HINT,
        )
    if code.startswith(_CLOSED_TO_US):
        return StoreError(
            f"{path.name} cannot be written: {error}.",
            "Check the permissions of the file and of its folder.",
        )
    return StoreError(f"{path.name} cannot be used: {error}.")
