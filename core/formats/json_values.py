"""The records of a JSON file, whether one array, one object, or a value a line."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from core.errors import InputError
from core.formats.decoding import decode
from core.formats.json_fields import reason, refuse_constant, refuse_lone_surrogates, whole_number

_DECODER = json.JSONDecoder(parse_int=whole_number, parse_constant=refuse_constant)
_ARRAY = re.compile(r"\s*\[\s*(?=[\[{\]])")
_BETWEEN = re.compile(r"[\s,]*")
_BLANK = re.compile(r"[\s\ufeff]*")


class Value(NamedTuple):
    """A record, and where it stands: `a.jsonl, line 3` or `a.json, record 3`."""

    where: str
    value: Any


def values_in(data: bytes, name: str) -> Iterator[Value | InputError]:
    """Yield the values of an array of objects or arrays, or of a file of values one after another.

    In place of one that is no JSON comes why not; in a file of lines the next line goes on. Raises
    InputError where the file is empty or not text.
    """
    text = decode(data, name)
    array = _ARRAY.match(text)
    if array:
        yield from _in_array(text, array.end(), name)
    else:
        yield from _one_after_another(text, name)


def objects_in(data: bytes, name: str) -> Iterator[Value | InputError]:
    """Yield the values that are objects, as `values_in`; in place of others, that they are none."""
    for one in values_in(data, name):
        if isinstance(one, InputError) or isinstance(one.value, dict):
            yield one
        else:
            yield InputError(f"{one.where}: not a JSON object.")


def _in_array(text: str, at: int, name: str) -> Iterator[Value | InputError]:
    number = 0
    while True:
        at = _end(_BETWEEN, text, at)
        if text.startswith("]", at):
            return
        number += 1
        where = f"{name}, record {number}"
        try:
            value, at = _value(text, at)
        except (ValueError, RecursionError) as error:
            yield InputError(f"{where}: {reason(error)}.")
            return
        yield Value(where, value)


def _one_after_another(text: str, name: str) -> Iterator[Value | InputError]:
    at, line, counted = 0, 1, 0
    while (at := _end(_BLANK, text, at)) < len(text):
        line, counted = line + text.count("\n", counted, at), at
        where = f"{name}, line {line}"
        try:
            value, at = _value(text, at)
        except (ValueError, RecursionError) as error:
            yield InputError(f"{where}: {reason(error)}.")
            at = text.find("\n", at) + 1 or len(text)
        else:
            yield Value(where, value)


def _value(text: str, at: int) -> tuple[Any, int]:
    value, end = _DECODER.raw_decode(text, at)
    if "\\u" in text[at:end]:
        refuse_lone_surrogates(value)
    return value, end


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
