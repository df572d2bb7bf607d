"""SQLite's errors as faults that a user can mend."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import StoreBusyError, StoreError, StoreFullError

_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_CLOSED_TO_US = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR_DELETE")


@contextmanager
def told_as_faults(path: Path) -> Iterator[None]:
    """Raise StoreError, or one of its kinds, in the place of SQLite's errors on the store at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise fault(error, path) from error
    except UnicodeDecodeError as error:
        raise damaged(path.name, error) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            "Half a character (a lone surrogate) cannot be kept in the store.",
            "The file that it came from is not valid Unicode.",
        ) from error


def error_name(error: sqlite3.Error) -> str:
    """Return SQLite's name of an error, such as SQLITE_BUSY; empty where Python itself found it."""
    return getattr(error, "sqlite_errorname", "")


def damaged(what: str, error: Exception) -> StoreError:
    """Return the fault that tells a user about damage, to the file or to a row in it."""
    return StoreError(
        f"{what} is damaged: {error}.",
        'Keep the file, and go back to a backup; "rubricator check" tells what is wrong.',
    )


def fault(error: sqlite3.Error, path: Path) -> StoreError:
    """Return the fault that tells a user about an error of SQLite."""
    code = error_name(error)
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
        return damaged(path.name, error)
    if code.startswith("SQLITE_IOERR") and not code.startswith(_CLOSED_TO_US):
        return StoreError(
            f"The disk failed while {path.name} was used: {error}.",
            "What was saved before is safe; copy the store to another disk.",
        )
    if code.startswith(_CLOSED_TO_US):
        return StoreError(
            f"{path.name} cannot be written: {error}.",
            "Check the permissions of the file and of its folder.",
        )
    return StoreError(f"{path.name} cannot be used: {error}.")
