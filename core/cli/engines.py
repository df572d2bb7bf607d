"""`rubricator engines`: which engines there are, without loading one."""

import argparse

from core.cli.options import add_format
from core.cli.output import print_records
from core.engine.catalogue import list_engines


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the engines, the default one first."""
    records = [
        {
            "name": engine.name,
            "version": engine.version,
            "licence": engine.licence,
            "description": engine.description,
            "labels": engine.labels,
            "scores": dict(engine.scores),
        }
        for engine in list_engines()
    ]
    print_records(records, options.format, ("name", "version", "licence", "description"))
    return 0
