"""Files, folders and standard input to documents, in the order in which they were named."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from core.errors import InputError
from core.formats.format import Beside, Document
from core.formats.opening import Opening, is_companion, known_suffixes
from core.formats.registry import reader
from core.formats.sniffing import AUTO, Guess

STANDARD_INPUT = "-"
_STDIN_NAME = "stdin"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: its name, as the user wrote it, and where it lies (None: standard input)."""

    name: str
    path: Path | None


def find_sources(names: Sequence[str]) -> tuple[Source | InputError, ...]:
    """Return what files, folders and `-` hold; in place of what cannot be found, why not.

    A folder stands for the files in it and below it that have a known suffix, sorted by path; what is
    hidden is passed over.
    """
    return tuple(found for name in names for found in _sources(name))


def read_sources(
    sources: Iterable[Source | InputError],
    format_name: str = AUTO,
    stdin: BinaryIO | None = None,
    whole_pages: bool = False,
    told: Callable[[str, Guess], None] | None = None,
) -> Iterator[Document | InputError]:
    """Yield the documents of sources; in place of what cannot be read, why not: the rest goes on.

    A file of JSON lines is read line by line, any other as a whole. Spans that state no origin get
    `import:FORMAT`. `whole_pages` asks for all text of web pages; `told` is called with what a file was
    taken for where that was looked for. Raises UsageError for a format that cannot
    be read.
    """
    if format_name != AUTO:
        reader(format_name)
    opening = Opening(format_name, whole_pages)
    opening.told = told or opening.told
    for source in sources:
        if isinstance(source, InputError):
            yield source
        else:
            yield from _documents(source, opening, stdin)


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(str(path), error) from error


def _sources(name: str) -> Iterator[Source | InputError]:
    if name == STANDARD_INPUT:
        yield Source(_STDIN_NAME, None)
        return
    if not name:
        yield InputError('"" is no file name.')
        return
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _unreadable(name, error)
        return
    if stat.S_ISDIR(mode):
        yield from _in_folder(path)
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        yield _source(path)
    else:
        yield InputError(f"{name} is not a file.")


def _source(path: Path) -> Source:
    """Return a file as a source; bytes in its name that are no UTF-8 cannot go into a store."""
    return Source(str(path).encode("utf-8", "replace").decode("utf-8"), path)


def _in_folder(folder: Path) -> Iterator[Source | InputError]:
    suffixes = known_suffixes()
    faults: list[OSError] = []
    found = []
    for parent, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names = [name for name in files if not name.startswith(".") and name.lower().endswith(suffixes)]
        beside = frozenset(files)
        found += [Path(parent, name) for name in names if not is_companion(name, beside)]
    yield from map(_source, sorted(found))
    yield from (_unreadable(str(fault.filename), fault) for fault in faults)
    if not found and not faults:
        yield InputError(
            f"{folder} holds no articles.", '"rubricator formats" lists the files that are looked for.'
        )


def _documents(source: Source, opening: Opening, stdin: BinaryIO | None) -> Iterator[Document | InputError]:
    if source.path is None:
        yield from opening.stream(stdin or BytesIO(), source.name)
        return
    try:
        with source.path.open("rb") as file:
            yield from opening.stream(file, source.name, _beside(source.path))
    except OSError as error:
        yield _unreadable(source.name, error)


def _beside(path: Path) -> Beside:
    """Return what gives the files in the same folder, by their names alone."""

    def beside(name: str) -> bytes | None:
        other = path.parent / Path(name).name
        return read_bytes(other) if other.is_file() else None

    return beside


def _unreadable(name: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, ValueError):
        return InputError(f"{name} is no file name.")
    if isinstance(error, FileNotFoundError):
        return InputError(f"{name} does not exist.")
    return InputError(f"{name} cannot be read: {error.strerror or error}.")
