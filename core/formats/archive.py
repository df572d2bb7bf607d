"""ZIP archives, in and out: nothing is unpacked to disk, and no entry may be a bomb or point outside."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO

from core.errors import InputError
from core.formats.decoding import Source

_SIGNATURE = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
_MOST_ENTRIES = 500_000
_MOST_BYTES = 1 << 30
_MOST_RATIO = 500
"""How many times its packed size an entry may have: text packs to a third, a bomb to a thousandth."""
_SMALL = 1 << 20
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a ZIP archive does (an office document is one, too)."""
    return data.startswith((_SIGNATURE, _EMPTY))


class Archive:
    """A ZIP archive's files by name. Raises InputError where it is damaged or too large.

    `names` are those of its files, hidden ones and those of the Mac's own folder left out.
    """

    def __init__(self, source: Source, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise InputError(f"{name} is a damaged ZIP archive: {error}.") from error
        if len(self._zip.infolist()) > _MOST_ENTRIES:
            raise InputError(f"{name} holds more than {_MOST_ENTRIES} files.")
        self._entries = {entry.filename: entry for entry in self._zip.infolist() if not entry.is_dir()}
        self.names = frozenset(name for name in self._entries if not _is_hidden(name))

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, None where there is none. Raises InputError where it may not be read."""
        if name not in self._entries:
            return None
        with self.opened(name) as file:
            return file.read()

    def size(self, name: str) -> int:
        """Return how many bytes a file has when it is unpacked."""
        return self._entries[name].file_size

    def opened(self, name: str) -> BinaryIO:
        """Return a file, open for reading. Raises InputError where it may not be read, now or later."""
        entry = self._entries[name]
        where = f"{self.name}, {name}"
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise InputError(f"{where}: its path leads out of the archive.")
        if entry.external_attr >> 28 == 0xA:
            raise InputError(f"{where}: it is a link, which is not followed.")
        too_dense = entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
        if too_dense or entry.file_size > _MOST_BYTES:
            raise InputError(f"{where}: it would unpack to {entry.file_size} bytes, which is too much.")
        with _told(where):
            return BufferedReader(_Entry(self._zip.open(entry), where))


class _Entry(RawIOBase):
    """A file in an archive, of which a fault is told as a sentence when it is met."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        self._file = file
        self._where = where

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read from elsewhere."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer; return how many bytes."""
        with _told(self._where):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go elsewhere; return where that is."""
        with _told(self._where):
            return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return where it is read."""
        return self._file.tell()

    def close(self) -> None:
        """Close it."""
        self._file.close()
        super().close()


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Turn the faults of a damaged archive into a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as error:
        raise InputError(f"{where}: it cannot be unpacked: {error}.") from error
    except (RuntimeError, NotImplementedError) as error:
        raise InputError(f"{where}: it is encrypted, or packed in a way that is not read.") from error


class ArchiveWriter:
    """Packs files into a ZIP archive: the same files always give the same bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._taken: set[str] = set()

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def free_name(self, name: str) -> str:
        """Return a file name without suffix for an article: its id or title, made safe, unlike the others."""
        safe = "".join(sign if sign.isalnum() or sign in "-_. " else "_" for sign in name).strip(". ")[:80]
        name = free = safe or "article"
        number = 1
        while free.casefold() in self._taken:
            number += 1
            free = f"{name}-{number}"
        self._taken.add(free.casefold())
        return free

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""
        self._zip.writestr(_entry(name), data)

    @contextmanager
    def adding(self, name: str) -> Iterator[IO[bytes]]:
        """Yield a file to write to, of any length; no other can be added until the block ends."""
        with self._zip.open(_entry(name), "w", force_zip64=True) as file:
            yield file


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def files_in(archive: Archive) -> Iterator[tuple[str, BinaryIO] | InputError]:
    """Yield the files of an archive with their names, open; in place of one that may not be read, why not."""
    total = 0
    for name in sorted(archive.names):
        try:
            file = archive.opened(name)
        except InputError as error:
            yield error
            continue
        total += archive.size(name)
        if total > 4 * _MOST_BYTES:
            yield InputError(f"{archive.name} would unpack to more than {total} bytes, which is too much.")
            return
        with file:
            yield name, file


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") and part != ".." for part in name.split("/")) or name.startswith(
        "__MACOSX/"
    )
