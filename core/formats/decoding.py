"""Bytes to text: UTF-8, UTF-16, UTF-32 and Windows-1252, or a sentence why not.

Nothing is repaired and nothing translated: line ends, composed and decomposed letters, and single
control characters (NUL too) stay as the file has them. A byte order mark is taken off.
"""

import codecs
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from core.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 first: its little-endian mark begins with that of UTF-16."""

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "a database"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOST_CONTROL = 0.10
"""A text with more control characters than this share is none. Random ASCII has 0.21."""

_MOST_FOREIGN = 0.4
"""Letters above ASCII, as a share of all letters, in a text of Western Europe. Greek or Russian read
in the wrong encoding has over 0.8."""


def decode(data: bytes, name: str) -> str:
    """Return the text of a file's bytes, exactly. `name` is the file's, for the sentences.

    Raises InputError where the file is empty, holds white space alone, is not text, or is in an
    encoding that cannot be told.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name} is {kind}, not text.", "Save it as plain text first.")
    text = _decoded(data, name)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise InputError(f"{name} is not text.")
    if not text.strip("\x00\ufeff \t\r\n") or text.isspace():
        raise InputError(f"{name} is empty.")
    return text


Source = bytes | BinaryIO
"""A file's bytes, or the file, open at its beginning."""

_PIECE = 1 << 18
_LONGEST_LINE = 1 << 27


def pieces_of(source: Source, name: str) -> Iterator[str]:
    """Yield the text of a file piece by piece, as `decode` has it.

    An open file in UTF-8 is never in memory as a whole; one in another encoding is. Raises InputError as
    `decode`, where UTF-8 is damaged when its place is reached.
    """
    head = source if isinstance(source, bytes) else source.read(_PIECE)
    if isinstance(source, bytes) or len(head) < _PIECE or not _begins_in_utf8(head):
        yield decode(head if isinstance(source, bytes) else head + source.read(), name)
        return
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    done = 0
    while head:
        try:
            yield decoder.decode(head)
        except UnicodeDecodeError as error:
            at = done + error.start
            raise InputError(f"{name} is damaged: it is not valid UTF-8 near byte {at}.") from error
        done += len(head)
        head = source.read(_PIECE)
    if decoder.getstate()[0]:
        raise InputError(f"{name} is damaged: it ends inside a character.")


def lines_of(source: Source, name: str) -> Iterator[str]:
    """Yield the lines of a file, without their line feeds, as `pieces_of` has its text."""
    for number, line in enumerate(lines_or_bytes_of(source, name), start=1):
        if isinstance(line, bytes):
            raise InputError(f"{name} is damaged: line {number} is not valid UTF-8.")
        yield line


def lines_or_bytes_of(source: Source, name: str) -> Iterator[str | bytes]:
    """Do as `lines_of`; of a large file in UTF-8 a line that is damaged comes as its bytes."""
    head = source if isinstance(source, bytes) else source.read(_PIECE)
    if isinstance(source, bytes) or len(head) < _PIECE or not _begins_in_utf8(head):
        yield from decode(head if isinstance(source, bytes) else head + source.read(), name).split("\n")
        return
    *whole, begun = head.removeprefix(codecs.BOM_UTF8).split(b"\n")
    for line in chain(whole, (begun + source.readline(_LONGEST_LINE),), _read_lines(source)):
        if len(line) >= _LONGEST_LINE:
            raise InputError(f"{name} has a line of more than {_LONGEST_LINE} bytes, which is too much.")
        try:
            yield line.decode("utf-8").removesuffix("\n")
        except UnicodeDecodeError:
            yield line


def _read_lines(source: BinaryIO) -> Iterator[bytes]:
    while line := source.readline(_LONGEST_LINE):
        yield line


def _begins_in_utf8(head: bytes) -> bool:
    marked = any(head.startswith(mark) for mark, encoding in _MARKS if encoding != "utf-8")
    foreign = any(head.startswith(signature) for signature, _ in _SIGNATURES)
    if marked or foreign or b"\0" in head:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    encoding = _utf16_without_mark(data)
    if encoding:
        return _strictly(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1252(data, name, error)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is damaged: it is not valid {encoding.upper()} at byte {error.start}."
        ) from error


def _utf16_without_mark(data: bytes) -> str:
    """Return the UTF-16 that the NULs tell of: every other byte of Western text, and no others."""
    sample = data[:10_000]
    half = len(sample) // 2
    if not half or len(data) % 2:
        return ""
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.5 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd < 0.1 else ""


def _windows_1252(data: bytes, name: str, fault: UnicodeDecodeError) -> str:
    """Return the text if it reads as Windows-1252 (of which Latin-1's letters are a part)."""
    if _is_damaged_utf8(data):
        raise InputError(f"{name} is damaged: it is not valid UTF-8 at byte {fault.start}.") from fault
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        text = "\x00"
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(not letter.isascii() for letter in letters)
    if _CONTROL.search(text) or foreign > _MOST_FOREIGN * len(letters):
        raise InputError(
            f"{name} is not text, or in an encoding that cannot be told.", "Save it as UTF-8."
        ) from fault
    return text


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether at least as many characters above ASCII are sound UTF-8 as are not: chance makes few."""
    text = data.decode("utf-8", errors="replace")
    unsound = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) >= 2 * unsound
