"""Bytes to text: UTF-8, UTF-16, UTF-32 and Windows-1252, or a sentence why not.

Nothing is repaired and nothing translated: line ends, composed and decomposed letters, and single
control characters (NUL too) stay as the file has them. A byte order mark is taken off.
"""

import codecs
import re

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
