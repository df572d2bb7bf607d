"""What is wrong in the user's files, in sentences with file and line."""

from pathlib import Path

_TOLD = 5


class Faults:
    """The faults of one file: the first few are told, the others counted.

    The file is named with its folder alone, so that a sentence fits into a line of the window.
    """

    def __init__(self, file: Path) -> None:
        self._file = f"{file.parent.name}/{file.name}"
        self._told: list[str] = []
        self._others = 0

    def add(self, line: int, what: str) -> None:
        """Note a fault; `line` counts from 1, 0 stands for the whole file."""
        if len(self._told) < _TOLD:
            where = f"{self._file} line {line}" if line else self._file
            self._told.append(f"{where}: {what}.")
        else:
            self._others += 1

    def sentences(self) -> tuple[str, ...]:
        """Return what is to be told."""
        more = (f"{self._file}: {self._others:,} more rows are wrong.",) if self._others else ()
        return (*self._told, *more)
