"""`rubricator formats`: what can be imported and exported."""

import argparse

from core.cli.options import add_format
from core.cli.output import print_records
from core.formats.registry import FORMATS


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the formats."""
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
