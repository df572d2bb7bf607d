"""The records of a JSON file, whether one array, one object, or a value a line."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from core.errors import InputError
from core.formats.decoding import Source, pieces_of
from core.formats.json_fields import reason, refuse_constant, refuse_lone_surrogates, whole_number

_LONGEST = 1 << 26
"""More characters than this are not read in search of a record's end."""

_DECODER = json.JSONDecoder(parse_int=whole_number, parse_constant=refuse_constant)
_ARRAY = re.compile(r"\s*\[\s*(?=[\[{\]])")
_BETWEEN = re.compile(r"[\s,]*")
_BLANK = re.compile(r"[\s\ufeff]*")


class Value(NamedTuple):
    """A record, and where it stands: `a.jsonl, line 3` or `a.json, record 3`."""

    where: str
    value: Any


def values_in(source: Source, name: str) -> Iterator[Value | InputError]:
    """Yield the values of an array of objects or arrays, or of a file of values one after another.

    In place of one that is no JSON comes why not; in a file of lines the next line goes on. Of an open
    file no more is in memory than a record or two. Raises InputError where the file is empty or not text.
    """
    window = _Window(pieces_of(source, name))
    array = _ARRAY.match(window.text)
    if array:
        window.at = array.end()
        yield from _in_array(window, name)
    else:
        yield from _one_after_another(window, name)


def objects_in(source: Source, name: str) -> Iterator[Value | InputError]:
    """Yield the values that are objects, as `values_in`; in place of others, that they are none."""
    for one in values_in(source, name):
        if isinstance(one, InputError) or isinstance(one.value, dict):
            yield one
        else:
            yield InputError(f"{one.where}: not a JSON object.")


class _Window:
    """The part of a text that is looked at: `at` is where, what lies before it may be gone."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self.text = next(pieces, "")
        self.at = 0
        self.lines = 0
        self._counted = 0

    def more(self) -> bool:
        """Take in as much again as is left, drop what has been passed; return whether there was any."""
        left = len(self.text) - self.at
        pieces: list[str] = []
        while sum(map(len, pieces)) <= left and (piece := next(self._pieces, None)) is not None:
            pieces.append(piece)
        if not pieces:
            return False
        self.line()
        self.text, self._counted, self.at = "".join([self.text[self.at :], *pieces]), 0, 0
        return True

    def line(self) -> int:
        """Return how many line feeds lie before `at`."""
        self.lines += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self.lines

    def skip(self, pattern: re.Pattern[str]) -> bool:
        """Go behind what a pattern matches; return whether anything follows."""
        while True:
            match = pattern.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text):
                return True
            if not self.more():
                return False

    def value(self) -> Any:
        """Return the value at `at`, and go behind it. Raises ValueError, RecursionError."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except ValueError:
                if len(self.text) - self.at > _LONGEST or not self.more():
                    raise
                continue
            if "\\u" in self.text[self.at : end]:
                refuse_lone_surrogates(value)
            self.at = end
            return value

    def to_next_line(self) -> None:
        """Go to the beginning of the next line, or to the end."""
        while (end := self.text.find("\n", self.at)) < 0:
            self.at = len(self.text)
            if not self.more():
                return
        self.at = end + 1


def _in_array(window: _Window, name: str) -> Iterator[Value | InputError]:
    number = 0
    while window.skip(_BETWEEN) and window.text[window.at] != "]":
        number += 1
        where = f"{name}, record {number}"
        try:
            value = window.value()
        except (ValueError, RecursionError) as error:
            yield InputError(f"{where}: {reason(error)}.")
            return
        yield Value(where, value)
    if window.at == len(window.text):
        yield InputError(f"{name}, record {number + 1}: not JSON, the array does not end.")


def _one_after_another(window: _Window, name: str) -> Iterator[Value | InputError]:
    while window.skip(_BLANK):
        where = f"{name}, line {window.line() + 1}"
        try:
            value = window.value()
        except (ValueError, RecursionError) as error:
            yield InputError(f"{where}: {reason(error)}.")
            window.to_next_line()
        else:
            yield Value(where, value)
