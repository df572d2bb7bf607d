"""What a verb prints: aligned columns for people, JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.cli.terminal import one_line

Record = Mapping[str, Any]


def print_records(
    records: Sequence[Record], form: str, columns: Sequence[str], titles: Mapping[str, str] | None = None
) -> None:
    """Print records as a table of these columns, as one JSON array, or as a JSON object a line."""
    if form == "json":
        print(json.dumps(list(records), ensure_ascii=False, indent=2))
    elif form == "jsonl":
        for record in records:
            print_json_line(record)
    else:
        head = [(titles or {}).get(column, column).upper() for column in columns]
        print_table([head, *([_cell(record[column]) for column in columns] for record in records)])


def print_json_line(record: Record) -> None:
    """Print one JSON object on a line."""
    print(json_line(record), end="")


def json_line(record: Record) -> str:
    """Return one JSON object on a line, with its line break."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def print_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows with their columns aligned, two blanks apart."""
    rows = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def counted(count: int, thing: str, things: str = "") -> str:
    """Return a number of things: `1 span`, `2 spans`."""
    return f"{count} {thing if count == 1 else things or thing + 's'}"


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
