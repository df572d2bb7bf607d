"""The table of formats. A row names its module as text: listing them imports none of them."""

from importlib import import_module
from typing import cast

from core.errors import UsageError, near_match
from core.formats.format import Format, Reader, Writer

_EVERYTHING = (
    "layers",
    "states",
    "relations",
    "scores",
    "notes",
    "annotators",
    "overlap",
    "parts of tokens",
    "meta",
)

FORMATS = (
    Format("text", "plain text", (".txt", ".text"), "core.formats.plain_text", reads=True, writes=False),
    Format(
        "jsonl",
        "Rubricator JSON lines",
        (".jsonl", ".ndjson"),
        "core.formats.jsonl",
        reads=True,
        writes=True,
        carries=_EVERYTHING,
    ),
    Format(
        "spacy",
        "spaCy DocBin",
        (".spacy",),
        "core.formats.spacy_docbin",
        reads=False,
        writes=True,
        carries=("overlap",),
    ),
)


def find_format(name: str) -> Format:
    """Return a format by its name. Raises UsageError with the nearest name where there is none."""
    for row in FORMATS:
        if row.name == name:
            return row
    names = [row.name for row in FORMATS]
    raise UsageError(
        f'There is no format "{name}".', near_match(name, names) or f"There are {', '.join(names)}."
    )


def reader(name: str) -> Reader:
    """Return the reader of a format. Raises UsageError where it cannot be imported."""
    row = find_format(name)
    if not row.reads:
        raise UsageError(f"The format {row.name} can be exported, but not imported.", _those(reads=True))
    return cast(Reader, import_module(row.module))


def writer(name: str) -> Writer:
    """Return the writer of a format. Raises UsageError where it cannot be exported."""
    row = find_format(name)
    if not row.writes:
        raise UsageError(f"The format {row.name} can be imported, but not exported.", _those(reads=False))
    return cast(Writer, import_module(row.module))


def _those(reads: bool) -> str:
    names = [row.name for row in FORMATS if (row.reads if reads else row.writes)]
    return f"Those that can: {', '.join(names)}."
