"""The fields of a JSON record that someone else wrote: the value, or a ValueError that says why not."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NoReturn

_LONGEST_NUMBER = 1000
"""More digits than this are no number that anybody meant; Python itself refuses over 4300."""


def record_of(line: str) -> dict[str, Any]:
    """Return the JSON object of a line. Raises ValueError (RecursionError: nested too deeply)."""
    record = json.loads(line, parse_int=whole_number, parse_constant=refuse_constant)
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    if "\\u" in line:
        refuse_lone_surrogates(record)
    return record


def reason(error: ValueError | RecursionError) -> str:
    """Return why a line could not be read, as the end of a sentence."""
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON, {error.msg} at character {error.pos + 1}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def whole_number(digits: str) -> int:
    """Return the number of some digits. Raises ValueError where nobody can have meant so many."""
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"a number has {len(digits)} digits")
    return int(digits)


def refuse_constant(name: str) -> NoReturn:
    """Raise ValueError for NaN and Infinity, which Python writes and JSON has not."""
    raise ValueError(f"{name} is not JSON")


def refuse_lone_surrogates(record: object) -> None:
    """Raise ValueError where an escape such as `\\ud83d` stands for half a character: no file can hold it."""
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        half = ord(error.object[error.start])
        raise ValueError(f"it holds half a character (the lone surrogate U+{half:04X})") from error


def time(record: dict[str, Any], key: str) -> str:
    """Return an ISO 8601 time as it stands; empty where it is missing."""
    value = string(record, key)
    if value:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f'"{key}" is not a time') from None
    return value


def string(record: dict[str, Any], key: str, default: str = "") -> str:
    """Return a string field; `default` where it is missing or null."""
    value = record.get(key)
    if value is None:
        return default
    if not isinstance(value, str):
        raise ValueError(f'"{key}" is not a string')
    return value


def integer(record: dict[str, Any], key: str, where: str) -> int:
    """Return a whole number that must be there; `where` begins the reason if it is not."""
    value = record.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f'{where} has no whole number "{key}"')
    return value


def share(record: dict[str, Any], key: str, where: str) -> float | None:
    """Return a number from 0 to 1, or None where it is missing."""
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f'{where} has a "{key}" that is not a number from 0 to 1')
    return float(value)


def mapping(record: dict[str, Any], key: str) -> dict[str, Any]:
    """Return an object field; empty where it is missing."""
    value = record.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError(f'"{key}" is not an object')
    return value


def records(record: dict[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a list field with their numbers, from 1."""
    value = record.get(key)
    if value is None:
        return
    if not isinstance(value, list):
        raise ValueError(f'"{key}" is not a list')
    for number, one in enumerate(value, start=1):
        if not isinstance(one, dict):
            raise ValueError(f'number {number} of "{key}" is not an object')
        yield number, one
