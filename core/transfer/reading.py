"""Files, folders and standard input to documents, in the order in which they were named."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from core.errors import InputError
from core.formats.format import Document
from core.formats.registry import FORMATS, find_format, reader
from core.formats.sniffing import AUTO, sniff

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
    sources: Iterable[Source | InputError], format_name: str = AUTO, stdin: BinaryIO | None = None
) -> Iterator[Document | InputError]:
    """Yield the documents of sources; in place of what cannot be read, why not: the rest goes on.

    Spans that state no origin get `import:FORMAT`. Raises UsageError for a format that cannot be read.
    """
    if format_name != AUTO:
        reader(format_name)
    for source in sources:
        if isinstance(source, InputError):
            yield source
        else:
            yield from _documents(source, format_name, stdin)


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
    suffixes = tuple(suffix for row in FORMATS if row.reads for suffix in row.suffixes)
    faults: list[OSError] = []
    found = []
    for parent, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names = [name for name in files if not name.startswith(".") and name.lower().endswith(suffixes)]
        found += [Path(parent, name) for name in names]
    yield from map(_source, sorted(found))
    yield from (_unreadable(str(fault.filename), fault) for fault in faults)
    if not found and not faults:
        yield InputError(
            f"{folder} holds no articles.", f"Files are looked for that end in {', '.join(suffixes)}."
        )


def _documents(source: Source, format_name: str, stdin: BinaryIO | None) -> Iterator[Document | InputError]:
    try:
        data = read_bytes(source.path) if source.path else stdin.read() if stdin else b""
        name = sniff(data, source.name) if format_name == AUTO else format_name
        if not find_format(name).reads:
            raise InputError(
                f"{source.name} is in the format {name}, which can be exported, but not imported."
            )
        for document in reader(name).read(data, source.name):
            yield document if isinstance(document, InputError) else _with_origin(document, name)
    except InputError as error:
        yield error


def _unreadable(name: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, ValueError):
        return InputError(f"{name} is no file name.")
    if isinstance(error, FileNotFoundError):
        return InputError(f"{name} does not exist.")
    return InputError(f"{name} cannot be read: {error.strerror or error}.")


def _with_origin(document: Document, format_name: str) -> Document:
    origin = f"import:{format_name}"
    spans = tuple(span if span.origin else span.changed(origin=origin) for span in document.spans)
    return replace(document, spans=spans)
