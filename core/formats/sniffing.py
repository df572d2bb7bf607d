"""Which format a file is in, by its content."""

import json
from pathlib import PurePath

from core.errors import InputError
from core.formats.decoding import decode
from core.formats.registry import FORMATS

AUTO = "auto"
"""The format name that stands for "look at the content"."""


def sniff(data: bytes, name: str) -> str:
    """Return the name of the format of a file's bytes.

    Content goes before the name: JSON lines are an object with a `text` in the first line that is not
    blank. Where the content does not tell, the name's suffix does; a name without a known one is text.
    """
    if _is_jsonl(data, name):
        return "jsonl"
    suffix = PurePath(name).suffix.lower()
    return next((row.name for row in FORMATS if suffix in row.suffixes), "text")


def _is_jsonl(data: bytes, name: str) -> bool:
    try:
        line = decode(data, name).lstrip().split("\n", 1)[0]
        record = json.loads(line) if line.startswith("{") else None
    except (InputError, ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "text" in record
