"""`rubricator backup`: a copy of a store, even while it is in use."""

import argparse
from pathlib import Path

from core.cli.options import add_store, open_store


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    parser.add_argument("out", type=Path, metavar="OUT", help="the new file")
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Copy the store."""
    with open_store(options, reading=True) as store:
        store.backup(options.out)
    print(f"{options.out}: {options.out.stat().st_size} bytes.")
    return 0
