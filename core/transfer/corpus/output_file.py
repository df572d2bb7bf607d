"""A file that grows by chunks and can be gone on with after a stop, as if there had been none.

Until it is whole it is `FILE.part`; `FILE.part.json` says how many chunks are in it for certain, what they
were made of, and by which command. What a killed run wrote beyond that is cut off.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from core.atomic import atomic_file
from core.errors import InputError, UsageError
from core.transfer.corpus.chunks import Chunk


@dataclass(frozen=True, slots=True)
class _Reached:
    """What is in the file: chunks, bytes, a hash of the articles, and which were left out."""

    command: Mapping[str, Any]
    chunks: int = 0
    size: int = 0
    sha256: str = ""
    lost: tuple[str, ...] = ()


class OutputFile:
    """The file of one command, or what a stopped run of it left.

    Used as a context; whatever ends the block, what was written stays. `command` is all that makes a
    difference to the content. Raises UsageError where another command's part lies there, InputError where the
    file cannot be written.
    """

    def __init__(self, path: Path, command: Mapping[str, Any]) -> None:
        if path.is_dir():
            raise InputError(f"{path} is a folder.", "Name a file.")
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._note = path.with_name(f"{path.name}.part.json")
        self._reached = self._read_note(command)
        self._hash = sha256()
        self._hashes: dict[int, str] = {}
        self._file = self._open()

    @property
    def lost(self) -> tuple[str, ...]:
        """Which articles were left out, as parts of a sentence; those of earlier runs too."""
        return self._reached.lost

    @property
    def empty(self) -> bool:
        """Whether no chunk is in the file."""
        return not self._reached.chunks

    def __enter__(self) -> "OutputFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if self.empty:
            self._part.unlink(missing_ok=True)

    def missing(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """Yield the chunks that are not in the file yet.

        Raises InputError where those in it were made of other articles.
        """
        number = -1
        for number, chunk in enumerate(chunks):
            self._hash.update(repr([(one.name, one.text) for one in chunk.articles]).encode("utf-8"))
            if number >= self._reached.chunks:
                self._hashes[number] = self._hash.hexdigest()
                yield chunk
            elif number == self._reached.chunks - 1 and self._hash.hexdigest() != self._reached.sha256:
                raise self._changed()
        if number + 1 < self._reached.chunks:
            raise self._changed()

    def add(self, number: int, content: str, lost: str = "") -> None:
        """Write what a chunk gave, the next in order; durable on return. `lost` says what was left out."""
        with _told(self._path):
            self._file.write(content.encode("utf-8", "backslashreplace"))
            self._file.flush()
            os.fsync(self._file.fileno())
        self._reached = replace(
            self._reached,
            chunks=number + 1,
            size=self._file.tell(),
            sha256=self._hashes.pop(number),
            lost=(*self._reached.lost, lost) if lost else self._reached.lost,
        )
        with atomic_file(self._note) as note:
            note.write(json.dumps(asdict(self._reached)).encode("utf-8"))

    def finish(self) -> None:
        """Give the file its name: it is whole."""
        with _told(self._path):
            self._file.close()
            self._part.replace(self._path)
            self._note.unlink()

    def _read_note(self, command: Mapping[str, Any]) -> _Reached:
        fresh = _Reached(command)
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            reached = _Reached(**{**note, "lost": tuple(note["lost"])})
            size = self._part.stat().st_size
        except (OSError, ValueError, TypeError, KeyError):
            return fresh
        if reached.command != command:
            raise UsageError(
                f"{self._part} was begun by another command.", "Run that one again, or remove the file."
            )
        return reached if reached.size <= size else fresh

    def _open(self) -> BinaryIO:
        with _told(self._path):
            if self.empty:
                # before anything is written that an old note could be taken to speak of
                self._note.unlink(missing_ok=True)
            file = self._part.open("wb" if self.empty else "r+b")
            file.truncate(self._reached.size)
            file.seek(self._reached.size)
            return file

    def _changed(self) -> InputError:
        return InputError(
            f"The articles are not those that {self._part} was made of.", "Remove it to begin anew."
        )


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error
