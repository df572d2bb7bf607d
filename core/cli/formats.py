"""`rubricator formats`: what can be imported and exported."""

import argparse

from core.cli.options import TABLE, add_format
from core.cli.output import print_records
from core.formats.format import Format
from core.formats.losses import EVERYTHING
from core.formats.registry import FORMATS

MARKDOWN = "markdown"


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_format(parser, (TABLE, "json", "jsonl", MARKDOWN))


def run(options: argparse.Namespace) -> int:
    """Print the formats."""
    if options.format == MARKDOWN:
        print("\n".join(markdown_table()))
        return 0
    records = [
        {
            "name": row.name,
            "title": row.title,
            "suffixes": row.suffixes,
            "import": row.reads,
            "export": row.writes,
            "carries": row.carries,
        }
        for row in FORMATS
    ]
    print_records(records, options.format, list(records[0]))
    return 0


def markdown_table() -> list[str]:
    """Return the lines of the table of formats, as the README has it."""
    head = [
        "| format | name | files | in | out | carries beside place and label |",
        "|---|---|---|---|---|---|",
    ]
    return head + [_markdown_row(row) for row in FORMATS]


def _markdown_row(row: Format) -> str:
    files = " ".join(f"`{suffix}`" for suffix in row.suffixes)
    packed = " in a `.zip`" if row.packed else ""
    carries = "everything" if row.carries == EVERYTHING else ", ".join(row.carries) or "-"
    extra = f" (`rubricator[{row.extra}]`)" if row.extra else ""
    in_, out = ("yes" if does else "-" for does in (row.reads, row.writes))
    cells = [
        f"{row.title}{extra}",
        f"`{row.name}`",
        files + packed,
        in_,
        out,
        carries if row.writes else "the text",
    ]
    return f"| {' | '.join(cells)} |"
